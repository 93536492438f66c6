"""
The outbox: messages to recipients, each claimed by one sender at a time.

Messages to a recipient go out in the order in which they were made. A message
that could not be sent because the recipient's service is down holds back those
behind it; a message that the service refused does not. While a message waits,
further alerts stay in the queue, and become one message once the way is free.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, or_, select, union, update

from ..domain import SendResult, Verdict
from .alert_queues import alerts_by_id, is_waiting
from .alert_rows import (
    DELIVERY,
    DIGEST,
    MESSAGE,
    DeliveryCount,
    DeliveryState,
    Fold,
    LoggedMessage,
    Message,
    MessageState,
    new_message,
)
from .engine import Aggregate, reads, writes
from .table_base import AnyRow, Values, columns_of, insert

_ONE_HOUR = timedelta(hours=1)
#: The states from which `retry` and `move` start a message again.
_UNSENT = (MessageState.DEAD, MessageState.REFUSED, MessageState.FAILED, MessageState.UNKNOWN)


class Outbox(Aggregate):
    """Messages, from the claim of a sender to the answer of the recipient's service."""

    @writes
    def claim(self, channel: str, now: datetime, lease: timedelta, fold: Fold) -> Message | None:
        """
        Claim what goes to a recipient next, for the time of the lease; None if nothing may go now.

        The oldest open message, once it is due; if there is none, a new one of the
        alerts that wait. No other process gets it before the lease ends; then
        anyone does, so that a message survives its sender. A message that was
        refused waits behind the others.
        """
        oldest = _oldest_open(self._connection, channel)
        if oldest is not None:
            return _claim(self._connection, oldest, now, lease)
        refused = _claim_refused(self._connection, channel, now, lease)
        return refused or _fold(self._connection, channel, now, lease, fold)

    @writes
    def arrived(self, message: Message, parts: tuple[int, int], until: datetime, *, late: bool, cut: str = "") -> bool:
        """
        Note that so many parts, of so many, arrived; the claim then runs until a moment.

        `cut` names the parts that are counted: those of another cut begin and end elsewhere.
        Returns whether the claim was still ours; if not, stop sending.
        """
        values = {
            "parts_sent": parts[0],
            "parts_total": parts[1],
            "cut": cut,
            "late": late,
            "repeat": False,
            "next_try_at": until,
        }
        statement = update(MESSAGE).where(*_is_claim_of(message)).values(values)
        return self._connection.execute(statement).rowcount == 1

    @writes
    def settle(self, message: Message, result: SendResult, now: datetime, retry_at: datetime | None = None) -> None:
        """Write down how sending ended, but undo no other sender's success; not sent, without `retry_at`, is dead."""
        if result.verdict is Verdict.SENT:
            sent = {"state": MessageState.SENT, "next_try_at": None, "ended_at": now, "error": ""}
            self._connection.execute(update(MESSAGE).where(MESSAGE.c.id == message.id).values(sent))
            return
        values: Values = {
            "state": MessageState.DEAD if retry_at is None else MessageState(result.verdict),
            "next_try_at": retry_at,
            "ended_at": now if retry_at is None else None,
            "error": result.reason,
        }
        if result.verdict is Verdict.UNKNOWN:
            values["repeat"] = True
        self._connection.execute(update(MESSAGE).where(*_is_claim_of(message)).values(values))

    @writes
    def retry(self, now: datetime, channels: Collection[str] | None = None) -> int:
        """Make messages due now that were given up or wait for their next try; return how many."""
        statement = update(MESSAGE).where(MESSAGE.c.state.in_(_UNSENT))
        if channels is not None:
            statement = statement.where(MESSAGE.c.channel.in_(channels))
        return self._connection.execute(statement.values(_started_again(now))).rowcount

    @writes
    def move(self, old: str, new: str, now: datetime) -> int:
        """
        Give what waits for a recipient, or was given up, to another one; return how many alerts and messages.

        An alert that the other one has already is not sent again; a message being sent stays.
        """
        has = select(DELIVERY.c.alert_id).where(DELIVERY.c.channel == new).scalar_subquery()
        waits = (DELIVERY.c.channel == old) & (DELIVERY.c.state == DeliveryState.PENDING)
        known = update(DELIVERY).where(waits, DELIVERY.c.alert_id.in_(has))
        self._connection.execute(known.values(state=DeliveryState.SUPPRESSED))
        alerts = self._connection.execute(update(DELIVERY).where(waits).values(channel=new)).rowcount
        values: Values = {
            "channel": new,
            # Both recipients may be the same person, who has some of it.
            "repeat": or_(MESSAGE.c.repeat, MESSAGE.c.parts_sent > 0, MESSAGE.c.state == MessageState.CLAIMED),
            "parts_sent": 0,
            "parts_total": 0,
            "cut": "",
        }
        unsent = MESSAGE.c.state.in_((MessageState.PENDING, *_UNSENT))
        abandoned = (MESSAGE.c.state == MessageState.CLAIMED) & (MESSAGE.c.next_try_at <= now)
        statement = update(MESSAGE).where(MESSAGE.c.channel == old, or_(unsent, abandoned))
        return alerts + self._connection.execute(statement.values(values | _started_again(now))).rowcount

    @writes
    def bring_forward(self, now: datetime, before: datetime) -> None:
        """Make due now what was due already when the clock was set back from `before` to now."""
        for table in (DELIVERY, MESSAGE):
            was_due = table.c.next_try_at.between(now, before)
            self._connection.execute(update(table).where(was_due).values(next_try_at=now))

    @reads
    def log(self, limit: int = 50) -> tuple[LoggedMessage, ...]:
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
        rows = self._connection.execute(statement.order_by(MESSAGE.c.id.desc()).limit(limit))
        return tuple(LoggedMessage(**row._mapping) for row in rows)  # noqa: SLF001 -- documented

    @reads
    def channels_with_due(self, now: datetime) -> tuple[str, ...]:
        """Return the queues and recipients that have something to send, in order of their names."""
        waiting = select(DELIVERY.c.channel).where(is_waiting(now))
        open_messages = select(MESSAGE.c.channel).where(MESSAGE.c.next_try_at <= now)
        return tuple(sorted(self._connection.scalars(union(waiting, open_messages))))

    @reads
    def counts(self) -> tuple[DeliveryCount, ...]:
        """Return how many alerts and digests are in which state, by channel."""
        queued = (
            select(DELIVERY.c.channel, DELIVERY.c.state, func.count())
            .where(DELIVERY.c.message_id.is_(None), DELIVERY.c.digest_id.is_(None))
            .group_by(DELIVERY.c.channel, DELIVERY.c.state)
        )
        # An alert has the state of its message.
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
        found: Counter[tuple[str, str]] = Counter()
        for query in (queued, folded, digests):
            for channel, state, count in self._connection.execute(query):
                found[channel, str(state)] += count
        return tuple(DeliveryCount(channel, state, count) for (channel, state), count in sorted(found.items()))


