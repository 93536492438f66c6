"""
Tables of what lasts for years: statements gathered into lives, figures linked to targets, decisions.

Whatever must survive new rules names the fingerprint of a statement, never a
life: lives are made anew whenever their statements change.

    mention ◄── statement ──► life ◄── proposal, part, goal_key, facet
                  ▲  ▲  ▲       ▲
     statement_key facet progress_link ── observation
    decision   audit   milestone   succession        (by fingerprint)
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from .columns import Words
from .table_base import KEY, METADATA, Row


class LifeRow(Row, table=True):
    """A measure or target as its statements and people's decisions make it; what lists show of it."""

    __tablename__ = "life"
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
    kind: str = Field(sa_type=Words)
    #: Fingerprint of its first statement.
    key: str = Field(sa_type=Words)
    series: str = Field(sa_type=Words)
    #: The statement shown for it: a measure's canonical one, the one in force of a target.
    statement_id: int = Field(foreign_key="statement.id", sa_type=KEY)
    #: A measure's name, a target's metric.
    name: str = Field(sa_type=Words)
    issuer: str | None = Field(sa_type=Words)
    region: str | None = Field(sa_type=Words)
    themes: list[str] = Field(sa_type=JSON)
    in_scope: bool
    #: Measures only; else empty.
    stage: str = Field(sa_type=Words)
    #: `Status` of a target without what only the calendar adds; `open` for measures.
    settled: str = Field(sa_type=Words)
    status_since: date | None
    status_by: str = Field(sa_type=Words)
    evidence: str = Field(sa_type=Words)
    deadline_end: date | None
    #: From these days on an open target is due soon, and overdue.
    due_from: date | None
    overdue_from: date | None
    published: date
    #: When the deadline in force was first known.
    known_since: datetime
    updated_at: datetime
    #: `Goal` of a target.
    goal: dict[str, Any] | None = Field(sa_type=JSON(none_as_null=True))
    #: The newest figure reported for it, and what share of the target that is.
    observed_id: int | None = Field(foreign_key="statement.id", sa_type=KEY)
    attainment: str | None = Field(sa_type=Words)
    #: `Pace`: shares of the way and of the time, in percent.
    pace_way: str | None = Field(sa_type=Words)
    pace_time: str | None = Field(sa_type=Words)


class FacetRow(Row, table=True):
    """By what lists are filtered: an issuer, a region or a theme of a life or of a figure."""

    __tablename__ = "facet"
    # With name and value, or SQLite takes the primary key for those of an owner, and reads all of the kind.
    __table_args__ = (Index(None, "kind", "owner_id", "name", "value"),)

    #: `measure`, `target` or `progress`.
    kind: str = Field(primary_key=True, sa_type=Words)
    #: `issuer`, `region` or `theme`.
    name: str = Field(primary_key=True, sa_type=Words)
    value: str = Field(primary_key=True, sa_type=Words)
    #: Number of the life, of progress its statement's. No foreign key: there are two owners.
    owner_id: int = Field(primary_key=True, sa_type=KEY)


