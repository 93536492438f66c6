"""
The delivery of queued messages: claim a message, send its parts, settle it.

Once a day an audit compares what was recorded with what was told, independently of the code that makes alerts, and
mends what differs.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from ..domain import Alert, AlertKind, Coverage, Measure, Progress, SendResult, Source, Verdict, day_in_china
from ..notify import (
    Bilingual,
    Channel,
    Language,
    Part,
    Route,
    alerts_content,
    claim,
    destinations,
    from_document,
    limited,
    meant_for,
    postings,
    service_notice,
    to_document,
)
from ..store import Fold, Message, Store, UntoldFinding
from .check import Service

logger = logging.getLogger(__name__)

#: How long a sender may hold a message without an arrived part; then another process may claim it.
LEASE = timedelta(minutes=3)
STOPPED = SendResult(Verdict.FAILED, "the service was told to stop before it was sent")
#: Recipients that are told at the same time, each by a thread of its own.
RECIPIENTS_AT_ONCE = 64
#: Wait before the next attempt, by number of attempts; the last one for all further attempts.
RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
#: A service that asks for a longer wait gets its next attempt after this.
LONGEST_WAIT = timedelta(days=1)
#: A message that goes out so long after its time, or holds such an alert, says that it is late.
LATE_AFTER = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What one round of sending achieved."""

    #: Messages that were sent.
    messages: int = 0
    #: A reason for each message that was not sent.
    refusals: tuple[str, ...] = ()


def deliver(service: Service, channels: Sequence[Channel], coverage: Coverage) -> DeliveryReport:
    """Send the due messages of all channels, at the same time, so that no recipient waits for a slow one."""
    due = frozenset(service.store.outbox.channels_with_due(service.clock()))
    waiting = [channel for channel in channels if channel.id in due]
    with ThreadPoolExecutor(RECIPIENTS_AT_ONCE, thread_name_prefix="recipient") as pool:
        reports = list(pool.map(lambda channel: deliver_to(channel, service, coverage), waiting))
    refusals = tuple(refusal for report in reports for refusal in report.refusals)
    return DeliveryReport(sum(report.messages for report in reports), refusals)


def deliver_to(channel: Channel, service: Service, coverage: Coverage) -> DeliveryReport:
    """
    Send the due messages of a channel, oldest first; keep those that its service does not accept for a later try.

    A channel that fails rests until its next try.
    """
    sent = 0
    refusals: list[str] = []
    fold = folding(service, coverage)
    while not service.stop.is_set():
        message = service.store.outbox.claim(channel.id, service.clock(), LEASE, fold)
        if message is None:
            break
        result = send(message, channel, service)
        if result.verdict is Verdict.SENT:
            sent += 1
            continue
        refusals.append(result.reason)
        if result.verdict is not Verdict.REFUSED:
            break
    return DeliveryReport(sent, tuple(refusals))


def folding(service: Service, coverage: Coverage) -> Fold:
    """Return how waiting alerts become one message."""
    routes = {route.id: route for route in service.routes}

    def compose(route_id: str, alerts: Sequence[Alert]) -> dict[str, Any]:
        now, route = service.clock(), routes.get(route_id)
        content = alerts_content(alerts, route_id, coverage, now)
        due = [meant_for(route, alert) if route else alert.created_at for alert in alerts]
        late = any(now - moment > LATE_AFTER for moment in due)
        return to_document(replace(content, late=late))

    return Fold(compose, per_hour={route.id: route.max_per_hour for route in service.routes})


def send(message: Message, channel: Channel, service: Service) -> SendResult:
    """Send the parts that have not arrived yet, then settle the message."""
    content = from_document(message.content)
    late = message.late if message.parts_sent else service.clock() - message.due_at > LATE_AFTER
    content = replace(content, late=content.late or late)
    parts = channel.parts(content, language_of(message.route, service), message.key)
    # Another version of this program or another language cuts elsewhere: then all parts go out again, marked.
    cut = hash_of_cuts(parts)
    recut = message.parts_sent > 0 and message.cut != cut
    first = 0 if recut else message.parts_sent
    repeat = message.repeat or (recut and message.parts_sent > 0)
    for number, part in enumerate(parts[first:], first + 1):
        service.throttle.wait(channel.id, channel.gap_s)
        with limited(service.stop):
            result = STOPPED if service.stop.is_set() else channel.send(part, repeat=repeat)
        now = service.clock()
        if result.verdict is not Verdict.SENT:
            service.store.outbox.settle(message, result, now, retry_at(message, result, now, service.dead_after))
            return result
        repeat = recut and number < message.parts_sent
        progress = (number, len(parts))
        if number < len(parts) and not service.store.outbox.arrived(message, progress, now + LEASE, late=late, cut=cut):
            return SendResult(Verdict.UNKNOWN, f"{channel.label}: took so long that another process went on")
    service.store.outbox.settle(message, SendResult(Verdict.SENT), service.clock())
    return SendResult(Verdict.SENT)


def hash_of_cuts(parts: Sequence[Part]) -> str:
    """Return a hash that differs where the same text is cut elsewhere."""
    digest = hashlib.sha256()
    for part in parts:
        for text in (part.title, part.body):
            digest.update(f"{len(text)}:{text}".encode(errors="replace"))
    return digest.hexdigest()[:16]


