"""
What matching one new article costs when much is recorded: run by hand, a few minutes.

    python benchmarks/following.py [SIZE]         # 1 is 100,000 articles; default 1

Two databases are filled in bulk, the second ten times the first: per 100,000 articles 20,000 targets
and 200,000 figures on them, in 500 metrics and 40 regions at the full size. Then the same new
articles, each with one target and two figures, are recorded in both; the medians are compared.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

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
    Target,
    Validators,
)
from monitor.pipeline.following import Followed, Rules, follow_article
from monitor.store import LifeFilter, Sort, Store
from monitor.track import fingerprint

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
    """Return one of 340 cities: a metric and a place together make a target."""
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


def take(store: Store, number: int, found: tuple[Target | Progress, ...]) -> None:
    url = f"http://bench.invalid/{number}.html"
    article = Article(url=url, title=f"文章{number}", blocks=(Block("正文"),), published=SET)
    changes = [Change(one, fingerprint(one), ChangeKind.NEW) for one in found]
    statements = [
        Statement(
            fingerprint=change.fingerprint,
            finding=change.finding,
            url=url,
            published=article.published or SET,
            seen_at=NOW,
            wider=("全国",),
        )
        for change in changes
    ]

    def follow(following):
        follow_article(Followed(following, Rules(), NOW), url, statements)
        return ()

    store.record(
        "bench", article, changes, (), NOW, reading=Reading(found), validators=Validators(), follow=follow
    )


def filled(path: Path, count: int) -> float:
    """Fill a database; return what one more article costs."""
    began = time.perf_counter()
    with Store.open(f"sqlite:///{path}") as store:
        for number in range(count):
            take(store, number, findings(number))
        print(
            f"{count} articles in {time.perf_counter() - began:.0f} s, {path.stat().st_size / 2**20:.0f} MB; {store.life_totals()}",
            flush=True,
        )
        median = measured(store, count)
        lists(store)
    return median


def measured(store: Store, count: int) -> float:
    """Return the median milliseconds of CPU of recording and following one new article."""
    times = []
    for nth in range(60):
        of = count // 5 * nth // 60
        new = replace(target(of), amount=amount(10_000_000 + nth, 7, Comparator.AT_LEAST))
        found = (new, figure(of, 5000 + nth), figure(of, 6000 + nth))
        began = time.process_time()
        take(store, 10_000_000 + nth, found)
        times.append(time.process_time() - began)
    return statistics.median(times) * 1000


def lists(store: Store) -> None:
    today = date(2026, 6, 1)
    for sort in Sort:
        began = time.perf_counter()
        store.lives("target", LifeFilter(in_scope=True), today=today, sort=sort)
        print(f"  list by {sort}: {(time.perf_counter() - began) * 1000:.0f} ms")
    for name, ask in (
        ("progress", store.linked_progress),
        ("changes", lambda: store.changes(today=today)),
        ("milestones", lambda: store.owing(today, today + timedelta(days=180))),
    ):
        began = time.perf_counter()
        ask()
        print(f"  {name}: {(time.perf_counter() - began) * 1000:.0f} ms")


def main() -> None:
    size = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    with tempfile.TemporaryDirectory(prefix="monitor-bench-") as folder:
        small, large = (
            filled(Path(folder) / f"{count}.db", count) for count in (int(size * 10_000), int(size * 100_000))
        )
    print(
        f"one new article: {small:.1f} ms, at ten times the size {large:.1f} ms: {large / small:.2f} times the cost"
    )


if __name__ == "__main__":
    main()
