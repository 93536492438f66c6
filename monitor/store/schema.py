"""
The schema and the file of a database: its revision, the migrations to the one this program needs, and copies.

Copies of SQLite are made while the service writes, tested by opening them, and put back without overwriting.
PostgreSQL has tools of its own for this (`pg_dump`, `pg_restore`); the errors here name them.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, inspect, text

from ..errors import StoreError, StoreTooNewError, StoreUnusableError
from .engine import Database, make_folder, parse_url, place_of
from .table_base import METADATA

if TYPE_CHECKING:
    from alembic.config import Config

#: Every revision that this program knows, oldest first; a test compares them with the scripts.
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010")
HEAD = REVISIONS[-1]

_VERSION_TABLE = "alembic_version"
#: Names our advisory lock among those of a PostgreSQL server: "aiplus" in ASCII.
_ADVISORY_LOCK = 0x6169_706C_7573
_PACKAGE = Path(__file__).resolve().parents[1]


def migrations_folder() -> Path:
    """Return where the migration scripts are: inside the installed package, else in the checkout."""
    installed = _PACKAGE / "data" / "migrations"
    return installed if installed.is_dir() else _PACKAGE.parent / "migrations"


def prepare(database: Database, *, create: bool) -> None:
    """Bring the schema to HEAD; with `create` false, raise StoreUnusableError if it is not there."""
    if database.is_sqlite:
        _find_file(database, create=create)
    with database.read() as connection:
        found = revision(connection, database)
    if found != HEAD and not create:
        raise StoreUnusableError(
            f"the database {database.place} has an old schema ({found or 'none'}): run `monitor db upgrade`"
        )
    if found != HEAD:
        _migrate(database)
    if database.is_sqlite:
        database.enter_wal()


def upgrade(url: str) -> tuple[str | None, str]:
    """Bring a database's schema to HEAD, creating it if need be; return the revisions before and after."""
    database = Database(parse_url(url))
    try:
        if database.is_sqlite:
            _find_file(database, create=True)
        with database.read() as connection:
            before = revision(connection, database)
        prepare(database, create=True)
    finally:
        database.close()
    return before, HEAD


def revision(connection: Connection, database: Database) -> str | None:
    """
    Return the schema's revision, None for an empty database.

    Raises StoreTooNewError for a revision that this program does not know, and
    StoreUnusableError for tables that are not ours to migrate.
    """
    tables = set(inspect(connection).get_table_names())
    found: str | None = None
    if _VERSION_TABLE in tables:
        found = connection.scalar(text(f"SELECT version_num FROM {_VERSION_TABLE}"))  # noqa: S608 -- a constant
    elif tables and (database.is_sqlite or tables & METADATA.tables.keys()):
        raise StoreUnusableError(
            f"the database {database.place} holds tables of another program "
            f"({', '.join(sorted(tables)[:3])}): name another database"
        )
    if found is not None and found not in REVISIONS:
        raise StoreTooNewError(
            f"the database {database.place} was written by a newer version of this program "
            f"(schema {found}, known up to {HEAD}): update the program; nothing was changed"
        )
    return found


def configuration(folder: Path, connection: Connection) -> Config:
    """Return Alembic's settings for the scripts in a folder, bound to an open transaction."""
    from alembic.config import Config  # noqa: PLC0415 -- see `upgrade_to_head`

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade_to_head(folder: Path, connection: Connection) -> None:
    """Run the migrations that are missing inside the open transaction."""
    # Almost every start finds the schema in place, and Alembic is slow to import.
    from alembic import command  # noqa: PLC0415 -- see above
    from alembic.util import CommandError  # noqa: PLC0415 -- see above

    try:
        command.upgrade(configuration(folder, connection), "head")
    except CommandError as error:
        raise StoreError(f"the migrations in {folder} cannot be run: {error}") from error


def _migrate(database: Database) -> None:
    """
    Run the migrations that are missing, in one transaction that other processes wait for.

    On SQLite foreign keys are off meanwhile, because batch migrations drop and
    rename tables; they are checked before the end instead.
    """
    alone = Database(database.url, timeout_s=database.timeout_s, foreign_keys=False)
    try:
        with alone.write() as connection:
            if not database.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
            revision(connection, database)  # another process may have changed the schema meanwhile
            upgrade_to_head(migrations_folder(), connection)
            if database.is_sqlite:
                _check_foreign_keys(connection, database)
    finally:
        alone.close()


def _check_foreign_keys(connection: Connection, database: Database) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise StoreUnusableError(
            f"the database {database.place} is inconsistent: a row of {broken[0]} points to none of "
            f"{broken[2]}; restore a backup; nothing was changed"
        )


