"""
Rows of tracked things: from values and back, with their facets.

Facets are the issuers, regions and themes by which lists are filtered, each found through an index.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, astuple
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.sql.elements import ColumnElement

from ..domain import (
    Audit,
    Candidate,
    Commitment,
    Decision,
    DecisionKind,
    Finding,
    LinkKind,
    Pace,
    ProgressLink,
    Proposal,
    ProposalKind,
    Statement,
    Status,
    TargetState,
    TrackedSummary,
    Wording,
)
from .finding_rows import (
    finding_document,
    finding_from_document,
    kind_of,
    measure_from,
    progress_from,
    target_from,
)
from .table_base import CHUNK, AnyRow, Values, add_new, chunks, index_text, to_json
from .tracked_tables import FACET, PROPOSAL

FINDING_FROM: Mapping[str, Callable[[AnyRow], Finding]] = {
    "measure": measure_from,
    "target": target_from,
    "progress": progress_from,
}


def statement_from(row: AnyRow, finding: Finding) -> Statement:
    """Read a statement from its row, joined with its finding's mark and its article."""
    return Statement(
        fingerprint=row.fingerprint,
        finding=finding,
        url=row.article_url,
        published=row.stated_on,
        seen_at=row.seen_at,
        title=row.article_title,
        page_issuer=row.page_issuer,
        kind=LinkKind(row.article_kind),
        wider=tuple(row.wider),
        plans=tuple(row.plans),
        past=tuple(wording_from(document) for document in row.past),
        vanished_at=row.vanished_at,
    )


def wording_document(wording: Wording) -> Values:
    """Return an earlier wording as JSON values."""
    return asdict(wording) | {"finding": finding_document(wording.finding)}


def wording_from(document: Values) -> Wording:
    """Read what `wording_document` made."""
    finding = finding_from_document(document["finding"])
    assert finding is not None  # `wording_document` wrote one
    return Wording(
        document["fingerprint"],
        finding,
        date.fromisoformat(document["published"]),
        datetime.fromisoformat(document["until"]),
    )


def statement_row(statement: Statement) -> Values:
    """Return what a statement adds to its finding and its article."""
    return {
        "kind": kind_of(statement.finding),
        "published": statement.published,
        "page_issuer": statement.page_issuer,
        "wider": list(statement.wider),
        "plans": list(statement.plans),
        "past": [wording_document(wording) for wording in statement.past],
    }


def tracked_row(tracked: TrackedSummary) -> Values:
    """Return the columns of a tracked thing, besides where it stands."""
    return {
        "kind": kind_of(tracked.shown.finding),
        "statement_id": tracked.shown.number,
        "key": tracked.members[0].statement.fingerprint,
        "series": index_text(tracked.series),
        "name": tracked.name,
        "issuer": tracked.issuer,
        "region": tracked.region,
        "themes": list(tracked.themes),
        "in_scope": tracked.in_scope,
        "stage": tracked.stage or "",
        "deadline_end": tracked.commitment.deadline.end if tracked.commitment and tracked.commitment.deadline else None,
        "published": tracked.members[0].statement.first_published,
        "known_since": tracked.known_since,
        "commitment": None if tracked.commitment is None else asdict(tracked.commitment),
    }


def state_row(state: TargetState) -> Values:
    """Return the columns of where a target stands."""
    standing = state.standing
    return {
        "settled": standing.status,
        "status_since": standing.since,
        "status_by": standing.by,
        "evidence": standing.evidence,
        "due_from": state.due_from,
        "overdue_from": state.overdue_from,
        "observed_id": None if state.observed is None else state.observed.number,
        "attainment": None if state.attainment is None else str(state.attainment),
        "pace_way": None if state.pace is None else str(state.pace.way),
        "pace_time": None if state.pace is None else str(state.pace.time),
    }


def pace_from(row: AnyRow) -> Pace | None:
    """Read how fast a target is approached."""
    return None if row.pace_way is None else Pace(Decimal(row.pace_way), Decimal(row.pace_time))


def stored(value: object) -> object:
    """Return a value as it comes back from the database."""
    return json.loads(to_json(value)) if isinstance(value, dict | list) else value


def commitment_from(document: Values | None) -> Commitment | None:
    """Read what `tracked_row` made of a commitment."""
    return None if document is None else _commitments().validate_python(document)


@cache
def _commitments() -> TypeAdapter[Commitment]:
    return TypeAdapter(Commitment)


def candidates_column(candidates: Iterable[Candidate]) -> list[Any]:
    """Return candidates as JSON values."""
    return [list(astuple(candidate)) for candidate in candidates]


def candidates_from(column: Iterable[Iterable[Any]]) -> tuple[Candidate, ...]:
    """Read what `candidates_column` made."""
    return tuple(Candidate(*values) for values in column)


def link_row(link: ProgressLink, numbers: Mapping[str, int]) -> Values:
    """Return the row of where progress belongs; `numbers` are the rows of targets by their keys."""
    found = link.match
    return {
        "statement_id": link.progress.number,
        "tracked_id": None if found.target is None else numbers[found.target],
        "waits": found.target is None and bool(found.candidates),
        "why": found.why,
        "candidates": candidates_column(found.candidates),
    }


