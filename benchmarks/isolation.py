"""
What it costs to read pages in a process of their own, beside reading them in the service.

    python benchmarks/isolation.py                        # prints the table
    python benchmarks/isolation.py docs/reliability.md    # and writes it there

CPU of both processes counts, user and system. Both ways read the same articles of our own writing in turns; starting the process is shown apart.
"""

from __future__ import annotations

import os
import platform
import re
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pages

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))

import make
from monitor.domain import Link, Page, Source, Topic
from monitor.reader import PageReader
from monitor.reader.work import read_article

ARTICLES, ROUNDS = 40, 7
TODAY = date(2026, 12, 1)
TOPICS = (Topic("ai_plus", "人工智能+", (("人工智能", 1.0), ("算力", 1.0))),)
#: Where the table stands in a page.
PLACE = re.compile(r"(<!-- isolation -->\n).*?(?=<!-- /isolation -->)", re.DOTALL)
TICK = os.sysconf("SC_CLK_TCK")

Reading = Callable[[Page, Source, Link], object]


def spent(reader: PageReader | None = None) -> float:
    """Return the CPU seconds of this process, and of a reader's one process."""
    ours = time.process_time()
    if reader is None:
        return ours
    (process,) = reader._idle  # noqa: SLF001 -- no user asks which process reads
    fields = Path(f"/proc/{process._process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()  # noqa: SLF001 -- see above
    return ours + (int(fields[11]) + int(fields[12])) / TICK


def cost(read: Reading, shown: list[Page], reader: PageReader | None = None) -> float:
    """Return the CPU milliseconds of reading one of the pages."""
    source, before = make.source(), spent(reader)
    for page in shown:
        read(page, source, Link(page.url, "某市方案"))
    return (spent(reader) - before) * 1000 / len(shown)


def main() -> None:
    shown = [page for number in range(ROUNDS + 1) for page in made(number)]
    rounds = [shown[start : start + ARTICLES] for start in range(0, len(shown), ARTICLES)]
    here: Reading = lambda page, source, link: read_article(page, source, link, TOPICS, TODAY)  # noqa: E731 -- a name for a column
    with PageReader(processes=1) as reader:
        apart: Reading = lambda page, source, link: reader.article(page, source, link, TOPICS, TODAY)  # noqa: E731 -- see above
        cost(here, rounds[0])
        apart(shown[0], make.source(), Link(shown[0].url, "某市方案"))
        start_s = spent(reader) - time.process_time()
        cost(apart, rounds[0], reader)
        both = [(cost(here, few), cost(apart, few, reader)) for few in rounds[1:]]
    made_table = table(both, start_s, statistics.mean(len(page.body) for page in shown))
    sys.stdout.write(made_table)
    if len(sys.argv) == 2:
        place = Path(sys.argv[1])
        place.write_text(PLACE.sub(lambda at: at[1] + made_table, place.read_text(encoding="utf-8")), encoding="utf-8")


def made(number: int) -> list[Page]:
    """Return the articles of one made site."""
    return [
        Page(f"https://bench.example/{entry.path}", pages.article(number, entry))
        for entry in pages.articles(number, ARTICLES)
    ]


def table(both: list[tuple[float, float]], start_s: float, size: float) -> str:
    ratios = [apart / here for here, apart in both]
    here, apart = (statistics.median(column) for column in zip(*both, strict=True))
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} with CPython {platform.python_version()}; medians of {ROUNDS} rounds of"
        f" {ARTICLES} articles of {size / 1024:.0f} KB.\n\n"
        "| read in the service | read in a process of its own | ratio (least–most) | start of the process, once |\n"
        "|---|---|---|---|\n"
        f"| {here:.1f} ms | {apart:.1f} ms | {statistics.median(ratios):.2f} × ({min(ratios):.2f}–{max(ratios):.2f})"
        f" | {start_s:.1f} s |\n"
    )


if __name__ == "__main__":
    main()
