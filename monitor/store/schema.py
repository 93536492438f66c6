"""Which revision the schema has, which this program needs, and the way from one to the other."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from ..errors import StoreTooNewError, StoreUnusableError
from .engine import Database, make_folder, parse_url
from .tables import METADATA

#: Every revision that this program knows, oldest first; a test compares them with the scripts.
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
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
            f"the database {database.place} has an old schema ({found or 'none'}): run `monitor db upgrade`",
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
            f"({', '.join(sorted(tables)[:3])}): name another database",
        )
    if found is not None and found not in REVISIONS:
        raise StoreTooNewError(
            f"the database {database.place} was written by a newer version of this program "
            f"(schema {found}, known up to {HEAD}): update the program; nothing was changed",
        )
    return found


def _migrate(database: Database) -> None:
    """
    Run the migrations that are missing, in one transaction that other processes wait for.

    On SQLite foreign keys are off meanwhile, because batch migrations drop and
    rename tables; they are checked before the end instead.
    """
    # Alembic costs 0.1 to 0.7 s of CPU to import, and almost every start finds the schema in place.
    from .migrating import upgrade_to_head  # noqa: PLC0415 -- see above

    alone = Database(database.url, timeout_s=database.timeout_s, foreign_keys=False)
    try:
        with alone.write() as connection:
            if not database.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
            revision(connection, database)  # refuses what another process may have made of it meanwhile
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
            f"{broken[2]}; restore a backup; nothing was changed",
        )


def _find_file(database: Database, *, create: bool) -> None:
    if create:
        make_folder(database.url)
    elif not Path(str(database.url.database)).exists():
        raise StoreUnusableError(
            f"the database {database.place} does not exist: create it with `monitor db upgrade`",
        )
