"""What people ask of tracked things: lists in the order of an index, and everything about one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from ..domain import SHANGHAI, Stage, Statement, Status
from . import statements, tracked_rows
from .engine import Aggregate, reads
from .finding_rows import FINDING, MENTION, progress_from
from .table_base import CHUNK, AnyRow, rows_of
from .tracked_tables import AUDIT, MILESTONE, OBSERVATION, PART, PROGRESS_LINK, PROPOSAL, STATEMENT, TRACKED
from .tracked_values import Dossier, ProgressRecord, Sort, TrackedChange, TrackedFilter, TrackedRecord

_Condition = ColumnElement[bool]
#: A beginning of a fingerprint that fits more rows than this is too short to be meant.
_AMBIGUOUS = 10
_KINDS = ("measure", "target")


_ALL = TrackedFilter()


class TrackedThings(Aggregate):
    """Tracked targets and measures as people list and look them up."""

    @reads
    def records(
        self, kind: str, wanted: TrackedFilter = _ALL, *, today: date, sort: Sort = Sort.PUBLISHED, limit: int = 50
    ) -> tuple[TrackedRecord[Any], ...]:
        """Return measures or targets (`kind`), with their status as of a day."""
        return _records(
            self._connection, self._connection.execute(listing(kind, wanted, sort, limit, today)).all(), today
        )

    @reads
    def progress(
        self, wanted: TrackedFilter = _ALL, limit: int = 50, *, today: date = date.max
    ) -> tuple[ProgressRecord, ...]:
        """Return reported figures with the targets they count for, newest first; `today` is for a filter on status."""
        return tuple(
            ProgressRecord(
                statement=tracked_rows.statement_from(row, progress_from(row)),
                target=row.target_key,
                target_name=row.target_name,
                why=row.why or "",
                candidates=tracked_rows.candidates_from(row.candidates or ()),
            )
            for row in self._connection.execute(progress_listing(wanted, limit, today))
        )

    @reads
    def changes(self, wanted: TrackedFilter = _ALL, *, today: date, limit: int = 50) -> tuple[TrackedChange, ...]:
        """Return audited changes, latest first."""
        return tuple(
            TrackedChange(
                audit=tracked_rows.audit_from(row),
                kind=row.tracked_kind or "",
                name=row.tracked_name or "",
                issuer=row.tracked_issuer,
                region=row.tracked_region,
            )
            for row in self._connection.execute(changes_listing(wanted, limit, today))
        )

    @reads
    def find(self, kind: str, beginning: str, today: date) -> tuple[TrackedRecord[Any], ...]:
        """Return the tracked things with a statement whose fingerprint begins so, or whose successor's does; ten at most."""
        marks = self._connection.scalars(_marks(kind, beginning)).all()
        found = statements.with_marks(self._connection, marks)
        ids = sorted({stored.home for stored in found if stored.home is not None})
        return _records(
            self._connection, self._connection.execute(select(TRACKED).where(TRACKED.c.id.in_(ids))).all(), today
        )

    @reads
    def find_statements(self, kind: str, beginning: str) -> tuple[Statement, ...]:
        """Return the statements whose fingerprint begins so, ten findings at most."""
        marks = self._connection.scalars(_marks(kind, beginning)).all()
        found = statements.with_marks(self._connection, marks)
        return tuple(stored.statement for stored in found)

    @reads
    def dossier(self, record: TrackedRecord[Any]) -> Dossier:
        """Return everything recorded of a target or measure."""
        tracked_id = self._connection.execute(select(TRACKED.c.id).where(TRACKED.c.key == record.key)).scalar_one()
        members = statements.of_tracked(self._connection, [tracked_id])
        marks = {member.statement.fingerprint for member in members}
        names = marks | statements.ancestors(self._connection, marks).keys()
        counted = self._connection.scalars(
            select(OBSERVATION.c.statement_id).where(OBSERVATION.c.tracked_id == tracked_id)
        )
        waiting = self._connection.execute(
            select(PROPOSAL).where(PROPOSAL.c.tracked_id == tracked_id).order_by(PROPOSAL.c.id)
        )
        return Dossier(
            record=record,
            statements=tuple(member.statement for member in members),
            observed=tuple(by_id.statement for by_id in statements.by_ids(self._connection, counted.all())),
            decisions=statements.decisions(self._connection, marks),
            waiting=tuple(tracked_rows.proposal_from(row, record.key) for row in waiting),
            audits=tuple(tracked_rows.audit_from(row) for row in _audits(self._connection, names)),
            sent=sent(self._connection, names),
            wholes=_related(self._connection, PART.c.whole_id, PART.c.part_id == tracked_id),
            parts=_related(self._connection, PART.c.part_id, PART.c.whole_id == tracked_id),
        )

    @reads
    def totals(self) -> dict[str, int]:
        """Count tracked things, their statements, figures with and without a target, and what waits."""
        counted = {
            "measures": _count(TRACKED, TRACKED.c.kind == "measure"),
            "measure_statements": _count(STATEMENT, STATEMENT.c.kind == "measure", STATEMENT.c.stands),
            "targets": _count(TRACKED, TRACKED.c.kind == "target"),
            "target_statements": _count(STATEMENT, STATEMENT.c.kind == "target", STATEMENT.c.stands),
            "progress": _count(STATEMENT, STATEMENT.c.kind == "progress", STATEMENT.c.stands),
            "linked": _count(PROGRESS_LINK, PROGRESS_LINK.c.tracked_id.is_not(None)),
            "abstained": _count(PROGRESS_LINK, PROGRESS_LINK.c.waits),
            "parts": _count(PART),
            "proposals": _count(PROPOSAL),
            "audits": _count(AUDIT),
            "milestones": _count(MILESTONE),
        }
        row = self._connection.execute(select(*(one.label(name) for name, one in counted.items()))).one()
        return dict(row._mapping)  # noqa: SLF001 -- the documented way to a row's columns by name


