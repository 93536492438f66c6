"""
Tables of statements, of the targets and measures gathered from them, of linked figures and of decisions.

Rows of `tracked` are rebuilt whenever their statements change. Whatever must survive that and new
rules (decisions, audit rows, reminders sent) names the fingerprint of a statement instead.

    mention ◄── statement ──► tracked ◄── proposal, part, commitment_key, facet
                  ▲  ▲  ▲       ▲
     statement_key facet progress_link ── observation
    decision   audit   milestone   succession        (by fingerprint)
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from .table_base import KEY, METADATA, IndexedText, StorableText, TableRow


class TrackedRow(TableRow):
    """A tracked target or measure, as lists show it."""

    __tablename__ = "tracked"
    __table_args__ = (
        Index(None, "kind", "published", "id"),
        Index(None, "kind", "deadline_end", "id"),
        Index(None, "kind", "updated_at", "id"),
        Index(None, "kind", "settled", "deadline_end"),
        Index(None, "key"),
        Index(None, "series"),
        Index(None, "statement_id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    #: `measure` or `target`.
    kind: str = Field(sa_type=StorableText)
    #: Fingerprint of its first statement.
    key: str = Field(sa_type=StorableText)
    series: str = Field(sa_type=IndexedText)
    #: The statement shown for it: a measure's canonical one, the one in force of a target.
    statement_id: int = Field(foreign_key="statement.id", sa_type=KEY)
    #: A measure's name, a target's metric.
    name: str = Field(sa_type=StorableText)
    issuer: str | None = Field(sa_type=StorableText)
    region: str | None = Field(sa_type=StorableText)
    themes: list[str] = Field(sa_type=JSON)
    in_scope: bool
    #: Measures only; else empty.
    stage: str = Field(sa_type=StorableText)
    #: `Status` of a target without what only the calendar adds; `open` for measures.
    settled: str = Field(sa_type=StorableText)
    status_since: date | None
    status_by: str = Field(sa_type=StorableText)
    evidence: str = Field(sa_type=StorableText)
    deadline_end: date | None
    #: From these days on an open target is due soon, and overdue.
    due_from: date | None
    overdue_from: date | None
    published: date
    #: When the deadline in force was first known.
    known_since: datetime
    updated_at: datetime
    #: `Commitment` of a target.
    commitment: dict[str, Any] | None = Field(sa_type=JSON(none_as_null=True))
    #: The newest figure reported for it, and what share of the target that is.
    observed_id: int | None = Field(foreign_key="statement.id", sa_type=KEY)
    attainment: str | None = Field(sa_type=StorableText)
    #: `Pace`: shares of the way and of the time, in percent.
    pace_way: str | None = Field(sa_type=StorableText)
    pace_time: str | None = Field(sa_type=StorableText)


class FacetRow(TableRow):
    """An issuer, a region or a theme by which lists filter targets, measures and figures."""

    __tablename__ = "facet"
    # With name and value, or SQLite takes the primary key for those of an owner, and reads all of the kind.
    __table_args__ = (Index(None, "kind", "owner_id", "name", "value"),)

    #: `measure`, `target` or `progress`.
    kind: str = Field(primary_key=True, sa_type=StorableText)
    #: `issuer`, `region` or `theme`.
    name: str = Field(primary_key=True, sa_type=StorableText)
    value: str = Field(primary_key=True, sa_type=IndexedText)
    #: Number of the tracked thing, of progress its statement's. No foreign key: there are two owners.
    owner_id: int = Field(primary_key=True, sa_type=KEY)


class StatementRow(TableRow):
    """That an article states a finding; the words are in the mention."""

    __tablename__ = "statement"
    __table_args__ = (
        UniqueConstraint("finding_id", "article_id"),
        Index(None, "article_id"),
        Index(None, "tracked_id"),
        Index(None, "kind", "published", "id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    finding_id: int = Field(foreign_key="finding.id", sa_type=KEY)
    article_id: int = Field(foreign_key="article.id", sa_type=KEY)
    mention_id: int = Field(foreign_key="mention.id", sa_type=KEY)
    kind: str = Field(sa_type=StorableText)
    published: date
    seen_at: datetime
    page_issuer: str | None = Field(sa_type=StorableText)
    wider: list[str] = Field(sa_type=JSON)
    plans: list[str] = Field(sa_type=JSON)
    #: `[fingerprint, finding, published, until]` each: what the article said in its place before.
    past: list[Any] = Field(sa_type=JSON)
    #: When the article was found to state it no more: it is history, and counts where nothing else is stated.
    vanished_at: datetime | None = None
    #: Whether it counts: not one that the article, read again, states otherwise.
    stands: bool
    #: Null for progress, and for what does not stand. No foreign key: the two tables name each other.
    tracked_id: int | None = Field(sa_type=KEY)


class StatementKeyRow(TableRow):
    """A key under which other statements find this one."""

    __tablename__ = "statement_key"
    __table_args__ = (Index(None, "statement_id"),)

    key: str = Field(primary_key=True, sa_type=IndexedText)
    statement_id: int = Field(primary_key=True, foreign_key="statement.id", sa_type=KEY)


class CommitmentKeyRow(TableRow):
    """A key under which progress finds a target."""

    __tablename__ = "commitment_key"
    __table_args__ = (Index(None, "tracked_id"),)

    key: str = Field(primary_key=True, sa_type=IndexedText)
    tracked_id: int = Field(primary_key=True, foreign_key="tracked.id", sa_type=KEY)


class ProgressLinkRow(TableRow):
    """The target that progress belongs to, or the candidates between which a person must choose."""

    __tablename__ = "progress_link"
    __table_args__ = (
        Index(None, "tracked_id"),
        # Only of what waits, by its migration; see `MessageRow` for why it is not said here.
        Index(None, "statement_id"),
    )

    statement_id: int = Field(primary_key=True, foreign_key="statement.id", sa_type=KEY)
    tracked_id: int | None = Field(foreign_key="tracked.id", sa_type=KEY)
    #: Whether a person is asked: we abstained, and there are candidates.
    waits: bool
    why: str = Field(sa_type=StorableText)
    #: `[target, score, metric, issuer, region, plan]` each, best first.
    candidates: list[Any] = Field(sa_type=JSON)


class ObservationRow(TableRow):
    """That a figure counts for a target: by its link, or as a later step of the same series."""

    __tablename__ = "observation"
    __table_args__ = (Index(None, "statement_id"),)

    tracked_id: int = Field(primary_key=True, foreign_key="tracked.id", sa_type=KEY)
    statement_id: int = Field(primary_key=True, foreign_key="statement.id", sa_type=KEY)


class TargetPartRow(TableRow):
    """That a target is a part of another: a narrower region or subset."""

    __tablename__ = "part"
    __table_args__ = (Index(None, "whole_id"),)

    part_id: int = Field(primary_key=True, foreign_key="tracked.id", sa_type=KEY)
    whole_id: int = Field(primary_key=True, foreign_key="tracked.id", sa_type=KEY)
    score: float
    rule: str = Field(sa_type=StorableText)


class ProposalRow(TableRow):
    """What rules propose of a target and nobody has decided."""

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("tracked_id", "kind", "evidence"),
        Index(None, "created_at", "id"),
        Index(None, "evidence"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    tracked_id: int = Field(foreign_key="tracked.id", sa_type=KEY)
    kind: str = Field(sa_type=StorableText)
    evidence: str = Field(sa_type=StorableText)
    score: float
    rule: str = Field(sa_type=StorableText)
    since: date
    created_at: datetime


class DecisionRow(TableRow):
    """What a person decided; never updated, never deleted."""

    __tablename__ = "decision"
    __table_args__ = (Index(None, "target"), Index(None, "finding"))

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    kind: str = Field(sa_type=StorableText)
    target: str = Field(sa_type=StorableText)
    by: str = Field(sa_type=StorableText)
    at: datetime
    reason: str = Field(sa_type=StorableText)
    proposal: str | None = Field(sa_type=StorableText)
    finding: str = Field(sa_type=StorableText)
    slot: str = Field(sa_type=StorableText)
    value: str = Field(sa_type=StorableText)
    status: str | None = Field(sa_type=StorableText)


class AuditRow(TableRow):
    """One change of a target or measure, for the audit trail; never updated, never deleted."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "subject"), Index(None, "at", "id"))

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    at: datetime
    by: str = Field(sa_type=StorableText)
    #: Fingerprint of a statement of the tracked thing.
    subject: str = Field(sa_type=StorableText)
    aspect: str = Field(sa_type=StorableText)
    old: str = Field(sa_type=StorableText)
    new: str = Field(sa_type=StorableText)
    why: str = Field(sa_type=StorableText)
    evidence: str = Field(sa_type=StorableText)


