"""How checks went, and what the service remembers: states and listings of sources, robots files, ticks, leases."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, delete, or_, select, update
from sqlmodel import Field

from ..domain import CheckResult, Health, KnownListing, Outcome, RobotsFile, SourceState, Validators
from .engine import Aggregate, reads, writes
from .table_base import (
    KEY,
    METADATA,
    EnumText,
    PlainText,
    StorableText,
    TableRow,
    ValidatorColumns,
    Values,
    add_new,
    chunks,
    columns_of,
    insert,
    replace,
    row_of,
    value_from,
)

#: The scheduler's row among the heartbeats.
_TICK = "tick"


class SourceStateRow(TableRow):
    """What is remembered about a source between checks."""

    __tablename__ = "source_state"

    source_id: str = Field(primary_key=True, sa_type=StorableText)
    health: Health = Field(sa_type=EnumText(Health))
    last_checked_at: datetime | None
    last_success_at: datetime | None
    failures: int
    failing_since: datetime | None
    reason: PlainText
    next_due_at: datetime | None
    baseline_done: bool
    fingerprint: PlainText


class QuietRow(TableRow):
    """A source that usually publishes and now does not."""

    __tablename__ = "quiet"

    source_id: str = Field(primary_key=True, sa_type=StorableText)
    #: The day of its newest publication.
    since: date
    reason: PlainText


class ListingRow(TableRow, ValidatorColumns):
    """One listing page of a source, as last read without failure."""

    __tablename__ = "listing"

    source_id: str = Field(primary_key=True, sa_type=StorableText)
    #: `Request.key`.
    key: str = Field(primary_key=True, sa_type=StorableText)
    read_at: datetime
    #: As in `KnownListing`.
    doubted_until: datetime | None = None


class CheckResultRow(TableRow):
    """What one check of one source did."""

    __tablename__ = "check_result"
    __table_args__ = (UniqueConstraint("source_id", "started_at"), Index(None, "started_at"))

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    source_id: PlainText
    started_at: datetime
    finished_at: datetime
    outcome: Outcome = Field(sa_type=EnumText(Outcome))
    links: int
    new_articles: int
    new_versions: int
    new_measures: int
    new_targets: int
    new_progress: int
    pending: int
    baseline: bool
    #: `[url, message]` each.
    failures: list[Any] = Field(sa_type=JSON)


class RobotsFileRow(TableRow):
    """A host's robots.txt."""

    __tablename__ = "robots_file"

    origin: str = Field(primary_key=True, sa_type=StorableText)
    status: int
    body: PlainText
    fetched_at: datetime


class HeartbeatRow(TableRow):
    """When a part of the service last finished its round."""

    __tablename__ = "heartbeat"

    name: str = Field(primary_key=True, sa_type=StorableText)
    at: datetime


class LeaseRow(TableRow):
    """A role that one process holds at a time."""

    __tablename__ = "lease"

    name: str = Field(primary_key=True, sa_type=StorableText)
    owner: PlainText
    expires_at: datetime


SOURCE_STATE = METADATA.tables["source_state"]
QUIET = METADATA.tables["quiet"]
LISTING = METADATA.tables["listing"]
CHECK_RESULT = METADATA.tables["check_result"]
ROBOTS_FILE = METADATA.tables["robots_file"]
HEARTBEAT = METADATA.tables["heartbeat"]
LEASE = METADATA.tables["lease"]


