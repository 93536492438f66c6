"""docs/benchmarks.md from the results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import startup
from contestants import AIOHTTP, CURL, MONITOR, PYCURL, URLWATCH
from races import MANY_THREADS
from results import Results

OURS, UW, CU, PC, AIO = (one.name for one in (MONITOR, URLWATCH, CURL, PYCURL, AIOHTTP))
#: Seconds that the slow server waits before each answer.
SLOW_S = 0.3


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its goal; those without a goal are reported only."""

    label: str
    value: float
    form: str = "{:.2f} ×"
    goal: float | None = None
    #: The value must be at least, not at most, the goal.
    at_least: bool = False
    remark: str = ""

    @property
    def is_met(self) -> bool | None:
        if self.goal is None:
            return None
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    def row(self) -> str:
        goal = "reported" if self.goal is None else f"{'≥' if self.at_least else '≤'} {self.form.format(self.goal)}"
        verdict = {None: "", True: "met", False: "**missed**"}[self.is_met]
        return f"| {self.label} | {self.form.format(self.value)} | {goal} | {verdict} | {self.remark} |"


def figures(got: Results) -> Iterator[Figure]:
    """Yield all figures, those with a goal first."""
    sizes = got.facts["sizes"]
    n = sizes["usual"]
    yield Figure(
        f"P3 unchanged round of {n:,} sources, plain HTTP: CPU ÷ urlwatch",
        got.cpu("plain", OURS) / got.cpu("plain", UW),
        goal=0.70,
    )
    yield Figure(
        f"P2 unchanged round of {n:,} sources, TLS: CPU ÷ urlwatch",
        got.cpu("tls", OURS) / got.cpu("tls", UW),
        goal=0.1,
        form="{:.3f} ×",
    )
    yield Figure(
        f"P7 peak memory, unchanged rounds of {n:,} sources, plain and TLS",
        max(got.rss("plain", OURS), got.rss("tls", OURS)),
        form="{:.0f} MB",
        goal=110,
        remark=f"urlwatch {max(got.rss('plain', UW), got.rss('tls', UW)):.0f} MB; "
        f"ours in the cold round {got.rss('plain', OURS, 'cold'):.0f}, "
        f"in the changed round {got.rss('plain', OURS, 'changed'):.0f} MB",
    )
    yield Figure(
        "P9 304 answers on nginx's default (`if_modified_since exact`)",
        100 * got.share("default", OURS, 304),
        form="{:.0f} %",
        goal=100,
        at_least=True,
        remark=f"urlwatch {100 * got.share('default', UW, 304):.0f} %",
    )
    yield Figure(
        "P16 `monitor --help`: CPU ÷ a bare typer program",
        got.cpu("startup", startup.HELP, "help") / got.cpu("startup", startup.BARE, "help"),
        goal=2.5,
    )
    yield Figure(
        f"P1 unchanged round of {n:,} sources, TLS: CPU ÷ `curl -Z`",
        got.cpu("tls", OURS) / got.cpu("tls", CU),
    )
    yield from _slopes(got)
    yield Figure(
        "P6 whole job, 10 % new, articles read and recorded: CPU ÷ pycurl script",
        got.cpu("plain", OURS, "changed") / got.cpu("plain", PC, "changed"),
        remark=f"÷ urlwatch, which only tells that listings changed: "
        f"{got.cpu('plain', OURS, 'changed') / got.cpu('plain', UW, 'changed'):.2f} ×",
    )
    yield Figure(
        f"P7 memory at {sizes['large']:,} sources ÷ at {n:,}, unchanged",
        got.rss("large", OURS) / got.rss("plain", OURS),
        remark=f"{got.rss('large', OURS):.0f} MB",
    )
    ideal = n * SLOW_S / MANY_THREADS
    yield Figure(
        f"P8 answers after 300 ms, {MANY_THREADS} threads: wall ÷ ideal ({ideal:g} s)",
        got.wall("slow", OURS) / ideal,
        remark=f"curl {got.wall('slow', CU) / ideal:.2f} ×, urlwatch {got.wall('slow', UW) / ideal:.1f} ×",
    )
    yield Figure(
        "P10 always 200, nothing new: CPU ÷ aiohttp script",
        got.cpu("always 200", OURS) / got.cpu("always 200", AIO),
    )


def _slopes(got: Results) -> Iterator[Figure]:
    sizes = got.facts["sizes"]
    more = sizes["large"] - sizes["small"]
    slope = {name: (got.cpu("large", name) - got.cpu("small", name)) / more * 1000 for name in (OURS, AIO, UW)}
    yield Figure(
        f"P4 CPU per further unchanged source ({sizes['small']} → {sizes['large']:,}) ÷ aiohttp script",
        slope[OURS] / slope[AIO],
        remark=f"{slope[OURS]:.2f} ms; aiohttp {slope[AIO]:.2f}, urlwatch {slope[UW]:.2f} ms",
    )


