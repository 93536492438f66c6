"""What people ask of lives: lists in the order of an index, and one whole life."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from ..domain import SHANGHAI, Stage, Statement, Status, Validators
from . import codec, facets, life_codec, relations, statements
from .life_tables import (
    AUDIT,
    LIFE,
    MILESTONE,
    OBSERVATION,
    PART,
    PROGRESS_LINK,
    PROPOSAL,
    STATEMENT,
)
from .life_values import LifeChange, LifeFilter, LifeRecord, LinkedProgress, Sort, WholeLife
from .links import chunks
from .tables import ARTICLE, FINDING, MENTION
from .values import RecordedArticle

_Condition = ColumnElement[bool]
#: More lives are never meant by one beginning of a fingerprint.
_AMBIGUOUS = 10
_LIVES = ("measure", "target")


def lives(
    connection: Connection, kind: str, wanted: LifeFilter, sort: Sort, limit: int, today: date
) -> tuple[LifeRecord[Any], ...]:
    """Return measures or targets in an order, with their status as of a day."""
    return _records(connection, connection.execute(listing(kind, wanted, sort, limit, today)).all(), today)


def listing(kind: str, wanted: LifeFilter, sort: Sort, limit: int, today: date) -> Select[Any]:
    """Return the query of a list of lives."""
    order = {
        Sort.PUBLISHED: (LIFE.c.published.desc(), LIFE.c.id.desc()),
        Sort.DEADLINE: (LIFE.c.deadline_end, LIFE.c.id),
        Sort.UPDATED: (LIFE.c.updated_at.desc(), LIFE.c.id.desc()),
    }[sort]
    conditions = [LIFE.c.kind == kind, *_life_conditions((kind,), wanted, today)]
    if sort is Sort.DEADLINE:
        conditions.append(LIFE.c.deadline_end.is_not(None))
    if wanted.since is not None:
        conditions.append(LIFE.c.published >= wanted.since)
    return select(LIFE).where(*conditions).order_by(*order).limit(limit)


def _faceted(owner: ColumnElement[int], kinds: Sequence[str], wanted: LifeFilter) -> list[_Condition]:
    """Return the conditions of a filter on issuer, region and theme, each found through the index of facets."""
    found = []
    if wanted.issuer is not None:
        found.append(facets.with_issuer(owner, kinds, wanted.issuer))
    if wanted.region is not None:
        found.append(facets.with_region(owner, kinds, wanted.region))
    if wanted.theme is not None:
        found.append(facets.with_theme(owner, kinds, wanted.theme))
    return found


def _life_conditions(kinds: Sequence[str], wanted: LifeFilter, today: date) -> list[_Condition]:
    conditions = _faceted(LIFE.c.id, kinds, wanted)
    if wanted.stage is not None:
        conditions.append(LIFE.c.stage == wanted.stage)
    if wanted.status is not None:
        conditions.append(_has_status(wanted.status, today))
    if wanted.due_from is not None:
        conditions.append(LIFE.c.deadline_end >= wanted.due_from)
    if wanted.due_until is not None:
        conditions.append(LIFE.c.deadline_end <= wanted.due_until)
    if wanted.in_scope is not None:
        conditions.append(LIFE.c.in_scope == wanted.in_scope)
    return conditions


def _has_status(status: Status, today: date) -> _Condition:
    """Tell in SQL what `_status` tells of a row."""
    is_open = LIFE.c.settled == Status.OPEN
    overdue, soon = LIFE.c.overdue_from <= today, LIFE.c.due_from <= today
    not_overdue = or_(LIFE.c.overdue_from.is_(None), LIFE.c.overdue_from > today)
    match status:
        case Status.OPEN:
            return and_(is_open, not_overdue, or_(LIFE.c.due_from.is_(None), LIFE.c.due_from > today))
        case Status.DUE_SOON:
            return and_(is_open, not_overdue, soon)
        case Status.OVERDUE:
            return and_(is_open, overdue)
        case _:
            return LIFE.c.settled == status


def _status(row: codec.AnyRow, today: date) -> Status:
    if row.settled != Status.OPEN:
        return Status(row.settled)
    if row.overdue_from is not None and row.overdue_from <= today:
        return Status.OVERDUE
    return Status.DUE_SOON if row.due_from is not None and row.due_from <= today else Status.OPEN


def by_ids(connection: Connection, ids: Collection[int], today: date) -> dict[int, LifeRecord[Any]]:
    """Return lives by the numbers of their rows."""
    rows = [
        row for chunk in chunks(ids) for row in connection.execute(select(LIFE).where(LIFE.c.id.in_(chunk)))
    ]
    return dict(zip([row.id for row in rows], _records(connection, rows, today), strict=True))


def _records(
    connection: Connection, rows: Sequence[codec.AnyRow], today: date
) -> tuple[LifeRecord[Any], ...]:
    shown = {
        one.id: one.statement for one in statements.by_ids(connection, {row.statement_id for row in rows})
    }
    waiting = relations.proposed(connection, {row.id for row in rows})
    return tuple(
        LifeRecord(
            key=row.key,
            finding=shown[row.statement_id].finding,
            goal=life_codec.goal_from(row.goal),
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
            pace=life_codec.pace_from(row),
            article_title=shown[row.statement_id].title,
            article_url=shown[row.statement_id].url,
            proposed=waiting.get(row.id, ()),
        )
        for row in rows
    )


def progress(
    connection: Connection, wanted: LifeFilter, limit: int, today: date
) -> tuple[LinkedProgress, ...]:
    """Return reported figures with their targets, newest first."""
    return tuple(
        LinkedProgress(
            statement=life_codec.statement_from(row, codec.progress_from(row)),
            target=row.target_key,
            target_name=row.target_name,
            why=row.why or "",
            candidates=life_codec.candidates_from(row.candidates or ()),
        )
        for row in connection.execute(progress_listing(wanted, limit, today))
    )


def progress_listing(wanted: LifeFilter, limit: int, today: date) -> Select[Any]:
    """Return the query of the list of progress; status and deadline are those of its targets."""
    conditions: list[_Condition] = [STATEMENT.c.kind == "progress", STATEMENT.c.stands]
    conditions += _faceted(STATEMENT.c.id, ("progress",), wanted)
    of_target = replace(wanted, issuer=None, region=None, theme=None, in_scope=None)
    if about := _life_conditions(("target",), of_target, today):
        conditions.append(STATEMENT.c.id.in_(_linked_to(about)))
    if wanted.since is not None:
        conditions.append(STATEMENT.c.published >= wanted.since)
    if wanted.in_scope is not None:
        conditions.append(MENTION.c.in_scope == wanted.in_scope)
    return (
        statements.joined("progress")
        .add_columns(
            LIFE.c.key.label("target_key"),
            LIFE.c.name.label("target_name"),
            PROGRESS_LINK.c.why,
            PROGRESS_LINK.c.candidates,
        )
        .outerjoin(PROGRESS_LINK, PROGRESS_LINK.c.statement_id == STATEMENT.c.id)
        .outerjoin(LIFE, LIFE.c.id == PROGRESS_LINK.c.life_id)
        .where(*conditions)
        .order_by(STATEMENT.c.published.desc(), STATEMENT.c.id.desc())
        .limit(limit)
    )


def _linked_to(conditions: Sequence[_Condition]) -> Select[Any]:
    """Return the query of the figures linked to targets."""
    return (
        select(PROGRESS_LINK.c.statement_id)
        .select_from(LIFE)
        .join(PROGRESS_LINK, PROGRESS_LINK.c.life_id == LIFE.c.id)
        .where(LIFE.c.kind == "target", *conditions)
        .correlate(None)
    )


def changes(connection: Connection, wanted: LifeFilter, limit: int, today: date) -> tuple[LifeChange, ...]:
    """Return audited changes, latest first."""
    return tuple(
        LifeChange(
            audit=life_codec.audit_from(row),
            kind=row.life_kind or "",
            name=row.life_name or "",
            issuer=row.life_issuer,
            region=row.life_region,
        )
        for row in connection.execute(changes_listing(wanted, limit, today))
    )


def changes_listing(wanted: LifeFilter, limit: int, today: date) -> Select[Any]:
    """Return the query of the list of changes."""
    life_id = (
        select(STATEMENT.c.life_id)
        .select_from(STATEMENT)
        .join(FINDING, FINDING.c.id == STATEMENT.c.finding_id)
        .where(FINDING.c.fingerprint == AUDIT.c.subject, STATEMENT.c.life_id.is_not(None))
        .limit(1)
        .correlate(AUDIT)
        .scalar_subquery()
    )
    conditions: list[_Condition] = []
    if about := _life_conditions(_LIVES, wanted, today):
        is_kind = LIFE.c.kind.in_(_kinds_meant(wanted))
        conditions.append(AUDIT.c.subject.in_(_marks_of([is_kind, *about])))
    if wanted.since is not None:
        conditions.append(AUDIT.c.at >= datetime.combine(wanted.since, time(), SHANGHAI).astimezone(UTC))
    return (
        select(
            AUDIT,
            *(LIFE.c[name].label(f"life_{name}") for name in ("kind", "name", "issuer", "region")),
        )
        .select_from(AUDIT)
        .outerjoin(LIFE, LIFE.c.id == life_id)
        .where(*conditions)
        .order_by(AUDIT.c.at.desc(), AUDIT.c.id.desc())
        .limit(limit)
    )


def _kinds_meant(wanted: LifeFilter) -> tuple[str, ...]:
    """Return which lives have what is asked for: stages are of measures, statuses and deadlines of targets."""
    if wanted.stage is not None:
        return ("measure",)
    dated = (wanted.status, wanted.due_from, wanted.due_until)
    return _LIVES if dated == (None, None, None) else ("target",)


def _marks_of(conditions: Sequence[_Condition]) -> Select[Any]:
    """Return the query of the fingerprints of all members of lives: a change may name any of them."""
    return (
        select(FINDING.c.fingerprint)
        .select_from(LIFE)
        .join(STATEMENT, STATEMENT.c.life_id == LIFE.c.id)
        .join(FINDING, FINDING.c.id == STATEMENT.c.finding_id)
        .where(*conditions)
    )


def find(connection: Connection, kind: str, beginning: str, today: date) -> tuple[LifeRecord[Any], ...]:
    """Return the lives with a statement whose fingerprint begins so, or whose successor's does; ten at most."""
    marks = connection.scalars(_marks(kind, beginning)).all()
    found = statements.with_marks(connection, marks)
    ids = sorted({one.life_id for one in found if one.life_id is not None})
    return _records(connection, connection.execute(select(LIFE).where(LIFE.c.id.in_(ids))).all(), today)


