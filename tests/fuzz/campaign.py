"""
Read damaged pages, lists, feeds and texts, and see that nothing worse than an error of ours comes of any.

`make fuzz` reads 200,000 of them and prints what went wrong; the test command reads a slice with a fixed seed. Every
mutant is made by its seed and number, so a campaign goes on where it stopped (`--first`), and `--only NUMBER` reads one
again and shows where it failed. Checked for each: no exception but the program's own, no number in a finding that its
quote does not state, quotes exact, CPU time in proportion to the size.
"""

from __future__ import annotations

import argparse
import multiprocessing
import pickle
import re
import signal
import sys
import time
import traceback
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fuzz.mutants import Kind, Mutant, mutant
from monitor.detect import read
from monitor.domain import Article, Block, Finding, Measure, Page, Topic
from monitor.errors import MonitorError
from monitor.parse import next_request, parse_article, parse_listing
from monitor.track import fingerprint

CASES, SEED, CHUNK = 200_000, 20261201, 250
TODAY = date(2026, 12, 1)
TOPICS = (Topic("ai_plus", "人工智能+", (("人工智能", 1.0), ("算力", 1.0))),)
#: CPU seconds that any mutant may take, and those that each of its bytes adds.
LEAST_S, BYTE_S = 2.0, 0.0002


#: Categories of characters that no reader sees.
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


class OverlongError(BaseException):
    """Reading takes too much CPU; no `except Exception` may swallow it."""


@dataclass(slots=True)
class Outcome:
    """What came of a chunk of mutants."""

    cases: Counter[str] = field(default_factory=Counter)
    #: (mutant, what is wrong)
    faults: list[tuple[str, str]] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        self.cases += other.cases
        self.faults += other.faults


# One mutant


def fault_of(case: Mutant) -> str | None:
    """Return what is wrong with how a mutant is read; None if nothing is."""
    try:
        with cpu_limit(LEAST_S + BYTE_S * len(case.body)):
            return fault_in(case)
    except MonitorError:
        return None
    except OverlongError:
        return "overlong: " + place_of(sys.exc_info()[2])
    except Exception as exc:  # noqa: BLE001 -- what is looked for
        return f"{type(exc).__name__}: {str(exc)[:120]} " + place_of(exc.__traceback__)


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    def end(*_: object) -> None:
        raise OverlongError

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def place_of(trace: object) -> str:
    """Return the innermost place of the program in a traceback."""
    frames = [frame for frame in traceback.extract_tb(trace) if "/monitor/" in frame.filename]  # type: ignore[arg-type] # of an exception that was caught
    return f"at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "outside the program"


def fault_in(case: Mutant) -> str | None:
    page = Page(case.url, case.body)
    if case.kind in {Kind.LISTING, Kind.FEED}:
        next_request(page, case.source, case.source.listings[0], 2)
        links = parse_listing(page, case.source)
        pickle.dumps(links)
        return next((fault for link in links if (fault := fault_of_line(link.url, link.title))), None)
    if case.kind is Kind.ARTICLE:
        return fault_of_article(parse_article(page, case.source))
    words = case.body.decode("utf-8", "replace")
    blocks = tuple(Block(line) for line in words.split("\n") if line.strip())
    return fault_of_article(Article(url=case.url, title=words[:40], blocks=blocks, published=date(2026, 7, 1)))


def fault_of_line(url: str, title: str) -> str | None:
    if not url.startswith(("http://", "https://")):
        return f"a link to {url[:80]!r}"
    seen = "".join(character for character in title if unicodedata.category(character) not in UNSEEN)
    return None if seen == title else f"a title with unseen characters: {title[:80]!r}"


def fault_of_article(article: Article) -> str | None:
    reading = read(article, TOPICS, today=article.published or TODAY, source_region="云岭省")
    pickle.dumps((article, reading))
    assert len(article.content_hash) == 64
    return next((fault for finding in reading.findings if (fault := fault_of_finding(finding, article.text))), None)


def fault_of_finding(finding: Finding, text: str) -> str | None:
    fingerprint(finding)
    quote = finding.quote
    if text[quote.start : quote.end] != quote.text:
        return f"a quote that is not in the text: {quote.text[:80]!r}"
    if isinstance(finding, Measure):
        return None
    foreign = [value for value in finding.amount.values if not is_stated(value, quote.text)]
    return f"a number that is not in its quote: {foreign[0]} in {quote.text[:200]!r}" if foreign else None


# Numbers, read without the program's own reader

DIGIT_OF = str.maketrans("〇○零一二两三四五六七八九壹贰叁肆伍陆柒捌玖", "000122345678912345678" + "9")
#: Words for numbers of their own: a third, half, doubled, full, tenths.
WORDS = re.compile("分之|[/／半番倍成全折双首第尽]|位数")
SCALES = "十拾百佰千仟万萬亿億兆"


def is_stated(value: Decimal, quote: str) -> bool:
    """Say whether the significant digits of a value stand in the quote, in whatever digits; words for numbers pass."""
    wanted = significant(format(abs(value), "f"))
    seen = "".join(character for character in quote if unicodedata.category(character) not in UNSEEN)
    plain = unicodedata.normalize("NFKC", seen).translate(DIGIT_OF)
    plain = re.sub(f"(?<![0-9])([{SCALES}])", r"1\1", plain)
    digits = re.sub(rf"[\s,，.{SCALES}]", "", plain)
    return wanted in digits or WORDS.search(plain) is not None


def significant(number: str) -> str:
    """Return the digits of a number from its first to its last that is not 0: 27 of 0.0270 and of 27000."""
    return number.replace(".", "").strip("0")


# Many


def chunk(of: tuple[int, int, int]) -> Outcome:
    """Read the mutants of a seed from one number up to another."""
    seed, first, last = of
    outcome = Outcome()
    for number in range(first, last):
        case = mutant(seed, number)
        outcome.cases[case.kind] += 1
        if fault := fault_of(case):
            outcome.faults.append((case.name, fault))
    return outcome


def campaign(seed: int, first: int, cases: int, processes: int) -> Outcome:
    """Read so many mutants in parallel; print each fault at once, and from where to go on."""
    whole, begun = Outcome(), time.monotonic()
    chunks = [(seed, start, min(start + CHUNK, first + cases)) for start in range(first, first + cases, CHUNK)]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        for (_, _, last), outcome in zip(chunks, pool.imap(chunk, chunks), strict=True):
            whole.add(outcome)
            for name, fault in outcome.faults:
                print(f"FAULT {name}: {fault}", flush=True)
            if last % (CHUNK * 20) == 0:
                print(f"read up to {last} in {time.monotonic() - begun:.0f} s", flush=True)
    return whole


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--first", type=int, default=0, help="number to begin at, to go on with a campaign")
    parser.add_argument("--only", type=int, help="read this mutant alone, and show where it fails")
    parser.add_argument("--processes", type=int, default=multiprocessing.cpu_count())
    arguments = parser.parse_args()
    if arguments.only is not None:
        case = mutant(arguments.seed, arguments.only)
        print(case.name, case.body.decode("utf-8", "replace"), sep="\n")
        print(fault_of(case))
        print(fault_in(case))
        return 0
    outcome = campaign(arguments.seed, arguments.first, arguments.cases, arguments.processes)
    counts = ", ".join(f"{count:,} {kind}" for kind, count in sorted(outcome.cases.items()))
    print(f"seed {arguments.seed}: {outcome.cases.total():,} mutants ({counts}), {len(outcome.faults)} faults")
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