def document(got: Results) -> str:
    """Return the whole page."""
    facts = got.facts
    parts = [
        "# Benchmarks\n",
        "Written by `make bench`; edit `benchmarks/report.py`, not this page.\n",
        f"Measured on {facts['day']}: {facts['machine']}.  ",
        f"{facts['versions']}.  ",
        f"{facts['repetitions']} repetitions in turns; times are medians, memory is the largest peak.\n",
        "## Goals\n",
        "| figure | measured | goal | | beside it |\n|---|---|---|---|---|",
        *(figure.row() for figure in figures(got)),
        "",
        *_tables(got),
        _METHOD.format(**facts["sizes"]),
    ]
    return "\n".join(parts)


def _tables(got: Results) -> Iterator[str]:
    sizes = got.facts["sizes"]
    titles = {
        ("plain", "cold"): f"Cold round, {sizes['usual']:,} sources, plain HTTP",
        ("plain", "unchanged"): f"Unchanged round, {sizes['usual']:,} sources, plain HTTP",
        (
            "plain",
            "changed",
        ): f"Changed round (10 % have a new article), {sizes['usual']:,} sources, plain HTTP",
        ("tls", "unchanged"): f"Unchanged round, {sizes['usual']:,} sources, TLS",
        ("small", "unchanged"): f"Unchanged round, {sizes['small']:,} sources, plain HTTP",
        ("large", "unchanged"): f"Unchanged round, {sizes['large']:,} sources, plain HTTP",
        ("always 200", "unchanged"): f"Nothing new, always answered 200, {sizes['usual']:,} sources",
        ("slow", "unchanged"): f"Unchanged round, {sizes['usual']:,} sources, answers after 300 ms "
        f"(ours with {MANY_THREADS} threads, curl with 100 transfers, urlwatch with its 10 threads)",
        ("startup", "help"): "Start",
    }
    yield "## Rounds\n"
    for (race, state), title in titles.items():
        yield f"### {title}\n"
        yield "| | wall s | CPU s (least–greatest) | memory MB |\n|---|---|---|---|"
        rows = {name: _row(got, race, name, state) for (r, name, s) in got.costs if (r, s) == (race, state)}
        yield from (row for _, row in sorted(rows.values(), reverse=True))
        yield ""


def _row(got: Results, race: str, name: str, state: str) -> tuple[float, str]:
    """Return a contestant's CPU time and its row."""
    key = (race, name, state)
    low, high = got.spread(*key)
    cpu = got.cpu(*key)
    return cpu, f"| {name} | {got.wall(*key):.2f} | {cpu:.2f} ({low:.2f}–{high:.2f}) | {got.rss(*key):.0f} |"


_METHOD = """\
## Method

- **The sites** are made by `benchmarks/files.py`: {usual:,} (and {large:,}) listings of 36 to 56 KB with 20 links, every fifth
  in GB18030 declared in `<meta>` only; articles of about 2,000 characters, a third of their sentences with figures. Every second
  site has a robots.txt of its own, the others answer 404. The words are ours. Articles that nobody reads are hard links.
- **Each source is a host of its own**, an address 127.1.x.y, as in life: no tool can keep a connection to a host for its next
  source. nginx listens on all of them. Over TLS each address has a certificate of its own (P-256), signed by an authority made
  for the benchmark; every tool gets Debian's bundle of roots with that authority added, so that loading the roots costs
  what it costs in life; only curl, whose Debian build would read them anew for each connection (24 ms), gets the authority
  alone. **Every tool verifies.** IP addresses stand in the certificates: nothing is looked up by name.
- **Our command** is `monitor check` from a wheel of this checkout, installed as a user would with the locked requirements:
  its pauses of a second per host, robots.txt, User-Agent, SQLite database, 16 threads. Only the 300 ms race sets
  `MONITOR_THREADS={threads}`. The whole process counts, interpreter and imports included. The cold round asks for each
  robots.txt and waits a second before the listing, hence its long wall time; later rounds find robots.txt in the database.
  A first reading writes old links down without reading their articles.
- **The peers**: urlwatch with one job and an XPath filter per listing, as its manual shows, with its default 10 threads;
  `curl -Z` with 100 transfers and the known ETags, which fetches and neither parses nor stores; scripts of our own with
  pycurl or aiohttp, lexbor and SQLite (`benchmarks/peers/`), which have no robots.txt, no pauses, no retries and no rules,
  and show what the machine can do.
- **CPU** is user and system time of the process with its children (`wait4`); the server's is not counted. **Memory** is the
  peak of resident memory; a child starts as a copy of the measuring process, so nothing below 20 MB can be told.
- **Turns**: every contestant does a round before the next round begins, and another one begins at each repetition.
- **Nothing is believed**: the server's log must show exactly the answers that the round needs (1,000 × 304, or 900 × 304 and
  100 × 200 and the new articles), and our database exactly the new articles with findings; else the benchmark stops.
- Plain, TLS and slow sites run with `if_modified_since before`, because urlwatch sends its own time as If-Modified-Since and
  would never get a 304 otherwise; P9 is counted with nginx's default.

## Limits

- Loopback: no latency but for the 300 ms race, no DNS, no HTTP/2, no compression, no losses.
- Ratios hold better than seconds: on a shared machine the same round differs by a third from run to run.
- The pages are cleaner than real ones; this page says nothing about what is found in them (see the quality tests).
- Sources on one host are asked one after another with a pause of a second, by politeness; here every source has its own.
"""
