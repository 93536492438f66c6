"""Lists of tracked things under any filter, sort and length hold what plain Python chooses, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make
import recordings
from monitor.domain import (
    SHANGHAI,
    Audit,
    Change,
    ChangeKind,
    Changes,
    Commitment,
    KeyedStatement,
    Match,
    ProgressLink,
    Query,
    Reading,
    Stage,
    Standing,
    Statement,
    Status,
    StoredStatement,
    TargetState,
    TrackedSummary,
    Validators,
)
from monitor.store import Sort, Store, TrackedFilter, UnitOfWork

DAY = timedelta(days=1)
TODAY = date(2025, 9, 1)
ISSUERS = ("上海市人民政府", "工业和信息化部", "国家发展改革委", None)
REGIONS = ("上海市", "上海市浦东新区", "全国", None)
THEMES: tuple[tuple[str, ...], ...] = (("ai_plus",), ("ai_plus", "energy"), ())
SETTLED = (Status.OPEN, Status.MET, Status.OPEN, Status.MISSED, Status.OPEN)
STAGES = (Stage.ISSUED, Stage.CONSULTATION, Stage.IN_FORCE)


@dataclass(frozen=True)
class Row:
    """A tracked target or measure, and for a target the figure that counts for it."""

    number: int
    kind: str

    @property
    def mark(self) -> str:
        return f"{self.kind[0]}{self.number:031d}"

    @property
    def figure(self) -> str:
        return f"p{self.number:031d}"

    @property
    def issuer(self) -> str | None:
        return ISSUERS[self.number % 4]

    @property
    def region(self) -> str | None:
        return REGIONS[self.number // 2 % 4]

    @property
    def themes(self) -> tuple[str, ...]:
        return THEMES[self.number % 3]

    @property
    def in_scope(self) -> bool:
        return self.number % 5 < 3

    @property
    def published(self) -> date:
        return date(2025, 1 + self.number % 6, 1)

    @property
    def deadline(self) -> date | None:
        if self.kind == "measure" or self.number % 4 == 0:
            return None
        return date(2025, 6, 30) + self.number * 12 * DAY

    @property
    def settled(self) -> Status:
        return SETTLED[self.number % 5] if self.kind == "target" else Status.OPEN

    @property
    def stage(self) -> Stage | None:
        return STAGES[self.number % 3] if self.kind == "measure" else None

    @property
    def judged_at(self) -> datetime:
        return make.NOW + self.number * 7 % 11 * DAY

    @property
    def updated_at(self) -> datetime:
        """The moment of the verdict; a verdict that changes nothing leaves the row as it was recorded."""
        changes = self.deadline is not None or self.settled is not Status.OPEN
        return self.judged_at if changes else make.NOW

    @property
    def status(self) -> Status:
        """Say in Python what the status is as of `TODAY`: due within 30 days, overdue 30 days after the deadline."""
        if self.settled is not Status.OPEN or self.deadline is None:
            return self.settled
        if self.deadline + 30 * DAY <= TODAY:
            return Status.OVERDUE
        return Status.DUE_SOON if self.deadline - 30 * DAY <= TODAY else Status.OPEN


TARGETS = [Row(number, "target") for number in range(40)]
MEASURES = [Row(number, "measure") for number in range(12)]


def fits(row: Row, wanted: TrackedFilter) -> bool:
    """Say in Python what a filter asks of a tracked thing."""
    due = row.deadline
    return (
        (wanted.issuer is None or wanted.issuer in (row.issuer or ""))
        and (wanted.region is None or (row.region or "").startswith(wanted.region))
        and (wanted.theme is None or wanted.theme in row.themes)
        and wanted.status in {None, row.status}
        and wanted.stage in {None, row.stage}
        and (wanted.due_from is None or (due is not None and due >= wanted.due_from))
        and (wanted.due_until is None or (due is not None and due <= wanted.due_until))
        and (wanted.since is None or row.published >= wanted.since)
        and wanted.in_scope in {None, row.in_scope}
    )


def ordered(rows: list[Row], sort: Sort) -> list[Row]:
    """Sort as the list does: newest first, the nearest deadline first, or what changed last first."""
    orders: dict[Sort, Callable[[Row], tuple[object, int]]] = {
        Sort.PUBLISHED: lambda row: (row.published, row.number),
        Sort.DEADLINE: lambda row: (row.deadline, row.number),
        Sort.UPDATED: lambda row: (row.updated_at, row.number),
    }
    listed = [row for row in rows if sort is not Sort.DEADLINE or row.deadline]
    return sorted(listed, key=orders[sort], reverse=sort is not Sort.DEADLINE)


def said(mark: str, row: Row, number: int) -> Statement:
    finding = {"t": make.target, "m": make.measure, "p": make.progress}[mark[0]]
    quote = make.quote(mark, in_scope=row.in_scope)
    return Statement(
        fingerprint=mark,
        finding=finding(quote=quote, region=row.region),
        url=f"http://127.0.0.1/{number}.html",
        published=row.published,
        seen_at=make.NOW,
        title=f"文章{number}",
    )


def record(store: Store, statement: Statement) -> None:
    recordings.record(
        store,
        "a",
        make.article(statement.url, title=statement.title, published=statement.published),
        [Change(statement.finding, statement.fingerprint, ChangeKind.NEW)],
        (),
        make.NOW,
        reading=Reading((statement.finding,)),
        validators=Validators(),
        stated=[KeyedStatement(statement, (statement.fingerprint,))],
    )


def stored(unit: UnitOfWork, mark: str) -> StoredStatement:
    return unit.neighbourhood(Query(frozenset({mark}), frozenset())).statements[0]


def summary(row: Row, member: StoredStatement) -> TrackedSummary:
    asked = Commitment(
        key=row.mark,
        series=row.mark,
        amount=make.amount(),
        deadline=make.period(row.deadline) if row.deadline else None,
        region=row.region,
        issuer=row.issuer,
        published=row.published,
    )
    return TrackedSummary(
        number=None,
        members=(member,),
        shown=member,
        name=row.mark,
        issuer=row.issuer,
        region=row.region,
        themes=row.themes,
        in_scope=row.in_scope,
        stage=row.stage,
        known_since=make.NOW,
        commitment=asked if row.kind == "target" else None,
    )


def follow(store: Store, row: Row, number: int) -> None:
    """Record the row, and judge it at the moment at which it was updated."""
    record(store, said(row.mark, row, number))
    with store.recording(make.NOW) as unit:
        unit.apply(Changes(summaries=(summary(row, stored(unit, row.mark)),)))
    due = row.deadline
    judged = TargetState(
        target=row.mark,
        standing=Standing(row.settled),
        due_from=due - 30 * DAY if due else None,
        overdue_from=due + 30 * DAY if due else None,
        observed=None,
        attainment=None,
    )
    audit = Audit(at=row.judged_at, by="rule", subject=row.mark, aspect="status", old="", new="open")
    with store.recording(row.judged_at) as unit:
        unit.apply(Changes(states=(judged,) if row.kind == "target" else (), audits=(audit,)))


def link(store: Store, row: Row, number: int) -> None:
    """Record a figure, linked to its target unless the number is divisible by three."""
    record(store, said(row.figure, row, number))
    target = row.mark if row.number % 3 else None
    with store.recording(make.NOW) as unit:
        found = Match(progress=row.figure, target=target, candidates=(), why="named")
        added = frozenset({target} if target else ())
        unit.apply(Changes(links=(ProgressLink(stored(unit, row.figure), found, added),)))


def fill(store: Store) -> Store:
    for number, row in enumerate([*TARGETS, *MEASURES]):
        follow(store, row, number)
    for row in TARGETS:
        link(store, row, 100 + row.number)
    return store


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    file: Path = tmp_path_factory.mktemp("lists") / "monitor.db"
    with Store.open(f"sqlite:///{file}") as store:
        yield fill(store)


days = st.none() | st.dates(date(2025, 1, 1), date(2026, 12, 31))
filters = st.builds(
    TrackedFilter,
    issuer=st.none() | st.sampled_from(["上海", "信息", "委", "%", "_", "无"]),
    region=st.none() | st.sampled_from(["上海", "上海市浦东", "全国", "海", "%"]),
    theme=st.none() | st.sampled_from(["ai_plus", "energy", "ai"]),
    status=st.none() | st.sampled_from([Status.OPEN, Status.DUE_SOON, Status.OVERDUE, Status.MET]),
    due_from=days,
    due_until=days,
    since=days,
    in_scope=st.none() | st.booleans(),
)
limits = st.integers(1, 60)
SOME_FILTERS = [
    TrackedFilter(),
    TrackedFilter(issuer="上海", in_scope=True),
    TrackedFilter(region="上海市", status=Status.OVERDUE),
    TrackedFilter(theme="energy", due_from=date(2025, 9, 1)),
    TrackedFilter(since=date(2025, 3, 1), due_until=date(2026, 3, 1)),
    TrackedFilter(status=Status.DUE_SOON),
]


def keys(found: tuple[object, ...]) -> list[str]:
    return [record.key for record in found]  # type: ignore[attr-defined] # every listed value has a key


@settings(deadline=None)
@given(filters, st.sampled_from(list(Sort)), limits)
def test_targets_are_those_that_the_filter_leaves_in_order(
    filled: Store, wanted: TrackedFilter, sort: Sort, limit: int
) -> None:
    found = filled.tracked.records("target", wanted, today=TODAY, sort=sort, limit=limit)

    expected = ordered([row for row in TARGETS if fits(row, wanted)], sort)
    assert keys(found) == [row.mark for row in expected[:limit]]
    assert [record.status for record in found] == [row.status for row in expected[:limit]]


@settings(deadline=None)
@given(filters, st.none() | st.sampled_from(STAGES), limits)
def test_measures_have_stages_and_no_deadline(
    filled: Store, wanted: TrackedFilter, stage: Stage | None, limit: int
) -> None:
    asked = TrackedFilter(
        issuer=wanted.issuer, region=wanted.region, theme=wanted.theme, since=wanted.since, stage=stage
    )
    found = filled.tracked.records("measure", asked, today=TODAY, limit=limit)

    expected = ordered([row for row in MEASURES if fits(row, asked)], Sort.PUBLISHED)
    assert keys(found) == [row.mark for row in expected[:limit]]
    assert filled.tracked.records("measure", today=TODAY, sort=Sort.DEADLINE) == ()


@settings(deadline=None)
@given(st.none() | st.sampled_from([Status.OPEN, Status.MET, Status.OVERDUE]), days, st.none() | st.booleans())
def test_figures_are_asked_for_by_what_their_targets_are(
    filled: Store,
    status: Status | None,
    due_until: date | None,
    in_scope: bool | None,  # noqa: FBT001 - drawn
) -> None:
    wanted = TrackedFilter(status=status, due_until=due_until, in_scope=in_scope)
    found = filled.tracked.progress(wanted, 100, today=TODAY)

    asks_target = status is not None or due_until is not None
    expected = [
        row
        for row in ordered(TARGETS, Sort.PUBLISHED)
        if (not asks_target or (row.number % 3 and fits(row, TrackedFilter(status=status, due_until=due_until))))
        and in_scope in {None, row.in_scope}
    ]
    assert [record.statement.fingerprint for record in found] == [row.figure for row in expected]
    assert [record.target for record in found] == [row.mark if row.number % 3 else None for row in expected]


@settings(deadline=None)
@given(days, st.none() | st.sampled_from([Status.OPEN, Status.MET]), limits)
def test_changes_come_latest_first_with_the_name_of_what_changed(
    filled: Store, since: date | None, status: Status | None, limit: int
) -> None:
    found = filled.tracked.changes(TrackedFilter(since=since, status=status), today=TODAY, limit=limit)

    meant = [*TARGETS, *MEASURES] if status is None else [row for row in TARGETS if row.status is status]
    expected = [row for row in meant if since is None or row.judged_at.astimezone(SHANGHAI).date() >= since]
    latest = sorted((row.judged_at for row in expected), reverse=True)[:limit]
    assert [change.audit.at.astimezone(UTC) for change in found] == latest
    assert all(change.name == change.audit.subject for change in found)


def test_both_databases_give_the_same_lists(store: Store) -> None:
    fill(store)

    for wanted in SOME_FILTERS:
        for sort in Sort:
            found = store.tracked.records("target", wanted, today=TODAY, sort=sort, limit=25)
            expected = ordered([row for row in TARGETS if fits(row, wanted)], sort)[:25]
            assert keys(found) == [row.mark for row in expected]
    totals = store.tracked.totals()
    assert (totals["targets"], totals["measures"], totals["progress"]) == (40, 12, 40)
    assert totals["linked"] == sum(1 for row in TARGETS if row.number % 3)


def test_a_beginning_of_a_key_finds_ten_at_most(filled: Store) -> None:
    assert keys(filled.tracked.find("target", TARGETS[7].mark, TODAY)) == [TARGETS[7].mark]
    assert len(filled.tracked.find("target", "t000", TODAY)) == 10
    assert filled.tracked.find("measure", "t000", TODAY) == ()
    assert filled.tracked.find("target", "zzz", TODAY) == ()
