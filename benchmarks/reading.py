"""
What reading an article costs: from text to findings, beside two readers of other kinds.

    python benchmarks/reading.py                  # writes docs/benchmarks-reading.md, about two minutes
    python benchmarks/reading.py --quick          # fewer rounds: prints the page, writes nothing

Each reader is a process of its own that stays for a pass: all read the same articles in a round, in turns,
and no article twice. New processes make the next pass, and the least of the passes counts. The articles are
made here; where real texts lie beside the checkout (`../shared`), the same is measured on those of about the
same length, and nothing but figures is kept.
"""

from __future__ import annotations

import html
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import environment
import pages
import wording

from following import machine

ROOT = environment.ROOT
HOME = ROOT / ".bench"
PAGE = ROOT / "docs" / "benchmarks-reading.md"
SHARED = ROOT.parent / "shared"
sys.path.append(str(ROOT / "tests"))  # where real texts are read by reference

#: The reader's environment below HOME, by its name.
READERS = {"monitor": "monitor", "trafilatura": "readers", "jionlp": "readers"}
PACKAGES = ("trafilatura", "jionlp")
#: Articles of a round.
ARTICLES = 20
ROUNDS, QUICK_ROUNDS = 9, 3
REAL_ROUNDS, QUICK_REAL_ROUNDS = 5, 3
#: New processes read the same again so often.
PASSES = 3
PUBLISHED = date(2026, 5, 20)
SEED = "reading"

#: Ours ÷ trafilatura on real texts, at most.
GOAL_EXTRACT = 0.6
REAL = "real texts"

Row = dict[str, str]


def laid_out(number: int, title: str, texts: list[str], random: Random) -> Row:
    """Return an article as the readers take it: its text, and the page that shows it."""
    entry = pages.Article(number, title, PUBLISHED)
    issuer = wording.issuer(random, wording.place(number))
    body = [html.escape(text, quote=False) for text in texts]
    return {
        "url": f"https://bench.example/{entry.path}",
        "title": title,
        "issuer": issuer,
        "published": PUBLISHED.isoformat(),
        "text": "\n".join(texts),
        "html": pages.laid_out("utf-8", entry, issuer, body, random),
    }


def made(number: int) -> Row:
    """Return an article of some 2,000 characters; every third of its sentences states figures."""
    random = Random(f"{SEED} {number}")
    city = wording.place(number)
    texts = wording.paragraphs(random, pages.ARTICLE_CHARACTERS, city)
    return laid_out(number, wording.title(random, city), texts, random)


def real(count: int) -> list[Row]:
    """Return the real texts whose lengths come nearest to those of the made ones, in a drawn order; none without them."""
    if not SHARED.is_dir():
        return []
    from quality.texts import files, rows, text  # noqa: PLC0415 -- needs the texts

    found = [text(file, row) for file in files() for row in range(len(rows(file)))]
    found.sort(key=lambda one: (abs(len(one.body) - pages.ARTICLE_CHARACTERS), one.sha256))
    chosen = found[:count]
    random = Random(SEED)
    random.shuffle(chosen)
    paragraphs = ([line.strip() for line in one.body.split("\n") if line.strip()] for one in chosen)
    return [
        laid_out(number, one.title, texts, random)
        for number, (one, texts) in enumerate(zip(chosen, paragraphs, strict=True))
    ]


@dataclass(frozen=True)
class Times:
    """Milliseconds of CPU per article, round by round and reader by reader."""

    ms: dict[str, list[float]]
    #: What each reader found per article: findings, characters, times.
    found: dict[str, float]
    characters: float

    def median(self, reader: str) -> float:
        return statistics.median(self.ms[reader])

    def ratios(self, above: str, below: str) -> list[float]:
        return [one / other for one, other in zip(self.ms[above], self.ms[below], strict=True)]


class Race:
    """The readers' processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes = {
            name: subprocess.Popen(
                [f"{HOME}/{place}/bin/python", str(ROOT / "benchmarks" / "peers" / "readers.py"), name],
                cwd=folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                # They may hold words of what is read, and go with the folder.
                stderr=self._errors(name).open("w", encoding="utf-8"),
                text=True,
            )
            for name, place in READERS.items()
        }

    def _errors(self, name: str) -> Path:
        return self._folder / f"{name}.txt"

    def run(self, rounds: list[list[Row]]) -> Times:
        """Let every reader read each round's articles, the first of them in turns."""
        names = list(READERS)
        times: dict[str, list[float]] = {name: [] for name in names}
        found = dict.fromkeys(names, 0)
        for number, articles in enumerate(rounds):
            first = number % len(names)
            for name in names[first:] + names[:first]:
                seconds, things = self._ask(name, articles)
                times[name].append(seconds * 1000 / len(articles))
                found[name] += things
        read = [article for articles in rounds for article in articles]
        per_article = {name: things / len(read) for name, things in found.items()}
        return Times(times, per_article, statistics.mean(len(article["text"]) for article in read))

    def _ask(self, name: str, articles: list[Row]) -> tuple[float, int]:
        process = self._processes[name]
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(articles) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        if not answer:
            last = self._errors(name).read_text(encoding="utf-8").splitlines()[-1:]
            sys.exit(f"{name} ended with {process.wait()}: {''.join(last)}")
        seconds, things = answer.split()
        return float(seconds), int(things)

    def end(self) -> None:
        for process in self._processes.values():
            process.communicate()