def listing(kind: str, wanted: TrackedFilter, sort: Sort, limit: int, today: date) -> Select[Any]:
    """Return the query of a list of tracked things."""
    order = {
        Sort.PUBLISHED: (TRACKED.c.published.desc(), TRACKED.c.id.desc()),
        Sort.DEADLINE: (TRACKED.c.deadline_end, TRACKED.c.id),
        Sort.UPDATED: (TRACKED.c.updated_at.desc(), TRACKED.c.id.desc()),
    }[sort]
    conditions = [TRACKED.c.kind == kind, *_tracked_conditions((kind,), wanted, today)]
    if sort is Sort.DEADLINE:
        conditions.append(TRACKED.c.deadline_end.is_not(None))
    if wanted.since is not None:
        conditions.append(TRACKED.c.published >= wanted.since)
    return select(TRACKED).where(*conditions).order_by(*order).limit(limit)


def _faceted(owner: ColumnElement[int], kinds: Sequence[str], wanted: TrackedFilter) -> list[_Condition]:
    """Return the conditions of a filter on issuer, region and theme, each found through the index of facets."""
    found = []
    if wanted.issuer is not None:
        found.append(tracked_rows.with_issuer(owner, kinds, wanted.issuer))
    if wanted.region is not None:
        found.append(tracked_rows.with_region(owner, kinds, wanted.region))
    if wanted.theme is not None:
        found.append(tracked_rows.with_theme(owner, kinds, wanted.theme))
    return found


def _tracked_conditions(kinds: Sequence[str], wanted: TrackedFilter, today: date) -> list[_Condition]:
    conditions = _faceted(TRACKED.c.id, kinds, wanted)
    if wanted.stage is not None:
        conditions.append(TRACKED.c.stage == wanted.stage)
    if wanted.status is not None:
        conditions.append(_has_status(wanted.status, today))
    if wanted.due_from is not None:
        conditions.append(TRACKED.c.deadline_end >= wanted.due_from)
    if wanted.due_until is not None:
        conditions.append(TRACKED.c.deadline_end <= wanted.due_until)
    if wanted.in_scope is not None:
        conditions.append(TRACKED.c.in_scope == wanted.in_scope)
    return conditions


