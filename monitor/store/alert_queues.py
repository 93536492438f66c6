"""Alerts, the queues in which they wait, and reminders of deadlines, which are alerts of milestones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Select, func, select, update

from ..domain import SHANGHAI, Alert, Posting, Status
from . import statements, tracked_rows
from .alert_rows import (
    ALERT,
    DELIVERY,
    DIGEST,
    MESSAGE,
    Compose,
    DeadChannel,
    DeliveryState,
    MessageState,
    alert_from,
    alert_row,
    new_message,
)
from .checks import HEARTBEAT
from .engine import Aggregate, reads, writes
from .finding_rows import FINDING
from .table_base import Values, add_new, chunks, replace
from .tracked_tables import MILESTONE, STATEMENT, TRACKED
from .tracked_values import OwedTarget

#: A second alert on the same subject within this time is recorded, but not sent to those who got the first.
SAME_SUBJECT_WITHIN = timedelta(days=7)
#: The heartbeat of looking for milestones.
_ROUND = "milestones"


class Alerts(Aggregate):
    """Alerts, written in the transaction of what they tell, with their places in queues."""

    @writes
    def post(self, postings: Sequence[Posting], now: datetime) -> int:
        """Write alerts not written before, each with its destinations; return how many were new."""
        by_key = {posting.alert.key: posting for posting in postings}
        # Sorted, so that two processes never wait for each other crosswise.
        rows = [alert_row(by_key[key].alert) for key in sorted(by_key)]
        posted = add_new(self._connection, ALERT, rows, "id", "key", "subject")
        subjects = {row.subject for row in posted if row.subject}
        informed = _informed(self._connection, subjects, now)
        deliveries = []
        for row in sorted(posted, key=lambda row: row.id):
            for destination in by_key[row.key].destinations:
                repeats = (row.subject, destination.channel) in informed
                deliveries.append(
                    {
                        "alert_id": row.id,
                        "channel": destination.channel,
                        "route": destination.route,
                        "state": DeliveryState.SUPPRESSED if repeats else DeliveryState.PENDING,
                        "attempts": 0,
                        "next_try_at": destination.due_at,
                    }
                )
                if row.subject:
                    informed.add((row.subject, destination.channel))
        add_new(self._connection, DELIVERY, deliveries)
        return len(posted)

    @reads
    def waiting(self, channel: str) -> tuple[Alert, ...]:
        """Return the alerts in the queue of a recipient, or of a digest, due or not, oldest first."""
        statement = (
            select(ALERT)
            .join(DELIVERY, DELIVERY.c.alert_id == ALERT.c.id)
            .where(DELIVERY.c.channel == channel, DELIVERY.c.state == DeliveryState.PENDING)
            .order_by(DELIVERY.c.id)
        )
        return tuple(alert_from(row) for row in self._connection.execute(statement))


class Digests(Aggregate):
    """Digests: which periods are done, and what waits for the next."""

    @reads
    def last_period(self, route: str) -> datetime | None:
        """Return the newest period of a route whose digest is done, None if there is none."""
        newest = select(DIGEST.c.period).where(DIGEST.c.route == route).order_by(DIGEST.c.period.desc())
        found: datetime | None = self._connection.scalar(newest.limit(1))
        return found

    @writes
    def begin(self, route: str, period: datetime, now: datetime) -> None:
        """Mark a period done without a digest; a digest is due for each later period."""
        add_new(self._connection, DIGEST, [_digest_row(route, period, now)])

    @writes
    def make(self, route: str, period: datetime, now: datetime, channels: Sequence[str], compose: Compose) -> bool:
        """
        Write the digest of a period, with a message for each recipient; return whether there is one.

        It takes the alerts that waited when the period ended. Does nothing if the
        period is done already.
        """
        created = add_new(self._connection, DIGEST, [_digest_row(route, period, now)], "id")
        if not created:
            return False
        number = created[0].id
        content = compose(route, self._take(route, period, now, number))
        if content is None:
            return False
        self._connection.execute(update(DIGEST).where(DIGEST.c.id == number).values(content=content))
        messages = [_digest_message(number, route, channel, period, now) for channel in channels]
        add_new(self._connection, MESSAGE, messages)
        return True

    def _take(self, route: str, period: datetime, now: datetime, digest: int) -> list[Alert]:
        """Take the alerts that waited when a period ended out of the route's queue, in their order."""
        statement = (
            select(DELIVERY.c.id, DELIVERY.c.alert_id)
            .join(ALERT, ALERT.c.id == DELIVERY.c.alert_id)
            .where(DELIVERY.c.channel == f"digest:{route}", is_waiting(now), ALERT.c.created_at <= period)
            .order_by(DELIVERY.c.id)
        )
        rows = self._connection.execute(statement).all()
        taken = update(DELIVERY).where(DELIVERY.c.id.in_([row.id for row in rows]))
        self._connection.execute(taken.values(state=DeliveryState.FOLDED, digest_id=digest))
        alerts = alerts_by_id(self._connection, [row.alert_id for row in rows])
        return [alerts[row.alert_id] for row in rows]

    @reads
    def dead_since_last(self, route: str) -> tuple[DeadChannel, ...]:
        """Return what was given up, by channel, since the route's last digest that was sent to anyone."""
        last_sent = (
            select(func.max(DIGEST.c.created_at))
            .join(MESSAGE, MESSAGE.c.digest_id == DIGEST.c.id)
            .where(DIGEST.c.route == route, MESSAGE.c.state == MessageState.SENT)
        )
        since = self._connection.scalar(last_sent)
        statement = (
            select(MESSAGE.c.channel, func.count().label("messages"), func.max(MESSAGE.c.error).label("error"))
            .where(MESSAGE.c.state == MessageState.DEAD)
            .group_by(MESSAGE.c.channel)
            .order_by(MESSAGE.c.channel)
        )
        if since is not None:
            statement = statement.where(MESSAGE.c.ended_at >= since)
        rows = self._connection.execute(statement)
        return tuple(DeadChannel(row.channel, row.messages, row.error) for row in rows)