def language_of(route: str, service: Service) -> Language:
    """Return the language of a route's readers; both where the route no longer exists."""
    return next((known.language for known in service.routes if known.id == route), Language.BOTH)


def retry_at(message: Message, result: SendResult, now: datetime, dead_after: timedelta) -> datetime | None:
    """Return when to try again: each time later, and no sooner than the service asks; None to give up."""
    if now - message.due_at >= dead_after:
        logger.error(
            "message given up", extra={"action": "message_dead", "channel": message.channel, "reason": result.reason}
        )
        return None
    wait = RETRY_AFTER[min(message.attempts, len(RETRY_AFTER)) - 1]
    return now + min(max(wait, result.retry_after or wait), LONGEST_WAIT)


# The audit

#: The audit looks back this far.
AUDITED = timedelta(days=30)
#: The task of the audit, among those that are done once a day.
AUDIT_TASK = "audit"


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What differs between what was recorded and what was told."""

    #: Alerts of findings that were news and in no alert.
    findings: tuple[Alert, ...] = ()
    #: Alerts, by key, with a recipient or digest whose route takes them and who has no place for them.
    recipients: tuple[tuple[str, str], ...] = ()
    #: Places in queues, by alert and recipient, from which no message came.
    lost: tuple[tuple[str, str], ...] = ()

    @property
    def count(self) -> int:
        """How many differences there are."""
        return len(self.findings) + len(self.recipients) + len(self.lost)


def audit(
    store: Store, sources: Sequence[Source], routes: Sequence[Route], now: datetime, *, repair: bool
) -> AuditReport:
    """
    Compare what was recorded in the last month with what was told; with `repair`, tell what was not.

    Each finding that was news has an alert, each alert a place in the queue of every recipient whose route takes
    it, each place that was left a message. Alerts older than the present routes had other recipients.
    """
    since = now - AUDITED
    names = {source.id: source.name for source in sources}
    alerts = tuple(untold_alert(untold, names, now) for untold in store.untold.findings(since))
    places = [
        (posted, destination)
        for posted in store.untold.posted(max(since, store.untold.routes_since(mark_of(routes), now)))
        for destination in destinations(posted.alert, routes, now)
        if destination.channel not in posted.channels
    ]
    lost = store.untold.lost()
    found = AuditReport(
        alerts,
        tuple((posted.alert.key, destination.channel) for posted, destination in places),
        tuple((place.alert, place.channel) for place in lost),
    )
    if repair and found.count:
        with store.write() as unit:
            unit.alerts.post(postings(alerts, routes, now), now)
            unit.untold.repair(places, lost, now)
    return found


def untold_alert(untold: UntoldFinding, names: Mapping[str, str], now: datetime) -> Alert:
    """Return the alert of a finding that nobody was told of."""
    statement = untold.statement
    finding = statement.finding
    kind = AlertKind.NEW_PROGRESS if isinstance(finding, Progress) else AlertKind.NEW_TARGET
    return Alert(
        key=f"finding:{untold.key}",
        kind=AlertKind.NEW_MEASURE if isinstance(finding, Measure) else kind,
        created_at=now,
        source_id=untold.source_id,
        source_name=names.get(untold.source_id, statement.page_issuer or ""),
        finding=finding,
        article_title=statement.title,
        article_url=statement.url,
        published=statement.published,
        details=(("补发：核对时发现未曾提醒", "late: the daily audit found that nobody was told"),),
    )


def mark_of(routes: Sequence[Route]) -> str:
    """Return a mark of who gets what; other hours and languages do not change it."""
    told = [
        (
            route.id, route.channels, sorted(route.kinds), route.issuers, route.regions, route.themes, route.sources,
            route.min_confidence, route.is_digest,
        )
        for route in routes
    ]  # fmt: skip
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def audit_daily(sources: Sequence[Source], service: Service) -> AuditReport:
    """Once a day, audit, mend what differs, log each difference, and tell people how many there were."""
    now, store = service.clock(), service.store
    last = store.checks.last_done(AUDIT_TASK)
    if last is not None and day_in_china(last) == day_in_china(now):
        return AuditReport()
    found = audit(store, sources, service.routes, now, repair=True)
    for words in differences_in(found):
        logger.warning("audit: told late", extra={"action": "told_late", "reason": words})
    if found.count:
        notice = service_notice(f"audit:{now.isoformat()}", audit_words(found), now)
        store.alerts.post(postings([notice], service.routes, now), now)
    store.checks.done(AUDIT_TASK, now)
    return found


def differences_in(found: AuditReport) -> tuple[str, ...]:
    """Return each difference in words."""
    return (
        *(f"no alert of: {claim(alert.finding)} ({alert.article_url})" for alert in found.findings if alert.finding),
        *(f"{key} is not in the queue of {channel}" for key, channel in found.recipients),
        *(f"{key} left the queue of {channel} without a message" for key, channel in found.lost),
    )


def audit_words(found: AuditReport) -> Bilingual:
    """Return how many differences an audit found and mended."""
    counts = (len(found.findings), len(found.recipients), len(found.lost))
    zh = "核对发现：{0} 条发现没有提醒，{1} 条提醒缺少收件人，{2} 条提醒没有送出；现已补发。"
    en = "The audit found {0} findings without an alert, {1} alerts without a recipient, {2} that were not sent; they go out now."
    return Bilingual(zh.format(*counts), en.format(*counts))