def _started_again(now: datetime) -> Values:
    """Return the values of a message that is to go out now as if it had just been made."""
    return {"state": MessageState.PENDING, "next_try_at": now, "ended_at": None, "due_at": now}


def _oldest_open(connection: Connection, channel: str) -> int | None:
    """Return the oldest open message of a recipient that others must not overtake."""
    statement = select(MESSAGE.c.id).where(
        MESSAGE.c.channel == channel, MESSAGE.c.next_try_at.is_not(None), MESSAGE.c.state != MessageState.REFUSED
    )
    found: int | None = connection.scalar(statement.order_by(MESSAGE.c.id).limit(1))
    return found


def _claim_refused(connection: Connection, channel: str, now: datetime, lease: timedelta) -> Message | None:
    statement = select(MESSAGE.c.id).where(
        MESSAGE.c.channel == channel, MESSAGE.c.next_try_at <= now, MESSAGE.c.state == MessageState.REFUSED
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
    return None if row is None else _message_from(connection, row)


def _message_from(connection: Connection, row: AnyRow) -> Message:
    values = columns_of(row, Message)
    if row.digest_id is not None:
        values["content"] = connection.scalar(select(DIGEST.c.content).where(DIGEST.c.id == row.digest_id))
    return Message(**values)


def _fold(connection: Connection, channel: str, now: datetime, lease: timedelta, fold: Fold) -> Message | None:
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
    if not rows:
        return None
    route = rows[0].route
    chosen = [row for row in rows if row.route == route]
    alerts = alerts_by_id(connection, [row.alert_id for row in chosen])
    claimed = new_message(f"alerts:{channel}:{alerts[chosen[0].alert_id].key}", route, channel, now) | {
        "content": fold.compose(route, [alerts[row.alert_id] for row in chosen]),
        "state": MessageState.CLAIMED,
        "attempts": 1,
        "next_try_at": now + lease,
    }
    made = insert(connection.dialect.name, MESSAGE).values(claimed).returning(MESSAGE)
    row = connection.execute(made).one()
    taken = update(DELIVERY).where(DELIVERY.c.id.in_([row.id for row in chosen]))
    connection.execute(taken.values(state=DeliveryState.FOLDED, message_id=row.id))
    return _message_from(connection, row)


def _full_routes(connection: Connection, channel: str, now: datetime, fold: Fold) -> Sequence[str]:
    """Return the routes that reached their limit of messages to a recipient in the last hour."""
    statement = (
        select(MESSAGE.c.route, func.count().label("sent"))
        .where(MESSAGE.c.channel == channel, MESSAGE.c.digest_id.is_(None))
        .where(MESSAGE.c.due_at > now - _ONE_HOUR)
        .group_by(MESSAGE.c.route)
    )
    return [
        row.route
        for row in connection.execute(statement)
        if row.route in fold.per_hour and row.sent >= fold.per_hour[row.route]
    ]


def _is_claim_of(message: Message) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under which a message is still claimed by whoever holds this value."""
    return (MESSAGE.c.id == message.id, MESSAGE.c.state == MessageState.CLAIMED, MESSAGE.c.attempts == message.attempts)
