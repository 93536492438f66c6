"""Digests: which periods are done, and what waits for the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from .outbox import alerts_by_id, is_waiting
from .tables import ALERT, DELIVERY, DIGEST, MESSAGE
from .values import Compose, DeadChannel, DeliveryState, MessageState
from .writing import add_new


def last_period(connection: Connection, route: str) -> datetime | None:
    """Return the newest period of a route that is done, None if there is none."""
    newest = select(DIGEST.c.period).where(DIGEST.c.route == route).order_by(DIGEST.c.period.desc())
    found: datetime | None = connection.scalar(newest.limit(1))
    return found


def begin(connection: Connection, route: str, period: datetime, now: datetime) -> None:
    """Note a period as done without a digest: from here on digests are owed."""
    add_new(connection, DIGEST, [{"route": route, "period": period, "created_at": now, "content": None}])


def make(
    connection: Connection,
    route: str,
    period: datetime,
    now: datetime,
    channels: Sequence[str],
    compose: Compose,
) -> bool:
    """
    Write the digest of a period, with a message for each recipient; return whether there is one.

    It takes up the alerts that waited when the period ended. Does nothing if the
    period is done already.
    """
    row = {"route": route, "period": period, "created_at": now, "content": None}
    created = add_new(connection, DIGEST, [row], "id")
    if not created:
        return False
    waiting = (
        select(DELIVERY.c.id, DELIVERY.c.alert_id)
        .join(ALERT, ALERT.c.id == DELIVERY.c.alert_id)
        .where(DELIVERY.c.channel == f"digest:{route}", is_waiting(now), ALERT.c.created_at <= period)
        .order_by(DELIVERY.c.id)
    )
    rows = connection.execute(waiting).all()
    alerts = alerts_by_id(connection, [one.alert_id for one in rows])
    content = compose(route, [alerts[one.alert_id] for one in rows])
    number = created[0].id
    taken = update(DELIVERY).where(DELIVERY.c.id.in_([one.id for one in rows]))
    connection.execute(taken.values(state=DeliveryState.FOLDED, digest_id=number))
    if content is None:
        return False
    connection.execute(update(DIGEST).where(DIGEST.c.id == number).values(content=content))
    add_new(connection, MESSAGE, [_message(number, route, channel, period, now) for channel in channels])
    return True


def dead_since_last(connection: Connection, route: str) -> tuple[DeadChannel, ...]:
    """Return what was given up, by channel, since the last digest of the route that reached anyone was made."""
    said = (
        select(func.max(DIGEST.c.created_at))
        .join(MESSAGE, MESSAGE.c.digest_id == DIGEST.c.id)
        .where(DIGEST.c.route == route, MESSAGE.c.state == MessageState.SENT)
    )
    since = connection.scalar(said)
    statement = (
        select(MESSAGE.c.channel, func.count().label("messages"), func.max(MESSAGE.c.error).label("error"))
        .where(MESSAGE.c.state == MessageState.DEAD)
        .group_by(MESSAGE.c.channel)
        .order_by(MESSAGE.c.channel)
    )
    if since is not None:
        statement = statement.where(MESSAGE.c.ended_at >= since)
    return tuple(DeadChannel(row.channel, row.messages, row.error) for row in connection.execute(statement))


def _message(digest: int, route: str, channel: str, period: datetime, now: datetime) -> dict[str, object]:
    return {
        "key": f"digest:{route}:{period.isoformat()}:{channel}",
        "route": route,
        "channel": channel,
        "digest_id": digest,
        "content": None,
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