class Checks(Aggregate):
    """States of sources, results of checks, and what the scheduler remembers."""

    @reads
    def states(self) -> dict[str, SourceState]:
        """Return what is remembered of every source that was ever checked, by id."""
        quiet = QUIET.c.reason.label("quiet")
        both = SOURCE_STATE.outerjoin(QUIET, QUIET.c.source_id == SOURCE_STATE.c.source_id)
        rows = self._connection.execute(select(SOURCE_STATE, quiet).select_from(both))
        return {row.source_id: SourceState(**columns_of(row, SourceState) | {"quiet": row.quiet or ""}) for row in rows}

    @reads
    def listings(self) -> dict[tuple[str, str], KnownListing]:
        """Return what is remembered of every listing, by source id and `Request.key`."""
        rows = self._connection.execute(select(LISTING))
        return {
            (row.source_id, row.key): KnownListing(value_from(Validators, row), row.read_at, row.doubted_until)
            for row in rows
        }

    @writes
    def compared(self, source_id: str, key: str, now: datetime, doubted_until: datetime | None = None) -> None:
        """Note that a listing's whole body was compared, and until when its site's “not modified” is doubted."""
        mine = (LISTING.c.source_id == source_id, LISTING.c.key == key)
        values = {"read_at": now, "doubted_until": doubted_until}
        self._connection.execute(update(LISTING).where(*mine).values(values))

    @writes
    def note_quiet(self, found: Mapping[str, tuple[date, str]]) -> None:
        """Write which sources are quiet now, since when and why; all others are not."""
        self._connection.execute(delete(QUIET))
        rows = [
            {"source_id": source_id, "since": since, "reason": reason}
            for source_id, (since, reason) in sorted(found.items())
        ]
        replace(self._connection, QUIET, rows)

    @writes
    def finish(self, items: Sequence[tuple[CheckResult, SourceState]]) -> None:
        """Write results, each once, and the states after them."""
        # Sorted, so that two processes never wait for each other crosswise.
        ordered = sorted(items, key=lambda item: item[1].source_id)
        add_new(self._connection, CHECK_RESULT, [_result_row(result) for result, _ in ordered])
        replace(self._connection, SOURCE_STATE, [_state_row(state) for _, state in ordered])
        published = [result.source_id for result, _ in ordered if result.new_articles]
        if published:
            self._connection.execute(delete(QUIET).where(QUIET.c.source_id.in_(published)))

    @writes
    def prune(self, before: datetime) -> int:
        """Delete the results of checks started before then; return how many."""
        old = CHECK_RESULT.c.started_at < before
        return self._connection.execute(delete(CHECK_RESULT).where(old)).rowcount

    @reads
    def robots(self) -> tuple[RobotsFile, ...]:
        """Return every robots.txt, by origin."""
        rows = self._connection.execute(select(ROBOTS_FILE).order_by(ROBOTS_FILE.c.origin))
        return tuple(value_from(RobotsFile, row) for row in rows)

    @writes
    def save_robots(self, files: Iterable[RobotsFile]) -> None:
        """Replace what was known of these origins."""
        ordered = sorted(files, key=lambda file: file.origin)
        replace(self._connection, ROBOTS_FILE, [row_of(file) for file in ordered])

    @writes
    def tick(self, now: datetime) -> None:
        """Note that the scheduler finished a round."""
        replace(self._connection, HEARTBEAT, [{"name": _TICK, "at": now}])

    @reads
    def last_tick(self) -> datetime | None:
        """Return when the scheduler last finished a round, None if never."""
        found: datetime | None = self._connection.scalar(select(HEARTBEAT.c.at).where(HEARTBEAT.c.name == _TICK))
        return found

    @reads
    def last_done(self, name: str) -> datetime | None:
        """Return when a task was last done, None if never."""
        found: datetime | None = self._connection.scalar(select(HEARTBEAT.c.at).where(HEARTBEAT.c.name == name))
        return found

    @writes
    def done(self, name: str, now: datetime) -> None:
        """Note that a task was done."""
        replace(self._connection, HEARTBEAT, [{"name": name, "at": now}])

    @writes
    def acquire_leases(self, names: Collection[str], owner: str, now: datetime, ttl: timedelta) -> frozenset[str]:
        """
        Take or prolong roles unless another owner's lease still runs; return those that are ours.

        A lease that runs for more than twice its time was written before the clock was set back, and counts as
        over. Once its time is left for the clocks of two machines to differ.
        """
        values = {"owner": owner, "expires_at": now + ttl}
        over = or_(LEASE.c.expires_at <= now, LEASE.c.expires_at > now + 2 * ttl)
        taken: set[str] = set()
        # Sorted, so that two processes never wait for each other crosswise.
        for chunk in chunks(sorted(names)):
            rows = insert(self._connection.dialect.name, LEASE).values([{"name": name, **values} for name in chunk])
            rows = rows.on_conflict_do_update(
                index_elements=["name"], set_=values, where=or_(LEASE.c.owner == owner, over)
            )
            taken.update(self._connection.scalars(rows.returning(LEASE.c.name)))
        return frozenset(taken)

    @writes
    def renew_leases(self, owner: str, now: datetime, ttl: timedelta) -> frozenset[str]:
        """Prolong every lease of an owner; return the roles that are still his."""
        prolonged = update(LEASE).where(LEASE.c.owner == owner).values(expires_at=now + ttl)
        return frozenset(self._connection.scalars(prolonged.returning(LEASE.c.name)))

    @writes
    def release_leases(self, owner: str, names: Collection[str] | None = None) -> None:
        """Give roles back that are still the owner's; all of them without names."""
        if names is None:
            self._connection.execute(delete(LEASE).where(LEASE.c.owner == owner))
            return
        for chunk in chunks(sorted(names)):
            self._connection.execute(delete(LEASE).where(LEASE.c.owner == owner, LEASE.c.name.in_(chunk)))


def _state_row(state: SourceState) -> Values:
    row = row_of(state)
    del row["quiet"]  # found once a day and kept in a table of its own
    return row


def _result_row(result: CheckResult) -> Values:
    row = row_of(result) | {"failures": [[failure.url, failure.message] for failure in result.failures]}
    del row["baseline_ends"], row["notices"]  # the state after the check, and alerts say so
    return row
