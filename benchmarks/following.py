"""
What matching one new article costs when much is recorded.

    python benchmarks/following.py                # writes docs/benchmarks-following.md, a few minutes
    python benchmarks/following.py 0.1            # a tenth of the size: prints the page, writes nothing

Two databases are filled, the second ten times the first: at the full size 100,000 articles state 20,000
targets and 200,000 figures on them. Then the same new articles, each with one target and two figures, are
recorded and followed in both, in turns; the medians of their CPU time are compared.
"""

from __future__ import annotations

import itertools
import platform
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection, insert

from monitor.domain import (
    Amount,
    Article,
    Block,
    Change,
    ChangeKind,
    Comparator,
    MetricKind,
    Period,
    Precision,
    Progress,
    Quote,
    Reading,
    Statement,
    Status,
    StoredStatement,
    Target,
    Validators,
)
from monitor.pipeline.following import NATIONAL, FollowSession, Rules
from monitor.pipeline.recorder import record_and_follow
from monitor.store import (
    ArticleReading,
    Sort,
    Store,
    TrackedFilter,
    article_rows,
    finding_rows,
    tracked_rows,
)
from monitor.store.engine import Database, parse_url
from monitor.store.table_base import METADATA, Values, row_of
from monitor.track import Closure, figure_words, fingerprint, gather_targets, keyed, target_summary

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "benchmarks-following.md"
#: New articles recorded in each database.
ARTICLES = 200
GOAL = 3.0

NOW = datetime(2026, 6, 1, 4, 0, tzinfo=UTC)
SET = date(2025, 1, 10)
END = Period(date(2027, 1, 1), date(2027, 12, 31), Precision.YEAR, "2027年", "D1")
FIRST = "智能数据算力网络机器人工业软件芯片模型场景企业人才专利标准平台园区医疗教育交通能源"
SECOND = "应用服务研发制造示范培育创新安全开放治理共享融合升级改造投资产业基地中心项目用户"


