"""The tables of alerts, and of what becomes of them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlmodel import Field

from .columns import Words
from .table_base import KEY, METADATA, Row

#: What rows of before a column was there hold in it.
_EMPTY = text("''")


class AlertRow(Row, table=True):
    """One thing to tell, complete in itself."""

    __tablename__ = "alert"
    __table_args__ = (UniqueConstraint("key"), Index(None, "subject", "created_at"))

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    key: str = Field(sa_type=Words)
    kind: str = Field(sa_type=Words)
    created_at: datetime
    source_id: str = Field(sa_type=Words)
    source_name: str = Field(sa_type=Words)
    #: The finding as it was then, with its kind; null for alerts about sources.
    finding: dict[str, Any] | None = Field(sa_type=JSON(none_as_null=True))
    article_title: str = Field(sa_type=Words)
    article_url: str = Field(sa_type=Words)
    published: date | None
    #: `[url, title]` each.
    unread: list[Any] = Field(sa_type=JSON)
    message: str = Field(sa_type=Words)
    since: datetime | None
    #: `[Chinese, English]` each.
    details: list[Any] | None = Field(sa_type=JSON(none_as_null=True))
    attainment: str | None = Field(sa_type=Words)
    subject: str = Field(sa_type=Words, sa_column_kwargs={"server_default": _EMPTY})


class DigestRow(Row, table=True):
    """A route's digest of a period: its row says that the period is done."""

    __tablename__ = "digest"
    __table_args__ = (UniqueConstraint("route", "period"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    route: str = Field(sa_type=Words)
    #: The moment it was due.
    period: datetime
    created_at: datetime
    #: As the room of messages made it; null when there was nothing to say.
    content: dict[str, Any] | None = Field(sa_type=JSON(none_as_null=True))


class MessageRow(Row, table=True):
    """What goes to one recipient as one: some alerts, or a digest."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("key"),
        # Only of what is still to be sent, by its migration: said here, it would load PostgreSQL's
        # dialect at every start on SQLite, 40 ms.
        Index(None, "channel", "id"),
        Index(None, "channel", "due_at"),
        Index(None, "state", "ended_at"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    key: str = Field(sa_type=Words)
    route: str = Field(sa_type=Words)
    channel: str = Field(sa_type=Words)
    #: A digest's content is kept once for all its recipients.
    digest_id: int | None = Field(foreign_key="digest.id", sa_type=KEY)
    content: dict[str, Any] | None = Field(sa_type=JSON(none_as_null=True))
    #: When it should have gone out.
    due_at: datetime
    #: `MessageState`.
    state: str = Field(sa_type=Words)
    attempts: int
    #: Not before this moment; while claimed, the end of the lease; null when all is over.
    next_try_at: datetime | None
    #: Parts that arrived, of how many.
    parts_sent: int
    parts_total: int
    #: Names the parts that these numbers count; empty before the first arrived.
    cut: str = Field(default="", sa_type=Words, sa_column_kwargs={"server_default": _EMPTY})
    #: Whether the next part may have arrived already.
    repeat: bool
    #: Whether the parts that arrived are marked late.
    late: bool
    error: str = Field(sa_type=Words)
    ended_at: datetime | None


class DeliveryRow(Row, table=True):
    """An alert in the queue of one recipient, or of a route's next digest (channel `digest:ROUTE`)."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("alert_id", "channel"),
        Index(None, "channel", "state", "next_try_at"),
        Index(None, "message_id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    alert_id: int = Field(foreign_key="alert.id", sa_type=KEY)
    channel: str = Field(sa_type=Words)
    #: `DeliveryState`.
    state: str = Field(sa_type=Words)
    #: Of before revision 0002; the message counts them now.
    attempts: int = 0
    #: Not before this moment.
    next_try_at: datetime
    error: str = Field(default="", sa_type=Words)
    sent_at: datetime | None = None
    route: str = Field(sa_type=Words, sa_column_kwargs={"server_default": _EMPTY})
    #: The message or digest that took it up.
    message_id: int | None = Field(default=None, foreign_key="message.id", sa_type=KEY)
    digest_id: int | None = Field(default=None, foreign_key="digest.id", sa_type=KEY)


ALERT = METADATA.tables["alert"]
DELIVERY = METADATA.tables["delivery"]
DIGEST = METADATA.tables["digest"]
MESSAGE = METADATA.tables["message"]
