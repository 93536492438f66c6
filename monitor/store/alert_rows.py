"""
Tables and values of alerts and of what becomes of them.

    alert ◄── delivery ──► message ──► digest
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlmodel import Field

from ..domain import Alert, AlertKind
from .article_rows import attachments_column, attachments_from
from .finding_rows import finding_document, finding_from_document
from .table_base import (
    KEY,
    METADATA,
    AnyRow,
    DecimalText,
    EnumText,
    PlainText,
    StorableText,
    TableRow,
    Values,
    columns_of,
    row_of,
)

#: The default of columns that were added later, for the rows already there.
_EMPTY = {"server_default": text("''")}


class DeliveryState(StrEnum):
    """Where an alert stands in a recipient's queue."""

    PENDING = "pending"
    FOLDED = "folded"  # part of a message or digest, whose state counts from now on
    SUPPRESSED = "suppressed"  # the recipient was lately told of the same subject


class MessageState(StrEnum):
    """Where a message stands."""

    PENDING = "pending"
    CLAIMED = "claimed"  # a process is sending it, until the lease ends
    SENT = "sent"
    REFUSED = "refused"  # will be tried again; others may overtake it
    FAILED = "failed"  # will be tried again, before all others
    UNKNOWN = "unknown"  # as failed, but it may have arrived
    DEAD = "dead"  # given up


class AlertRow(TableRow):
    """One thing to tell, complete in itself."""

    __tablename__ = "alert"
    __table_args__ = (UniqueConstraint("key"), Index(None, "subject", "created_at"))

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    key: PlainText
    kind: AlertKind = Field(sa_type=EnumText(AlertKind))
    created_at: datetime
    source_id: PlainText
    source_name: PlainText
    #: The finding as it was then, with its kind; null for alerts about sources.
    finding: dict[str, Any] | None = Field(sa_type=JSON(none_as_null=True))
    article_title: PlainText
    article_url: PlainText
    published: date | None
    #: `[url, title]` each.
    unread: list[Any] = Field(sa_type=JSON)
    message: PlainText
    since: datetime | None
    #: `[Chinese, English]` each.
    details: list[Any] | None = Field(sa_type=JSON(none_as_null=True))
    attainment: Decimal | None = Field(sa_type=DecimalText)
    subject: str = Field(sa_type=StorableText, sa_column_kwargs=_EMPTY)


