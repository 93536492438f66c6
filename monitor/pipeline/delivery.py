"""Sending what is queued: claimed, sent part by part, settled."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from ..domain import Alert, Answer, Coverage, Verdict
from ..notify import Channel, Language, Part, alerts_content, from_document, meant_for, to_document
from ..store import Fold, Message
from .check import Service

logger = logging.getLogger(__name__)

#: A claim whose sender died is free again after this time; each part that arrives prolongs it.
LEASE = timedelta(minutes=10)
#: Wait before a message is tried again, by number of attempts; the last for ever.
RETRY_AFTER = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 360))
#: A service that asks for a longer wait is asked again after this all the same.
LONGEST_WAIT = timedelta(days=1)
#: A message that goes out so long after its time, or tells of what should have been told then, is marked late.
LATE_AFTER = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a round of sending achieved."""

    messages: int = 0
    #: One line for each message that was not accepted.
    refusals: tuple[str, ...] = ()


def deliver(
    service: Service,
    channels: Sequence[Channel],
    coverage: Coverage,
    on_message: Callable[[], None] = lambda: None,
) -> Delivered:
    """
    Send what is due to each channel, in order; what is not accepted is kept and tried again later.

    A channel that is down is left alone until its next try; others go on. `on_message` is called
    before each message: a long round is a sign of life.
    """
    due = frozenset(service.store.channels_with_due(service.clock()))
    sent = 0
    refusals: list[str] = []
    for channel in channels:
        while channel.id in due and not service.stop.is_set():
            on_message()
            message = service.store.next_message(
                channel.id, service.clock(), LEASE, folding(service, coverage)
            )
            if message is None:
                break
            answer = send(message, channel, service)
            if answer.verdict is Verdict.SENT:
                sent += 1
                continue
            refusals.append(answer.reason)
            if answer.verdict is not Verdict.REFUSED:
                break
    return Delivered(sent, tuple(refusals))


def folding(service: Service, coverage: Coverage) -> Fold:
    """Return how alerts that wait become one message."""
    routes = {route.id: route for route in service.routes}

    def compose(route_id: str, alerts: Sequence[Alert]) -> dict[str, Any]:
        now, route = service.clock(), routes.get(route_id)
        content = alerts_content(alerts, route_id, coverage, now)
        late = any(now - (meant_for(route, one) if route else one.created_at) > LATE_AFTER for one in alerts)
        return to_document(replace(content, late=late))

    return Fold(compose, per_hour={route.id: route.max_per_hour for route in service.routes})


def send(message: Message, channel: Channel, service: Service) -> Answer:
    """Send the parts that have not arrived yet, and settle the message."""
    content = from_document(message.content)
    late = message.late if message.parts_sent else service.clock() - message.due_at > LATE_AFTER
    content = replace(content, late=content.late or late)
    parts = channel.parts(content, language_of(message.route, service), message.key)
    # Another version of this program or another language cuts elsewhere: all of them again, and said so.
    cut = named(parts)
    recut = message.parts_sent > 0 and message.cut != cut
    first = 0 if recut else message.parts_sent
    repeat = message.repeat or (recut and message.parts_sent > 0)
    for number, part in enumerate(parts[first:], first + 1):
        service.throttle.wait(channel.id, channel.gap_s)
        answer = channel.send(part, repeat=repeat)
        now = service.clock()
        if answer.verdict is not Verdict.SENT:
            service.store.settle(message, answer, now, retry_at(message, answer, now, service.dead_after))
            return answer
        repeat = recut and number < message.parts_sent
        progress = (number, len(parts))
        if number < len(parts) and not service.store.arrived(
            message, progress, now + LEASE, late=late, cut=cut
        ):
            return Answer(Verdict.UNKNOWN, f"{channel.label}: took so long that another process went on")
    service.store.settle(message, Answer(Verdict.SENT), service.clock())
    return Answer(Verdict.SENT)


def named(parts: Sequence[Part]) -> str:
    """Return what tells these parts from the same text cut elsewhere."""
    said = hashlib.sha256()
    for part in parts:
        for text in (part.title, part.body):
            said.update(f"{len(text)}:{text}".encode(errors="replace"))
    return said.hexdigest()[:16]


def language_of(route: str, service: Service) -> Language:
    """Return what the readers of a route read; both where the route is gone."""
    return next((one.language for one in service.routes if one.id == route), Language.BOTH)


def retry_at(message: Message, answer: Answer, now: datetime, dead_after: timedelta) -> datetime | None:
    """Return when to try again: later each time, as late as the service asks; None to give up."""
    if now - message.due_at >= dead_after:
        logger.error(
            "message given up",
            extra={"action": "message_dead", "channel": message.channel, "reason": answer.reason},
        )
        return None
    wait = RETRY_AFTER[min(message.attempts, len(RETRY_AFTER)) - 1]
    return now + min(max(wait, answer.retry_after or wait), LONGEST_WAIT)
