"""Reminders of deadlines: which targets may owe one, and which were sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, Select, select

from ..domain import SHANGHAI, Status
from . import life_codec, relations, statements
from .life_tables import LIFE, MILESTONE, STATEMENT
from .life_values import OwedLife
from .links import chunks
from .tables import FINDING, HEARTBEAT
from .writing import add_new, replace

_ROUND = "milestones"


def owing(connection: Connection, first: date, last: date) -> tuple[OwedLife, ...]:
    """Return open targets in scope with a deadline in these days, and the milestones sent for them."""
    rows = connection.execute(candidates(first, last)).all()
    names = _names(connection, [row.id for row in rows])
    everything = {name for several in names.values() for name in several}
    sent: dict[str, set[str]] = defaultdict(set)
    for chunk in chunks(everything):
        for row in connection.execute(select(MILESTONE).where(MILESTONE.c.fingerprint.in_(chunk))):
            sent[row.fingerprint].add(row.mark)
    shown = {
        one.id: one.statement for one in statements.by_ids(connection, {row.statement_id for row in rows})
    }
    waiting = relations.proposed(connection, {row.id for row in rows})
    owed = []
    for row in rows:
        goal = life_codec.goal_from(row.goal)
        assert goal is not None  # targets have one
        marks = frozenset(mark for name in names[row.id] for mark in sent[name])
        owed.append(OwedLife(goal, row.known_since, shown[row.statement_id], marks, waiting.get(row.id, ())))
    return tuple(owed)


def candidates(first: date, last: date) -> Select[tuple[object, ...]]:
    """Return the query of targets that may owe a reminder."""
    return (
        select(LIFE.c.id, LIFE.c.goal, LIFE.c.known_since, LIFE.c.statement_id)
        .where(
            LIFE.c.kind == "target",
            LIFE.c.settled == Status.OPEN,
            LIFE.c.deadline_end >= first,
            LIFE.c.deadline_end <= last,
            LIFE.c.in_scope,
        )
        .order_by(LIFE.c.deadline_end, LIFE.c.id)
    )


def _names(connection: Connection, life_ids: Sequence[int]) -> dict[int, set[str]]:
    """Return the fingerprints of the members of lives, and of what members took the place of."""
    names: dict[int, set[str]] = defaultdict(set)
    for chunk in chunks(life_ids):
        for row in connection.execute(
            select(STATEMENT.c.life_id, FINDING.c.fingerprint)
            .join(FINDING, FINDING.c.id == STATEMENT.c.finding_id)
            .where(STATEMENT.c.life_id.in_(chunk), STATEMENT.c.stands)
        ):
            names[row.life_id].add(row.fingerprint)
    older = statements.ancestors(connection, {name for several in names.values() for name in several})
    if older:
        heirs: dict[str, list[str]] = defaultdict(list)
        for old, heir in older.items():
            heirs[heir].append(old)
        for several in names.values():
            several |= {old for name in tuple(several) for old in heirs.get(name, ())}
    return names


def mark(
    connection: Connection, marks: Sequence[tuple[str, Sequence[str]]], now: datetime
) -> tuple[bool, ...]:
    """Mark milestones sent; tell for each target whether its first mark is new."""
    fresh = []
    for fingerprint, several in marks:
        rows = [{"fingerprint": fingerprint, "mark": one, "sent_at": now} for one in several]
        written = add_new(connection, MILESTONE, rows, "mark")
        fresh.append(several[0] in {row.mark for row in written})
    return tuple(fresh)


def last_day(connection: Connection) -> date | None:
    """Return the day up to which milestones were looked for, None if never."""
    at = connection.scalar(select(HEARTBEAT.c.at).where(HEARTBEAT.c.name == _ROUND))
    return None if at is None else at.astimezone(SHANGHAI).date()


def done(connection: Connection, now: datetime) -> None:
    """Note that milestones were looked for."""
    replace(connection, HEARTBEAT, [{"name": _ROUND, "at": now}])
