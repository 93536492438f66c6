"""Lists under any filter hold exactly what a filter in plain Python leaves, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make
import recordings
from monitor.domain import Change, ChangeKind, Finding, Reading, Relevance, Validators
from monitor.store import RecordFilter, Store

NOW = make.NOW
ISSUERS = ("国家发展改革委", "工业和信息化部", "上海市人民政府", None)
REGIONS = ("上海市", "上海市浦东新区", "全国", None)
DAYS = (date(2025, 3, 1), date(2025, 4, 1), None)


@dataclass(frozen=True)
class Row:
    """An article with one finding of each kind."""

    number: int
    source_id: str
    published: date | None
    issuer: str | None
    article_issuer: str | None
    region: str | None
    deadline: date | None
    in_scope: bool

    @property
    def url(self) -> str:
        return f"http://127.0.0.1/{self.number}.html"

    @property
    def quote(self) -> str:
        return f"第{self.number}句"

    def findings(self) -> tuple[Finding, ...]:
        quote = make.quote(self.quote, in_scope=self.in_scope)
        deadline = make.period(self.deadline) if self.deadline else None
        issuers = (self.issuer,) if self.issuer else ()
        return (
            make.target(quote=quote, issuer=self.issuer, region=self.region, deadline=deadline),
            make.progress(quote=quote, issuer=self.issuer, region=self.region),
            make.measure(quote=quote, issuers=issuers, region=self.region),
        )


def row(number: int) -> Row:
    return Row(
        number=number,
        source_id="ab"[number % 2],
        published=DAYS[number % 3],
        issuer=ISSUERS[number % 4],
        article_issuer=ISSUERS[number // 4 % 4],
        region=REGIONS[number // 3 % 4],
        deadline=None if number % 5 == 0 else date(2025, 12, 31) + timedelta(days=number),
        in_scope=number % 7 < 4,
    )


#: Most combinations of two properties occur.
ROWS = [row(number) for number in range(48)]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('filters')}/monitor.db") as store:
        for row in ROWS:
            record(store, row)
        yield store


def record(store: Store, row: Row) -> None:
    findings = row.findings()
    article = make.article(row.url, title=row.quote, published=row.published, issuer=row.article_issuer)
    recordings.record(
        store,
        row.source_id,
        article,
        [Change(finding, f"{type(finding).__name__} {row.number}", ChangeKind.NEW) for finding in findings],
        (),
        NOW + row.number * timedelta(minutes=1),
        reading=Reading(findings, (), (Relevance("ai", 1.0, relevant=row.in_scope, terms=()),)),
        validators=Validators(),
    )


filters = st.builds(
    RecordFilter,
    source_id=st.none() | st.sampled_from("abc"),
    issuer=st.none() | st.sampled_from(["发展", "上海", "部", "%", "_", "nobody"]),
    region=st.none() | st.sampled_from(["上海", "上海市浦东", "全国", "海", "%"]),
    in_scope=st.none() | st.booleans(),
)


def fits(row: Row, wanted: RecordFilter) -> bool:
    """Say in Python what a filter asks of a finding."""
    issuers = [issuer for issuer in (row.issuer, row.article_issuer) if issuer]
    return (
        wanted.source_id in {None, row.source_id}
        and (wanted.issuer is None or any(wanted.issuer in issuer for issuer in issuers))
        and (wanted.region is None or (row.region or "").startswith(wanted.region))
        and wanted.in_scope in {None, row.in_scope}
    )


def newest_first(rows: list[Row]) -> list[str]:
    """Sort by date, undated ones last, then by when it was seen."""
    ordered = sorted(rows, key=lambda row: (row.published or date.min, row.number), reverse=True)
    return [row.quote for row in ordered]


LISTS: dict[str, Callable[[Store], Callable[..., tuple]]] = {
    "targets": lambda store: store.findings.targets,
    "progress": lambda store: store.findings.progress,
    "measures": lambda store: store.findings.measures,
}


@pytest.mark.parametrize("kind", LISTS)
@given(wanted=filters)
@settings(max_examples=40, deadline=None)
def test_findings_under_a_filter_are_those_that_fit_newest_first(filled, kind, wanted):
    listed = LISTS[kind](filled)(wanted, 99)
    assert [row.finding.quote.text for row in listed] == newest_first([row for row in ROWS if fits(row, wanted)])


@given(wanted=filters, limit=st.integers(0, 60))
@settings(max_examples=30, deadline=None)
def test_a_limit_cuts_the_list_and_changes_no_order(filled, wanted, limit):
    assert filled.findings.targets(wanted, limit) == filled.findings.targets(wanted, 99)[:limit]
    assert filled.articles.newest(wanted, limit) == filled.articles.newest(wanted, 99)[:limit]


@given(
    first=st.none() | st.dates(date(2025, 12, 1), date(2026, 3, 1)),
    last=st.none() | st.dates(date(2025, 12, 1), date(2026, 3, 1)),
)
@settings(max_examples=40, deadline=None)
def test_targets_of_a_span_have_their_deadline_in_it_both_ends_included(filled, first, last):
    listed = filled.findings.targets(RecordFilter(deadline_from=first, deadline_to=last), 99)
    expected = {
        row.quote
        for row in ROWS
        if (first is None or (row.deadline or date.min) >= first)
        and (last is None or (row.deadline or date.max) <= last)
    }
    assert {row.finding.quote.text for row in listed} == expected
    if last is not None:
        ends = [row.finding.deadline.end for row in listed]
        assert ends == sorted(ends), "the nearest first"


@given(wanted=filters)
@settings(max_examples=40, deadline=None)
def test_articles_under_a_filter_are_those_that_fit(filled, wanted):
    listed = filled.articles.newest(wanted, 99)
    expected = [
        row
        for row in ROWS
        if wanted.source_id in {None, row.source_id}
        and (wanted.issuer is None or wanted.issuer in (row.article_issuer or ""))
        and wanted.in_scope in {None, row.in_scope}
    ]
    assert [row.title for row in listed] == newest_first(expected), "regions are not asked of articles"


def test_postgresql_answers_as_sqlite_does(store, filled):
    for row in ROWS:
        record(store, row)
    for wanted in (
        RecordFilter(),
        RecordFilter(issuer="上海", in_scope=True),
        RecordFilter(region="上海", source_id="a"),
        RecordFilter(issuer="%"),
        RecordFilter(deadline_from=date(2026, 1, 5), deadline_to=date(2026, 1, 20)),
    ):
        assert store.findings.targets(wanted, 99) == filled.findings.targets(wanted, 99)
        assert store.findings.progress(wanted, 99) == filled.findings.progress(wanted, 99)
        assert store.findings.measures(wanted, 99) == filled.findings.measures(wanted, 99)
        assert store.articles.newest(wanted, 99) == filled.articles.newest(wanted, 99)
    assert store.articles.totals() == filled.articles.totals()
