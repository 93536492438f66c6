"""What findings mean for what is known, how checks went, and what people are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from .findings import Finding
from .pages import Attachment


class ChangeKind(StrEnum):
    """How a finding relates to what is recorded."""

    NEW = "new"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Change:
    """A finding with its identity and its novelty."""

    finding: Finding
    #: Identity over pages and re-reads; equal for restatements of the same thing.
    fingerprint: str
    kind: ChangeKind


class Health(StrEnum):
    """State of a source, as people are told it."""

    NEW = "new"  # never checked
    OK = "ok"
    DEGRADED = "degraded"  # failed once or twice, or some articles could not be read
    BROKEN = "broken"  # failed three times in a row
    BLOCKED = "blocked"  # as broken, and the site refuses us
    QUIET = "quiet"  # it usually publishes, and has published nothing for unusually long
    STALE = "stale"  # no check succeeded lately, though none failed either: only the time tells
    RECOVERED = "recovered"  # the last check succeeded, the one before it found the source broken or blocked


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """What is remembered about a source between checks."""

    source_id: str
    health: Health = Health.NEW
    last_checked_at: datetime | None = None
    last_success_at: datetime | None = None
    #: Consecutive failed checks.
    failures: int = 0
    #: Moment of the first failure of the present series.
    failing_since: datetime | None = None
    reason: str = ""
    next_due_at: datetime | None = None
    #: False until every listing was read and each article of these first readings was tried once.
    baseline_done: bool = False
    #: `Source.fingerprint` at the last check.
    fingerprint: str = ""
    #: Why its silence is unusual, with numbers; empty while it publishes as usual.
    quiet: str = ""


class Outcome(StrEnum):
    """How one check of a source ended."""

    OK = "ok"
    UNCHANGED = "unchanged"  # nothing had changed and nothing was left to do
    PARTIAL = "partial"  # the listing was read; some article was not
    FAILED = "failed"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Failure:
    """An address that could not be read in this check, and why."""

    url: str
    message: str
    #: The network gave no answer at all; not recorded.
    unreachable: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """What people should know of a source although its check went well."""

    #: Names the matter within the source: nobody is told of it twice.
    key: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What one check of one source did."""

    source_id: str
    started_at: datetime
    finished_at: datetime
    outcome: Outcome
    #: Links found in the listings; 0 when they had not changed.
    links: int = 0
    new_articles: int = 0
    new_versions: int = 0
    new_measures: int = 0
    new_targets: int = 0
    new_progress: int = 0
    #: Links known but not yet recorded.
    pending: int = 0
    baseline: bool = False
    #: Every listing has been read, and each article of the first reading was tried once.
    baseline_ends: bool = False
    failures: tuple[Failure, ...] = ()
    notices: tuple[Notice, ...] = ()


class AlertKind(StrEnum):
    """Why people are told something."""

    NEW_MEASURE = "new_measure"
    MEASURE_ADVANCED = "measure_advanced"  # it reached a higher stage
    NEW_TARGET = "new_target"
    TARGET_REVISED = "target_revised"
    TARGET_WITHDRAWN = "target_withdrawn"  # no page states it any more: the last one that did was edited
    NEW_PROGRESS = "new_progress"
    STATUS_PROPOSAL = "status_proposal"  # a rule proposes, a person decides
    MILESTONE = "milestone"  # a deadline is near
    OVERDUE = "overdue"
    BASELINE = "baseline"
    SOURCE_BROKEN = "source_broken"
    SOURCE_RECOVERED = "source_recovered"
    SOURCE_NOTICE = "source_notice"  # its checks go well, and yet something may be missed
    SERVICE_NOTICE = "service_notice"  # the service found and mended a fault of its own
    SERVICE_RESTARTED = "service_restarted"  # after a gap in which nothing was checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing to tell, complete in itself: it is rendered long after it was made."""

    #: Unique; the same news never makes a second row.
    key: str
    kind: AlertKind
    created_at: datetime
    source_id: str
    source_name: str
    #: Set for findings; None for source alerts.
    finding: Finding | None = None
    article_title: str = ""
    article_url: str = ""
    published: date | None = None
    #: Attachments of the article that were not read: targets may be there.
    unread: tuple[Attachment, ...] = ()
    #: Further words for alerts that carry no finding.
    message: str = ""
    #: Source alerts: when its failures began. A restart: when the service was last seen.
    since: datetime | None = None
    #: Further lines, each in Chinese and English: what was before, why it is proposed.
    details: tuple[tuple[str, str], ...] = ()
    #: How much of the target is reached, in percent; None where that cannot be told.
    attainment: Decimal | None = None
    #: What it is about, whichever page says so: a second alert soon after the first is not sent. Empty: unlike any.
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an alert waits to be told."""

    #: Recipient's id: a name or hash, never an address with secrets; `digest:ROUTE` for a route's next digest.
    channel: str
    #: Id of the route.
    route: str
    #: Not before this moment.
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Posting:
    """An alert and all who are to be told it."""

    alert: Alert
    destinations: tuple[Destination, ...] = ()


class Verdict(StrEnum):
    """How an attempt to send ended."""

    SENT = "sent"  # the service said that it accepted
    REFUSED = "refused"  # it said no to this message; others may pass
    FAILED = "failed"  # it could not be reached, was busy or broken: nothing arrived
    UNKNOWN = "unknown"  # the request was written, no answer came: it may have arrived


@dataclass(frozen=True, slots=True)
class SendResult:
    """What became of one part of a message."""

    verdict: Verdict
    #: The service's own words, without secrets; empty when sent.
    reason: str = ""
    #: How long the service asked us to wait.
    retry_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How complete the watch is at a moment: shown under every summary."""

    #: Enabled sources.
    total: int
    #: Sources whose last check succeeded and is not older than twice their interval.
    fresh: int
    #: (name, failing since, reason) of broken and blocked sources, longest first.
    broken: tuple[tuple[str, datetime, str], ...] = ()
    #: Names of sources that were never checked, or not lately.
    stale: tuple[str, ...] = ()
    #: Names of sources that are read in time and publish nothing, unlike before.
    quiet: tuple[str, ...] = ()
