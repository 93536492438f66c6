"""
Messages: what goes to one recipient as one, claimed by one sender at a time.

Messages to a recipient go out in the order in which they were made. One that
could not be sent because the recipient's service is down holds back those
behind it; one that the service refused does not. While a message waits, alerts
stay in the queue, and are taken up together once the way is free.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select, update

from ..domain import Answer, Verdict
from .outbox import alerts_by_id, is_waiting
from .tables import DELIVERY, DIGEST, MESSAGE
from .values import DeliveryState, Fold, LoggedMessage, Message, MessageState
from .writing import insert

ONE_HOUR = timedelta(hours=1)

_STATES = {
    Verdict.SENT: MessageState.SENT,
    Verdict.REFUSED: MessageState.REFUSED,
    Verdict.FAILED: MessageState.FAILED,
    Verdict.UNKNOWN: MessageState.UNKNOWN,
}
#: What `retry` takes up again.
_UNSENT = (MessageState.DEAD, MessageState.REFUSED, MessageState.FAILED, MessageState.UNKNOWN)


def next_message(
    connection: Connection, channel: str, now: datetime, lease: timedelta, fold: Fold
) -> Message | None:
    """Claim what goes to a recipient next: a message that is due, else a new one of the alerts that wait."""
    head = _head(connection, channel)
    if head is None:
        return _claim_refused(connection, channel, now, lease) or _fold(connection, channel, now, lease, fold)
    return _claim(connection, head, now, lease)


def arrived(
    connection: Connection,
    message: Message,
    parts: tuple[int, int],
    until: datetime,
    *,
    late: bool,
    cut: str,
) -> bool:
    """Note how many parts arrived, of how many, and prolong the claim; return whether it was still ours."""
    statement = (
        update(MESSAGE)
        .where(*_is_claim_of(message))
        .values(
            parts_sent=parts[0],
            parts_total=parts[1],
            cut=cut,
            late=late,
            repeat=False,
            next_try_at=until,
        )
    )
    return connection.execute(statement).rowcount == 1


def settle(
    connection: Connection, message: Message, answer: Answer, now: datetime, retry_at: datetime | None
) -> None:
    """Write down how sending ended; without `retry_at` a message that was not sent is dead."""
    if answer.verdict is Verdict.SENT:
        sent = {"state": MessageState.SENT, "next_try_at": None, "ended_at": now, "error": ""}
        connection.execute(update(MESSAGE).where(MESSAGE.c.id == message.id).values(sent))
        return
    values: dict[str, object] = {
        "state": MessageState.DEAD if retry_at is None else _STATES[answer.verdict],
        "next_try_at": retry_at,
        "ended_at": now if retry_at is None else None,
        "error": answer.reason,
    }
    if answer.verdict is Verdict.UNKNOWN:
        values["repeat"] = True
    connection.execute(update(MESSAGE).where(*_is_claim_of(message)).values(values))


def retry(connection: Connection, channels: Collection[str] | None, now: datetime) -> int:
    """Make messages due now that were given up, or wait for their next try; return how many."""
    statement = update(MESSAGE).where(MESSAGE.c.state.in_(_UNSENT))
    if channels is not None:
        statement = statement.where(MESSAGE.c.channel.in_(channels))
    return connection.execute(statement.values(_again(now))).rowcount


def move(connection: Connection, old: str, new: str, now: datetime) -> int:
    """Give what waits in one queue, or was given up, to another; return how many alerts and messages."""
    has = select(DELIVERY.c.alert_id).where(DELIVERY.c.channel == new).scalar_subquery()
    waits = (DELIVERY.c.channel == old) & (DELIVERY.c.state == DeliveryState.PENDING)
    known = update(DELIVERY).where(waits, DELIVERY.c.alert_id.in_(has))
    connection.execute(known.values(state=DeliveryState.SUPPRESSED))
    moved = connection.execute(update(DELIVERY).where(waits).values(channel=new)).rowcount
    values: dict[str, object] = {
        "channel": new,
        # Whoever reads there may be the same person, who has some of it.
        "repeat": or_(MESSAGE.c.repeat, MESSAGE.c.parts_sent > 0, MESSAGE.c.state == MessageState.CLAIMED),
        "parts_sent": 0,
        "parts_total": 0,
        "cut": "",
    }
    still = MESSAGE.c.state.in_((MessageState.PENDING, *_UNSENT))
    abandoned = (MESSAGE.c.state == MessageState.CLAIMED) & (MESSAGE.c.next_try_at <= now)
    statement = update(MESSAGE).where(MESSAGE.c.channel == old, or_(still, abandoned))
    statement = statement.values(values | _again(now))
    return moved + connection.execute(statement).rowcount


def _again(now: datetime) -> dict[str, object]:
    """Return the values of a message that is to go out now as if it had just been made."""
    return {"state": MessageState.PENDING, "next_try_at": now, "ended_at": None, "due_at": now}


def log(connection: Connection, limit: int) -> tuple[LoggedMessage, ...]:
    """Return messages, newest first."""
    alerts = (
        select(func.count())
        .where(or_(DELIVERY.c.message_id == MESSAGE.c.id, DELIVERY.c.digest_id == MESSAGE.c.digest_id))
        .scalar_subquery()
        .label("alerts")
    )
    names = [name for name in LoggedMessage.__slots__ if name not in {"alerts", "is_digest"}]
    columns = [MESSAGE.c[name] for name in names]
    statement = select(*columns, alerts, MESSAGE.c.digest_id.is_not(None).label("is_digest"))
    rows = connection.execute(statement.order_by(MESSAGE.c.id.desc()).limit(limit))
    return tuple(LoggedMessage(**row._mapping) for row in rows)  # noqa: SLF001 -- documented


def _head(connection: Connection, channel: str) -> int | None:
    """Return the oldest open message of a recipient that others must not overtake."""
    statement = select(MESSAGE.c.id).where(
        MESSAGE.c.channel == channel,
        MESSAGE.c.next_try_at.is_not(None),
        MESSAGE.c.state != MessageState.REFUSED,
    )
    return connection.scalar(statement.order_by(MESSAGE.c.id).limit(1))


def _claim_refused(connection: Connection, channel: str, now: datetime, lease: timedelta) -> Message | None:
    statement = select(MESSAGE.c.id).where(
        MESSAGE.c.channel == channel,
        MESSAGE.c.next_try_at <= now,
        MESSAGE.c.state == MessageState.REFUSED,
    )
    found = connection.scalar(statement.order_by(MESSAGE.c.id).limit(1))
    return None if found is None else _claim(connection, found, now, lease)


def _claim(connection: Connection, number: int, now: datetime, lease: timedelta) -> Message | None:
    """
    Take a message for the time of the lease, if it is due.

    One statement: of two senders the second finds the lease of the first. A
    claim that lapsed had a sender who died, perhaps after the request was written.
    """
    statement = (
        update(MESSAGE)
        .where(MESSAGE.c.id == number, MESSAGE.c.next_try_at <= now)
        .values(
            state=MessageState.CLAIMED,
            next_try_at=now + lease,
            attempts=MESSAGE.c.attempts + 1,
            repeat=or_(MESSAGE.c.repeat, MESSAGE.c.state == MessageState.CLAIMED),
        )
        .returning(MESSAGE)
    )
    row = connection.execute(statement).first()
    return None if row is None else _message(connection, row)


def _message(connection: Connection, row: Row[object]) -> Message:
    columns = row._mapping  # noqa: SLF001 -- the documented way to a row's columns by name
    values = {name: columns[name] for name in Message.__slots__ if name != "content"}
    content = columns["content"]
    if columns["digest_id"] is not None:
        content = connection.scalar(select(DIGEST.c.content).where(DIGEST.c.id == columns["digest_id"]))
    return Message(content=content, **values)


def _fold(
    connection: Connection, channel: str, now: datetime, lease: timedelta, fold: Fold
) -> Message | None:
    """Make one message, claimed at once, of the alerts that wait for a recipient on one route."""
    waiting = (
        select(DELIVERY.c.id, DELIVERY.c.alert_id, DELIVERY.c.route)
        .where(DELIVERY.c.channel == channel, is_waiting(now))
        .where(DELIVERY.c.route.not_in(_full_routes(connection, channel, now, fold)))
        .order_by(DELIVERY.c.next_try_at, DELIVERY.c.id)
        .limit(fold.limit)
        .with_for_update(skip_locked=True)  # SQLite drops it: its writers are alone anyway
    )
    rows = connection.execute(waiting).all()
    chosen = [row for row in rows if row.route == rows[0].route]
    if not chosen:
        return None
    alerts = alerts_by_id(connection, [row.alert_id for row in chosen])
    content = fold.compose(chosen[0].route, [alerts[row.alert_id] for row in chosen])
    made = (
        insert(connection.dialect.name, MESSAGE)
        .values(
            key=f"alerts:{channel}:{alerts[chosen[0].alert_id].key}",
            route=chosen[0].route,
            channel=channel,
            content=content,
            due_at=now,
            state=MessageState.CLAIMED,
            attempts=1,
            next_try_at=now + lease,
            parts_sent=0,
            parts_total=0,
            repeat=False,
            late=False,
            error="",
        )
        .returning(MESSAGE)
    )
    row = connection.execute(made).one()
    taken = update(DELIVERY).where(DELIVERY.c.id.in_([one.id for one in chosen]))
    connection.execute(taken.values(state=DeliveryState.FOLDED, message_id=row.id))
    return _message(connection, row)


def _full_routes(connection: Connection, channel: str, now: datetime, fold: Fold) -> Sequence[str]:
    """Return the routes that have said enough to a recipient in the last hour."""
    statement = (
        select(MESSAGE.c.route, func.count().label("said"))
        .where(MESSAGE.c.channel == channel, MESSAGE.c.digest_id.is_(None))
        .where(MESSAGE.c.due_at > now - ONE_HOUR)
        .group_by(MESSAGE.c.route)
    )
    return [
        row.route
        for row in connection.execute(statement)
        if row.route in fold.per_hour and row.said >= fold.per_hour[row.route]
    ]


def _is_claim_of(message: Message) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under which a message is still claimed by whoever holds this value."""
    return (
        MESSAGE.c.id == message.id,
        MESSAGE.c.state == MessageState.CLAIMED,
        MESSAGE.c.attempts == message.attempts,
    )
