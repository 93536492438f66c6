"""Rows of lives from values and values from rows; nothing here touches a connection."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, astuple
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from ..domain import (
    Audit,
    Candidate,
    Decision,
    DecisionKind,
    Finding,
    Goal,
    LinkKind,
    Pace,
    Proposal,
    ProposalKind,
    Statement,
    Status,
)
from . import codec
from .codec import AnyRow, Values
from .columns import to_json
from .life_values import Judged, Shown

FINDING_FROM: Mapping[str, Callable[[AnyRow], Finding]] = {
    "measure": codec.measure_from,
    "target": codec.target_from,
    "progress": codec.progress_from,
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
    )


def statement_row(statement: Statement) -> Values:
    """Return what a statement adds to its finding and its article."""
    return {
        "kind": codec.kind_of(statement.finding),
        "published": statement.published,
        "page_issuer": statement.page_issuer,
        "wider": list(statement.wider),
        "plans": list(statement.plans),
    }


def life_row(life: Shown) -> Values:
    """Return the columns of a life, besides where it stands."""
    return {
        "kind": codec.kind_of(life.shown.finding),
        "key": life.statements[0].fingerprint,
        "series": life.series,
        "name": life.name,
        "issuer": life.issuer,
        "region": life.region,
        "themes": list(life.themes),
        "in_scope": life.in_scope,
        "stage": life.stage or "",
        "deadline_end": life.goal.deadline.end if life.goal and life.goal.deadline else None,
        "published": life.statements[0].published,
        "known_since": life.known_since,
        "goal": None if life.goal is None else asdict(life.goal),
    }


def judged_row(judged: Judged, observed_id: int | None) -> Values:
    """Return the columns of where a target stands."""
    standing = judged.standing
    return {
        "settled": standing.status,
        "status_since": standing.since,
        "status_by": standing.by,
        "evidence": standing.evidence,
        "due_from": judged.due_from,
        "overdue_from": judged.overdue_from,
        "observed_id": observed_id,
        "attainment": None if judged.attainment is None else str(judged.attainment),
        "pace_way": None if judged.pace is None else str(judged.pace.way),
        "pace_time": None if judged.pace is None else str(judged.pace.time),
    }


def pace_from(row: AnyRow) -> Pace | None:
    """Read how fast a target is approached."""
    return None if row.pace_way is None else Pace(Decimal(row.pace_way), Decimal(row.pace_time))


def stored(value: object) -> object:
    """Return a value as it comes back from the database."""
    return json.loads(to_json(value)) if isinstance(value, dict | list) else value


def goal_from(document: Values | None) -> Goal | None:
    """Read what `life_row` made of a goal."""
    return None if document is None else _goals().validate_python(document)


@cache
def _goals() -> TypeAdapter[Goal]:
    return TypeAdapter(Goal)


def candidates_column(candidates: Iterable[Candidate]) -> list[Any]:
    """Return candidates as JSON values."""
    return [list(astuple(candidate)) for candidate in candidates]


def candidates_from(column: Iterable[Iterable[Any]]) -> tuple[Candidate, ...]:
    """Read what `candidates_column` made."""
    return tuple(Candidate(*values) for values in column)


def proposal_row(proposal: Proposal) -> Values:
    """Return the columns of a proposal, besides its life."""
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