class MilestoneRow(TableRow):
    """A reminder that was sent, or that was missed and covered by a later reminder."""

    __tablename__ = "milestone"

    #: Of a statement of the target.
    fingerprint: str = Field(primary_key=True, sa_type=StorableText)
    #: `Reminder.keys`.
    mark: str = Field(primary_key=True, sa_type=StorableText)
    sent_at: datetime


class SuccessionRow(TableRow):
    """Which finding took the place of another when an article was read again."""

    __tablename__ = "succession"
    __table_args__ = (Index(None, "new"),)

    old: str = Field(primary_key=True, sa_type=StorableText)
    new: str = Field(primary_key=True, sa_type=StorableText)


TRACKED = METADATA.tables["tracked"]
FACET = METADATA.tables["facet"]
STATEMENT = METADATA.tables["statement"]
STATEMENT_KEY = METADATA.tables["statement_key"]
COMMITMENT_KEY = METADATA.tables["commitment_key"]
PROGRESS_LINK = METADATA.tables["progress_link"]
OBSERVATION = METADATA.tables["observation"]
PART = METADATA.tables["part"]
PROPOSAL = METADATA.tables["proposal"]
DECISION = METADATA.tables["decision"]
AUDIT = METADATA.tables["audit"]
MILESTONE = METADATA.tables["milestone"]
SUCCESSION = METADATA.tables["succession"]
