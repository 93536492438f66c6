"""Targets and other targets: parts and wholes, proposals that two are one, plans that were repealed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, update

from ..domain import Proposal, ProposalKind, Stage
from . import life_codec, statements
from .life_tables import LIFE, PART, PROPOSAL, STATEMENT, STATEMENT_KEY
from .links import CHUNK, chunks
from .statements import Known, Stored
from .tables import FINDING
from .writing import add_new

#: Proposals about a target and another one; the others are about its status.
OF_TARGETS = frozenset({ProposalKind.PART, ProposalKind.SAME})
OF_STATUS = frozenset(ProposalKind) - OF_TARGETS
_KINDS = tuple(sorted(OF_TARGETS))
_PROPOSED = select(PROPOSAL).where(PROPOSAL.c.life_id == bindparam("life"), PROPOSAL.c.kind.in_(CHUNK))
_NO_PART = delete(PART).where(PART.c.part_id == bindparam("life"))
_WHOLE = (
    select(LIFE.c.key).join(PART, PART.c.whole_id == LIFE.c.id).where(PART.c.part_id == bindparam("life"))
)
_REPEALED = (
    select(STATEMENT_KEY.c.statement_id)
    .join(STATEMENT, STATEMENT.c.id == STATEMENT_KEY.c.statement_id)
    .join(LIFE, LIFE.c.id == STATEMENT.c.life_id)
    .where(STATEMENT_KEY.c.key.in_(CHUNK), LIFE.c.stage == Stage.REPEALED)
)
#: What may be seen otherwise later, of the same proposal.
_REASONS = ("score", "rule", "since")


def propose(
    connection: Connection,
    life_id: int,
    waiting: Sequence[Proposal],
    kinds: Collection[ProposalKind],
    now: datetime,
) -> None:
    """Put what waits for a person in the place of what waited before, of these kinds; it keeps its place in the queue."""
    before = connection.execute(_PROPOSED, {"life": life_id, "chunk": sorted(kinds)}).all()
    rows = {(one.kind.value, one.evidence): life_codec.proposal_row(one) for one in waiting}
    gone = [row.id for row in before if (row.kind, row.evidence) not in rows]
    for chunk in chunks(gone):
        connection.execute(delete(PROPOSAL).where(PROPOSAL.c.id.in_(chunk)))
    for row in before:
        now_said = rows.get((row.kind, row.evidence))
        if now_said and any(getattr(row, name) != now_said[name] for name in _REASONS):
            connection.execute(update(PROPOSAL).where(PROPOSAL.c.id == row.id), now_said)
    fresh = [one | {"life_id": life_id, "created_at": now} for one in rows.values()]
    add_new(connection, PROPOSAL, fresh)


def proposed(connection: Connection, life_ids: Collection[int]) -> dict[int, tuple[ProposalKind, ...]]:
    """Return which kinds of proposals wait for a person, by life; lives without any are absent."""
    found: dict[int, set[ProposalKind]] = defaultdict(set)
    for chunk in chunks(life_ids):
        for row in connection.execute(
            select(PROPOSAL.c.life_id, PROPOSAL.c.kind).where(PROPOSAL.c.life_id.in_(chunk))
        ):
            found[row.life_id].add(ProposalKind(row.kind))
    return {life_id: tuple(sorted(kinds)) for life_id, kinds in found.items()}


def write_parts(connection: Connection, part_id: int, wholes: Sequence[tuple[int, Proposal]]) -> None:
    """Put what a target is a part of in the place of what it was."""
    connection.execute(_NO_PART, {"life": part_id})
    rows = [
        {"part_id": part_id, "whole_id": whole_id, "score": one.score, "rule": one.rule}
        for whole_id, one in wholes
    ]
    add_new(connection, PART, rows)


def whole(connection: Connection, part_id: int) -> str:
    """Return the key of the target that this one is a part of; empty if of none."""
    return connection.scalar(_WHOLE, {"life": part_id}) or ""


def relatives(connection: Connection, life_ids: Collection[int]) -> tuple[str, ...]:
    """Return the keys of targets that are parts of these, or are proposed as parts of them or the same."""
    found: set[str] = set()
    for chunk in chunks(life_ids):
        marks = (
            select(FINDING.c.fingerprint)
            .join(STATEMENT, STATEMENT.c.finding_id == FINDING.c.id)
            .where(STATEMENT.c.life_id.in_(chunk))
        )
        for related in (
            select(PART.c.part_id).where(PART.c.whole_id.in_(chunk)),
            select(PROPOSAL.c.life_id).where(PROPOSAL.c.evidence.in_(marks), PROPOSAL.c.kind.in_(_KINDS)),
        ):
            found |= set(connection.scalars(select(LIFE.c.key).where(LIFE.c.id.in_(related))))
    return tuple(sorted(found))


def forget(connection: Connection, life_ids: Sequence[int]) -> None:
    """Remove lives that are no more from parts and wholes."""
    connection.execute(delete(PART).where(PART.c.part_id.in_(life_ids) | PART.c.whole_id.in_(life_ids)))


def repealed(connection: Connection, keys: Collection[str], known: Known) -> tuple[Stored, ...]:
    """Return the statements with one of the keys that belong to repealed measures."""
    ids: set[int] = set()
    for chunk in chunks(keys):
        ids |= set(connection.scalars(_REPEALED, {"chunk": chunk}))
    return statements.by_ids(connection, ids, known)
