"""Sending what is queued."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from ..domain import Coverage
from ..errors import NotifyError
from ..notify import Channel, summary
from ..store import Settlement
from .check import Service

#: Alerts in one message at most; more go out as further messages.
ALERTS_PER_MESSAGE = 20
#: A claim whose sender died is free again after this time.
LEASE = timedelta(minutes=10)
#: Wait before a refused message is tried again, by number of attempts; the last for ever.
RETRY_AFTER = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 360))


def deliver(
    service: Service,
    channels: Sequence[Channel],
    coverage: Coverage,
) -> tuple[int, tuple[NotifyError, ...]]:
    """
    Send what is due to each channel; a refusal keeps the alerts and is tried again later.

    Returns the number of alerts sent and the refusals.
    """
    sent = 0
    refusals: list[NotifyError] = []
    for channel in channels:
        while claimed := service.store.claim(channel.id, service.clock(), LEASE, ALERTS_PER_MESSAGE):
            ids = [delivery.id for delivery in claimed]
            try:
                channel.send(summary([delivery.alert for delivery in claimed], coverage))
            except NotifyError as exc:
                attempts = max(delivery.attempts for delivery in claimed)
                wait_for = RETRY_AFTER[min(attempts, len(RETRY_AFTER)) - 1]
                now = service.clock()
                service.store.settle(ids, Settlement.FAILED, str(exc), now, now + wait_for)
                refusals.append(exc)
                break
            service.store.settle(ids, Settlement.SENT, "", service.clock())
            sent += len(ids)
    return sent, tuple(refusals)
