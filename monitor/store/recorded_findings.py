"""Findings: recorded once, however many pages state them, and listed with the first of those."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from sqlalchemy import Connection, Select, Subquery, Table, Text, cast, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from ..domain import Change, Finding, Measure, MetricUse, Progress, Target, day_in_china
from .article_rows import ARTICLE, ARTICLE_VERSION
from .engine import Aggregate, reads
from .finding_rows import (
    FINDING,
    MEASURE,
    MENTION,
    PROGRESS,
    SLOT_TABLES,
    TARGET,
    kind_of,
    measure_from,
    mention_row,
    progress_from,
    slots_row,
    target_from,
)
from .table_base import CHUNK, AnyRow, add_new, chunks, replace

FindingT_co = TypeVar("FindingT_co", Measure, Target, Progress, Finding, covariant=True)

_NUMBERS = select(FINDING.c.fingerprint, FINDING.c.id).where(FINDING.c.fingerprint.in_(CHUNK))
_STATED_BY = (
    select(MENTION.c.finding_id, ARTICLE.c.id, ARTICLE.c.url, ARTICLE.c.published, ARTICLE.c.first_seen_at)
    .join(ARTICLE_VERSION, ARTICLE_VERSION.c.id == MENTION.c.version_id)
    .join(ARTICLE, ARTICLE.c.id == ARTICLE_VERSION.c.article_id)
    .where(MENTION.c.finding_id.in_(CHUNK))
)


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """Which findings or articles are asked for; None: all."""

    source_id: str | None = None
    #: Part of an issuer's name, of the finding or of its article.
    issuer: str | None = None
    #: Beginning of a region's name.
    region: str | None = None
    in_scope: bool | None = None
    #: Last days of targets' deadlines, both included.
    deadline_from: date | None = None
    deadline_to: date | None = None


_EVERYTHING = RecordFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedFinding(Generic[FindingT_co]):
    """A finding with the first of its mentions that was asked for, and the article that holds it."""

    finding: FindingT_co
    fingerprint: str
    first_seen_at: datetime
    source_id: str
    article_title: str
    article_url: str
    published: date | None


def _uses(table: Table) -> Select[tuple[object, ...]]:
    named = (table.c.metric, table.c.metric_kind, table.c.unit, table.c.region)
    return select(*named, func.count().label("uses")).group_by(*named)


class Findings(Aggregate):
    """Measures, targets and progress reports as pages state them."""

    @reads
    def known(self, fingerprints: Collection[str]) -> set[str]:
        """Return those of the fingerprints whose findings are recorded."""
        return set(_numbers(self._connection, fingerprints))

    @reads
    def measures(self, wanted: RecordFilter = _EVERYTHING, limit: int = 50) -> tuple[RecordedFinding[Measure], ...]:
        """Return measures, newest article first."""
        # JSON keeps Chinese characters, so a part of a name is found in its text.
        issuers = cast(MEASURE.c.issuers, Text)
        return _listed(self._connection, _query(MEASURE, issuers, wanted, limit), measure_from)

    @reads
    def targets(self, wanted: RecordFilter = _EVERYTHING, limit: int = 50) -> tuple[RecordedFinding[Target], ...]:
        """Return targets, newest article first; of a span of deadlines, the nearest first."""
        query = _query(TARGET, TARGET.c.issuer, wanted, limit)
        ends = TARGET.c.deadline_end
        if wanted.deadline_from is not None:
            query = query.where(ends >= wanted.deadline_from)
        if wanted.deadline_to is not None:
            query = query.where(ends <= wanted.deadline_to).order_by(None).order_by(ends, FINDING.c.id)
        return _listed(self._connection, query, target_from)

    @reads
    def progress(self, wanted: RecordFilter = _EVERYTHING, limit: int = 50) -> tuple[RecordedFinding[Progress], ...]:
        """Return progress reports, newest article first."""
        query = _query(PROGRESS, PROGRESS.c.issuer, wanted, limit)
        return _listed(self._connection, query, progress_from)

    @reads
    def metric_uses(self) -> tuple[MetricUse, ...]:
        """Return the metrics of all targets and progress reports with how often each is recorded, in no order."""
        return tuple(
            MetricUse(row.metric, row.metric_kind, row.unit, row.region, row.uses)
            for table in (TARGET, PROGRESS)
            for row in self._connection.execute(_uses(table))
        )


# Recording, in the transaction of the article


def record_findings(
    connection: Connection, place: tuple[int, int], changes: Sequence[Change], now: datetime
) -> tuple[Counter[str], frozenset[str]]:
    """
    Write what an article's version states; `place` is the numbers of both.

    Return how many findings are new by kind, and the fingerprints of known ones whose slots changed.
    """
    article_id, version_id = place
    first = {change.fingerprint: change.finding for change in reversed(changes)}
    # Sorted, so that two processes never wait for each other crosswise.
    rows = [
        {"fingerprint": fingerprint, "kind": kind_of(finding), "first_seen_at": now}
        for fingerprint, finding in sorted(first.items())
    ]
    created = add_new(connection, FINDING, rows, "id", "fingerprint", "kind")
    for kind, table in SLOT_TABLES.items():
        slots = [{"finding_id": row.id, **slots_row(first[row.fingerprint])} for row in created if row.kind == kind]
        add_new(connection, table, slots)
    ids = {row.fingerprint: row.id for row in created}
    known = _numbers(connection, first.keys() - ids.keys())
    _record_mentions(connection, version_id, ids | known, changes)
    renewed = _renew(connection, article_id, {number: first[mark] for mark, number in known.items()})
    return (
        Counter(row.kind for row in created),
        frozenset(mark for mark, number in known.items() if number in renewed),
    )


def _record_mentions(
    connection: Connection, version_id: int, ids: Mapping[str, int], changes: Sequence[Change]
) -> None:
    rows = [
        {"finding_id": ids[change.fingerprint], "version_id": version_id, **mention_row(change.finding.quote)}
        for change in changes
    ]
    add_new(connection, MENTION, rows)


def _renew(connection: Connection, article_id: int, findings: Mapping[int, Finding]) -> set[int]:
    """
    Give findings the slots that their earliest page has, if that is this article; return which changed.

    Pages agree on what makes a fingerprint, not on the rest (all issuers, themes, the words of a date).
    Whichever page was recorded first, the same slots hold in the end; and new rules renew them.
    """
    first = _first_pages(connection, findings)
    changed: set[int] = set()
    for kind, table in SLOT_TABLES.items():
        rows = {
            number: {"finding_id": number, **slots_row(finding)}
            for number, finding in findings.items()
            if first[number] == article_id and kind_of(finding) == kind
        }
        for chunk in chunks(rows):
            for row in connection.execute(select(table).where(table.c.finding_id.in_(chunk))):
                if dict(row._mapping) == rows[row.finding_id]:  # noqa: SLF001 -- documented
                    del rows[row.finding_id]
        replace(connection, table, list(rows.values()))
        changed |= rows.keys()
    return changed


def _first_pages(connection: Connection, findings: Collection[int]) -> dict[int, int]:
    """Return for each finding the article, among those that state it or did, that was published first."""
    pages: dict[int, list[tuple[date, str, int]]] = defaultdict(list)
    for chunk in chunks(findings):
        for row in connection.execute(_STATED_BY, {"chunk": chunk}):
            day = row.published or day_in_china(row.first_seen_at)
            pages[row.finding_id].append((day, row.url, row.id))
    return {number: min(several)[-1] for number, several in pages.items()}


def _numbers(connection: Connection, fingerprints: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for chunk in chunks(fingerprints):
        rows = connection.execute(_NUMBERS, {"chunk": chunk})
        found |= {row.fingerprint: row.id for row in rows}
    return found


# Lists


def _listed(
    connection: Connection, statement: Select[tuple[object, ...]], finding_from: Callable[[AnyRow], FindingT_co]
) -> tuple[RecordedFinding[FindingT_co], ...]:
    return tuple(
        RecordedFinding(
            finding=finding_from(row),
            fingerprint=row.fingerprint,
            first_seen_at=row.first_seen_at,
            source_id=row.source_id,
            article_title=row.article_title,
            article_url=row.article_url,
            published=row.article_published,
        )
        for row in connection.execute(statement)
    )


def _query(slots: Table, issuer: ColumnElement[str], wanted: RecordFilter, limit: int) -> Select[tuple[object, ...]]:
    chosen = _first_mentions(wanted)
    conditions = []
    if wanted.region is not None:
        conditions.append(slots.c.region.startswith(wanted.region, autoescape=True))
    if wanted.issuer is not None:
        # The article's issuer stands for a finding that names none.
        conditions.append(
            or_(
                issuer.contains(wanted.issuer, autoescape=True),
                ARTICLE.c.issuer.contains(wanted.issuer, autoescape=True),
            )
        )
    statement = (
        select(
            slots,
            FINDING.c.fingerprint,
            FINDING.c.first_seen_at,
            *(MENTION.c[name] for name in _QUOTE),
            ARTICLE.c.source_id,
            ARTICLE.c.title.label("article_title"),
            ARTICLE.c.url.label("article_url"),
            ARTICLE.c.published.label("article_published"),
        )
        .join(FINDING, FINDING.c.id == slots.c.finding_id)
        .join(chosen, chosen.c.finding_id == FINDING.c.id)
        .join(MENTION, MENTION.c.id == chosen.c.mention_id)
        .join(ARTICLE_VERSION, ARTICLE_VERSION.c.id == MENTION.c.version_id)
        .join(ARTICLE, ARTICLE.c.id == ARTICLE_VERSION.c.article_id)
        .where(*conditions)
    )
    return newest_first(statement, FINDING.c.first_seen_at, FINDING.c.id).limit(limit)


_QUOTE = ("quote", "quote_start", "quote_end", "rule", "confidence", "in_scope", "topics")


def _first_mentions(wanted: RecordFilter) -> Subquery:
    """Choose for each finding its first mention that fits the filter."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.source_id is not None:
        conditions.append(ARTICLE.c.source_id == wanted.source_id)
    if wanted.in_scope is not None:
        conditions.append(MENTION.c.in_scope == wanted.in_scope)
    return (
        select(MENTION.c.finding_id, func.min(MENTION.c.id).label("mention_id"))
        .join(ARTICLE_VERSION, ARTICLE_VERSION.c.id == MENTION.c.version_id)
        .join(ARTICLE, ARTICLE.c.id == ARTICLE_VERSION.c.article_id)
        .where(*conditions)
        .group_by(MENTION.c.finding_id)
        .subquery()
    )


def newest_first(
    statement: Select[tuple[object, ...]], seen_at: ColumnElement[object], row_id: ColumnElement[object]
) -> Select[tuple[object, ...]]:
    """Order by the article's date, latest first and undated ones last, then by when it was seen."""
    published = ARTICLE.c.published
    return statement.order_by(published.is_(None), published.desc(), seen_at.desc(), row_id.desc())