def alerts_by_id(connection: Connection, ids: Collection[int]) -> dict[int, Alert]:
    """Return alerts by the numbers of their rows."""
    rows = connection.execute(select(ALERT).where(ALERT.c.id.in_(ids)))
    return {row.id: alert_from(row) for row in rows}


def is_waiting(now: datetime) -> ColumnElement[bool]:
    """Return the condition that an alert waits in a queue and may leave it."""
    return (DELIVERY.c.state == DeliveryState.PENDING) & (DELIVERY.c.next_try_at <= now)


def _informed(connection: Connection, subjects: Collection[str], now: datetime) -> set[tuple[str, str]]:
    """Return (subject, recipient) for each recipient who lately got, or is about to get, an alert on it."""
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


def _digest_row(route: str, period: datetime, now: datetime) -> Values:
    return {"route": route, "period": period, "created_at": now, "content": None}


def _digest_message(digest: int, route: str, channel: str, period: datetime, now: datetime) -> Values:
    return new_message(f"digest:{route}:{period.isoformat()}:{channel}", route, channel, now) | {
        "digest_id": digest,
        "content": None,
    }


class Reminders(Aggregate):
    """Reminders of deadlines: which targets may owe one, and which were sent."""

    @reads
    def owing(self, first: date, last: date) -> tuple[OwedTarget, ...]:
        """Return open targets in scope with a deadline in these days, and the milestones sent for them."""
        rows = self._connection.execute(candidates(first, last)).all()
        names = names_of(self._connection, [row.id for row in rows])
        everything = {name for several in names.values() for name in several}
        sent: dict[str, set[str]] = defaultdict(set)
        for chunk in chunks(everything):
            for row in self._connection.execute(select(MILESTONE).where(MILESTONE.c.fingerprint.in_(chunk))):
                sent[row.fingerprint].add(row.mark)
        shown = {
            by_id.number: by_id.statement
            for by_id in statements.by_ids(self._connection, {row.statement_id for row in rows})
        }
        waiting = tracked_rows.proposed(self._connection, {row.id for row in rows})
        owed = []
        for row in rows:
            commitment = tracked_rows.commitment_from(row.commitment)
            assert commitment is not None  # targets have one
            marks = frozenset(mark for name in names[row.id] for mark in sent[name])
            owed.append(
                OwedTarget(commitment, row.known_since, shown[row.statement_id], marks, waiting.get(row.id, ()))
            )
        return tuple(owed)

    @writes
    def send(self, marks: Sequence[tuple[str, Sequence[str]]], postings: Sequence[Posting], now: datetime) -> int:
        """
        Post reminders and mark their milestones sent, in one transaction; return how many were new.

        `marks`: key of the target, and marks. A milestone that another process
        marked meanwhile is not posted again.
        """
        fresh = mark(self._connection, marks, now)
        alerts = Alerts(self._database, self._connection)
        return alerts.post([posting for posting, new in zip(postings, fresh, strict=True) if new], now)

    @reads
    def last_day(self) -> date | None:
        """Return the day up to which milestones were looked for, None if never."""
        at = self._connection.scalar(select(HEARTBEAT.c.at).where(HEARTBEAT.c.name == _ROUND))
        return None if at is None else at.astimezone(SHANGHAI).date()

    @writes
    def done(self, now: datetime) -> None:
        """Note that milestones were looked for."""
        replace(self._connection, HEARTBEAT, [{"name": _ROUND, "at": now}])


def candidates(first: date, last: date) -> Select[tuple[object, ...]]:
    """Return the query of targets that may owe a reminder."""
    return (
        select(TRACKED.c.id, TRACKED.c.commitment, TRACKED.c.known_since, TRACKED.c.statement_id)
        .where(
            TRACKED.c.kind == "target",
            TRACKED.c.settled == Status.OPEN,
            TRACKED.c.deadline_end >= first,
            TRACKED.c.deadline_end <= last,
            TRACKED.c.in_scope,
        )
        .order_by(TRACKED.c.deadline_end, TRACKED.c.id)
    )


def names_of(connection: Connection, tracked_ids: Sequence[int]) -> dict[int, set[str]]:
    """Return the fingerprints of the members of targets, and of the findings that members replaced."""
    names: dict[int, set[str]] = defaultdict(set)
    for chunk in chunks(tracked_ids):
        for row in connection.execute(
            select(STATEMENT.c.tracked_id, FINDING.c.fingerprint)
            .join(FINDING, FINDING.c.id == STATEMENT.c.finding_id)
            .where(STATEMENT.c.tracked_id.in_(chunk), STATEMENT.c.stands)
        ):
            names[row.tracked_id].add(row.fingerprint)
    older = statements.ancestors(connection, {name for several in names.values() for name in several})
    if older:
        heirs: dict[str, list[str]] = defaultdict(list)
        for old, heir in older.items():
            heirs[heir].append(old)
        for several in names.values():
            several |= {old for name in tuple(several) for old in heirs.get(name, ())}
    return names


def mark(connection: Connection, marks: Sequence[tuple[str, Sequence[str]]], now: datetime) -> tuple[bool, ...]:
    """Mark milestones sent; tell for each target whether its first mark is new."""
    fresh = []
    for fingerprint, several in marks:
        rows = [{"fingerprint": fingerprint, "mark": item, "sent_at": now} for item in several]
        written = add_new(connection, MILESTONE, rows, "mark")
        fresh.append(several[0] in {row.mark for row in written})
    return tuple(fresh)
