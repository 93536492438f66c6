"""
The tables, one class each; values of other rooms are built from them in `codec`.

Enums are stored as their text and checked when read, so that a new member needs
no schema change. Surrogate keys never leave the room except in `Message.id`.

    source_state   listing   link ──► article ◄── article_version ◄── mention ──► finding ◄── measure
    check_result   robots_file                          ▲                            ▲ ▲───── target
    heartbeat      lease                             quarantine                      └─────── progress
    alert ◄── delivery ──► message ──► digest
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, Table, UniqueConstraint
from sqlmodel import Field, SQLModel

from .alert_tables import ALERT, DELIVERY, DIGEST, MESSAGE
from .columns import Words
from .table_base import KEY, METADATA, Row

__all__ = [
    "ALERT",
    "ARTICLE",
    "ARTICLE_VERSION",
    "CHECK_RESULT",
    "DELIVERY",
    "DIGEST",
    "FINDING",
    "HEARTBEAT",
    "LEASE",
    "LINK",
    "LISTING",
    "MEASURE",
    "MENTION",
    "MESSAGE",
    "METADATA",
    "PROGRESS",
    "QUARANTINE",
    "ROBOTS_FILE",
    "SOURCE_STATE",
    "TARGET",
]


class ValidatorColumns(SQLModel):
    """What the next conditional request will send."""

    etag: str | None = Field(default=None, sa_type=Words)
    last_modified: str | None = Field(default=None, sa_type=Words)
    body_hash: str | None = Field(default=None, sa_type=Words)


class SourceStateRow(Row, table=True):
    """What is remembered about a source between checks."""

    __tablename__ = "source_state"

    source_id: str = Field(primary_key=True, sa_type=Words)
    health: str = Field(sa_type=Words)
    last_checked_at: datetime | None
    last_success_at: datetime | None
    failures: int
    failing_since: datetime | None
    reason: str = Field(sa_type=Words)
    next_due_at: datetime | None
    baseline_done: bool
    fingerprint: str = Field(sa_type=Words)


class ListingRow(Row, ValidatorColumns, table=True):
    """One listing page of a source, as last read without failure."""

    __tablename__ = "listing"

    source_id: str = Field(primary_key=True, sa_type=Words)
    #: `Request.key`.
    key: str = Field(primary_key=True, sa_type=Words)
    read_at: datetime


class RobotsFileRow(Row, table=True):
    """A host's robots.txt."""

    __tablename__ = "robots_file"

    origin: str = Field(primary_key=True, sa_type=Words)
    status: int
    body: str = Field(sa_type=Words)
    fetched_at: datetime