WORDS = """\
# What reading an article costs

Written by `make bench`; edit `benchmarks/reading.py`, not this page.

Measured on {day}: {machine}; {versions}. CPU time, user and system; medians of rounds,
in brackets the least and the most that one round showed.

| figure | measured | goal | |
|---|---|---|---|
{figures}

| {count} | our reading | `trafilatura.extract` | `jionlp.ner.extract_time` |
|---|---|---|---|
{rows}

- **Our reading** goes from an article's text to its findings (`monitor.detect.read`: clean spelling, sentences, dates, amounts,
  targets, progress, measures, places, bodies, topics), as the service does it after the page was parsed.
- **`trafilatura.extract`** gets the same article's page ({kilobytes:.0f} KB of HTML) with its own settings and finds the text. It is another
  job: a measure of what handling an article costs at all, by the library that is mostly taken for it.
- **`jionlp.ner.extract_time`** gets the same text and finds the times in it: a part of what our reading does. Our reading costs
  by what is found, each finding with its metric, unit, date, place, body, strength and topics: much more in texts as dense as the
  made ones than in news and documents.
- Each reader is a process of its own, in an environment of its own (`benchmarks/requirements-readers.txt`; ours is the wheel with
  its locked requirements), started once; what is loaded at the first article is loaded in a round that does not count.
  In a round all read the same {articles} articles, in turns, another one first each time; no process reads an article twice, so
  nothing that a reader keeps from one article helps with the same one again.
  New processes read the same {passes} times over, and of what a round took a reader the least counts.
- The made articles are of our own writing (`benchmarks/wording.py`), with amounts in every third sentence: denser than news, as a
  plan is. {real}
- That the cost grows no faster than the text, up to 1 MB of anything, is tested by counted steps
  (`tests/unit/detect/test_linear_cost.py`), not by time.
"""


def figure(words: str, ratios: list[float], goal: str, verdict: str) -> str:
    middle = statistics.median(ratios)
    return f"| {words} | {middle:.2f} × ({min(ratios):.2f}–{max(ratios):.2f}) | {goal} | {verdict} |"


def figures(which: str, times: Times) -> Iterator[str]:
    extract, looked_up = times.ratios("monitor", "trafilatura"), times.ratios("jionlp", "monitor")
    goal, met = "", ""
    if which == REAL:
        goal = f"≤ {GOAL_EXTRACT:.2f} ×"
        met = "met" if statistics.median(extract) <= GOAL_EXTRACT else "**missed**"
    yield figure(f"{which}: our reading ÷ trafilatura", extract, goal, met)
    yield figure(f"{which}: JioNLP's time extractor ÷ our reading", looked_up, "", "")


def row(which: str, times: Times) -> str:
    cells = (
        f"{times.median(name):.1f} ms ({min(times.ms[name]):.1f}–{max(times.ms[name]):.1f}), "
        f"{times.found[name]:,.0f} {what}"
        for name, what in (("monitor", "findings"), ("trafilatura", "characters"), ("jionlp", "times"))
    )
    return f"| {which}, {times.characters:,.0f} characters | {' | '.join(cells)} |"


def page(measured: dict[str, Times]) -> str:
    has_real = len(measured) > 1
    return WORDS.format(
        day=f"{datetime.now(UTC):%Y-%m-%d}",
        machine=machine(),
        versions=versions(),
        figures="\n".join(line for which, times in measured.items() for line in figures(which, times)),
        count="per article",
        rows="\n".join(row(which, times) for which, times in measured.items()),
        articles=ARTICLES,
        passes=PASSES,
        kilobytes=len(made(0)["html"].encode()) / 1024,
        real="The real texts are news and documents of ministries of about the same length, in the same page around them."
        if has_real
        else "No real texts lay beside the checkout.",
    )


def versions() -> str:
    listing = subprocess.run(
        [f"{HOME}/readers/bin/python", "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return ", ".join(line.replace("==", " ") for line in listing.split() if line.startswith(PACKAGES))


def measure(folder: Path, *, quick: bool) -> dict[str, Times]:
    articles = [made(number) for number in range(((QUICK_ROUNDS if quick else ROUNDS) + 1) * ARTICLES)]
    texts = real((QUICK_REAL_ROUNDS if quick else REAL_ROUNDS) * ARTICLES)
    first = articles[:ARTICLES]
    times = 1 if quick else PASSES
    measured = {"made articles": raced(folder, first, articles[ARTICLES:], times)}
    if texts:
        measured["real texts"] = raced(folder, first, texts, times)
    return measured


def raced(folder: Path, first: list[Row], articles: list[Row], times: int) -> Times:
    """
    Let new processes read the articles, so many times over; `first` is read before and not counted.

    Of what a round took a reader the least counts: what else runs on the machine can only add to it.
    """
    passes = []
    for _ in range(times):
        race = Race(folder)
        # The first round loads what is loaded late.
        race.run([first])
        passes.append(race.run(in_rounds(articles)))
        race.end()
    ms = {name: [min(same) for same in zip(*(each.ms[name] for each in passes), strict=True)] for name in READERS}
    return replace(passes[0], ms=ms)


def in_rounds(articles: list[Row]) -> list[list[Row]]:
    return [articles[at : at + ARTICLES] for at in range(0, len(articles), ARTICLES)]


def main() -> None:
    quick = "--quick" in sys.argv[1:]
    HOME.mkdir(exist_ok=True)
    environment.install_readers(HOME)
    environment.install_monitor(HOME)
    with tempfile.TemporaryDirectory(prefix="monitor-bench-") as folder:
        words = page(measure(Path(folder), quick=quick))
    if quick:
        print(words)
    else:
        PAGE.write_text(words, encoding="utf-8")
        print(f"written: {PAGE}")


if __name__ == "__main__":
    main()
