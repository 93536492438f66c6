"""
What is asked of the record, answered and written when statements are followed.

`store` answers queries with these values and writes `Changes`; `track` decides what lies between.
Numbers are those of rows: they stay the same while keys and members change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from .findings import Finding, Stage
from .standing import Audit, Decision, Pace, Proposal, Standing
from .tracked import Commitment, Mark, Match, Statement


@dataclass(frozen=True, slots=True)
class KeyedStatement:
    """A statement with the keys by which others find it."""

    statement: Statement
    keys: tuple[str, ...]
    #: Number of the tracked thing in which it takes another statement's place; None: it keeps its own.
    home: int | None = None


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement as the record holds it."""

    number: int
    #: Number of its tracked target or measure; None for progress, and before it is gathered.
    home: int | None
    statement: Statement

    @property
    def mark(self) -> Mark:
        """Return the identity of the statement."""
        return self.statement.mark

    @property
    def finding(self) -> Finding:
        """Return what is stated."""
        return self.statement.finding


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleStatements:
    """What an article stated before this reading of it."""

    before: tuple[StoredStatement, ...] = ()
    #: Fingerprints of findings that were known and have other slots by this reading.
    renewed: frozenset[str] = frozenset()
    #: Numbers of those before that this version of the article gave: its text did not change since.
    in_present_text: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Query:
    """Which statements gathering needs next."""

    #: Statements that have one of these keys.
    keys: frozenset[str]
    #: Decisions about these fingerprints, and the statements that they name.
    fingerprints: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """Statements near others, with all members of their tracked things."""

    statements: tuple[StoredStatement, ...] = ()
    decisions: tuple[Decision, ...] = ()
    #: What the targets among them asked for when they were last gathered, by number.
    commitments: Mapping[int, Commitment] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Companions:
    """What depends on statements that are about to be replaced."""

    #: Numbers of their tracked things, and of targets that they count for.
    homes: frozenset[int] = frozenset()
    #: All members of these.
    members: tuple[StoredStatement, ...] = ()
    #: What the targets among these ask for, by number.
    commitments: Mapping[int, Commitment] = field(default_factory=dict)
    #: Keys of targets that are parts of theirs, or proposed to be.
    relatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkQuery:
    """Progress that looks for its target, and the keys under which to look."""

    progress: StoredStatement
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkEvidence:
    """What speaks for where progress belongs."""

    progress: StoredStatement
    #: Targets that share keys with it.
    near: tuple[Commitment, ...] = ()
    #: Targets that people named in decisions about it.
    named: tuple[Commitment, ...] = ()
    #: About this progress.
    decisions: tuple[Decision, ...] = ()
    #: Present keys of the targets that the decisions name, by fingerprint.
    present_keys: Mapping[str, str] = field(default_factory=dict)
    #: Keys of the targets that it counts for now.
    counts_for: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RelationQuery:
    """A target that may be a part of others, and the keys under which these are filed."""

    commitment: Commitment
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationEvidence:
    """What speaks for a target's being a part of another, or the same."""

    commitment: Commitment
    #: Other targets.
    near: tuple[Commitment, ...] = ()
    decisions: tuple[Decision, ...] = ()
    #: Fingerprints of the target's statements.
    members: frozenset[str] = frozenset()
    #: Present keys of the other targets that the decisions name, by fingerprint.
    present_keys: Mapping[str, str] = field(default_factory=dict)
    #: Key of the target that it was a part of; empty if of none.
    whole: str = ""


@dataclass(frozen=True, slots=True)
class StateQuery:
    """A target to be judged, and the keys of the plans that may have set it."""

    commitment: Commitment
    repeal_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StateEvidence:
    """What speaks for where a target stands."""

    commitment: Commitment
    #: Progress that counts for it.
    observed: tuple[StoredStatement, ...] = ()
    decisions: tuple[Decision, ...] = ()
    #: Fingerprints of the target's statements.
    members: frozenset[str] = frozenset()
    #: Where it stood when it was last judged.
    before: Standing
    #: All targets of its series.
    series: tuple[Commitment, ...] = ()
    #: Repealed measures that may be the plan that set it.
    repealed: Neighbourhood = Neighbourhood()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedSummary:
    """What lists show of a tracked target or measure, worked out when it was last gathered."""

    #: Its row; None for one that is new.
    number: int | None
    #: In order; the first gives the key.
    members: tuple[StoredStatement, ...]
    #: The member that lists show.
    shown: StoredStatement
    name: str
    issuer: str | None
    region: str | None
    themes: tuple[str, ...]
    in_scope: bool
    stage: Stage | None = None
    series: str = ""
    known_since: datetime
    #: Targets only.
    commitment: Commitment | None = None
    #: Keys by which progress and other targets find the target.
    commitment_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgressLink:
    """Where progress belongs, and for which targets it begins or ceases to count."""

    progress: StoredStatement
    match: Match
    #: Keys of targets.
    added: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRelations:
    """What a target is a part of, and what is proposed of it and others."""

    target: str
    parts: tuple[Proposal, ...] = ()
    waiting: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetState:
    """Where a target stands, worked out when it was last judged."""

    target: str
    standing: Standing
    #: From these days on an open target is due soon, and overdue; None without a deadline.
    due_from: date | None
    overdue_from: date | None
    #: The newest figure that counts, and what percentage of the target it is.
    observed: StoredStatement | None
    attainment: Decimal | None
    pace: Pace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is to be written: the outcome of planning."""

    #: Statements that the article does not make any more.
    retired: tuple[StoredStatement, ...] = ()
    #: Fingerprints of findings, and of those that took their place.
    heirs: Mapping[str, str] = field(default_factory=dict)
    #: Statements that their pages dropped: they count no more, and what they said stays known.
    vanished: tuple[StoredStatement, ...] = ()
    summaries: tuple[TrackedSummary, ...] = ()
    #: Numbers of tracked things without members.
    dropped: frozenset[int] = frozenset()
    links: tuple[ProgressLink, ...] = ()
    relations: tuple[TargetRelations, ...] = ()
    states: tuple[TargetState, ...] = ()
    decisions: tuple[Decision, ...] = ()
    audits: tuple[Audit, ...] = ()
