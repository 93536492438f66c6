"""What waits for a person, and what people decided."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select

from ..domain import Decision, Match
from . import life_codec, lives, statements
from .life_tables import DECISION, PROGRESS_LINK, PROPOSAL
from .life_values import Waiting


def waiting(connection: Connection, today: date, limit: int) -> tuple[Waiting, ...]:
    """Return what waits for a person: proposals, then progress between targets; oldest first."""
    proposed = _proposals(connection, today, limit)
    return (*proposed, *_between(connection, limit - len(proposed)))


def count(connection: Connection) -> int:
    """Return how much waits for a person."""
    proposals = select(func.count()).select_from(PROPOSAL).scalar_subquery()
    between = select(func.count()).select_from(PROGRESS_LINK).where(PROGRESS_LINK.c.waits).scalar_subquery()
    return int(connection.execute(select(proposals + between)).scalar_one())


def decisions(connection: Connection) -> tuple[Decision, ...]:
    """Return everything that people decided, oldest first."""
    rows = connection.execute(select(DECISION).order_by(DECISION.c.at, DECISION.c.id))
    return tuple(life_codec.decision_from(row) for row in rows)


def proposals(limit: int) -> Select[Any]:
    """Return the query of proposals, oldest first."""
    return select(PROPOSAL).order_by(PROPOSAL.c.created_at, PROPOSAL.c.id).limit(limit)


def between(limit: int) -> Select[Any]:
    """Return the query of progress that waits between targets, oldest first."""
    return (
        select(PROGRESS_LINK).where(PROGRESS_LINK.c.waits).order_by(PROGRESS_LINK.c.statement_id).limit(limit)
    )


def _proposals(connection: Connection, today: date, limit: int) -> tuple[Waiting, ...]:
    rows = connection.execute(proposals(limit)).all()
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


def _between(connection: Connection, limit: int) -> tuple[Waiting, ...]:
    rows = connection.execute(between(limit)).all() if limit > 0 else ()
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