def find_statements(connection: Connection, kind: str, beginning: str) -> tuple[Statement, ...]:
    """Return the statements whose fingerprint begins so, ten findings at most."""
    marks = connection.scalars(_marks(kind, beginning)).all()
    found = statements.with_marks(connection, marks)
    return tuple(one.statement for one in found)


def _marks(kind: str, beginning: str) -> Select[Any]:
    mark = FINDING.c.fingerprint
    # Hex digits all come before "g".
    begins = (mark >= beginning) & (mark < beginning + "g")
    return select(mark).where(begins, FINDING.c.kind == kind).order_by(mark).limit(_AMBIGUOUS)


def validators(connection: Connection, url: str) -> Validators:
    """Return the validators of a recorded article."""
    row = connection.execute(select(ARTICLE).where(ARTICLE.c.url == url)).first()
    return Validators() if row is None else codec.validators_from(row)


def articles_after(connection: Connection, after: int, limit: int) -> tuple[tuple[int, RecordedArticle], ...]:
    """Return articles in the order in which they were recorded, after a number."""
    names = [name for name in RecordedArticle.__slots__ if name != "versions"]
    statement = (
        select(ARTICLE.c.id, *(ARTICLE.c[name] for name in names))
        .where(ARTICLE.c.id > after)
        .order_by(ARTICLE.c.id)
        .limit(limit)
    )
    return tuple(
        (row.id, RecordedArticle(versions=1, **{name: getattr(row, name) for name in names}))
        for row in connection.execute(statement)
    )