def _find_file(database: Database, *, create: bool) -> None:
    if create:
        make_folder(database.url)
    elif not Path(str(database.url.database)).exists():
        raise StoreUnusableError(f"the database {database.place} does not exist: create it with `monitor db upgrade`")


#: Tables whose rows a report counts: what people would miss first.
_COUNTED = ("article", "finding", "statement", "decision", "alert", "delivery")
#: Files that SQLite keeps beside a database that is open.
_BESIDE = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class DatabaseReport:
    """What a look into a database found."""

    place: str
    #: Revision of its schema; None: it has no tables of ours.
    revision: str | None
    #: Rows by table, as far as the revision has the table.
    rows: tuple[tuple[str, int], ...]

    @property
    def is_current(self) -> bool:
        """Whether this program can use it as it is."""
        return self.revision == HEAD


def check(url: str) -> DatabaseReport:
    """
    Look through a whole database and report what it holds; nothing is created or changed.

    Raises StoreUnusableError where the database is missing, damaged, or not ours.
    """
    address = parse_url(url)
    if address.get_backend_name() == "sqlite":
        return _check_file(Path(str(address.database)))
    database = Database(address)
    try:
        return _report(database)
    finally:
        database.close()


def back_up(url: str, copy: Path) -> DatabaseReport:
    """
    Copy an SQLite database while others read and write it; return what the finished copy holds.

    The copy is one moment of the database. It takes its name only when it is complete and tested,
    so that a backup that was interrupted is never mistaken for a whole one.

    Raises StoreUnusableError where `copy` exists, the database is missing or no SQLite file, or the copy fails its test.
    """
    source = _file_of(url, "pg_dump --format=custom")
    _refuse_existing(copy)
    _refuse_missing(source)
    return _copied(source, copy)


def restore(url: str, copy: Path) -> DatabaseReport:
    """
    Put a backup where a database is to be; return what is there now. The backup stays as it is.

    Raises StoreUnusableError where a database is there already, the backup is missing, damaged or newer than this program.
    """
    target = _file_of(url, "pg_restore")
    for there in (target, *(Path(f"{target}{end}") for end in _BESIDE)):
        _refuse_existing(there)
    _refuse_missing(copy)
    _check_file(copy)
    make_folder(parse_url(url))
    return _copied(copy, target)


def _copied(source: Path, target: Path) -> DatabaseReport:
    """Copy one SQLite file to another through SQLite itself, and test the copy before it gets its name."""
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        with closing(_reading(source)) as reader, closing(sqlite3.connect(unfinished)) as writer:
            reader.backup(writer)
            # A copy of a database in WAL mode would want a second file beside it.
            writer.execute("PRAGMA journal_mode=DELETE")
        report = _check_file(unfinished)
        unfinished.rename(target)
    except (OSError, sqlite3.Error) as error:
        raise StoreUnusableError(
            f"{source} cannot be copied to {target}: {error}; see that the folder may be written and has room"
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return DatabaseReport(str(target), report.revision, report.rows)


def _check_file(path: Path) -> DatabaseReport:
    _refuse_missing(path)
    try:
        with closing(_reading(path)) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
            dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise StoreUnusableError(f"{path} is no usable SQLite database: {error}; restore a backup") from error
    if found != ["ok"]:
        raise StoreUnusableError(f"{path} is damaged ({'; '.join(found)}): restore a backup")
    if dangling is not None:
        raise StoreUnusableError(
            f"{path} is damaged (a row of {dangling[0]} points to none of {dangling[2]}): restore a backup"
        )
    database = Database(URL.create("sqlite+pysqlite", database=str(path)))
    try:
        report = _report(database)
    finally:
        database.close()
    return DatabaseReport(str(path), report.revision, report.rows)


def _report(database: Database) -> DatabaseReport:
    with database.read() as connection:
        found = revision(connection, database)
        tables = inspect(connection).get_table_names()
        rows = tuple(
            (table, connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar_one())  # noqa: S608 -- names of ours
            for table in _COUNTED
            if table in tables
        )
    return DatabaseReport(database.place, found, rows)


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _file_of(url: str, tool: str) -> Path:
    address = parse_url(url)
    if address.get_backend_name() != "sqlite":
        raise StoreUnusableError(
            f"{place_of(address)} is no SQLite file: use PostgreSQL's own `{tool}`, see docs/container.md"
        )
    return Path(str(address.database))


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise StoreUnusableError(
            f"{path} exists already and is not overwritten: name another file, or move this one away"
        )


def _refuse_missing(path: Path) -> None:
    if not path.is_file():
        raise StoreUnusableError(f"{path} does not exist: name the file of a database or of a backup")
