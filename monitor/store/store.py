"""
The door of the room: the database with its aggregates, and the unit of work for what an article or a decision changes.

    store.links.pending("ndrc_tz", 60, now)     a call is a transaction of its own
    with store.write() as unit:                 several calls in one transaction
        unit.checks.finish(results)
        unit.alerts.post(postings, now)
    with store.recording(now) as unit:          an article or a decision with all that follows from it
        unit.apply(changes)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update

from ..domain import (
    ArticleStatements,
    Changes,
    KeyedStatement,
    Posting,
    ProgressLink,
    StoredStatement,
    TargetRelations,
    TargetState,
    TrackedSummary,
)
from . import reviews, schema, statements, tracked_rows
from .alert_queues import Alerts, Digests, Reminders
from .answers import Answers
from .articles import ArticleReading, Articles, Recorded
from .checks import Checks
from .editions import Editions
from .engine import LOCK_TIMEOUT_S, Database, parse_url
from .finding_rows import kind_of
from .links import Links
from .outbox import Outbox
from .recorded_findings import Findings
from .reviews import Reviews
from .table_base import CHUNK, AnyRow, Values, chunks, replace
from .tracked_lists import TrackedThings
from .tracked_tables import AUDIT, COMMITMENT_KEY, DECISION, OBSERVATION, PROGRESS_LINK, PROPOSAL, STATEMENT, TRACKED
from .untold import Untold

#: Names our advisory lock among those of a PostgreSQL server: "lives" in ASCII, as older versions of this program use it.
_LOCK = 0x6C69_7665_73
_BY_RULE = "rule"
_UPDATE = update(TRACKED).where(TRACKED.c.id == bindparam("tracked"))
_MOVE = update(STATEMENT).where(STATEMENT.c.id.in_(CHUNK)).values(tracked_id=bindparam("tracked"))
_ROWS = select(TRACKED).where(TRACKED.c.id.in_(CHUNK))


class UnitOfWork(Answers):
    """
    One write transaction, made by `Store.recording`; all of it is committed, or nothing.

    On PostgreSQL only one such transaction runs at a time, as on SQLite any: two articles that come
    at once could both begin the same target.
    """

    def __init__(self, database: Database, connection: Connection, now: datetime) -> None:
        super().__init__(connection)
        self._now = now
        self._alerts = Alerts(database, connection)
        self._articles = Articles(database, connection)
        if connection.dialect.name != "sqlite":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})

    def record(self, read: ArticleReading) -> tuple[Recorded, ArticleStatements]:
        """
        Write an article with everything read in it; return that, and what it stated before.

        Idempotent. A version is added when the content is new, a finding when its fingerprint is.
        """
        recorded = self._articles.record(read)
        before = self.stated(read.article.url)
        present = statements.in_present_text(self._connection, [old.number for old in before])
        return recorded, ArticleStatements(before=before, renewed=recorded.renewed, in_present_text=frozenset(present))

    def file(self, url: str, stated: Sequence[KeyedStatement]) -> tuple[StoredStatement, ...]:
        """Write what a recorded article states, with its keys; what is known keeps the moment it was first seen."""
        found = statements.note(self._connection, url, stated, self._now)
        return tuple(sorted(found, key=lambda stored: stored.statement.order))

    def post(self, postings: Sequence[Posting]) -> int:
        """Write alerts with their places in queues, each once; return how many are new."""
        return self._alerts.post(postings, self._now)

    def apply(self, changes: Changes) -> tuple[StoredStatement, ...]:
        """Write what planning decided; return the progress that lost its target by that."""
        if changes.decisions:
            self._connection.execute(
                insert(DECISION), [tracked_rows.decision_row(decision) for decision in changes.decisions]
            )
        self._retire(changes.retired, changes.heirs)
        statements.drop(self._connection, [statement.number for statement in changes.vanished], self._now)
        self._save(changes.summaries)
        orphans = self._drop(changes.dropped)
        self._link(changes.links)
        self._relate(changes.relations)
        self._judge(changes.states)
        rows = [tracked_rows.audit_row(audit) for audit in changes.audits]
        if rows:
            self._connection.execute(insert(AUDIT), rows)
        return orphans

    def _retire(self, retired: Sequence[StoredStatement], heirs: Mapping[str, str]) -> None:
        numbers = [statement.number for statement in retired]
        for chunk in chunks(numbers):
            self._connection.execute(delete(OBSERVATION).where(OBSERVATION.c.statement_id.in_(chunk)))
        statements.retire(self._connection, numbers)
        statements.succeed(self._connection, heirs)

    # Tracked targets and measures

    def _save(self, summaries: Sequence[TrackedSummary]) -> None:
        """Write tracked things with their members, facets and keys."""
        rows = self._rows(each_summary.number for each_summary in summaries if each_summary.number is not None)
        numbers = [self._save_row(each_summary, rows) for each_summary in summaries]
        for number, summary in zip(numbers, summaries, strict=True):
            moved = [member.number for member in summary.members if member.home != number]
            for chunk in chunks(moved):
                self._connection.execute(_MOVE, {"chunk": chunk, "tracked": number})
        reviews.write_commitment_keys(
            self._connection,
            {
                number: one.commitment_keys
                for number, one in zip(numbers, summaries, strict=True)
                if one.commitment is not None
            },
        )

    def _save_row(self, summary: TrackedSummary, rows: Mapping[int, AnyRow]) -> int:
        """Write a tracked target or measure if it changed, so that a repetition is no update; return its row."""
        values, number = tracked_rows.tracked_row(summary), summary.number
        if number is None:
            fresh = {"settled": "open", "status_by": _BY_RULE, "evidence": "", "updated_at": self._now}
            inserted = self._connection.execute(insert(TRACKED).returning(TRACKED.c.id), values | fresh)
            number = int(inserted.scalar_one())
        elif not self._update(rows[number], values):
            return number
        found = tracked_rows.facets_of((summary.issuer,), summary.region, summary.themes)
        tracked_rows.write_facets(self._connection, kind_of(summary.shown.finding), {number: found})
        return number

    def _rows(self, numbers: Iterable[int]) -> dict[int, AnyRow]:
        return {row.id: row for chunk in chunks(numbers) for row in self._connection.execute(_ROWS, {"chunk": chunk})}

    def _update(self, row: AnyRow, values: Values) -> bool:
        """Update a row if a column changes; tell whether one did."""
        before = row._mapping  # noqa: SLF001 -- documented
        stored = {name: tracked_rows.stored(value) for name, value in values.items()}
        changes = any(before[name] != value for name, value in stored.items())
        if changes:
            self._connection.execute(_UPDATE, values | {"tracked": row.id, "updated_at": self._now})
        return changes

    def _drop(self, numbers: Collection[int]) -> tuple[StoredStatement, ...]:
        """Remove tracked things without members; return the progress that was linked to them."""
        orphans: list[int] = []
        for chunk in chunks(numbers):
            linked = PROGRESS_LINK.c.tracked_id.in_(chunk)
            orphans += self._connection.scalars(select(PROGRESS_LINK.c.statement_id).where(linked))
            self._connection.execute(update(PROGRESS_LINK).where(linked).values(tracked_id=None))
            for table in (COMMITMENT_KEY, OBSERVATION, PROPOSAL):
                self._connection.execute(delete(table).where(table.c.tracked_id.in_(chunk)))
            reviews.forget(self._connection, chunk)
            self._connection.execute(delete(TRACKED).where(TRACKED.c.id.in_(chunk)))
        tracked_rows.drop_facets(self._connection, ("measure", "target"), numbers)
        return statements.by_ids(self._connection, orphans)

    # Targets

    def _link(self, links: Sequence[ProgressLink]) -> None:
        """Write where progress belongs, and for which targets it counts."""
        named = {key for link in links for key in (link.match.target, *link.added, *link.removed) if key}
        numbers = self._numbers_of(named)
        replace(self._connection, PROGRESS_LINK, [tracked_rows.link_row(link, numbers) for link in links])
        reviews.write_observations(self._connection, links, numbers)

    def _relate(self, related: Sequence[TargetRelations]) -> None:
        """Write what targets are parts of, and what is proposed of them and other targets."""
        named = {key for relation in related for key in (relation.target, *(part.evidence for part in relation.parts))}
        numbers = self._numbers_of(named)
        for relation in related:
            wholes = [(numbers[part.evidence], part) for part in relation.parts]
            reviews.write_parts(self._connection, numbers[relation.target], wholes)
        waiting = {numbers[relation.target]: relation.waiting for relation in related}
        reviews.propose(self._connection, waiting, reviews.OF_TARGETS, self._now)

    def _judge(self, states: Sequence[TargetState]) -> None:
        """Write where targets stand, and what is proposed of their status."""
        numbers = self._numbers_of([state.target for state in states])
        rows = self._rows(numbers.values())
        for state in states:
            self._update(rows[numbers[state.target]], tracked_rows.state_row(state))
        waiting = {numbers[state.target]: state.standing.waiting for state in states}
        reviews.propose(self._connection, waiting, reviews.OF_STATUS, self._now)


class Aggregates:
    """All groups of tables, each on the database, or all inside one open transaction."""

    def __init__(self, database: Database, connection: Connection | None = None) -> None:
        self._database = database
        self.links = Links(database, connection)
        self.checks = Checks(database, connection)
        self.articles = Articles(database, connection)
        self.editions = Editions(database, connection)
        self.findings = Findings(database, connection)
        self.alerts = Alerts(database, connection)
        self.digests = Digests(database, connection)
        self.outbox = Outbox(database, connection)
        self.tracked = TrackedThings(database, connection)
        self.reviews = Reviews(database, connection)
        self.reminders = Reminders(database, connection)
        self.untold = Untold(database, connection)


class Store(Aggregates):
    """
    The database: open it with `Store.open`, close it by leaving its `with` block.

    Threads may share it. Each call of an aggregate's method is one transaction: all of it is written, or nothing.
    All raise StoreUnusableError when the database is out of reach or locked for too long, StoreError when it refuses.
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
            # Nobody else would close the connections, whatever ended the opening, a signal included.
            database.close()
            raise
        return cls(database)

    @contextmanager
    def write(self) -> Iterator[Aggregates]:
        """Yield the aggregates inside one transaction; it is committed unless the block raises."""
        with self._database.write() as connection:
            yield Aggregates(self._database, connection)

    @contextmanager
    def recording(self, now: datetime) -> Iterator[UnitOfWork]:
        """Yield a write transaction for an article or a decision and all that follows from it; one runs at a time."""
        with self._database.write() as connection:
            yield UnitOfWork(self._database, connection, now)

    def close(self) -> None:
        """Close all connections; using the store again opens new ones."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