class DigestRow(TableRow):
    """A route's digest of a period: its row says that the period is done."""

    __tablename__ = "digest"
    __table_args__ = (UniqueConstraint("route", "period"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    route: PlainText
    #: The moment it was due.
    period: datetime
    created_at: datetime
    #: As the room of messages made it; null when there was nothing to say.
    content: dict[str, Any] | None = Field(sa_type=JSON(none_as_null=True))


class MessageRow(TableRow):
    """What goes to one recipient as one: some alerts, or a digest."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("key"),
        # Its migration limits it to messages with a `next_try_at`. Declaring that here would import
        # PostgreSQL's dialect, also where the database is SQLite.
        Index(None, "channel", "id"),
        Index(None, "channel", "due_at"),
        Index(None, "state", "ended_at"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    key: PlainText
    route: PlainText
    channel: PlainText
    #: A digest's content is kept once for all its recipients.
    digest_id: int | None = Field(foreign_key="digest.id", sa_type=KEY)
    content: dict[str, Any] | None = Field(sa_type=JSON(none_as_null=True))
    #: When it should have gone out.
    due_at: datetime
    state: MessageState = Field(sa_type=EnumText(MessageState))
    attempts: int
    #: Not before this moment; while claimed, the end of the lease; null when all is over.
    next_try_at: datetime | None
    #: Parts that arrived, of how many.
    parts_sent: int
    parts_total: int
    #: Names the parts that these numbers count; empty before the first arrived.
    cut: str = Field(default="", sa_type=StorableText, sa_column_kwargs=_EMPTY)
    #: Whether the next part may have arrived already.
    repeat: bool
    #: Whether the parts that arrived are marked late.
    late: bool
    error: PlainText
    ended_at: datetime | None


class DeliveryRow(TableRow):
    """An alert in the queue of one recipient, or of a route's next digest (channel `digest:ROUTE`)."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("alert_id", "channel"),
        Index(None, "channel", "state", "next_try_at"),
        Index(None, "message_id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    alert_id: int = Field(foreign_key="alert.id", sa_type=KEY)
    channel: PlainText
    state: DeliveryState = Field(sa_type=EnumText(DeliveryState))
    #: Unused since revision 0002: the message counts its attempts.
    attempts: int = 0
    #: Not before this moment.
    next_try_at: datetime
    error: PlainText = ""
    sent_at: datetime | None = None
    route: str = Field(sa_type=StorableText, sa_column_kwargs=_EMPTY)
    #: The message or digest that took it up.
    message_id: int | None = Field(default=None, foreign_key="message.id", sa_type=KEY)
    digest_id: int | None = Field(default=None, foreign_key="digest.id", sa_type=KEY)


ALERT = METADATA.tables["alert"]
DELIVERY = METADATA.tables["delivery"]
DIGEST = METADATA.tables["digest"]
MESSAGE = METADATA.tables["message"]


#: Returns one message's content for a route and its alerts, as JSON values; None when there is nothing to say.
Compose = Callable[[str, Sequence[Alert]], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Fold:
    """How alerts that wait become one message."""

    compose: Compose
    #: Alerts in one message at most.
    limit: int = 100
    #: Messages an hour to one recipient, by route; a route left out has no limit.
    per_hour: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What goes to one recipient as one, claimed by this process."""

    id: int
    #: Unique for ever.
    key: str
    route: str
    channel: str
    #: As `Compose` made it.
    content: dict[str, Any]
    #: When it should have gone out.
    due_at: datetime
    #: This one included.
    attempts: int
    #: Parts that arrived, of how many; 0 of 0 before the first.
    parts_sent: int
    parts_total: int
    #: Names the parts that these numbers count; empty before the first arrived, and before revision 0005.
    cut: str
    #: Whether the next part may have arrived already.
    repeat: bool
    #: Whether the parts that arrived are marked late.
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedMessage:
    """A message as a line of the log."""

    id: int
    route: str
    channel: str
    is_digest: bool
    alerts: int
    state: str
    attempts: int
    due_at: datetime
    next_try_at: datetime | None
    ended_at: datetime | None
    error: str


@dataclass(frozen=True, slots=True)
class DeliveryCount:
    """How many alerts and digests for a channel are in a state."""

    channel: str
    #: `DeliveryState` while in the queue, then `MessageState`.
    state: str
    count: int


@dataclass(frozen=True, slots=True)
class DeadChannel:
    """A recipient whom messages could not reach."""

    channel: str
    messages: int
    #: The reason of one of the failures.
    error: str


def alert_row(alert: Alert) -> Values:
    """Return the columns of an alert."""
    return row_of(alert) | {
        "finding": finding_document(alert.finding),
        "unread": attachments_column(alert.unread),
        "details": [list(pair) for pair in alert.details] or None,
    }


def alert_from(row: AnyRow) -> Alert:
    """Read an alert."""
    composed = {
        "finding": finding_from_document(row.finding),
        "unread": attachments_from(row.unread),
        "details": tuple((chinese, english) for chinese, english in row.details or ()),
    }
    return Alert(**columns_of(row, Alert) | composed)


def new_message(key: str, route: str, channel: str, now: datetime) -> Values:
    """Return the columns of a message that nobody tried to send yet."""
    return {
        "key": key,
        "route": route,
        "channel": channel,
        "due_at": now,
        "state": MessageState.PENDING,
        "attempts": 0,
        "next_try_at": now,
        "parts_sent": 0,
        "parts_total": 0,
        "repeat": False,
        "late": False,
        "error": "",
    }
