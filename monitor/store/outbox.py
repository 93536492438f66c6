"""Alerts and their queues: written with what they tell, for everyone who is to be told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, select, union

from ..domain import Alert, Posting
from . import codec
from .links import chunks
from .tables import ALERT, ARTICLE, DELIVERY, MESSAGE
from .values import DeliveryCount, DeliveryState
from .writing import add_new

#: A second alert on the same subject within this time is written down, but queued for nobody told already.
SAME_SUBJECT_WITHIN = timedelta(days=7)


def post(connection: Connection, postings: Sequence[Posting], now: datetime) -> int:
    """Write alerts not written before, each with its places in queues; return how many were new."""
    by_key = {posting.alert.key: posting for posting in postings}
    # Sorted, so that two processes never wait for each other crosswise.
    rows = [codec.alert_row(by_key[key].alert) for key in sorted(by_key)]
    posted = add_new(connection, ALERT, rows, "id", "key", "subject")
    told = _told(connection, {row.subject for row in posted if row.subject}, now)
    deliveries = []
    for row in sorted(posted, key=lambda row: row.id):
        for place in by_key[row.key].places:
            repeats = (row.subject, place.channel) in told
            deliveries.append(
                {
                    "alert_id": row.id,
                    "channel": place.channel,
                    "route": place.route,
                    "state": DeliveryState.SUPPRESSED if repeats else DeliveryState.PENDING,
                    "attempts": 0,
                    "next_try_at": place.due_at,
                }
            )
            if row.subject:
                told.add((row.subject, place.channel))
    add_new(connection, DELIVERY, deliveries)
    return len(posted)


def alerts_by_id(connection: Connection, ids: Collection[int]) -> dict[int, Alert]:
    """Return alerts by the numbers of their rows."""
    rows = connection.execute(select(ALERT).where(ALERT.c.id.in_(ids)))
    return {row.id: codec.alert_from(row) for row in rows}


def waiting(connection: Connection, channel: str) -> tuple[Alert, ...]:
    """Return the alerts in a queue, due or not, oldest first."""
    statement = (
        select(ALERT)
        .join(DELIVERY, DELIVERY.c.alert_id == ALERT.c.id)
        .where(DELIVERY.c.channel == channel, DELIVERY.c.state == DeliveryState.PENDING)
        .order_by(DELIVERY.c.id)
    )
    return tuple(codec.alert_from(row) for row in connection.execute(statement))


def sources_of(connection: Connection, urls: Collection[str]) -> dict[str, str]:
    """Return the sources of recorded articles by their addresses."""
    found: dict[str, str] = {}
    for chunk in chunks(urls):
        rows = connection.execute(select(ARTICLE.c.url, ARTICLE.c.source_id).where(ARTICLE.c.url.in_(chunk)))
        found |= {row.url: row.source_id for row in rows}
    return found


def is_waiting(now: datetime) -> ColumnElement[bool]:
    """Return the condition that an alert waits in a queue and may leave it."""
    return (DELIVERY.c.state == DeliveryState.PENDING) & (DELIVERY.c.next_try_at <= now)


def channels_with_due(connection: Connection, now: datetime) -> tuple[str, ...]:
    """Return the queues and recipients that have something to send, in order of their names."""
    waiting = select(DELIVERY.c.channel).where(is_waiting(now))
    open_messages = select(MESSAGE.c.channel).where(MESSAGE.c.next_try_at <= now)
    return tuple(sorted(connection.scalars(union(waiting, open_messages))))


def counts(connection: Connection) -> tuple[DeliveryCount, ...]:
    """Return how many alerts wait in each queue, and how many messages are in which state."""
    queued = (
        select(DELIVERY.c.channel, DELIVERY.c.state, func.count())
        .where(DELIVERY.c.message_id.is_(None), DELIVERY.c.digest_id.is_(None))
        .group_by(DELIVERY.c.channel, DELIVERY.c.state)
    )
    # An alert is where its message is.
    folded = (
        select(MESSAGE.c.channel, MESSAGE.c.state, func.count())
        .join(DELIVERY, DELIVERY.c.message_id == MESSAGE.c.id)
        .group_by(MESSAGE.c.channel, MESSAGE.c.state)
    )
    digests = (
        select(MESSAGE.c.channel, MESSAGE.c.state, func.count())
        .where(MESSAGE.c.digest_id.is_not(None))
        .group_by(MESSAGE.c.channel, MESSAGE.c.state)
    )
    found: dict[tuple[str, str], int] = {}
    for query in (queued, folded, digests):
        for channel, state, count in connection.execute(query):
            found[channel, state] = found.get((channel, state), 0) + count
    return tuple(DeliveryCount(channel, state, count) for (channel, state), count in sorted(found.items()))


def _told(connection: Connection, subjects: Collection[str], now: datetime) -> set[tuple[str, str]]:
    """Return which recipients were lately told, or are about to be told, of which subjects."""
    if not subjects:
        return set()
    statement = (
        select(ALERT.c.subject, DELIVERY.c.channel)
        .join(DELIVERY, DELIVERY.c.alert_id == ALERT.c.id)
        .where(
            ALERT.c.subject.in_(subjects),
            ALERT.c.created_at > now - SAME_SUBJECT_WITHIN,
            DELIVERY.c.state != DeliveryState.SUPPRESSED,
        )
    )
    return {(row.subject, row.channel) for row in connection.execute(statement)}
