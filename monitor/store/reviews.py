"""What relates targets and what waits for a person: parts and wholes, links, proposals, repealed plans."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, select, update

from ..domain import Decision, Match, ProgressLink, Proposal, ProposalKind, Stage, StoredStatement
from . import statements, tracked_lists, tracked_rows
from .engine import Aggregate, reads
from .finding_rows import FINDING, MENTION
from .table_base import CHUNK, AnyRow, Values, add_new, chunks, index_text
from .tracked_tables import (
    COMMITMENT_KEY,
    DECISION,
    OBSERVATION,
    PART,
    PROGRESS_LINK,
    PROPOSAL,
    STATEMENT,
    STATEMENT_KEY,
    TRACKED,
)
from .tracked_values import ReviewItem

#: Proposals about a target and another one; the others are about its status.
OF_TARGETS = frozenset({ProposalKind.PART, ProposalKind.SAME})
OF_STATUS = frozenset(ProposalKind) - OF_TARGETS
_KINDS = tuple(sorted(OF_TARGETS))
_PROPOSED = select(PROPOSAL).where(
    PROPOSAL.c.tracked_id.in_(CHUNK), PROPOSAL.c.kind.in_(bindparam("kinds", expanding=True))
)
_COMMITMENT_KEYS = select(COMMITMENT_KEY).where(COMMITMENT_KEY.c.tracked_id.in_(CHUNK))
_NO_PART = delete(PART).where(PART.c.part_id == bindparam("tracked"))
_WHOLE = select(TRACKED.c.key).join(PART, PART.c.whole_id == TRACKED.c.id).where(PART.c.part_id == bindparam("tracked"))
_REPEALED = (
    select(STATEMENT_KEY.c.statement_id)
    .join(STATEMENT, STATEMENT.c.id == STATEMENT_KEY.c.statement_id)
    .join(TRACKED, TRACKED.c.id == STATEMENT.c.tracked_id)
    .where(STATEMENT_KEY.c.key.in_(CHUNK), TRACKED.c.stage == Stage.REPEALED)
)
#: What may be seen otherwise later, of the same proposal.
_REASONS = ("score", "rule", "since")


def propose(
    connection: Connection, waiting: Mapping[int, Sequence[Proposal]], kinds: Collection[ProposalKind], now: datetime
) -> None:
    """
    Put what waits for a person, by target, in the place of what waited before, of these kinds.

    A proposal that waited before keeps its place in the queue.
    """
    before: dict[int, dict[tuple[str, str], AnyRow]] = {number: {} for number in waiting}
    for chunk in chunks(waiting):
        for row in connection.execute(_PROPOSED, {"chunk": chunk, "kinds": sorted(kinds)}):
            before[row.tracked_id][row.kind, row.evidence] = row
    gone: list[int] = []
    fresh: list[Values] = []
    for number, proposals in waiting.items():
        rows = {(proposal.kind.value, proposal.evidence): tracked_rows.proposal_row(proposal) for proposal in proposals}
        gone += [row.id for said, row in before[number].items() if said not in rows]
        for said, row in before[number].items():
            if said in rows and any(getattr(row, name) != rows[said][name] for name in _REASONS):
                connection.execute(update(PROPOSAL).where(PROPOSAL.c.id == row.id), rows[said])
        fresh += [each_row | {"tracked_id": number, "created_at": now} for each_row in rows.values()]
    for chunk in chunks(gone):
        connection.execute(delete(PROPOSAL).where(PROPOSAL.c.id.in_(chunk)))
    add_new(connection, PROPOSAL, fresh)


def write_parts(connection: Connection, part_id: int, wholes: Sequence[tuple[int, Proposal]]) -> None:
    """Put what a target is a part of in the place of what it was."""
    connection.execute(_NO_PART, {"tracked": part_id})
    rows = [
        {"part_id": part_id, "whole_id": whole_id, "score": proposal.score, "rule": proposal.rule}
        for whole_id, proposal in wholes
    ]
    add_new(connection, PART, rows)


def write_observations(connection: Connection, links: Sequence[ProgressLink], numbers: Mapping[str, int]) -> None:
    """Write for which targets figures count, and for which they no longer do; `numbers` are the targets' rows by key."""
    for link in links:
        if link.removed:
            mine = OBSERVATION.c.statement_id == link.progress.number
            gone = OBSERVATION.c.tracked_id.in_([numbers[key] for key in link.removed])
            connection.execute(delete(OBSERVATION).where(mine, gone))
    rows = [
        {"tracked_id": number, "statement_id": link.progress.number}
        for link in links
        for number in sorted(numbers[key] for key in link.added)
    ]
    add_new(connection, OBSERVATION, rows)


def write_commitment_keys(connection: Connection, keys: Mapping[int, Sequence[str]]) -> None:
    """Put the keys under which reported figures find targets in the place of those that the targets had."""
    wanted = {number: {index_text(key) for key in several} for number, several in keys.items()}
    before: dict[int, set[str]] = {number: set() for number in keys}
    for chunk in chunks(keys):
        for row in connection.execute(_COMMITMENT_KEYS, {"chunk": chunk}):
            before[row.tracked_id].add(row.key)
    for number, known in before.items():
        if gone := known - wanted[number]:
            mine = COMMITMENT_KEY.c.tracked_id == number
            connection.execute(delete(COMMITMENT_KEY).where(mine, COMMITMENT_KEY.c.key.in_(gone)))
    rows = [
        {"key": key, "tracked_id": number}
        for number, several in wanted.items()
        for key in sorted(several - before[number])
    ]
    add_new(connection, COMMITMENT_KEY, rows)