def metric(number: int) -> str:
    """Return one of 20,000 names of four words."""
    one, two = number % (len(FIRST) // 2), number // 7 % (len(SECOND) // 2)
    return f"{FIRST[2 * one : 2 * one + 2]}{SECOND[2 * two : 2 * two + 2]}{chr(0x4E00 + number % 3000)}{chr(0x5E00 + number // 3000)}规模"


def place(number: int) -> str:
    """Return one of 340 cities, for every twentieth the whole country: a metric and a place make a target."""
    if number % 20 == 0:
        return "全国"
    return f"{chr(0x4E10 + number % 34)}{chr(0x6C10 + number % 340)}市"


def amount(number: int, value: int, comparator: Comparator) -> Amount:
    return Amount(
        metric=metric(number),
        kind=MetricKind.COUNT,
        comparator=comparator,
        values=(Decimal(value),),
        unit="个",
    )


def target(number: int) -> Target:
    words = f"到2027年，{metric(number)}达到{number + 100}个"
    return Target(
        quote=Quote(words, 0, len(words), "bench", in_scope=True),
        amount=amount(number, number + 100, Comparator.AT_LEAST),
        deadline=END,
        region=place(number),
        issuer=f"{place(number)}人民政府",
    )


def figure(number: int, nth: int) -> Progress:
    words = f"{metric(number)}达到{nth + 10}个"
    day = SET + timedelta(days=30 + nth)
    return Progress(
        quote=Quote(words, 0, len(words), "bench", in_scope=True),
        amount=amount(number, nth + 10, Comparator.EQUAL),
        as_of=Period(day, day, Precision.DAY, "", "D2"),
        region=place(number),
        issuer=f"{place(number)}人民政府",
    )


def findings(number: int) -> tuple[Target | Progress, ...]:
    """Return what article `number` states: every fifth a target, each two figures on a known one."""
    of = number // 5
    first = (target(of),) if number % 5 == 0 else ()
    nth = number % 5 * 2
    return (*first, figure(of, nth), figure(of, nth + 1))


def article_of(number: int) -> Article:
    url = f"http://bench.invalid/{number}.html"
    return Article(url=url, title=f"文章{number}", blocks=(Block("正文"),), published=SET)


def statement_of(finding: Target | Progress, url: str) -> Statement:
    return Statement(
        fingerprint=fingerprint(finding),
        finding=finding,
        url=url,
        published=SET,
        seen_at=NOW,
        wider=wider(finding.region),
    )


def wider(region: str | None) -> tuple[str, ...]:
    """Return the region that contains a region of `place`."""
    return () if region == NATIONAL else (NATIONAL,)


def take(store: Store, number: int, found: tuple[Target | Progress, ...]) -> None:
    """Record and follow an article as the service does, but for fetching and reading it."""
    article = article_of(number)
    statements = [statement_of(one, article.url) for one in found]
    changes = [Change(one.finding, one.fingerprint, ChangeKind.NEW) for one in statements]

    record = ArticleReading(
        source_id="bench",
        link_url=article.url,
        article=article,
        reading=Reading(found),
        changes=changes,
        validators=Validators(),
        now=NOW,
    )
    with store.recording(NOW) as unit:
        record_and_follow(FollowSession(unit=unit, rules=Rules(), now=NOW), record, statements)


# Filling


class Filling:
    """Rows as following leaves them, written in bulk: one article after the other takes an hour."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: dict[str, list[Values]] = defaultdict(list)
        self._numbers: dict[str, Iterator[int]] = defaultdict(lambda: itertools.count(1))

    def article(self, number: int) -> int:
        """Add an article with its version; both have one number."""
        made = article_of(number)
        row = article_rows.article_row(made) | row_of(Validators())
        times = {"relevant": True, "read_at": NOW, "first_seen_at": NOW, "source_id": "bench"}
        row_id = self._add("article", row | times | {"url": made.url})
        version = article_rows.version_row(made, ()) | {"article_id": row_id, "recorded_at": NOW}
        assert self._add("article_version", version) == row_id
        return row_id

    def statement(self, finding: Target | Progress, article_id: int, tracked_id: int | None) -> int:
        """Add what an article states, once: finding, mention and statement have one number."""
        made = statement_of(finding, f"http://bench.invalid/{article_id - 1}.html")
        kind = finding_rows.kind_of(finding)
        row_id = self._add("finding", {"fingerprint": made.fingerprint, "kind": kind, "first_seen_at": NOW})
        self._rows[kind].append(finding_rows.slots_row(finding) | {"finding_id": row_id})
        place = {"finding_id": row_id, "version_id": article_id}
        assert self._add("mention", finding_rows.mention_row(finding.quote) | place) == row_id
        row = tracked_rows.statement_row(made) | {
            "finding_id": row_id,
            "article_id": article_id,
            "mention_id": row_id,
            "seen_at": NOW,
            "stands": True,
            "tracked_id": tracked_id,
        }
        assert self._add("statement", row) == row_id
        self._rows["statement_key"] += [{"key": key, "statement_id": row_id} for key in set(keyed(made).keys)]
        return row_id

    def target(self, finding: Target, article_id: int) -> int:
        """Add a target with its tracked row; return that row's number."""
        tracked_id = next(self._numbers["tracked"])
        statement_id = self.statement(finding, article_id, tracked_id)
        said = statement_of(finding, f"http://bench.invalid/{article_id - 1}.html")
        (tracked,) = gather_targets([said])
        closure = Closure.of(Target, [StoredStatement(statement_id, tracked_id, said)])
        shown = target_summary(tracked, closure, tracked_id, wider)
        stands = {
            "id": tracked_id,
            "settled": "open",
            "status_by": "rule",
            "evidence": "",
            "due_from": END.end - timedelta(days=90),
            "overdue_from": END.end + timedelta(days=91),
            "updated_at": NOW,
            "attainment": "50.0",
        }
        self._rows["tracked"].append(tracked_rows.tracked_row(shown) | stands)
        self._rows["commitment_key"] += [{"key": key, "tracked_id": tracked_id} for key in set(shown.commitment_keys)]
        self._facets("target", tracked_id, tracked_rows.facets_of((shown.issuer,), shown.region, shown.themes))
        self._audit(tracked.key, "target", "", figure_words(finding.amount, finding.quote.text))
        return tracked_id

    def figure(self, finding: Progress, article_id: int, tracked_id: int, key: str) -> None:
        """Add a figure that counts for a target."""
        row_id = self.statement(finding, article_id, None)
        link = {"statement_id": row_id, "tracked_id": tracked_id, "waits": False, "why": "", "candidates": []}
        self._rows["progress_link"].append(link)
        self._rows["observation"].append({"tracked_id": tracked_id, "statement_id": row_id})
        topics = finding.quote.topics
        self._facets("progress", row_id, tracked_rows.facets_of((finding.issuer,), finding.region, topics))
        self._audit(key, "figure", "", figure_words(finding.amount, finding.quote.text))

    def flush(self) -> None:
        """Write what was added, in the order that foreign keys ask for."""
        for table in METADATA.sorted_tables:
            if rows := self._rows.pop(table.name, None):
                self._connection.execute(insert(table), rows)

    def _add(self, table: str, row: Values) -> int:
        number = next(self._numbers[table])
        self._rows[table].append(row | {"id": number})
        return number

    def _facets(self, kind: str, owner: int, found: frozenset[tracked_rows.Facet]) -> None:
        self._rows["facet"] += [
            {"kind": kind, "name": name, "value": value, "owner_id": owner} for name, value in found
        ]

    def _audit(self, subject: str, aspect: str, old: str, new: str) -> None:
        row = {"at": NOW, "by": "rule", "subject": subject, "aspect": aspect, "old": old, "new": new}
        self._rows["audit"].append(row | {"why": "", "evidence": ""})


def fill(path: Path, count: int) -> None:
    """Fill a database with articles: every fifth sets a target, each gives two figures on that one."""
    url = f"sqlite:///{path}"
    Store.open(url).close()
    with Database(parse_url(url)).write() as connection:
        filling = Filling(connection)
        for first in range(0, count, 5):
            set_by, *others = (filling.article(number) for number in range(first, min(first + 5, count)))
            commitment = target(first // 5)
            tracked_id, key = filling.target(commitment, set_by), fingerprint(commitment)
            for nth, article_id in enumerate((set_by, *others)):
                for more in (0, 1):
                    filling.figure(figure(first // 5, 2 * nth + more), article_id, tracked_id, key)
            if first % 5_000 == 0:
                filling.flush()
        filling.flush()


# Measuring


@dataclass(frozen=True)
class Times:
    """Milliseconds of one thing in the small and in the large database, in turns."""

    small: tuple[float, ...]
    large: tuple[float, ...]

    @property
    def medians(self) -> tuple[float, float]:
        return statistics.median(self.small), statistics.median(self.large)

    @property
    def ratio(self) -> float:
        small, large = self.medians
        return large / small


def matched(stores: tuple[Store, Store], counts: tuple[int, int]) -> Times:
    """Return what recording and following one new article cost, in CPU."""
    times: tuple[list[float], list[float]] = ([], [])
    for nth in range(ARTICLES):
        # Each database goes first as often as the other.
        for which in (0, 1) if nth % 2 == 0 else (1, 0):
            of = counts[which] // 5 * nth // ARTICLES
            new = replace(target(of), amount=amount(10_000_000 + nth, 100_007 + nth, Comparator.AT_LEAST))
            found = (new, figure(of, 5000 + nth), figure(of + 1, 6000 + nth))
            began = time.process_time()
            take(stores[which], 10_000_000 + nth, found)
            times[which].append((time.process_time() - began) * 1000)
    return Times(tuple(times[0]), tuple(times[1]))


def listed(stores: tuple[Store, Store], ask: Callable[[Store], object]) -> Times:
    """Return what a list costs, in CPU."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(5):
        for which in (0, 1):
            began = time.process_time()
            ask(stores[which])
            times[which].append((time.process_time() - began) * 1000)
    return Times(tuple(times[0]), tuple(times[1]))


TODAY = date(2026, 6, 1)
CITY = place(7)
WANTED = {
    "all": TrackedFilter(in_scope=True),
    "one city": TrackedFilter(in_scope=True, region=CITY),
    "an issuer that nobody is": TrackedFilter(in_scope=True, issuer="没有"),
    "a theme that nothing has": TrackedFilter(in_scope=True, theme="none"),
    "status met, which none is": TrackedFilter(in_scope=True, status=Status.MET),
    "due within 30 days": TrackedFilter(in_scope=True, due_from=TODAY, due_until=TODAY + timedelta(days=30)),
}


def lists() -> Iterator[tuple[str, Callable[[Store], object]]]:
    for words, wanted in WANTED.items():
        yield f"targets: {words}", lambda store, w=wanted: store.tracked.records("target", w, today=TODAY)
    for words, wanted in WANTED.items():
        yield f"progress: {words}", lambda store, w=wanted: store.tracked.progress(w, today=TODAY)
    for words, wanted in WANTED.items():
        about = replace(wanted, in_scope=None)
        yield f"changes: {words}", lambda store, w=about: store.tracked.changes(w, today=TODAY)
    by_deadline = TrackedFilter(in_scope=True, due_from=TODAY)
    yield (
        "deadlines",
        lambda store: store.tracked.records("target", by_deadline, today=TODAY, sort=Sort.DEADLINE),
    )
    yield "review", lambda store: store.reviews.waiting(TODAY)


PAGE_WORDS = """\
# Following at scale

Written by `make bench`; edit `benchmarks/following.py`, not this page.

Measured on {day}: {machine}. CPU time, medians; both databases in turns in one process, SQLite.

| figure | measured | goal | |
|---|---|---|---|
| one new article (a target, two figures) recorded, matched and judged: at {targets:,} targets and {figures:,} figures ÷ at a tenth of both | {ratio:.2f} × | ≤ {goal:.2f} × | {verdict} |

| | at {few:,} targets | at {targets:,} targets | ÷ |
|---|---|---|---|
| one new article | {small:.1f} ms | {large:.1f} ms | {ratio:.2f} × |
{rows}

The large database holds {articles:,} articles, {totals[target_statements]:,} stated targets and {totals[progress]:,} figures,
all linked, in 340 cities and the whole country; it takes {megabytes:.0f} MB and was filled in {filled:.0f} s, in bulk, with the rows
that following one article after the other leaves (a small database filled both ways is compared first). Lists return 50 rows.
What a list costs where nothing is found is the price of looking through an index of all owners.
"""


def machine() -> str:
    cpu = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    names = [line.partition(":")[2].strip() for line in cpu.splitlines() if line.startswith("model name")]
    return f"{len(names)} × {names[0]}, Python {platform.python_version()}"


def page(folder: Path, size: float) -> str:
    """Fill both databases, measure, and return the page."""
    counts = (int(size * 10_000), int(size * 100_000))
    paths = (folder / "small.db", folder / "large.db")
    began = time.perf_counter()
    for path, count in zip(paths, counts, strict=True):
        fill(path, count)
        print(f"{count:,} articles filled after {time.perf_counter() - began:.0f} s", flush=True)
    filled = time.perf_counter() - began
    with Store.open(f"sqlite:///{paths[0]}") as small, Store.open(f"sqlite:///{paths[1]}") as large:
        totals = large.tracked.totals()
        times = matched((small, large), counts)
        asked = {words: listed((small, large), ask) for words, ask in lists()}
    rows = [
        f"| {words} | {one.medians[0]:.1f} ms | {one.medians[1]:.1f} ms | {one.ratio:.1f} × |"
        for words, one in asked.items()
    ]
    return PAGE_WORDS.format(
        day=f"{datetime.now(UTC):%Y-%m-%d}",
        machine=machine(),
        ratio=times.ratio,
        goal=GOAL,
        verdict="met" if times.ratio <= GOAL else "**missed**",
        small=times.medians[0],
        large=times.medians[1],
        few=counts[0] // 5,
        targets=counts[1] // 5,
        figures=totals["progress"],
        articles=counts[1],
        totals=totals,
        megabytes=paths[1].stat().st_size / 2**20,
        filled=filled,
        rows="\n".join(rows),
    )


def check(folder: Path) -> None:
    """Show that filling in bulk leaves what following one article after the other leaves."""
    count, states = 100, []
    fill(folder / "bulk.db", count)
    with Store.open(f"sqlite:///{folder / 'slow.db'}") as store:
        for number in range(count):
            take(store, number, findings(number))
    for name in ("bulk", "slow"):
        with Store.open(f"sqlite:///{folder / name}.db") as store:
            rows = store.tracked.records("target", TrackedFilter(region=CITY), today=TODAY, limit=count)
            linked = store.tracked.progress(limit=10 * count)
            states.append(
                (
                    store.tracked.totals(),
                    [(row.key, row.commitment, row.status, row.themes) for row in rows],
                    sorted((one.statement.fingerprint, one.target) for one in linked),
                )
            )
    assert states[0] == states[1], states
    print("both ways of filling leave the same")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="monitor-bench-") as folder:
        check(Path(folder))
        size = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
        words = page(Path(folder), size)
    if size == 1.0:
        PAGE.write_text(words, encoding="utf-8")
        print(f"written: {PAGE}")
    else:
        print(words)


if __name__ == "__main__":
    main()
