"""
Connections and transactions: what differs between SQLite and PostgreSQL is decided here.

An `Aggregate` is a group of tables with the queries on them. Its methods are
marked `@reads` or `@writes`, and so open a transaction each, or join the open
one when several aggregates write together (`Store.write`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import wraps
from pathlib import Path
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from ..errors import StoreError, StoreReplacedError, StoreUnusableError
from .table_base import to_json

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

_AggregateT = TypeVar("_AggregateT", bound="Aggregate")
_P = ParamSpec("_P")
_T = TypeVar("_T")


class Database:
    """
    A pool of connections to one database, handing out transactions.

    On SQLite, writers take the write lock before they read (`BEGIN IMMEDIATE`): otherwise a transaction that reads
    and then writes loses updates, or fails when another writer came between. Threads of this process queue for it on
    a lock of our own, which is fair; SQLite's waiting is a lottery with sleeps.
    """

    def __init__(self, url: URL, *, timeout_s: float = LOCK_TIMEOUT_S, foreign_keys: bool = True) -> None:
        self.url = url
        self.timeout_s = timeout_s
        #: How messages name the database: without password and options.
        self.place = place_of(url)
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self._engine = _engine(url, timeout_s, foreign_keys=foreign_keys)
        self._writing = self._engine.execution_options(writes=True)
        self._turn: AbstractContextManager[object] = Lock() if self.is_sqlite else nullcontext()
        #: The number by which the system knows an SQLite file, whatever its name.
        self._file: int | None = None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a transaction that only reads."""
        with translated(self.place), self._engine.begin() as connection:
            self._refuse_other_file()
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction that may write; it is committed unless the block raises."""
        with translated(self.place), self._turn, self._writing.begin() as connection:
            self._refuse_other_file()
            yield connection

    def _refuse_other_file(self) -> None:
        """Raise StoreReplacedError where the SQLite file is not the first one: all that is written would be lost."""
        file = Path(self.place)
        found = file.stat().st_ino if self.is_sqlite and file.exists() else None
        self._file = self._file or found
        if found != self._file:
            raise StoreReplacedError(
                f"the database {self.place} was {'replaced' if found else 'deleted'} while it was open: stop the"
                " program, put the file or a backup back (docs/container.md), and start it again"
            )

    def enter_wal(self) -> None:
        """
        Put an SQLite file into WAL mode for good: there readers and a writer do not wait for each other.

        SQLite does not wait for writers here, so of two processes that start at once one would fail: wait with an
        empty transaction. If readers never leave a gap, the file stays as it is and works, more slowly.
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


# Transactions of aggregates


class Aggregate:
    """A group of tables with the queries on them, on a database or inside an open transaction."""

    def __init__(self, database: Database, connection: Connection | None = None) -> None:
        self._database = database
        self._open = connection

    @property
    def _connection(self) -> Connection:
        """The open transaction; methods without a mark have none of their own."""
        assert self._open is not None, "mark the method with @reads or @writes"
        return self._open


def reads(method: Callable[Concatenate[_AggregateT, _P], _T]) -> Callable[Concatenate[_AggregateT, _P], _T]:
    """Run an aggregate's method in a transaction that only reads, or in the open one."""
    return _in_transaction(method, Database.read)


def writes(method: Callable[Concatenate[_AggregateT, _P], _T]) -> Callable[Concatenate[_AggregateT, _P], _T]:
    """Run an aggregate's method in a transaction of its own that may write, or in the open one."""
    return _in_transaction(method, Database.write)


