"""Connections and transactions: what differs between SQLite and PostgreSQL is decided here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import Lock

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from ..errors import StoreUnusableError
from .columns import to_json
from .failures import translated

#: How long to wait for another program's lock before giving up, in seconds.
LOCK_TIMEOUT_S = 30.0
#: How long to wait for PostgreSQL to answer at all, in seconds.
_CONNECT_TIMEOUT_S = 10
#: Threads that want a connection beyond these wait for one.
_POOL_SIZE, _POOL_OVERFLOW = 5, 10
#: Attempts to enter WAL mode while other processes do the same, and how long each waits for readers.
_WAL_ATTEMPTS, _WAL_PATIENCE_MS = 20, 20

_SCHEMES = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",  # as hosting services write it
}
_EXAMPLES = "sqlite:///data/monitor.db or postgresql://user:password@host/name"


class Database:
    """
    A pool of connections to one database, handing out transactions.

    On SQLite, writers take the write lock before they read (`BEGIN IMMEDIATE`):
    otherwise a transaction that reads and then writes loses updates, or fails
    when another writer came between. Threads of this process queue for it on a
    lock of our own, which is fair; SQLite's waiting is a lottery with sleeps.
    """

    def __init__(self, url: URL, *, timeout_s: float = LOCK_TIMEOUT_S, foreign_keys: bool = True) -> None:
        self.url = url
        self.timeout_s = timeout_s
        #: How messages name the database: without password and options.
        self.place = shown(url)
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self._engine = _engine(url, timeout_s, foreign_keys=foreign_keys)
        self._writing = self._engine.execution_options(writes=True)
        self._turn: AbstractContextManager[object] = Lock() if self.is_sqlite else nullcontext()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a transaction that only reads."""
        with translated(self.place), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction that may write; it is committed unless the block raises."""
        with translated(self.place), self._turn, self._writing.begin() as connection:
            yield connection

    def enter_wal(self) -> None:
        """
        Put an SQLite file into WAL mode, where readers and a writer do not wait for each other.

        The mode stays in the file. SQLite does not wait for writers here, so of two
        processes that start at once one would fail: wait with an empty transaction.
        If readers never leave a gap, the file stays as it is and works, more slowly.
        """
        with translated(self.place), self._engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            for _ in range(_WAL_ATTEMPTS):
                if _entered_wal(driver, self.timeout_s):
                    return
                driver.execute("BEGIN IMMEDIATE")
                driver.execute("ROLLBACK")

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def parse_url(text: str) -> URL:
    """Return the database's address with its driver; StoreUnusableError if it is none we serve."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        # Not chained: SQLAlchemy's message repeats the address, password included.
        raise StoreUnusableError(f"the database address cannot be read: write {_EXAMPLES}") from None
    if url.drivername not in _SCHEMES:
        raise StoreUnusableError(f"no databases of kind {url.drivername!r} are served: use {_EXAMPLES}")
    name = url.database or ":memory:"
    if url.get_backend_name() == "sqlite" and name.startswith((":memory:", "file:")):
        raise StoreUnusableError(f"{name!r} names no SQLite file that lasts: use {_EXAMPLES}")
    return url.set(drivername=_SCHEMES[url.drivername])


def shown(url: URL) -> str:
    """Return the path of an SQLite file, or the address without password and options."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)


def make_folder(url: URL) -> None:
    """Create the folder of an SQLite file if need be."""
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnusableError(
            f"the database {shown(url)} cannot be created: {error.strerror} ({folder}); "
            "name a folder that may be written",
        ) from error


def _entered_wal(driver: sqlite3.Connection, timeout_s: float) -> bool:
    driver.execute(f"PRAGMA busy_timeout={_WAL_PATIENCE_MS}")
    try:
        driver.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError:
        return False
    finally:
        driver.execute(f"PRAGMA busy_timeout={round(timeout_s * 1000)}")
    return True


def _engine(url: URL, timeout_s: float, *, foreign_keys: bool) -> Engine:
    is_sqlite = url.get_backend_name() == "sqlite"
    engine = create_engine(
        url,
        connect_args={"timeout": timeout_s} if is_sqlite else {"connect_timeout": _CONNECT_TIMEOUT_S},
        json_serializer=to_json,
        hide_parameters=True,  # errors may be logged, and bodies do not belong there
        pool_size=_POOL_SIZE,
        max_overflow=_POOL_OVERFLOW,
        pool_timeout=timeout_s,
        pool_pre_ping=not is_sqlite,  # a server may have been restarted since
    )
    if is_sqlite:
        _teach_sqlite(engine, foreign_keys=foreign_keys)
    else:
        _teach_postgres(engine, timeout_s)
    return engine


def _teach_sqlite(engine: Engine, *, foreign_keys: bool) -> None:
    @event.listens_for(engine, "connect")
    def _configure(driver: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        driver.isolation_level = None  # the driver would guess when transactions begin
        driver.execute("PRAGMA synchronous=NORMAL")  # in WAL mode a crash loses no consistency
        driver.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def _teach_postgres(engine: Engine, timeout_s: float) -> None:
    @event.listens_for(engine, "connect")
    def _configure(driver: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        driver.cursor().execute(f"SET lock_timeout = {round(timeout_s * 1000)}")
        driver.commit()
