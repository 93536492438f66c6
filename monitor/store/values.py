"""What the store answers with, where no value of the domain fits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from ..domain import Finding, Measure, Progress, Target

FindingT_co = TypeVar("FindingT_co", Measure, Target, Progress, Finding, covariant=True)


class LinkState(StrEnum):
    """What became of a link."""

    PENDING = "pending"  # its article is still to be read
    OLD = "old"  # older than the first check reads back
    RECORDED = "recorded"
    GIVEN_UP = "given_up"  # could not be read too often


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"
    CLAIMED = "claimed"  # a process is sending it, until the lease ends
    SENT = "sent"
    FAILED = "failed"  # will be tried again
    GIVEN_UP = "given_up"


class Settlement(StrEnum):
    """How sending ended."""

    SENT = "sent"
    FAILED = "failed"


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
    """How many deliveries of a channel are in a state."""

    channel: str
    state: DeliveryState
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
