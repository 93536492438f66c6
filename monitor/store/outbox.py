"""Alerts and their deliveries: written with what they tell, claimed by one sender at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, func, select, update
from sqlalchemy.sql.elements import ColumnElement

from ..domain import Alert, Delivery
from . import codec
from .tables import ALERT, DELIVERY
from .values import DeliveryCount, DeliveryState, Settlement
from .writing import add_new

#: States in which a delivery waits for `next_try_at`: a claim is waited for until its lease ends.
_WAITING = (DeliveryState.PENDING, DeliveryState.FAILED, DeliveryState.CLAIMED)


def post(connection: Connection, alerts: Sequence[Alert], channels: Sequence[str], now: datetime) -> int:
    """Write alerts not written before, each with a delivery per channel; return how many were new."""
    rows = [codec.alert_row(alert) for alert in sorted(alerts, key=lambda alert: alert.key)]
    posted = add_new(connection, ALERT, rows, "id")
    deliveries = [
        {
            "alert_id": row.id,
            "channel": channel,
            "state": DeliveryState.PENDING,
            "attempts": 0,
            "next_try_at": now,
        }
        for row in posted
        for channel in dict.fromkeys(channels)
    ]
    add_new(connection, DELIVERY, deliveries)
    return len(posted)


def claim(
    connection: Connection,
    channel: str,
    now: datetime,
    lease: timedelta,
    limit: int,
) -> tuple[Delivery, ...]:
    """Take deliveries that are due, oldest first, for the time of the lease."""
    due = (
        select(DELIVERY.c.id)
        .where(DELIVERY.c.channel == channel, _is_due(now))
        .order_by(DELIVERY.c.next_try_at, DELIVERY.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)  # SQLite drops it: its writers are alone anyway
        .cte("due")  # a subquery in WHERE might be run, and lock rows, more than once
    )
    statement = (
        update(DELIVERY)
        .where(DELIVERY.c.id.in_(select(due.c.id)))
        .values(
            state=DeliveryState.CLAIMED,
            next_try_at=now + lease,
            attempts=DELIVERY.c.attempts + 1,
        )
        .returning(DELIVERY.c.id, DELIVERY.c.alert_id, DELIVERY.c.attempts)
    )
    claimed = sorted(connection.execute(statement).all())
    alerts = _alerts(connection, {row.alert_id for row in claimed})
    return tuple(
        Delivery(id=row.id, alert=alerts[row.alert_id], channel=channel, attempts=row.attempts)
        for row in claimed
    )


def settle(
    connection: Connection,
    ids: Collection[int],
    outcome: Settlement,
    error: str,
    now: datetime,
    retry_at: datetime | None,
) -> None:
    """Write down how sending ended; a late failure never undoes what another sender achieved."""
    mine = DELIVERY.c.id.in_(ids)
    if outcome is Settlement.SENT:
        values = {"state": DeliveryState.SENT, "sent_at": now, "error": ""}
        connection.execute(update(DELIVERY).where(mine).values(values))
        return
    state = DeliveryState.GIVEN_UP if retry_at is None else DeliveryState.FAILED
    failure = {"state": state, "error": error, "next_try_at": retry_at or now}
    claimed = DELIVERY.c.state == DeliveryState.CLAIMED
    connection.execute(update(DELIVERY).where(mine, claimed).values(failure))


def channels_with_due(connection: Connection, now: datetime) -> tuple[str, ...]:
    """Return the channels that have something to send, in order of their names."""
    statement = select(DELIVERY.c.channel).where(_is_due(now)).distinct().order_by(DELIVERY.c.channel)
    return tuple(connection.scalars(statement))


def counts(connection: Connection) -> tuple[DeliveryCount, ...]:
    """Return how many deliveries are in which state, by channel."""
    columns = (DELIVERY.c.channel, DELIVERY.c.state)
    statement = select(*columns, func.count()).group_by(*columns).order_by(*columns)
    return tuple(
        DeliveryCount(channel, DeliveryState(state), count)
        for channel, state, count in connection.execute(statement)
    )


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(DELIVERY.c.state.in_(_WAITING), DELIVERY.c.next_try_at <= now)


def _alerts(connection: Connection, ids: Collection[int]) -> dict[int, Alert]:
    rows = connection.execute(select(ALERT).where(ALERT.c.id.in_(ids)))
    return {row.id: codec.alert_from(row) for row in rows}