def whole(connection: Connection, record: LifeRecord[Any]) -> WholeLife:
    """Return everything recorded of a life."""
    life_id = connection.execute(select(LIFE.c.id).where(LIFE.c.key == record.key)).scalar_one()
    members = statements.of_lives(connection, [life_id])
    marks = {one.statement.fingerprint for one in members}
    names = marks | statements.ancestors(connection, marks).keys()
    counted = connection.scalars(select(OBSERVATION.c.statement_id).where(OBSERVATION.c.life_id == life_id))
    waiting = connection.execute(
        select(PROPOSAL).where(PROPOSAL.c.life_id == life_id).order_by(PROPOSAL.c.id)
    )
    return WholeLife(
        record=record,
        statements=tuple(one.statement for one in members),
        observed=tuple(one.statement for one in statements.by_ids(connection, counted.all())),
        decisions=statements.decisions(connection, marks),
        waiting=tuple(life_codec.proposal_from(row, record.key) for row in waiting),
        audits=tuple(life_codec.audit_from(row) for row in _audits(connection, names)),
        sent=sent(connection, names),
        wholes=_related(connection, PART.c.whole_id, PART.c.part_id == life_id),
        parts=_related(connection, PART.c.part_id, PART.c.whole_id == life_id),
    )


def _audits(connection: Connection, names: Collection[str]) -> list[codec.AnyRow]:
    rows: list[codec.AnyRow] = []
    for chunk in chunks(names):
        rows += connection.execute(select(AUDIT).where(AUDIT.c.subject.in_(chunk)))
    return sorted(rows, key=lambda row: (row.at, row.id))


