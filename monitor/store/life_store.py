"""The door to lives: one public method, one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from ..domain import Decision, Posting, Statement, Validators
from . import lives, milestones, outbox, reviews
from .engine import Database
from .following import Following
from .life_values import (
    LifeChange,
    LifeFilter,
    LifeRecord,
    LinkedProgress,
    OwedLife,
    Sort,
    Waiting,
    WholeLife,
)
from .values import RecordedArticle

_ALL = LifeFilter()

#: What is done in the transaction that records an article; returns what is to be told.
Follow = Callable[[Following], Sequence[Posting]]


class LifeMethods:
    """What a store does with lives; each method is one transaction."""

    _database: Database

    @contextmanager
    def following(self, now: datetime) -> Iterator[Following]:
        """Yield a transaction that takes statements and decisions into lives; one runs at a time."""
        with self._database.write() as connection:
            yield Following(connection, now)

    def lives(
        self,
        kind: str,
        wanted: LifeFilter = _ALL,
        *,
        today: date,
        sort: Sort = Sort.PUBLISHED,
        limit: int = 50,
    ) -> tuple[LifeRecord[Any], ...]:
        """Return measures or targets (`kind`), with their status as of a day."""
        with self._database.read() as connection:
            return lives.lives(connection, kind, wanted, sort, limit, today)

    def linked_progress(
        self, wanted: LifeFilter = _ALL, limit: int = 50, *, today: date = date.max
    ) -> tuple[LinkedProgress, ...]:
        """Return reported figures with the targets they count for, newest first; `today` is for a filter on status."""
        with self._database.read() as connection:
            return lives.progress(connection, wanted, limit, today)

    def changes(self, wanted: LifeFilter = _ALL, *, today: date, limit: int = 50) -> tuple[LifeChange, ...]:
        """Return what changed in lives, latest first."""
        with self._database.read() as connection:
            return lives.changes(connection, wanted, limit, today)

    def find_lives(self, kind: str, beginning: str, today: date) -> tuple[LifeRecord[Any], ...]:
        """Return the lives that a statement belongs to whose fingerprint begins so; ten at most."""
        with self._database.read() as connection:
            return lives.find(connection, kind, beginning, today)

    def find_statements(self, kind: str, beginning: str) -> tuple[Statement, ...]:
        """Return the statements whose fingerprint begins so, ten findings at most."""
        with self._database.read() as connection:
            return lives.find_statements(connection, kind, beginning)

    def whole_life(self, record: LifeRecord[Any]) -> WholeLife:
        """Return everything recorded of a life."""
        with self._database.read() as connection:
            return lives.whole(connection, record)

    def review(self, today: date, limit: int = 50, *, in_scope: bool | None = None) -> tuple[Waiting, ...]:
        """Return what waits for a person: proposals, then progress between targets; oldest first."""
        with self._database.read() as connection:
            return reviews.waiting(connection, today, limit, in_scope=in_scope)

    def count_waiting(self, *, in_scope: bool | None = None) -> int:
        """Return how much waits for a person."""
        with self._database.read() as connection:
            return reviews.count(connection, in_scope=in_scope)

    def decisions(self) -> tuple[Decision, ...]:
        """Return everything that people decided, oldest first."""
        with self._database.read() as connection:
            return reviews.decisions(connection)

    def owing(self, first: date, last: date) -> tuple[OwedLife, ...]:
        """Return open targets in scope with a deadline in these days, and the milestones sent for them."""
        with self._database.read() as connection:
            return milestones.owing(connection, first, last)

    def send_milestones(
        self, marks: Sequence[tuple[str, Sequence[str]]], postings: Sequence[Posting], now: datetime
    ) -> int:
        """
        Post reminders and mark their milestones sent, in one transaction; return how many were new.

        `marks`: key of the target, and marks. A milestone that another process
        marked meanwhile is not posted again.
        """
        with self._database.write() as connection:
            fresh = milestones.mark(connection, marks, now)
            return outbox.post(
                connection, [one for one, new in zip(postings, fresh, strict=True) if new], now
            )

    def milestones_day(self) -> date | None:
        """Return the day up to which milestones were looked for, None if never."""
        with self._database.read() as connection:
            return milestones.last_day(connection)

    def milestones_done(self, now: datetime) -> None:
        """Note that milestones were looked for."""
        with self._database.write() as connection:
            milestones.done(connection, now)

    def recorded_articles(self, after: int = 0, limit: int = 200) -> tuple[tuple[int, RecordedArticle], ...]:
        """Return articles in the order in which they were recorded, after a number; for reading them all again."""
        with self._database.read() as connection:
            return lives.articles_after(connection, after, limit)

    def article_validators(self, url: str) -> Validators:
        """Return the validators of a recorded article; empty ones if it is not recorded."""
        with self._database.read() as connection:
            return lives.validators(connection, url)

    def life_totals(self) -> dict[str, int]:
        """Count lives, statements, figures with and without a target, and what waits."""
        with self._database.read() as connection:
            return lives.totals(connection)