def _has_status(status: Status, today: date) -> _Condition:
    """Tell in SQL what `_status` tells of a row."""
    is_open = TRACKED.c.settled == Status.OPEN
    overdue, soon = TRACKED.c.overdue_from <= today, TRACKED.c.due_from <= today
    not_overdue = or_(TRACKED.c.overdue_from.is_(None), TRACKED.c.overdue_from > today)
    match status:
        case Status.OPEN:
            return and_(is_open, not_overdue, or_(TRACKED.c.due_from.is_(None), TRACKED.c.due_from > today))
        case Status.DUE_SOON:
            return and_(is_open, not_overdue, soon)
        case Status.OVERDUE:
            return and_(is_open, overdue)
        case _:
            return TRACKED.c.settled == status


def _status(row: AnyRow, today: date) -> Status:
    if row.settled != Status.OPEN:
        return Status(row.settled)
    if row.overdue_from is not None and row.overdue_from <= today:
        return Status.OVERDUE
    return Status.DUE_SOON if row.due_from is not None and row.due_from <= today else Status.OPEN


def by_ids(connection: Connection, ids: Collection[int], today: date) -> dict[int, TrackedRecord[Any]]:
    """Return tracked things by the numbers of their rows."""
    rows = list(rows_of(connection, select(TRACKED).where(TRACKED.c.id.in_(CHUNK)), ids))
    return dict(zip([row.id for row in rows], _records(connection, rows, today), strict=True))


def _records(connection: Connection, rows: Sequence[AnyRow], today: date) -> tuple[TrackedRecord[Any], ...]:
    shown = {
        by_id.number: by_id.statement for by_id in statements.by_ids(connection, {row.statement_id for row in rows})
    }
    waiting = tracked_rows.proposed(connection, {row.id for row in rows})
    return tuple(
        TrackedRecord(
            key=row.key,
            finding=shown[row.statement_id].finding,
            commitment=tracked_rows.commitment_from(row.commitment),
            status=_status(row, today),
            status_since=row.status_since,
            status_by=row.status_by,
            stage=Stage(row.stage) if row.stage else None,
            name=row.name,
            issuer=row.issuer,
            region=row.region,
            themes=tuple(row.themes),
            published=row.published,
            known_since=row.known_since,
            updated_at=row.updated_at,
            attainment=None if row.attainment is None else Decimal(row.attainment),
            pace=tracked_rows.pace_from(row),
            article_title=shown[row.statement_id].title,
            article_url=shown[row.statement_id].url,
            proposed=waiting.get(row.id, ()),
        )
        for row in rows
    )


def progress_listing(wanted: TrackedFilter, limit: int, today: date) -> Select[Any]:
    """Return the query of the list of progress; status and deadline are those of its targets."""
    conditions: list[_Condition] = [STATEMENT.c.kind == "progress", STATEMENT.c.stands]
    conditions += _faceted(STATEMENT.c.id, ("progress",), wanted)
    of_target = replace(wanted, issuer=None, region=None, theme=None, in_scope=None)
    if about := _tracked_conditions(("target",), of_target, today):
        conditions.append(STATEMENT.c.id.in_(_linked_to(about)))
    if wanted.since is not None:
        conditions.append(STATEMENT.c.published >= wanted.since)
    if wanted.in_scope is not None:
        conditions.append(MENTION.c.in_scope == wanted.in_scope)
    return (
        statements.joined("progress")
        .add_columns(
            TRACKED.c.key.label("target_key"),
            TRACKED.c.name.label("target_name"),
            PROGRESS_LINK.c.why,
            PROGRESS_LINK.c.candidates,
        )
        .outerjoin(PROGRESS_LINK, PROGRESS_LINK.c.statement_id == STATEMENT.c.id)
        .outerjoin(TRACKED, TRACKED.c.id == PROGRESS_LINK.c.tracked_id)
        .where(*conditions)
        .order_by(STATEMENT.c.published.desc(), STATEMENT.c.id.desc())
        .limit(limit)
    )