def sent(connection: Connection, names: Collection[str]) -> frozenset[str]:
    """Return the marks of milestones sent for a target with these fingerprints."""
    marks: set[str] = set()
    for chunk in chunks(names):
        marks |= set(connection.scalars(select(MILESTONE.c.mark).where(MILESTONE.c.fingerprint.in_(chunk))))
    return frozenset(marks)


def _related(
    connection: Connection, other: ColumnElement[int], condition: _Condition
) -> tuple[tuple[str, str], ...]:
    statement = select(LIFE.c.key, LIFE.c.name).join(PART, other == LIFE.c.id).where(condition)
    return tuple((row.key, row.name) for row in connection.execute(statement.order_by(LIFE.c.key)))


def totals(connection: Connection) -> dict[str, int]:
    """Count lives, their statements, figures with and without a target, and what waits."""
    counted = {
        "measures": _count(LIFE, LIFE.c.kind == "measure"),
        "measure_statements": _count(STATEMENT, STATEMENT.c.kind == "measure", STATEMENT.c.stands),
        "targets": _count(LIFE, LIFE.c.kind == "target"),
        "target_statements": _count(STATEMENT, STATEMENT.c.kind == "target", STATEMENT.c.stands),
        "progress": _count(STATEMENT, STATEMENT.c.kind == "progress", STATEMENT.c.stands),
        "linked": _count(PROGRESS_LINK, PROGRESS_LINK.c.life_id.is_not(None)),
        "abstained": _count(PROGRESS_LINK, PROGRESS_LINK.c.waits),
        "parts": _count(PART),
        "proposals": _count(PROPOSAL),
        "audits": _count(AUDIT),
        "milestones": _count(MILESTONE),
    }
    row = connection.execute(select(*(one.label(name) for name, one in counted.items()))).one()
    return dict(row._mapping)  # noqa: SLF001 -- the documented way to a row's columns by name


def _count(table: Table, *conditions: _Condition) -> ColumnElement[int]:
    return select(func.count()).select_from(table).where(*conditions).scalar_subquery()
