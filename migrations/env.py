"""
Runs the migrations: in the transaction that the program hands over, or, for developers, in one of its own.

`alembic -x url=…` names the database for a developer's command.
"""

from importlib import import_module

from alembic import context
from alembic.util import CommandError
from sqlalchemy import Connection
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from monitor.store.engine import Database, parse_url
from monitor.store.table_base import METADATA, DecimalText, EnumText, IndexedText, StorableText

#: With the store come all of its tables.
import_module("monitor.store.store")

#: Revisions are written with SQLAlchemy's own types: ours may change, an old revision must not.
PLAIN_TYPES = {
    StorableText: "sa.Text()",
    IndexedText: "sa.Text()",
    EnumText: "sa.Text()",
    DecimalText: "sa.Text()",
    AutoString: "sa.Text()",
    UTCDateTime: "sa.DateTime(timezone=True)",
}


def plain_type(what: str, value: object, _context: object) -> str | bool:
    return PLAIN_TYPES.get(type(value), False) if what == "type" else False


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=plain_type,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def migrate_alone() -> None:
    url = context.get_x_argument(as_dictionary=True).get("url")
    if not isinstance(url, str):
        raise CommandError("name the database: alembic -x url=sqlite:////tmp/new.db …")
    database = Database(parse_url(url), foreign_keys=False)
    try:
        with database.write() as connection:
            migrate(connection)
    finally:
        database.close()


if context.is_offline_mode():
    raise CommandError("SQL scripts are not made: SQLite needs to see the tables that it changes")

given = context.config.attributes.get("connection")
if given is None:
    migrate_alone()
else:
    migrate(given)
