"""What people were not told: findings without alerts, alerts without places in queues, and what waits there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, Text, cast, delete, exists, or_, select, union_all, update

from ..domain import Alert, AlertKind, Destination, Statement
from . import statements
from .alert_queues import is_waiting, names_of
from .alert_rows import ALERT, DELIVERY, MESSAGE, DeliveryState, alert_from
from .article_rows import ARTICLE, ARTICLE_VERSION
from .checks import HEARTBEAT
from .engine import Aggregate, reads, writes
from .finding_rows import FINDING, MENTION
from .table_base import add_new, chunks
from .tracked_tables import OBSERVATION, STATEMENT

_DIGESTS = "digest:%"
#: Beginning of the name of the heartbeat that says since when the present routes hold.
_ROUTES = "routes:"
#: Kinds of alerts that stand for all that is new in an edited article.
_CHANGES = (AlertKind.MEASURE_ADVANCED, AlertKind.TARGET_REVISED, AlertKind.TARGET_WITHDRAWN)
#: An empty list as a text of JSON.
_NOTHING = "[]"


@dataclass(frozen=True, slots=True)
class UntoldFinding:
    """A finding in scope that was news when it was recorded, and of which no alert speaks."""

    #: What the key of its alert ends in.
    key: str
    statement: Statement
    source_id: str


@dataclass(frozen=True, slots=True)
class PostedAlert:
    """An alert with the recipients and digests in whose queues it has a place."""

    id: int
    alert: Alert
    channels: frozenset[str]


@dataclass(frozen=True, slots=True)
class LostDelivery:
    """An alert's place in a queue that was taken up by no message and no digest that was sent to anyone."""

    id: int
    channel: str
    alert: str


class Untold(Aggregate):
    """What was to be told and was not."""

    @reads
    def waiting_longest(self, now: datetime) -> tuple[str, datetime] | None:
        """
        Return to whom something has waited longest to be sent, and since when; None if nothing waits.

        What was given up waits no more, and what is held back for quiet hours or a digest does not wait yet.
        """
        queued = select(DELIVERY.c.channel, DELIVERY.c.next_try_at.label("since")).where(
            is_waiting(now), DELIVERY.c.channel.not_like(_DIGESTS)
        )
        unsent = select(MESSAGE.c.channel, MESSAGE.c.due_at.label("since")).where(MESSAGE.c.next_try_at.is_not(None))
        both = union_all(queued, unsent).subquery()
        row = self._connection.execute(select(both).order_by(both.c.since, both.c.channel).limit(1)).first()
        return None if row is None else (row.channel, row.since)

    @reads
    def findings(self, since: datetime) -> tuple[UntoldFinding, ...]:
        """
        Return what was news in articles recorded from a moment on, and is in no alert, oldest first.

        A measure or target is news where no earlier page states it, a figure where no other page reports the same.
        """
        rows = {row.id: row for row in self._connection.execute(_news(since))}
        names = names_of(self._connection, [row.tracked_id for row in rows.values() if row.tracked_id])
        marks = {
            number: names[row.tracked_id] | {row.fingerprint} if row.tracked_id else {row.fingerprint}
            for number, row in rows.items()
        }
        told = self._told({mark for several in marks.values() for mark in several})
        untold = {number for number, several in marks.items() if not told & several}
        found: dict[object, UntoldFinding] = {}
        for stored in statements.by_ids(self._connection, untold):
            row = rows[stored.number]
            first = UntoldFinding(row.fingerprint, stored.statement, row.source_id)
            found.setdefault(row.tracked_id or row.fingerprint, first)
        return tuple(found.values())

    def _told(self, marks: set[str]) -> set[str]:
        """Return those fingerprints of which an alert speaks."""
        told: set[str] = set()
        for chunk in chunks(sorted(marks)):
            keys = [f"finding:{mark}" for mark in chunk]
            found = self._connection.scalars(select(ALERT.c.key).where(ALERT.c.key.in_(keys)))
            told |= {key.removeprefix("finding:") for key in found}
        return told

    @reads
    def posted(self, since: datetime) -> tuple[PostedAlert, ...]:
        """Return the alerts made from a moment on, oldest first, each with those in whose queues it has a place."""
        rows = self._connection.execute(select(ALERT).where(ALERT.c.created_at >= since).order_by(ALERT.c.id)).all()
        channels: dict[int, set[str]] = defaultdict(set)
        for chunk in chunks([row.id for row in rows]):
            places = select(DELIVERY.c.alert_id, DELIVERY.c.channel).where(DELIVERY.c.alert_id.in_(chunk))
            for row in self._connection.execute(places):
                channels[row.alert_id].add(row.channel)
        return tuple(PostedAlert(row.id, alert_from(row), frozenset(channels[row.id])) for row in rows)

    @reads
    def lost(self) -> tuple[LostDelivery, ...]:
        """Return the places in queues that were left for nothing."""
        statement = (
            select(DELIVERY.c.id, DELIVERY.c.channel, ALERT.c.key)
            .join(ALERT, ALERT.c.id == DELIVERY.c.alert_id)
            .where(_is_lost())
            .order_by(DELIVERY.c.id)
        )
        return tuple(LostDelivery(row.id, row.channel, row.key) for row in self._connection.execute(statement))

    @writes
    def repair(
        self, places: Sequence[tuple[PostedAlert, Destination]], lost: Sequence[LostDelivery], now: datetime
    ) -> None:
        """Give alerts the places in queues that they lack, and let what was lost wait again."""
        rows = [
            {
                "alert_id": posted.id,
                "channel": destination.channel,
                "route": destination.route,
                "state": DeliveryState.PENDING,
                "attempts": 0,
                "next_try_at": destination.due_at,
            }
            for posted, destination in places
        ]
        add_new(self._connection, DELIVERY, rows)
        again = {"state": DeliveryState.PENDING, "next_try_at": now, "digest_id": None}
        for chunk in chunks([place.id for place in lost]):
            mine = (DELIVERY.c.id.in_(chunk), _is_lost())
            self._connection.execute(update(DELIVERY).where(*mine).values(again))

    @writes
    def routes_since(self, mark: str, now: datetime) -> datetime:
        """Return since when routes of this mark hold; from now on, where the last ones had another mark."""
        name = _ROUTES + mark
        changed = HEARTBEAT.c.name.like(f"{_ROUTES}%") & (HEARTBEAT.c.name != name)
        self._connection.execute(delete(HEARTBEAT).where(changed))
        add_new(self._connection, HEARTBEAT, [{"name": name, "at": now}])
        since: datetime = self._connection.scalars(select(HEARTBEAT.c.at).where(HEARTBEAT.c.name == name)).one()
        return since


