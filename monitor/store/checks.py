"""How checks went, and what the service remembers of itself: states, robots files, ticks, leases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, or_, select

from ..domain import CheckResult, RobotsFile, SourceState
from . import codec
from .tables import CHECK_RESULT, HEARTBEAT, LEASE, ROBOTS_FILE, SOURCE_STATE
from .writing import add_new, insert, replace

#: The scheduler's row among the heartbeats.
_TICK = "tick"


def states(connection: Connection) -> dict[str, SourceState]:
    """Return what is remembered of every source that was ever checked."""
    return {row.source_id: codec.state_from(row) for row in connection.execute(select(SOURCE_STATE))}


def finish(connection: Connection, items: Sequence[tuple[CheckResult, SourceState]]) -> None:
    """Write results, each once, and the states after them."""
    # Sorted, so that two processes never wait for each other crosswise.
    ordered = sorted(items, key=lambda item: item[1].source_id)
    add_new(connection, CHECK_RESULT, [codec.check_row(result) for result, _ in ordered])
    replace(connection, SOURCE_STATE, [codec.state_row(state) for _, state in ordered])


def prune(connection: Connection, before: datetime) -> int:
    """Forget results of checks started before then; return how many."""
    return connection.execute(delete(CHECK_RESULT).where(CHECK_RESULT.c.started_at < before)).rowcount


def robots(connection: Connection) -> tuple[RobotsFile, ...]:
    """Return every robots.txt, by origin."""
    rows = connection.execute(select(ROBOTS_FILE).order_by(ROBOTS_FILE.c.origin))
    return tuple(RobotsFile(row.origin, row.status, row.body, row.fetched_at) for row in rows)


def save_robots(connection: Connection, files: Iterable[RobotsFile]) -> None:
    """Replace what was known of these origins."""
    rows = [
        {"origin": file.origin, "status": file.status, "body": file.body, "fetched_at": file.fetched_at}
        for file in sorted(files, key=lambda file: file.origin)
    ]
    replace(connection, ROBOTS_FILE, rows)


def tick(connection: Connection, now: datetime) -> None:
    """Note that the scheduler finished a round."""
    replace(connection, HEARTBEAT, [{"name": _TICK, "at": now}])


def last_tick(connection: Connection) -> datetime | None:
    """Return when the scheduler last finished a round, None if never."""
    return connection.scalar(select(HEARTBEAT.c.at).where(HEARTBEAT.c.name == _TICK))


def acquire_lease(connection: Connection, name: str, owner: str, now: datetime, ttl: timedelta) -> bool:
    """Take or prolong a role unless another owner's lease still runs; return whether it is ours."""
    values = {"owner": owner, "expires_at": now + ttl}
    free = or_(LEASE.c.owner == owner, LEASE.c.expires_at <= now)
    statement = insert(connection.dialect.name, LEASE).values(name=name, **values)
    statement = statement.on_conflict_do_update(index_elements=["name"], set_=values, where=free)
    return connection.scalar(statement.returning(LEASE.c.name)) is not None


def release_lease(connection: Connection, name: str, owner: str) -> None:
    """Give a role back, if it is still ours."""
    connection.execute(delete(LEASE).where(LEASE.c.name == name, LEASE.c.owner == owner))
