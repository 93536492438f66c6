"""
What it costs to read attachments, beside the library underneath alone on the same file.

    python benchmarks/attachments.py                        # prints the table
    python benchmarks/attachments.py docs/attachments.md    # and writes it there

CPU time, user and system. Both read documents of our own writing in turns, in one process.
"""

from __future__ import annotations

import platform
import re
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdfium2
from docx import Document
from lxml import etree

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))

from documents import Part, docx, ofd, pdf, table
from monitor.domain import AttachmentOutcome
from monitor.parse import read_attachment

ROUNDS, GOAL = 9, 1.5
#: Where the table stands in a page.
PLACE = re.compile(r"(<!-- cost -->\n).*?(?=<!-- /cost -->)", re.DOTALL)
SENTENCE = (
    "到{year}年，全市智能算力规模达到{number}EFLOPS，人工智能核心产业规模突破{number}亿元，培育骨干企业{number}家以上。"
)
PROSE = [
    Part(
        "paragraph",
        "".join(SENTENCE.format(year=2026 + piece, number=10 * number + piece) for piece in range(5)),
    )
    for number in range(1, 161)
]
TABLES = [
    part
    for number in range(1, 21)
    for part in (
        Part("paragraph", f"附表{number}如下。"),
        table("类别|指标|单位|2027年|2030年", *(f"算力|规模{row}|家|{number}|{row}" for row in range(1, 16))),
    )
]


def pdfium(content: bytes) -> object:
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


def plumber(content: bytes) -> object:
    with pdfplumber.open(BytesIO(content)) as document:
        return [(page.extract_text(), page.extract_tables()) for page in document.pages]


def python_docx(content: bytes) -> object:
    document = Document(BytesIO(content))
    cells = [cell.text for made in document.tables for row in made.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs], cells


def lxml_alone(content: bytes) -> object:
    with zipfile.ZipFile(BytesIO(content)) as package:
        roots = [etree.fromstring(package.read(name)) for name in package.namelist()]
    return [code.text for root in roots for code in root.iter("{*}TextCode")]


Case = tuple[str, str, bytes, Callable[[bytes], object]]


def spent(read: Callable[[bytes], object], content: bytes) -> float:
    """Return the CPU milliseconds of reading a file."""
    before = time.process_time()
    read(content)
    return (time.process_time() - before) * 1000


def ours(content: bytes) -> object:
    return read_attachment(content, "附件")


def row(case: Case) -> str:
    name, library, content, alone = case
    text = read_attachment(content, "附件")
    assert text.outcome is AttachmentOutcome.READ, text.reason
    alone(content)
    both = [(spent(ours, content), spent(alone, content)) for _ in range(ROUNDS)]
    pages = text.page_count or max(1, len(text.text) // 800)
    here, there = (statistics.median(column) / pages for column in zip(*both, strict=True))
    ratio = statistics.median(mine / its for mine, its in both)
    judged = "met" if ratio <= GOAL else "missed"
    return f"| {name}, {pages} pages | {here:.2f} ms | {library} {there:.2f} ms | {ratio:.2f} × | {judged} |\n"


def main() -> None:
    cases: list[Case] = [
        ("PDF, prose", "pypdfium2", pdf(*PROSE), pdfium),
        ("PDF, ruled tables", "pdfplumber", pdf(*TABLES), plumber),
        ("DOCX, prose", "python-docx", docx(*PROSE), python_docx),
        ("DOCX, tables", "python-docx", docx(*TABLES), python_docx),
        ("OFD, prose", "lxml", ofd(*PROSE), lxml_alone),
    ]
    made = (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} with CPython {platform.python_version()}; CPU time, user and system; medians of"
        f" {ROUNDS} rounds. The goal is at most {GOAL} times the library alone.\n\n"
        "| per page | our reading | the library alone | ratio | goal |\n|---|---|---|---|---|\n"
    ) + "".join(map(row, cases))
    sys.stdout.write(made)
    if len(sys.argv) == 2:
        place = Path(sys.argv[1])
        place.write_text(PLACE.sub(lambda at: at[1] + made, place.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
