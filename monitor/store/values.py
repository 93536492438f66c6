"""What the store answers with, where no value of the domain fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from ..domain import Alert, Finding, Measure, Progress, Target

FindingT_co = TypeVar("FindingT_co", Measure, Target, Progress, Finding, covariant=True)


class LinkState(StrEnum):
    """What became of a link."""

    PENDING = "pending"  # its article is still to be read
    OLD = "old"  # older than the first check reads back
    RECORDED = "recorded"
    GIVEN_UP = "given_up"  # could not be read too often


class DeliveryState(StrEnum):
    """Where an alert stands in a recipient's queue."""

    PENDING = "pending"
    FOLDED = "folded"  # taken up into a message or digest, which knows the rest
    SUPPRESSED = "suppressed"  # he was told of the same subject lately


class MessageState(StrEnum):
    """Where a message stands."""

    PENDING = "pending"
    CLAIMED = "claimed"  # a process is sending it, until the lease ends
    SENT = "sent"
    REFUSED = "refused"  # will be tried again; others may overtake it
    FAILED = "failed"  # will be tried again, before all others
    UNKNOWN = "unknown"  # as failed, but it may have arrived
    DEAD = "dead"  # given up


#: What makes one message of a route's alerts, as JSON values; None when there is nothing to say. Pure.
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
    #: Names the parts that these numbers count; empty before the first arrived, and of before revision 0005.
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
class DeadChannel:
    """A recipient whom messages could not reach."""

    channel: str
    messages: int
    #: The last reasons' words.
    error: str


class Novelty(StrEnum):
    """What recording an article changed."""

    NEW = "new"
    NEW_VERSION = "new_version"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What was not known before an article was recorded."""

    outcome: Novelty
    new_measures: int = 0
    new_targets: int = 0
    new_progress: int = 0
    new_alerts: int = 0


@dataclass(frozen=True, slots=True)
class Backlog:
    """What a source has left to do besides its listings."""

    #: Links whose article is not recorded.
    pending: int = 0
    #: Those of them whose next try has come.
    due: int = 0


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings or articles are asked for; None: all."""

    source_id: str | None = None
    #: Part of an issuer's name, of the finding or of its article.
    issuer: str | None = None
    #: Beginning of a region's name.
    region: str | None = None
    in_scope: bool | None = None
    #: Last days of targets' deadlines, both included.
    deadline_from: date | None = None
    deadline_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedFinding(Generic[FindingT_co]):
    """A finding with the first of its mentions that was asked for, and the article that holds it."""

    finding: FindingT_co
    fingerprint: str
    first_seen_at: datetime
    source_id: str
    article_title: str
    article_url: str
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedArticle:
    """An article as a line of a list."""

    url: str
    title: str
    source_id: str
    published: date | None
    issuer: str | None
    document_number: str | None
    relevant: bool
    first_seen_at: datetime
    versions: int


@dataclass(frozen=True, slots=True)
class LostLink:
    """A link that was given up."""

    source_id: str
    url: str
    title: str
    error: str


@dataclass(frozen=True, slots=True)
class DeliveryCount:
    """How many alerts and digests for a channel are in a state."""

    channel: str
    #: `DeliveryState` while in the queue, then `MessageState`.
    state: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much is recorded."""

    articles: int
    versions: int
    measures: int
    targets: int
    progress: int
    quarantined: int
    alerts: int
    pending_links: int
    given_up_links: int
