"""What waits for a person, and what people decided."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select

from ..domain import Decision, Match
from . import life_codec, lives, statements
from .life_tables import DECISION, LIFE, PROGRESS_LINK, PROPOSAL, STATEMENT
from .life_values import Waiting
from .tables import MENTION


def waiting(
    connection: Connection, today: date, limit: int, *, in_scope: bool | None = None
) -> tuple[Waiting, ...]:
    """Return what waits for a person: proposals, then progress between targets; oldest first."""
    proposed = _proposals(connection, today, limit, in_scope=in_scope)
    return (*proposed, *_between(connection, limit - len(proposed), in_scope=in_scope))


def count(connection: Connection, *, in_scope: bool | None = None) -> int:
    """Return how much waits for a person."""
    asked = (query(None, in_scope=in_scope).order_by(None).subquery() for query in (proposals, between))
    counts = [select(func.count()).select_from(one).scalar_subquery() for one in asked]
    return int(connection.execute(select(counts[0] + counts[1])).scalar_one())


def decisions(connection: Connection) -> tuple[Decision, ...]:
    """Return everything that people decided, oldest first."""
    rows = connection.execute(select(DECISION).order_by(DECISION.c.at, DECISION.c.id))
    return tuple(life_codec.decision_from(row) for row in rows)


def proposals(limit: int | None, *, in_scope: bool | None = None) -> Select[Any]:
    """Return the query of proposals, oldest first; in scope are those of targets that are."""
    query = select(PROPOSAL).order_by(PROPOSAL.c.created_at, PROPOSAL.c.id).limit(limit)
    if in_scope is None:
        return query
    return query.join(LIFE, LIFE.c.id == PROPOSAL.c.life_id).where(LIFE.c.in_scope == in_scope)


def between(limit: int | None, *, in_scope: bool | None = None) -> Select[Any]:
    """Return the query of progress that waits between targets, oldest first."""
    query = (
        select(PROGRESS_LINK).where(PROGRESS_LINK.c.waits).order_by(PROGRESS_LINK.c.statement_id).limit(limit)
    )
    if in_scope is None:
        return query
    return (
        query.join(STATEMENT, STATEMENT.c.id == PROGRESS_LINK.c.statement_id)
        .join(MENTION, MENTION.c.id == STATEMENT.c.mention_id)
        .where(MENTION.c.in_scope == in_scope)
    )


def _proposals(
    connection: Connection, today: date, limit: int, *, in_scope: bool | None
) -> tuple[Waiting, ...]:
    rows = connection.execute(proposals(limit, in_scope=in_scope)).all()
    records = lives.by_ids(connection, {row.life_id for row in rows}, today)
    evidence = {
        one.statement.fingerprint: one.statement
        for one in statements.with_marks(connection, {row.evidence for row in rows})
    }
    return tuple(
        Waiting(
            proposal=life_codec.proposal_from(row, records[row.life_id].key),
            match=None,
            target=records[row.life_id],
            evidence=evidence.get(row.evidence),
        )
        for row in rows
    )


def _between(connection: Connection, limit: int, *, in_scope: bool | None) -> tuple[Waiting, ...]:
    rows = connection.execute(between(limit, in_scope=in_scope)).all() if limit > 0 else ()
    stated = {
        one.id: one.statement for one in statements.by_ids(connection, {row.statement_id for row in rows})
    }
    return tuple(
        Waiting(
            proposal=None,
            match=Match(
                progress=stated[row.statement_id].fingerprint,
                target=None,
                candidates=life_codec.candidates_from(row.candidates),
                why=row.why,
            ),
            target=None,
            evidence=stated[row.statement_id],
        )
        for row in rows
    )