def _in_transaction(
    method: Callable[Concatenate[_AggregateT, _P], _T], begin: Callable[[Database], AbstractContextManager[Connection]]
) -> Callable[Concatenate[_AggregateT, _P], _T]:
    @wraps(method)
    def run(self: _AggregateT, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        if self._open is not None:
            return method(self, *args, **kwargs)
        with begin(self._database) as connection:
            return method(type(self)(self._database, connection), *args, **kwargs)

    return run


# Addresses


def parse_url(text: str) -> URL:
    """Return the database's address with its driver; StoreUnusableError if it is none we serve."""
    try:
        url = make_url(text)
    except (exc.ArgumentError, ValueError):
        # Not chained: SQLAlchemy's message repeats the address, password included.
        raise StoreUnusableError(f"the database address cannot be read: write {_EXAMPLES}") from None
    if url.drivername not in _SCHEMES:
        raise StoreUnusableError(f"databases of kind {url.drivername!r} are not served: use {_EXAMPLES}")
    name = url.database or ":memory:"
    if url.get_backend_name() == "sqlite" and name.startswith((":memory:", "file:")):
        raise StoreUnusableError(f"{name!r} names no SQLite file that lasts: use {_EXAMPLES}")
    return url.set(drivername=_SCHEMES[url.drivername])


def make_folder(url: URL) -> None:
    """Create the folder of an SQLite file if need be."""
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        words = f"{error.strerror} ({folder}); name a folder that may be written"
        raise StoreUnusableError(f"the database {place_of(url)} cannot be created: {words}") from error


def place_of(url: URL) -> str:
    """Return the path of an SQLite file, or the address without password and options."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)


# Engines


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
        _set_up_sqlite(engine, foreign_keys=foreign_keys)
    else:
        _set_up_postgres(engine, timeout_s)
    return engine


def _set_up_sqlite(engine: Engine, *, foreign_keys: bool) -> None:
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


def _set_up_postgres(engine: Engine, timeout_s: float) -> None:
    @event.listens_for(engine, "connect")
    def _configure(driver: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        driver.cursor().execute(f"SET lock_timeout = {round(timeout_s * 1000)}")
        driver.commit()


def _entered_wal(driver: sqlite3.Connection, timeout_s: float) -> bool:
    driver.execute(f"PRAGMA busy_timeout={_WAL_PATIENCE_MS}")
    try:
        driver.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError:
        return False
    finally:
        driver.execute(f"PRAGMA busy_timeout={round(timeout_s * 1000)}")
    return True


# Errors

#: (words of SQLite, psycopg or the server; what a person can do), first match wins.
_REMEDIES = (
    ("unable to open database file", "check that its folder exists and may be written"),
    ("readonly database", "give this user write permission on the file and its folder"),
    ("is locked", "another program holds it: stop that program, or try again later"),
    ("lock timeout", "another program holds it: stop that program, or try again later"),
    ("not a database", "name another file, or move this one away"),
    ("malformed", "the file is damaged: restore a backup, or move it away"),
    ("is full", "free some disk space"),
    ("disk i/o error", "check the disk"),
    ("authentication failed", "check the user and the password"),
    ("no password supplied", "check the user and the password"),
    ("does not exist", "create the database and the user first"),
    ("too many", "close other connections, or raise the server's limit"),
)
_OTHER_REMEDY = "check that the server runs and that the address is right"

#: These say that the database as a whole cannot be used now, rather than that one statement is wrong.
_UNUSABLE = (exc.OperationalError, exc.InternalError, exc.InterfaceError, exc.TimeoutError, sqlite3.DatabaseError)
#: Class of PostgreSQL's codes for a value beyond its limits, an index row for example: an operational
#: error there, though the database is as usable as before.
_TOO_LARGE = "54"


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Raise StoreUnusableError or StoreError for each error of SQLAlchemy or SQLite, without secrets."""
    try:
        yield
    except (exc.SQLAlchemyError, sqlite3.Error) as error:
        raise _translation(error, place) from error


def _translation(error: exc.SQLAlchemyError | sqlite3.Error, place: str) -> StoreError:
    # The driver's own words: SQLAlchemy's would add the statement and its parameters.
    origin = error.orig if isinstance(error, exc.StatementError) else error
    words = str(origin).strip().partition("\n")[0]
    # SQLite reports "not a database" and "malformed" as a bare DatabaseError.
    is_unusable = isinstance(error, _UNUSABLE) or type(error) is exc.DatabaseError
    if is_unusable and not (getattr(origin, "sqlstate", None) or "").startswith(_TOO_LARGE):
        lower = words.lower()
        remedy = next((remedy for sign, remedy in _REMEDIES if sign in lower), _OTHER_REMEDY)
        return StoreUnusableError(f"the database {place} cannot be used: {words}; {remedy}")
    return StoreError(f"the database {place} refused: {words}")