def _linked_to(conditions: Sequence[_Condition]) -> Select[Any]:
    """Return the query of the figures linked to targets."""
    return (
        select(PROGRESS_LINK.c.statement_id)
        .select_from(TRACKED)
        .join(PROGRESS_LINK, PROGRESS_LINK.c.tracked_id == TRACKED.c.id)
        .where(TRACKED.c.kind == "target", *conditions)
        .correlate(None)
    )


def changes_listing(wanted: TrackedFilter, limit: int, today: date) -> Select[Any]:
    """Return the query of the list of changes."""
    tracked_id = (
        select(STATEMENT.c.tracked_id)
        .select_from(STATEMENT)
        .join(FINDING, FINDING.c.id == STATEMENT.c.finding_id)
        .where(FINDING.c.fingerprint == AUDIT.c.subject, STATEMENT.c.tracked_id.is_not(None))
        .limit(1)
        .correlate(AUDIT)
        .scalar_subquery()
    )
    conditions: list[_Condition] = []
    if about := _tracked_conditions(_KINDS, wanted, today):
        is_kind = TRACKED.c.kind.in_(_kinds_meant(wanted))
        conditions.append(AUDIT.c.subject.in_(_marks_of([is_kind, *about])))
    if wanted.since is not None:
        conditions.append(AUDIT.c.at >= datetime.combine(wanted.since, time(), SHANGHAI).astimezone(UTC))
    return (
        select(AUDIT, *(TRACKED.c[name].label(f"tracked_{name}") for name in ("kind", "name", "issuer", "region")))
        .select_from(AUDIT)
        .outerjoin(TRACKED, TRACKED.c.id == tracked_id)
        .where(*conditions)
        .order_by(AUDIT.c.at.desc(), AUDIT.c.id.desc())
        .limit(limit)
    )


def _kinds_meant(wanted: TrackedFilter) -> tuple[str, ...]:
    """Return which tracked things have what is asked for: stages are of measures, statuses and deadlines of targets."""
    if wanted.stage is not None:
        return ("measure",)
    dated = (wanted.status, wanted.due_from, wanted.due_until)
    return _KINDS if dated == (None, None, None) else ("target",)


def _marks_of(conditions: Sequence[_Condition]) -> Select[Any]:
    """Return the query of the fingerprints of all members of tracked things: a change may name any of them."""
    return (
        select(FINDING.c.fingerprint)
        .select_from(TRACKED)
        .join(STATEMENT, STATEMENT.c.tracked_id == TRACKED.c.id)
        .join(FINDING, FINDING.c.id == STATEMENT.c.finding_id)
        .where(*conditions)
    )


def _marks(kind: str, beginning: str) -> Select[Any]:
    mark = FINDING.c.fingerprint
    # Hex digits all come before "g".
    begins = (mark >= beginning) & (mark < beginning + "g")
    return select(mark).where(begins, FINDING.c.kind == kind).order_by(mark).limit(_AMBIGUOUS)


def _audits(connection: Connection, names: Collection[str]) -> list[AnyRow]:
    rows = rows_of(connection, select(AUDIT).where(AUDIT.c.subject.in_(CHUNK)), names)
    return sorted(rows, key=lambda row: (row.at, row.id))


def sent(connection: Connection, names: Collection[str]) -> frozenset[str]:
    """Return the marks of milestones sent for a target with these fingerprints."""
    rows = rows_of(connection, select(MILESTONE.c.mark).where(MILESTONE.c.fingerprint.in_(CHUNK)), names)
    return frozenset(row.mark for row in rows)


def _related(connection: Connection, other: ColumnElement[int], condition: _Condition) -> tuple[tuple[str, str], ...]:
    statement = select(TRACKED.c.key, TRACKED.c.name).join(PART, other == TRACKED.c.id).where(condition)
    return tuple((row.key, row.name) for row in connection.execute(statement.order_by(TRACKED.c.key)))


def _count(table: Table, *conditions: _Condition) -> ColumnElement[int]:
    return select(func.count()).select_from(table).where(*conditions).scalar_subquery()