def proposal_row(proposal: Proposal) -> Values:
    """Return the columns of a proposal, besides its target."""
    return {
        "kind": proposal.kind,
        "evidence": proposal.evidence,
        "score": proposal.score,
        "rule": proposal.rule,
        "since": proposal.since,
    }


def proposal_from(row: AnyRow, target: str) -> Proposal:
    """Read a proposal."""
    return Proposal(
        kind=ProposalKind(row.kind),
        target=target,
        evidence=row.evidence,
        score=row.score,
        rule=row.rule,
        since=row.since,
    )


def decision_row(decision: Decision) -> Values:
    """Return the columns of a decision."""
    return {name: getattr(decision, name) for name in Decision.__slots__}


def decision_from(row: AnyRow) -> Decision:
    """Read a decision."""
    return Decision(
        kind=DecisionKind(row.kind),
        target=row.target,
        by=row.by,
        at=row.at,
        reason=row.reason,
        proposal=ProposalKind(row.proposal) if row.proposal else None,
        finding=row.finding,
        slot=row.slot,
        value=row.value,
        status=Status(row.status) if row.status else None,
    )


def audit_row(audit: Audit) -> Values:
    """Return the columns of an audit row."""
    return {name: getattr(audit, name) for name in Audit.__slots__}


def audit_from(row: AnyRow) -> Audit:
    """Read an audit row."""
    return Audit(**{name: getattr(row, name) for name in Audit.__slots__})


#: Name and value.
Facet = tuple[str, str]
_OF_OWNERS = select(FACET).where(FACET.c.kind == bindparam("kind"), FACET.c.owner_id.in_(CHUNK))


def facets_of(issuers: Iterable[str | None], region: str | None, themes: Iterable[str]) -> frozenset[Facet]:
    """Return the facets that these words make, as they stand in the index."""
    named = [("issuer", issuer) for issuer in issuers if issuer]
    named += [("region", region)] if region else []
    named += [("theme", theme) for theme in themes]
    return frozenset((name, index_text(value)) for name, value in named)


def write_facets(connection: Connection, kind: str, facets: Mapping[int, frozenset[Facet]]) -> None:
    """Put facets in the place of those that their owners had."""
    before: dict[int, set[Facet]] = {number: set() for number in facets}
    for chunk in chunks(facets):
        for row in connection.execute(_OF_OWNERS, {"kind": kind, "chunk": chunk}):
            before[row.owner_id].add((row.name, row.value))
    drop_facets(connection, (kind,), [number for number, now in facets.items() if before[number] - now])
    rows = [
        {"kind": kind, "name": name, "value": value, "owner_id": number}
        for number, now in facets.items()
        for name, value in sorted(now)
        if now != before[number]
    ]
    add_new(connection, FACET, rows)


def drop_facets(connection: Connection, kinds: Collection[str], owners: Collection[int]) -> None:
    """Remove the facets of owners that are no more."""
    for chunk in chunks(owners):
        connection.execute(delete(FACET).where(FACET.c.kind.in_(kinds), FACET.c.owner_id.in_(chunk)))


def with_theme(owner: ColumnElement[int], kinds: Collection[str], theme: str) -> ColumnElement[bool]:
    """Tell in SQL whether an owner has a theme."""
    return _has(owner, kinds, "theme", FACET.c.value == theme)


def with_issuer(owner: ColumnElement[int], kinds: Collection[str], words: str) -> ColumnElement[bool]:
    """Tell in SQL whether the name of an owner's issuer contains words."""
    return _has(owner, kinds, "issuer", FACET.c.value.contains(words, autoescape=True))


def with_region(owner: ColumnElement[int], kinds: Collection[str], words: str) -> ColumnElement[bool]:
    """Tell in SQL whether the name of an owner's region begins with words."""
    return _has(owner, kinds, "region", FACET.c.value.startswith(words, autoescape=True))


def _has(
    owner: ColumnElement[int], kinds: Collection[str], name: str, condition: ColumnElement[bool]
) -> ColumnElement[bool]:
    found = select(FACET.c.owner_id).where(FACET.c.kind.in_(kinds), FACET.c.name == name, condition)
    return owner.in_(found)


def proposed(connection: Connection, tracked_ids: Collection[int]) -> dict[int, tuple[ProposalKind, ...]]:
    """Return which kinds of proposals wait for a person, by target; targets without any are absent."""
    found: dict[int, set[ProposalKind]] = defaultdict(set)
    for chunk in chunks(tracked_ids):
        for row in connection.execute(
            select(PROPOSAL.c.tracked_id, PROPOSAL.c.kind).where(PROPOSAL.c.tracked_id.in_(chunk))
        ):
            found[row.tracked_id].add(ProposalKind(row.kind))
    return {tracked_id: tuple(sorted(kinds)) for tracked_id, kinds in found.items()}
