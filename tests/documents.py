"""Documents as offices write them, made for tests: the same text as DOCX, XLSX, PDF and OFD."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph, Table


@dataclass(frozen=True)
class Part:
    """A piece of a document: `kind` is heading, paragraph, numbered or table; a table's cells span rows and columns."""

    kind: str
    text: str = ""
    rows: tuple[tuple[SpannedWords, ...], ...] = ()


@dataclass(frozen=True)
class SpannedWords:
    text: str
    down: int = 1
    across: int = 1


def table(*lines: str) -> Part:
    """Return a table; cells are parted by `|`, and `^2` or `>2` at a cell's end spans rows or columns."""
    return Part("table", rows=tuple(tuple(map(_spanned, line.split("|"))) for line in lines))


def _spanned(words: str) -> SpannedWords:
    text, _, across = words.partition(">")
    text, _, down = text.partition("^")
    return SpannedWords(text.strip(), int(down or 1), int(across or 1))


def placed(part: Part) -> list[tuple[int, int, SpannedWords]]:
    """Return the cells of a table with the row and column at which each begins."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row, cells in enumerate(part.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            found.append((row, column, cell))
            taken.update((row + down, column + across) for down in range(cell.down) for across in range(cell.across))
            column += cell.across
    return found


def size(part: Part) -> tuple[int, int]:
    cells = placed(part)
    return max(row + cell.down for row, _, cell in cells), max(column + cell.across for _, column, cell in cells)


# ------------------------------------------------------------------- DOCX


def docx(*parts: Part) -> bytes:
    """Return a DOCX; numbered parts have Word's automatic numbers （一）, （二）, without text of their own."""

    document = Document()
    numbers = number_list(document, "chineseCounting", "（%1）")
    for part in parts:
        if part.kind == "heading":
            document.add_heading(part.text, 1)
        elif part.kind == "table":
            _word_table(document, part)
        else:
            paragraph = document.add_paragraph(part.text)
            if part.kind == "numbered":
                number(paragraph, numbers)
    return saved(document)


def saved(document: Any) -> bytes:
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def number_list(document: Any, kind: str, *patterns: str) -> int:
    """Add a list whose levels are shown by the patterns; return its id."""

    root = document.part.numbering_part.element
    name = 90 + len(root)
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind if depth == 0 else "decimal"}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, pattern in enumerate(patterns)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{name}"><w:abstractNumId w:val="{name}"/></w:num>'))
    return name


def number(paragraph: Any, numbers: int, depth: int = 0) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth
    properties.get_or_add_numId().val = numbers


def _word_table(document: Any, part: Part) -> None:
    rows, columns = size(part)
    made = document.add_table(rows, columns)
    for row, column, cell in placed(part):
        first = made.cell(row, column)
        if cell.down > 1 or cell.across > 1:
            first = first.merge(made.cell(row + cell.down - 1, column + cell.across - 1))
        first.text = cell.text


def packed(parts: dict[str, bytes | str], content: bytes = b"") -> bytes:
    """Return a ZIP with parts added to those of `content`, or in their place."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        if content:
            with zipfile.ZipFile(BytesIO(content)) as old:
                for name in old.namelist():
                    if name not in parts:
                        written.writestr(name, old.read(name))
        for name, data in parts.items():
            written.writestr(name, data)
    return made.getvalue()


# ------------------------------------------------------------------- XLSX


def xlsx(*tables: Part, formats: dict[tuple[int, int], str] | None = None) -> bytes:
    """Return a workbook with a table a sheet; amounts are numbers, as people type them, in the given number formats."""
    book = Workbook()
    book.remove(book.active)
    for number_of, part in enumerate(tables, 1):
        sheet = book.create_sheet(f"附表{number_of}")
        for row, column, cell in placed(part):
            made = sheet.cell(row + 1, column + 1, _typed(cell.text))
            made.number_format = (formats or {}).get((row, column), "General")
            if cell.down > 1 or cell.across > 1:
                sheet.merge_cells(None, row + 1, column + 1, row + cell.down, column + cell.across)
    return saved(book)


def _typed(text: str) -> str | float | None:
    try:
        return float(text)
    except ValueError:
        return text or None


# ------------------------------------------------------------------- PDF

HEAD = "云岭市人民政府办公室文件"
FONT = "STSong-Light"


def pdf(*parts: Part, **options: Any) -> bytes:
    """Return a PDF with a running head and page numbers; `columns` asks for two columns, `margins` draws others; other options are reportlab's."""
    registerFont(UnicodeCIDFont(FONT))
    columns, draw = options.pop("columns", 1), options.pop("margins", _margins)
    content = BytesIO()
    document = BaseDocTemplate(content, pagesize=A4, **options)
    width = document.width / columns
    frames = [
        Frame(document.leftMargin + index * width, document.bottomMargin, width - 6, document.height)
        for index in range(columns)
    ]
    document.addPageTemplates(PageTemplate(frames=frames, onPage=draw))
    style = ParagraphStyle(
        "body", fontName=FONT, fontSize=14, leading=24, firstLineIndent=28, wordWrap="CJK", spaceAfter=0
    )
    document.build([_flowable(part, style) for part in numbered(parts)] or [Paragraph("", style)])
    return content.getvalue()