class LinkRow(Row, table=True):
    """A link of a source's listings, and what became of it."""

    __tablename__ = "link"
    __table_args__ = (
        UniqueConstraint("source_id", "url"),
        Index(None, "state", "source_id"),
        Index(None, "url"),
        Index(None, "article_id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    source_id: str = Field(sa_type=Words)
    url: str = Field(sa_type=Words)
    title: str = Field(sa_type=Words)
    published: date | None
    kind: str = Field(sa_type=Words)
    document_number: str | None = Field(sa_type=Words)
    issuer: str | None = Field(sa_type=Words)
    dated_by_address: bool
    #: `LinkState`.
    state: str = Field(sa_type=Words)
    #: Place in the listing when first seen, from 0.
    position: int
    found_at: datetime
    tries: int = 0
    next_try_at: datetime | None = None
    error: str = Field(default="", sa_type=Words)
    article_id: int | None = Field(default=None, foreign_key="article.id", sa_type=KEY)


class ArticleRow(Row, ValidatorColumns, table=True):
    """An article at one address, with what its newest reading said; the words are in the versions."""

    __tablename__ = "article"
    __table_args__ = (UniqueConstraint("url"), Index(None, "source_id"), Index(None, "published"))

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    url: str = Field(sa_type=Words)
    #: The source that found it first.
    source_id: str = Field(sa_type=Words)
    title: str = Field(sa_type=Words)
    kind: str = Field(sa_type=Words)
    published: date | None
    made_on: date | None
    issuer: str | None = Field(sa_type=Words)
    document_number: str | None = Field(sa_type=Words)
    source: str | None = Field(sa_type=Words)
    #: Whether any topic was found relevant.
    relevant: bool
    #: The version that stands at the address now.
    content_hash: str = Field(sa_type=Words)
    first_seen_at: datetime
    #: When it was last read, or tried in vain.
    read_at: datetime


class ArticleVersionRow(Row, table=True):
    """The content of an article as it once stood; never changed, never dropped."""

    __tablename__ = "article_version"
    __table_args__ = (UniqueConstraint("article_id", "content_hash"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    article_id: int = Field(foreign_key="article.id", sa_type=KEY)
    content_hash: str = Field(sa_type=Words)
    title: str = Field(sa_type=Words)
    document_number: str | None = Field(sa_type=Words)
    #: `[text, kind, level]` each.
    blocks: list[Any] = Field(sa_type=JSON)
    #: `[url, title]` each.
    attachments: list[Any] = Field(sa_type=JSON)
    #: `[topic, score, relevant, [term, …]]` each.
    relevance: list[Any] = Field(sa_type=JSON)
    recorded_at: datetime


class FindingRow(Row, table=True):
    """Identity of a finding; its slots are in the table of its kind."""

    __tablename__ = "finding"
    __table_args__ = (UniqueConstraint("fingerprint"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    fingerprint: str = Field(sa_type=Words)
    #: Name of the table with its slots.
    kind: str = Field(sa_type=Words)
    first_seen_at: datetime


class AmountColumns(SQLModel):
    """A metric and the numbers stated for it."""

    metric: str = Field(sa_type=Words)
    metric_kind: str = Field(sa_type=Words)
    comparator: str = Field(sa_type=Words)
    #: Decimals as text: neither JSON nor SQLite keeps them otherwise.
    numbers: list[str] = Field(sa_type=JSON)
    unit: str | None = Field(sa_type=Words)
    per: str | None = Field(sa_type=Words)
    region: str | None = Field(sa_type=Words)
    issuer: str | None = Field(sa_type=Words)


class MeasureRow(Row, table=True):
    """Slots of a measure."""

    __tablename__ = "measure"

    finding_id: int = Field(primary_key=True, foreign_key="finding.id", sa_type=KEY)
    name: str = Field(sa_type=Words)
    kind: str = Field(sa_type=Words)
    stage: str = Field(sa_type=Words)
    document_number: str | None = Field(sa_type=Words)
    issuers: list[str] = Field(sa_type=JSON)
    region: str | None = Field(sa_type=Words)
    themes: list[str] = Field(sa_type=JSON)


class TargetRow(Row, AmountColumns, table=True):
    """Slots of a target; without a deadline all its columns are null."""

    __tablename__ = "target"
    __table_args__ = (Index(None, "deadline_end"),)

    finding_id: int = Field(primary_key=True, foreign_key="finding.id", sa_type=KEY)
    strength: str = Field(sa_type=Words)
    deadline_start: date | None
    deadline_end: date | None
    deadline_precision: str | None = Field(sa_type=Words)
    deadline_text: str | None = Field(sa_type=Words)
    deadline_rule: str | None = Field(sa_type=Words)


class ProgressRow(Row, AmountColumns, table=True):
    """Slots of a progress report; without a day all its columns are null."""

    __tablename__ = "progress"

    finding_id: int = Field(primary_key=True, foreign_key="finding.id", sa_type=KEY)
    as_of_start: date | None
    as_of_end: date | None
    as_of_precision: str | None = Field(sa_type=Words)
    as_of_text: str | None = Field(sa_type=Words)
    as_of_rule: str | None = Field(sa_type=Words)


class QuoteColumns(SQLModel):
    """Words of a version, with their offsets `[start, end)` in its text."""

    quote: str = Field(sa_type=Words)
    quote_start: int
    quote_end: int


class MentionRow(Row, QuoteColumns, table=True):
    """Where a version of an article states a finding, and why it is believed."""

    __tablename__ = "mention"
    __table_args__ = (
        UniqueConstraint("finding_id", "version_id", "quote_start", "quote_end"),
        Index(None, "version_id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    finding_id: int = Field(foreign_key="finding.id", sa_type=KEY)
    version_id: int = Field(foreign_key="article_version.id", sa_type=KEY)
    rule: str = Field(sa_type=Words)
    confidence: float
    in_scope: bool
    topics: list[str] = Field(sa_type=JSON)


class QuarantineRow(Row, QuoteColumns, table=True):
    """A damaged passage of a version: no figure is taken from it."""

    __tablename__ = "quarantine"
    __table_args__ = (UniqueConstraint("version_id", "quote_start", "quote_end"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    version_id: int = Field(foreign_key="article_version.id", sa_type=KEY)
    reason: str = Field(sa_type=Words)


class CheckResultRow(Row, table=True):
    """What one check of one source did."""

    __tablename__ = "check_result"
    __table_args__ = (UniqueConstraint("source_id", "started_at"), Index(None, "started_at"))

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    source_id: str = Field(sa_type=Words)
    started_at: datetime
    finished_at: datetime
    outcome: str = Field(sa_type=Words)
    links: int
    new_articles: int
    new_versions: int
    new_measures: int
    new_targets: int
    new_progress: int
    pending: int
    baseline: bool
    #: `[url, message]` each.
    failures: list[Any] = Field(sa_type=JSON)


class HeartbeatRow(Row, table=True):
    """When a part of the service last finished its round."""

    __tablename__ = "heartbeat"

    name: str = Field(primary_key=True, sa_type=Words)
    at: datetime


class LeaseRow(Row, table=True):
    """A role that one process holds at a time."""

    __tablename__ = "lease"

    name: str = Field(primary_key=True, sa_type=Words)
    owner: str = Field(sa_type=Words)
    expires_at: datetime


def _table(row: type[Row]) -> Table:
    return METADATA.tables[str(row.__tablename__)]


SOURCE_STATE = _table(SourceStateRow)
LISTING = _table(ListingRow)
ROBOTS_FILE = _table(RobotsFileRow)
LINK = _table(LinkRow)
ARTICLE = _table(ArticleRow)
ARTICLE_VERSION = _table(ArticleVersionRow)
FINDING = _table(FindingRow)
MEASURE = _table(MeasureRow)
TARGET = _table(TargetRow)
PROGRESS = _table(ProgressRow)
MENTION = _table(MentionRow)
QUARANTINE = _table(QuarantineRow)
CHECK_RESULT = _table(CheckResultRow)
HEARTBEAT = _table(HeartbeatRow)
LEASE = _table(LeaseRow)