class StatementRow(Row, table=True):
    """That an article states a finding; the words are in the mention."""

    __tablename__ = "statement"
    __table_args__ = (
        UniqueConstraint("finding_id", "article_id"),
        Index(None, "article_id"),
        Index(None, "life_id"),
        Index(None, "kind", "published", "id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    finding_id: int = Field(foreign_key="finding.id", sa_type=KEY)
    article_id: int = Field(foreign_key="article.id", sa_type=KEY)
    mention_id: int = Field(foreign_key="mention.id", sa_type=KEY)
    kind: str = Field(sa_type=Words)
    published: date
    seen_at: datetime
    page_issuer: str | None = Field(sa_type=Words)
    wider: list[str] = Field(sa_type=JSON)
    plans: list[str] = Field(sa_type=JSON)
    #: Whether it counts: not one that the article, read again, states otherwise.
    stands: bool
    #: Null for progress, and for what does not stand. No foreign key: the two tables name each other.
    life_id: int | None = Field(sa_type=KEY)


class StatementKeyRow(Row, table=True):
    """By which keys other statements find this one."""

    __tablename__ = "statement_key"
    __table_args__ = (Index(None, "statement_id"),)

    key: str = Field(primary_key=True, sa_type=Words)
    statement_id: int = Field(primary_key=True, foreign_key="statement.id", sa_type=KEY)


class GoalKeyRow(Row, table=True):
    """By which keys progress finds a target."""

    __tablename__ = "goal_key"
    __table_args__ = (Index(None, "life_id"),)

    key: str = Field(primary_key=True, sa_type=Words)
    life_id: int = Field(primary_key=True, foreign_key="life.id", sa_type=KEY)


class ProgressLinkRow(Row, table=True):
    """Where progress was found to belong, or between which targets we did not choose."""

    __tablename__ = "progress_link"
    __table_args__ = (
        Index(None, "life_id"),
        # Only of what waits, by its migration; see `MessageRow` for why it is not said here.
        Index(None, "statement_id"),
    )

    statement_id: int = Field(primary_key=True, foreign_key="statement.id", sa_type=KEY)
    life_id: int | None = Field(foreign_key="life.id", sa_type=KEY)
    #: Whether a person is asked: we abstained, and there are candidates.
    waits: bool
    why: str = Field(sa_type=Words)
    #: `[target, score, metric, issuer, region, plan]` each, best first.
    candidates: list[Any] = Field(sa_type=JSON)


class ObservationRow(Row, table=True):
    """That a figure counts for a target: by its link, or as a later step of the same series."""

    __tablename__ = "observation"
    __table_args__ = (Index(None, "statement_id"),)

    life_id: int = Field(primary_key=True, foreign_key="life.id", sa_type=KEY)
    statement_id: int = Field(primary_key=True, foreign_key="statement.id", sa_type=KEY)


class PartRow(Row, table=True):
    """That a target is a part of another: a narrower region or subset."""

    __tablename__ = "part"
    __table_args__ = (Index(None, "whole_id"),)

    part_id: int = Field(primary_key=True, foreign_key="life.id", sa_type=KEY)
    whole_id: int = Field(primary_key=True, foreign_key="life.id", sa_type=KEY)
    score: float
    rule: str = Field(sa_type=Words)


class ProposalRow(Row, table=True):
    """What rules propose of a target and nobody has decided."""

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("life_id", "kind", "evidence"),
        Index(None, "created_at", "id"),
        Index(None, "evidence"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    life_id: int = Field(foreign_key="life.id", sa_type=KEY)
    kind: str = Field(sa_type=Words)
    evidence: str = Field(sa_type=Words)
    score: float
    rule: str = Field(sa_type=Words)
    since: date
    created_at: datetime


class DecisionRow(Row, table=True):
    """What a person decided; never changed, never dropped."""

    __tablename__ = "decision"
    __table_args__ = (Index(None, "target"), Index(None, "finding"))

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    kind: str = Field(sa_type=Words)
    target: str = Field(sa_type=Words)
    by: str = Field(sa_type=Words)
    at: datetime
    reason: str = Field(sa_type=Words)
    proposal: str | None = Field(sa_type=Words)
    finding: str = Field(sa_type=Words)
    slot: str = Field(sa_type=Words)
    value: str = Field(sa_type=Words)
    status: str | None = Field(sa_type=Words)


class AuditRow(Row, table=True):
    """One change of a life; never changed, never dropped."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "subject"), Index(None, "at", "id"))

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    at: datetime
    by: str = Field(sa_type=Words)
    #: Fingerprint of a statement of the life.
    subject: str = Field(sa_type=Words)
    aspect: str = Field(sa_type=Words)
    old: str = Field(sa_type=Words)
    new: str = Field(sa_type=Words)
    why: str = Field(sa_type=Words)
    evidence: str = Field(sa_type=Words)


class MilestoneRow(Row, table=True):
    """A reminder that was sent, or that a later one stood for."""

    __tablename__ = "milestone"

    #: Of a statement of the target.
    fingerprint: str = Field(primary_key=True, sa_type=Words)
    #: `Reminder.keys`.
    mark: str = Field(primary_key=True, sa_type=Words)
    sent_at: datetime


class SuccessionRow(Row, table=True):
    """Which finding took the place of another when an article was read again."""

    __tablename__ = "succession"
    __table_args__ = (Index(None, "new"),)

    old: str = Field(primary_key=True, sa_type=Words)
    new: str = Field(primary_key=True, sa_type=Words)


LIFE = METADATA.tables["life"]
FACET = METADATA.tables["facet"]
STATEMENT = METADATA.tables["statement"]
STATEMENT_KEY = METADATA.tables["statement_key"]
GOAL_KEY = METADATA.tables["goal_key"]
PROGRESS_LINK = METADATA.tables["progress_link"]
OBSERVATION = METADATA.tables["observation"]
PART = METADATA.tables["part"]
PROPOSAL = METADATA.tables["proposal"]
DECISION = METADATA.tables["decision"]
AUDIT = METADATA.tables["audit"]
MILESTONE = METADATA.tables["milestone"]
SUCCESSION = METADATA.tables["succession"]