def whole(connection: Connection, part_id: int) -> str:
    """Return the key of the target that this one is a part of; empty if of none."""
    return connection.scalar(_WHOLE, {"tracked": part_id}) or ""


def relatives(connection: Connection, tracked_ids: Collection[int]) -> tuple[str, ...]:
    """Return the keys of targets that are parts of these, or are proposed as parts of them or the same."""
    found: set[str] = set()
    for chunk in chunks(tracked_ids):
        marks = (
            select(FINDING.c.fingerprint)
            .join(STATEMENT, STATEMENT.c.finding_id == FINDING.c.id)
            .where(STATEMENT.c.tracked_id.in_(chunk))
        )
        for related in (
            select(PART.c.part_id).where(PART.c.whole_id.in_(chunk)),
            select(PROPOSAL.c.tracked_id).where(PROPOSAL.c.evidence.in_(marks), PROPOSAL.c.kind.in_(_KINDS)),
        ):
            found |= set(connection.scalars(select(TRACKED.c.key).where(TRACKED.c.id.in_(related))))
    return tuple(sorted(found))


def forget(connection: Connection, tracked_ids: Sequence[int]) -> None:
    """Remove deleted targets from parts and wholes."""
    connection.execute(delete(PART).where(PART.c.part_id.in_(tracked_ids) | PART.c.whole_id.in_(tracked_ids)))


def repealed(connection: Connection, keys: Collection[str]) -> tuple[StoredStatement, ...]:
    """Return the statements with one of the keys that belong to repealed measures."""
    ids: set[int] = set()
    for chunk in chunks(keys):
        ids |= set(connection.scalars(_REPEALED, {"chunk": chunk}))
    return statements.by_ids(connection, ids)


class Reviews(Aggregate):
    """What waits for a person, and what people decided."""

    @reads
    def waiting(self, today: date, limit: int = 50, *, in_scope: bool | None = None) -> tuple[ReviewItem, ...]:
        """Return what waits for a person: proposals, then progress between targets; oldest first."""
        proposed = _proposals(self._connection, today, limit, in_scope=in_scope)
        return (*proposed, *_between(self._connection, limit - len(proposed), in_scope=in_scope))

    @reads
    def count(self, *, in_scope: bool | None = None) -> int:
        """Return how much waits for a person."""
        asked = (query(None, in_scope=in_scope).order_by(None).subquery() for query in (proposals, between))
        counts = [select(func.count()).select_from(each_query).scalar_subquery() for each_query in asked]
        return int(self._connection.execute(select(counts[0] + counts[1])).scalar_one())

    @reads
    def decisions(self) -> tuple[Decision, ...]:
        """Return everything that people decided, oldest first."""
        rows = self._connection.execute(select(DECISION).order_by(DECISION.c.at, DECISION.c.id))
        return tuple(tracked_rows.decision_from(row) for row in rows)


def proposals(limit: int | None, *, in_scope: bool | None = None) -> Select[Any]:
    """Return the query of proposals, oldest first; in scope are those of targets that are."""
    query = select(PROPOSAL).order_by(PROPOSAL.c.created_at, PROPOSAL.c.id).limit(limit)
    if in_scope is None:
        return query
    return query.join(TRACKED, TRACKED.c.id == PROPOSAL.c.tracked_id).where(TRACKED.c.in_scope == in_scope)


def between(limit: int | None, *, in_scope: bool | None = None) -> Select[Any]:
    """Return the query of progress that waits between targets, oldest first."""
    query = select(PROGRESS_LINK).where(PROGRESS_LINK.c.waits).order_by(PROGRESS_LINK.c.statement_id).limit(limit)
    if in_scope is None:
        return query
    return (
        query.join(STATEMENT, STATEMENT.c.id == PROGRESS_LINK.c.statement_id)
        .join(MENTION, MENTION.c.id == STATEMENT.c.mention_id)
        .where(MENTION.c.in_scope == in_scope)
    )


def _proposals(connection: Connection, today: date, limit: int, *, in_scope: bool | None) -> tuple[ReviewItem, ...]:
    rows = connection.execute(proposals(limit, in_scope=in_scope)).all()
    records = tracked_lists.by_ids(connection, {row.tracked_id for row in rows}, today)
    evidence = {
        with_mark.statement.fingerprint: with_mark.statement
        for with_mark in statements.with_marks(connection, {row.evidence for row in rows})
    }
    return tuple(
        ReviewItem(
            proposal=tracked_rows.proposal_from(row, records[row.tracked_id].key),
            match=None,
            target=records[row.tracked_id],
            evidence=evidence.get(row.evidence),
        )
        for row in rows
    )


def _between(connection: Connection, limit: int, *, in_scope: bool | None) -> tuple[ReviewItem, ...]:
    rows = connection.execute(between(limit, in_scope=in_scope)).all() if limit > 0 else ()
    stated = {
        by_id.number: by_id.statement for by_id in statements.by_ids(connection, {row.statement_id for row in rows})
    }
    return tuple(
        ReviewItem(
            proposal=None,
            match=Match(
                progress=stated[row.statement_id].fingerprint,
                target=None,
                candidates=tracked_rows.candidates_from(row.candidates),
                why=row.why,
            ),
            target=None,
            evidence=stated[row.statement_id],
        )
        for row in rows
    )