def no_margins(_canvas: Any, _document: Any) -> None:
    """Draw no head and no page number."""


def _margins(canvas: Any, document: Any) -> None:
    canvas.setFont(FONT, 10)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 40, HEAD)
    canvas.drawCentredString(A4[0] / 2, 40, f"— {document.page} —")


def _flowable(part: Part, style: ParagraphStyle) -> Any:
    if part.kind == "break":
        return PageBreak()
    if part.kind != "table":
        return Paragraph(part.text, style)
    rows, columns = size(part)
    words = [[""] * columns for _ in range(rows)]
    spans = []
    for row, column, cell in placed(part):
        words[row][column] = cell.text
        spans.append(("SPAN", (column, row), (column + cell.across - 1, row + cell.down - 1)))
    return Table(words, style=[("FONT", (0, 0), (-1, -1), FONT, 10), ("GRID", (0, 0), (-1, -1), 0.5, "black"), *spans])


def numbered(parts: tuple[Part, ...]) -> list[Part]:
    """Return the parts with the numbers of numbered ones in their text."""
    count = 0
    found = []
    for part in parts:
        count = count + 1 if part.kind == "numbered" else 0
        found.append(Part("paragraph", f"（{HAN[count]}）{part.text}") if count else part)
    return found


HAN = "零一二三四五六七八九十"

# ------------------------------------------------------------------- OFD

SPACE = "http://www.ofdspec.org/2016"
LETTER, PITCH, LEFT, TOP, LINES, ACROSS = 5.0, 9.0, 30.0, 40.0, 24, 30


def ofd(*parts: Part) -> bytes:
    """Return an OFD as offices write it: a text object a line, tables as lines of paths, a running head and page numbers."""
    pages: list[list[str]] = [[]]
    used = 0
    for part in numbered(parts):
        drawn = _ofd_table(part) if part.kind == "table" else _ofd_lines(part)
        for lines, draw in drawn:
            if used + lines > LINES:
                pages.append([])
                used = 0
            pages[-1] += draw(TOP + used * PITCH)
            used += lines
    names = [f"Pages/Page_{index}/Content.xml" for index in range(len(pages))]
    listed = "".join(f'<ofd:Page ID="{index}" BaseLoc="{name}"/>' for index, name in enumerate(names, 1))
    written: dict[str, bytes | str] = {
        "OFD.xml": f'<ofd:OFD xmlns:ofd="{SPACE}"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="{SPACE}"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297'
        f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for index, (name, objects) in enumerate(zip(names, pages, strict=True), 1):
        whole = "".join([*objects, ofd_text(HEAD, 75, 20), ofd_text(f"— {index} —", 97, 275)])
        written[f"Doc_0/{name}"] = (
            f'<ofd:Page xmlns:ofd="{SPACE}"><ofd:Content><ofd:Layer>{whole}</ofd:Layer></ofd:Content></ofd:Page>'
        )
    return packed(written)


def ofd_text(words: str, left: float, top: float, letter: float = LETTER) -> str:
    """Return a text object; its letters stand a letter apart, Latin ones half of it."""
    steps = [letter if character > "\u2000" else letter / 2 for character in words]
    shown = words.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f'<ofd:TextObject Boundary="{left} {top} {sum(steps)} {letter}" Size="{letter}"><ofd:TextCode X="0" Y="{letter}" '
        f'DeltaX="{" ".join(map(str, steps[:-1]))}">{shown}</ofd:TextCode></ofd:TextObject>'
    )


def _ofd_lines(part: Part) -> list[tuple[int, Any]]:
    words = "\u3000\u3000" + part.text
    lines, line, width = [], "", 0.0
    for character in words:
        width += 1 if character > "\u2000" else 0.5
        if width > ACROSS and character not in "，。；、：）":
            lines.append(line)
            line, width = "", 1.0
        line += character
    lines.append(line)
    first = lines[0].removeprefix("\u3000\u3000")
    return [
        (1, lambda top, words=words, left=left: [ofd_text(words, left, top)])
        for words, left in [(first, LEFT + 2 * LETTER), *((line, LEFT) for line in lines[1:])]
    ]


def _ofd_table(part: Part) -> list[tuple[int, Any]]:
    rows, columns = size(part)
    wide = ACROSS * LETTER / columns

    def draw(top: float) -> list[str]:
        objects = []
        for row, column, cell in placed(part):
            left, high = LEFT + column * wide, top + row * PITCH
            across, down = cell.across * wide, cell.down * PITCH
            objects.append(
                f'<ofd:PathObject Boundary="{left} {high} {across} {down}"><ofd:AbbreviatedData>M 0 0 L {across} 0 L {across} '
                f"{down} L 0 {down} L 0 0</ofd:AbbreviatedData></ofd:PathObject>"
            )
            if cell.text:
                objects.append(ofd_text(cell.text, left + 1, high + 3, 2.5))
        return objects

    return [(rows, draw)]
