"""What the store takes and answers about tracked things, where no value of the domain fits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic

from ..domain import (
    Audit,
    Candidate,
    Commitment,
    Decision,
    Match,
    Pace,
    Proposal,
    ProposalKind,
    Stage,
    Statement,
    Status,
)
from .recorded_findings import FindingT_co


class Sort(StrEnum):
    """In which order tracked things are listed."""

    PUBLISHED = "published"  # newest first
    DEADLINE = "deadline"  # nearest first; those without one are not listed
    UPDATED = "updated"  # latest first


@dataclass(frozen=True, slots=True)
class TrackedFilter:
    """Which tracked things are asked for; None: all."""

    #: Part of an issuer's name.
    issuer: str | None = None
    #: Beginning of a region's name.
    region: str | None = None
    theme: str | None = None
    status: Status | None = None
    #: Of measures.
    stage: Stage | None = None
    #: Deadlines from `due_from` to `due_until`, both included.
    due_from: date | None = None
    due_until: date | None = None
    #: First stated (for progress and changes: said, made) on or after this day.
    since: date | None = None
    in_scope: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedRecord(Generic[FindingT_co]):
    """A tracked thing as a line of a list."""

    #: `Statement.fingerprint` of the first statement; its beginning is what people type.
    key: str
    finding: FindingT_co
    #: None for measures.
    commitment: Commitment | None
    #: Of a target, as of the day asked for.
    status: Status
    status_since: date | None
    status_by: str
    stage: Stage | None
    name: str
    issuer: str | None
    region: str | None
    themes: tuple[str, ...]
    published: date
    known_since: datetime
    updated_at: datetime
    attainment: Decimal | None
    #: None where no beginning of the way is known.
    pace: Pace | None
    article_title: str
    article_url: str
    #: What rules propose of it and nobody has decided.
    proposed: tuple[ProposalKind, ...] = ()

    @property
    def in_force(self) -> FindingT_co:
        """The finding as people edited it; a measure at the stage it has reached."""
        names = ("stage",) if self.commitment is None else ("amount", "deadline", "region", "issuer")
        slots = {name: getattr(self.commitment or self, name) for name in names}
        changed: FindingT_co = replace(self.finding, **slots)
        return changed


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRecord:
    """A reported figure, and the target it counts for."""

    statement: Statement
    #: `TrackedRecord.key` and metric of the target; None where nothing was chosen.
    target: str | None
    target_name: str | None
    why: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedChange:
    """One audited change with the name of what changed."""

    audit: Audit
    kind: str
    name: str
    issuer: str | None
    region: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything recorded of one measure or target, for showing it and for judging it anew."""

    record: TrackedRecord[Any]
    statements: tuple[Statement, ...]
    observed: tuple[Statement, ...]
    decisions: tuple[Decision, ...]
    waiting: tuple[Proposal, ...]
    audits: tuple[Audit, ...]
    #: Marks of milestones sent.
    sent: frozenset[str]
    #: Targets that this is a part of, and parts of it: (key, name).
    wholes: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """A question that waits for a person: a proposal, or progress between targets."""

    #: None for progress between targets.
    proposal: Proposal | None
    #: None for a proposal.
    match: Match | None
    #: The target, or None; the words that speak for it, where they are known.
    target: TrackedRecord[Any] | None
    evidence: Statement | None


@dataclass(frozen=True, slots=True)
class OwedTarget:
    """A target that may owe a reminder."""

    commitment: Commitment
    known_since: datetime
    #: The statement in force.
    statement: Statement
    #: Marks of milestones sent.
    sent: frozenset[str]
    #: What rules propose of it and nobody has decided.
    proposed: tuple[ProposalKind, ...] = ()