def _news(since: datetime) -> Select[tuple[object, ...]]:
    """Return the query of statements that were news in an article of which people were to be told."""
    others = STATEMENT.alias("others")
    earlier = exists().where(others.c.tracked_id == STATEMENT.c.tracked_id, others.c.seen_at < STATEMENT.c.seen_at)
    counted, again = OBSERVATION.alias("counted"), OBSERVATION.alias("again")
    repeated = exists().where(
        counted.c.statement_id == STATEMENT.c.id,
        again.c.tracked_id == counted.c.tracked_id,
        again.c.statement_id != counted.c.statement_id,
    )
    revised = exists().where(
        ALERT.c.kind.in_(_CHANGES), ALERT.c.article_url == ARTICLE.c.url, ALERT.c.created_at == STATEMENT.c.seen_at
    )
    return (
        select(STATEMENT.c.id, STATEMENT.c.tracked_id, FINDING.c.fingerprint, ARTICLE.c.source_id)
        .join(FINDING, FINDING.c.id == STATEMENT.c.finding_id)
        .join(MENTION, MENTION.c.id == STATEMENT.c.mention_id)
        .join(ARTICLE, ARTICLE.c.id == STATEMENT.c.article_id)
        .join(
            ARTICLE_VERSION,
            (ARTICLE_VERSION.c.article_id == ARTICLE.c.id) & (ARTICLE_VERSION.c.recorded_at == FINDING.c.first_seen_at),
        )
        .where(
            ARTICLE_VERSION.c.recorded_at >= since,
            ARTICLE_VERSION.c.told,
            STATEMENT.c.stands,
            STATEMENT.c.vanished_at.is_(None),
            cast(STATEMENT.c.past, Text) == _NOTHING,
            MENTION.c.in_scope,
            or_(STATEMENT.c.kind == "progress", STATEMENT.c.tracked_id.is_not(None)),
            ~earlier,
            ~repeated,
            ~revised,
        )
    )


def _is_lost() -> ColumnElement[bool]:
    """Return the condition that a place in a queue was left for no message."""
    sent = exists().where(MESSAGE.c.digest_id == DELIVERY.c.digest_id)
    return (DELIVERY.c.state == DeliveryState.FOLDED) & DELIVERY.c.message_id.is_(None) & ~sent
