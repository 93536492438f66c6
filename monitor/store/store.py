"""The door of the room: one public method, one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from types import TracebackType
from typing import Self

from ..domain import (
    Article,
    Change,
    CheckResult,
    Link,
    Measure,
    Posting,
    Progress,
    Reading,
    RobotsFile,
    SourceState,
    Target,
    Validators,
)
from . import checks, links, lists, outbox, recording, schema
from .alerts import AlertMethods
from .engine import LOCK_TIMEOUT_S, Database, parse_url
from .following import Following
from .life_store import Follow, LifeMethods
from .values import (
    Backlog,
    Filter,
    LostLink,
    Recorded,
    RecordedArticle,
    RecordedFinding,
    Totals,
)

_EVERYTHING = Filter()


class Store(LifeMethods, AlertMethods):
    """
    The database: open it with `Store.open`, close it by leaving its `with` block.

    Threads may share it. Each method is one transaction: all of it is written,
    or nothing. All raise StoreUnusableError when the database is out of reach or
    locked for longer than the timeout, StoreError when it refuses.
    """

    @classmethod
    def open(cls, url: str, *, create: bool = True, timeout_s: float = LOCK_TIMEOUT_S) -> Self:
        """
        Open a database with its schema at this program's revision.

        With `create`, the folder, the SQLite file and the schema are made or
        upgraded as need be; without, their absence is an error.

        Raises StoreUnusableError, with the place and the remedy, or
        StoreTooNewError for a schema that this program does not know.
        """
        database = Database(parse_url(url), timeout_s=timeout_s)
        try:
            schema.prepare(database, create=create)
        except BaseException:
            # Whatever ends the opening, a signal too, no one holds the connections yet: closed, and told on.
            database.close()
            raise
        return cls(database)

    def close(self) -> None:
        """Close all connections; using the store again opens new ones."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Listings and links

    def validators(self) -> dict[tuple[str, str], Validators]:
        """Return the validators of all listings by source id and `Request.key`."""
        with self._database.read() as connection:
            return links.all_validators(connection)

    def note_links(
        self,
        source_id: str,
        listing_key: str,
        found: Sequence[Link],
        validators: Validators,
        now: datetime,
        *,
        old_before: date | None = None,
    ) -> int:
        """
        Record a listing's links together with its validators; return how many became pending.

        So a later 304 hides nothing: what is not recorded yet is pending here.
        Known links only get the newest title and date. A link whose article
        another source has brought is recorded at once; one dated before
        `old_before` (for a first check) is set aside as old. Idempotent.
        """
        with self._database.write() as connection:
            count = links.note(connection, source_id, found, now, old_before)
            links.save_validators(connection, source_id, listing_key, validators, now)
            return count

    def pending(self, source_id: str, limit: int, now: datetime) -> tuple[Link, ...]:
        """Return links to read now: oldest first, undated ones last, then in the listing's order."""
        with self._database.read() as connection:
            return links.pending(connection, source_id, limit, now)

    def count_pending(self, source_id: str) -> int:
        """Return how many links of a source are not recorded yet, whether due or not."""
        with self._database.read() as connection:
            return links.count_pending(connection, source_id)

    def backlog(self, now: datetime) -> dict[str, Backlog]:
        """Return what all sources have pending, in one query; sources without any are absent."""
        with self._database.read() as connection:
            return links.backlog(connection, now)

    def link_failed(self, source_id: str, url: str, message: str, now: datetime) -> bool:
        """
        Count a failed try of a pending link and set its next; return whether it is now given up.

        Waits grow from an hour to a day (`links.RETRY_AFTER`); the eighth failure is the last.
        A recorded article that could not be read again goes to the end of the `rechecks`.
        """
        with self._database.write() as connection:
            return links.failed(connection, source_id, url, message, now)

    def reopen(self, source_id: str, urls: Collection[str]) -> int:
        """Make links pending again that were set aside as old or given up; return how many."""
        with self._database.write() as connection:
            return links.reopen(connection, source_id, urls)

    def given_up(self, limit: int = 50) -> tuple[LostLink, ...]:
        """Return links that were given up, newest first."""
        with self._database.read() as connection:
            return links.lost(connection, limit)

    def rechecks(
        self,
        source_id: str,
        *,
        since: datetime,
        before: datetime,
        limit: int,
    ) -> tuple[tuple[Link, Validators], ...]:
        """
        Return a source's recorded articles that may still be edited, longest unread first.

        Those published since `since` (first seen, when undated) and last read before `before`.
        """
        with self._database.read() as connection:
            return links.rechecks(connection, source_id, since, before, limit)

    def recheck_sources(self, *, since: datetime, before: datetime) -> frozenset[str]:
        """Return the sources for which `rechecks` finds something, in one query."""
        with self._database.read() as connection:
            return links.recheck_sources(connection, since, before)

    # Articles and findings

    def record(  # noqa: PLR0913 -- everything that one transaction writes
        self,
        source_id: str,
        article: Article,
        changes: Sequence[Change],
        postings: Sequence[Posting],
        now: datetime,
        *,
        reading: Reading,
        validators: Validators,
        link_url: str | None = None,
        follow: Follow | None = None,
    ) -> Recorded:
        """
        Record an article with everything read in it and everything to be told about it.

        A version is added when the content is new, a finding when its
        fingerprint is, an alert (with its places in queues) when its key is.
        `link_url` is the address the listing gave, when the article's own is
        another; either counts as recorded afterwards, for all sources. Idempotent.
        `follow` takes what the article states into lives, in the same transaction,
        and returns what else is to be told.
        """
        read = recording.Read(
            source_id=source_id,
            link_url=link_url or article.url,
            article=article,
            reading=reading,
            changes=changes,
            validators=validators,
            now=now,
        )
        with self._database.write() as connection:
            written = recording.record(connection, read)
            followed = follow(Following(connection, now, written.renewed)) if follow else ()
            return Recorded(
                outcome=written.novelty,
                new_measures=written.new["measure"],
                new_targets=written.new["target"],
                new_progress=written.new["progress"],
                new_alerts=outbox.post(connection, [*postings, *followed], now),
            )

    def article_unchanged(self, source_id: str, url: str, validators: Validators, now: datetime) -> None:
        """Note that a recorded article was read again and was the same."""
        with self._database.write() as connection:
            recording.unchanged(connection, source_id, url, validators, now)

    def known(self, fingerprints: Collection[str]) -> set[str]:
        """Return those of the fingerprints whose findings are recorded."""
        with self._database.read() as connection:
            return recording.known(connection, fingerprints)

    # Checks

    def states(self) -> dict[str, SourceState]:
        """Return what is remembered of every source that was ever checked, by id."""
        with self._database.read() as connection:
            return checks.states(connection)

    def finish_checks(
        self,
        items: Sequence[tuple[CheckResult, SourceState]],
        postings: Sequence[Posting],
        now: datetime,
    ) -> int:
        """Write the results of a batch of checks, the states after them and alerts about the sources."""
        with self._database.write() as connection:
            checks.finish(connection, items)
            return outbox.post(connection, postings, now)

    def prune_checks(self, before: datetime) -> int:
        """Forget results of checks started before then; return how many."""
        with self._database.write() as connection:
            return checks.prune(connection, before)

    def robots(self) -> tuple[RobotsFile, ...]:
        """Return every robots.txt, by origin."""
        with self._database.read() as connection:
            return checks.robots(connection)

    def save_robots(self, files: Iterable[RobotsFile]) -> None:
        """Replace what was known of these origins."""
        with self._database.write() as connection:
            checks.save_robots(connection, files)

    def tick(self, now: datetime) -> None:
        """Note that the scheduler finished a round."""
        with self._database.write() as connection:
            checks.tick(connection, now)

    def last_tick(self) -> datetime | None:
        """Return when the scheduler last finished a round, None if never."""
        with self._database.read() as connection:
            return checks.last_tick(connection)

    def acquire_lease(self, name: str, owner: str, now: datetime, ttl: timedelta) -> bool:
        """Take or prolong a role unless another owner's lease still runs; return whether it is ours."""
        with self._database.write() as connection:
            return checks.acquire_lease(connection, name, owner, now, ttl)

    def release_lease(self, name: str, owner: str) -> None:
        """Give a role back, if it is still ours."""
        with self._database.write() as connection:
            checks.release_lease(connection, name, owner)

    # Lists

    def measures(self, wanted: Filter = _EVERYTHING, limit: int = 50) -> tuple[RecordedFinding[Measure], ...]:
        """Return measures, newest article first."""
        with self._database.read() as connection:
            return lists.measures(connection, wanted, limit)

    def targets(self, wanted: Filter = _EVERYTHING, limit: int = 50) -> tuple[RecordedFinding[Target], ...]:
        """Return targets, newest article first."""
        with self._database.read() as connection:
            return lists.targets(connection, wanted, limit)

    def progress(
        self,
        wanted: Filter = _EVERYTHING,
        limit: int = 50,
    ) -> tuple[RecordedFinding[Progress], ...]:
        """Return progress reports, newest article first."""
        with self._database.read() as connection:
            return lists.progress(connection, wanted, limit)

    def articles(self, wanted: Filter = _EVERYTHING, limit: int = 50) -> tuple[RecordedArticle, ...]:
        """Return articles, newest first; in scope are those relevant to a topic, regions are not asked."""
        with self._database.read() as connection:
            return lists.articles(connection, wanted, limit)

    def article(self, url: str) -> Article | None:
        """Return the article at an address as it was last read, None if it is not recorded."""
        with self._database.read() as connection:
            return lists.article(connection, url)

    def totals(self) -> Totals:
        """Count what is recorded."""
        with self._database.read() as connection:
            return lists.totals(connection)
