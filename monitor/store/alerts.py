"""The door to alerts, messages and digests."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from ..domain import Alert, Answer, Posting
from . import digests, ledger, outbox
from .engine import Database
from .values import Compose, DeadChannel, DeliveryCount, Fold, LoggedMessage, Message


class AlertMethods:
    """The store's methods that concern alerts: one method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def post(self, postings: Sequence[Posting], now: datetime) -> int:
        """Write alerts not written before, each with its places in queues; return how many were new."""
        with self._database.write() as connection:
            return outbox.post(connection, postings, now)

    def next_message(self, channel: str, now: datetime, lease: timedelta, fold: Fold) -> Message | None:
        """
        Claim what goes to a recipient next, for the time of the lease; None if nothing may go now.

        The oldest open message, once it is due; if there is none, a new one of the
        alerts that wait. No other process gets it before the lease ends; then
        anyone does, so that a message survives its sender. A message that was
        refused waits behind the others.
        """
        with self._database.write() as connection:
            return ledger.next_message(connection, channel, now, lease, fold)

    def arrived(
        self, message: Message, parts: tuple[int, int], until: datetime, *, late: bool, cut: str = ""
    ) -> bool:
        """
        Note that so many parts, of so many, arrived; the claim then runs until a moment.

        `cut` names the parts that are counted: those of another cut begin and end elsewhere.
        Returns whether the claim was still ours; if not, stop sending.
        """
        with self._database.write() as connection:
            return ledger.arrived(connection, message, parts, until, late=late, cut=cut)

    def settle(
        self, message: Message, answer: Answer, now: datetime, retry_at: datetime | None = None
    ) -> None:
        """
        Write down how sending ended; a message not sent, without `retry_at`, is dead.

        A late failure never undoes what another sender achieved meanwhile.
        """
        with self._database.write() as connection:
            ledger.settle(connection, message, answer, now, retry_at)

    def retry(self, now: datetime, channels: Collection[str] | None = None) -> int:
        """Make messages due now that were given up or wait for their next try; return how many."""
        with self._database.write() as connection:
            return ledger.retry(connection, channels, now)

    def move(self, old: str, new: str, now: datetime) -> int:
        """
        Give what waits for a recipient, or was given up, to another one; return how many alerts and messages.

        An alert that the other one has already is not told again; a message being sent stays.
        """
        with self._database.write() as connection:
            return ledger.move(connection, old, new, now)

    def message_log(self, limit: int = 50) -> tuple[LoggedMessage, ...]:
        """Return messages, newest first."""
        with self._database.read() as connection:
            return ledger.log(connection, limit)

    def channels_with_due(self, now: datetime) -> tuple[str, ...]:
        """Return the queues and recipients that have something to send, in order of their names."""
        with self._database.read() as connection:
            return outbox.channels_with_due(connection, now)

    def waiting(self, channel: str) -> tuple[Alert, ...]:
        """Return the alerts in the queue of a recipient, or of a digest, oldest first."""
        with self._database.read() as connection:
            return outbox.waiting(connection, channel)

    def sources_of(self, urls: Collection[str]) -> dict[str, str]:
        """Return the sources of recorded articles by their addresses."""
        with self._database.read() as connection:
            return outbox.sources_of(connection, urls)

    def delivery_counts(self) -> tuple[DeliveryCount, ...]:
        """Return how many alerts and digests are in which state, by channel."""
        with self._database.read() as connection:
            return outbox.counts(connection)

    def last_period(self, route: str) -> datetime | None:
        """Return the newest period of a route whose digest is done, None if there is none."""
        with self._database.read() as connection:
            return digests.last_period(connection, route)

    def begin_digests(self, route: str, period: datetime, now: datetime) -> None:
        """Note a period as done without a digest: from here on digests are owed."""
        with self._database.write() as connection:
            digests.begin(connection, route, period, now)

    def make_digest(
        self, route: str, period: datetime, now: datetime, channels: Sequence[str], compose: Compose
    ) -> bool:
        """
        Write the digest of a period, with a message for each recipient; return whether there is one.

        It takes up the alerts that waited when the period ended. Idempotent.
        """
        with self._database.write() as connection:
            return digests.make(connection, route, period, now, channels, compose)

    def dead_since_last(self, route: str) -> tuple[DeadChannel, ...]:
        """Return what was given up since the last digest of the route that reached anyone was made."""
        with self._database.read() as connection:
            return digests.dead_since_last(connection, route)
