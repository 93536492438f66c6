"""
Inserts that the database arbitrates: what is there already stays, or is replaced.

Statements are built once for each table: building one costs more than running it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Executable, Row, Table
from sqlalchemy.dialects import sqlite

from .codec import Values

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql


def add_new(
    connection: Connection, table: Table, rows: Sequence[Values], *returning: str
) -> Sequence[Row[Any]]:
    """Insert the rows whose unique keys are new; return these columns of those rows, in any order."""
    if not rows:
        return ()
    statement = _add_new(connection.dialect.name, table, returning)
    # A list, even of one, is prepared at greater cost.
    result = connection.execute(statement, rows[0] if len(rows) == 1 else list(rows))
    return result.all() if returning else ()


def replace(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows, or put them in the place of those with their primary keys."""
    if rows:
        connection.execute(_replace(connection.dialect.name, table), list(rows))


def insert(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT that knows ON CONFLICT; both databases write it the same way."""
    if dialect == "sqlite":
        return sqlite.insert(table)
    # Loaded by now where it is needed; 40 ms of CPU that a start on SQLite need not spend.
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 -- see above

    return postgresql.insert(table)


@cache
def _add_new(dialect: str, table: Table, returning: tuple[str, ...]) -> Executable:
    statement = insert(dialect, table).on_conflict_do_nothing()
    if not returning:
        return statement
    return statement.returning(*(table.c[name] for name in returning))


@cache
def _replace(dialect: str, table: Table) -> Executable:
    statement = insert(dialect, table)
    keys = [column.name for column in table.primary_key]
    others = {column.name: statement.excluded[column.name] for column in table.c if column.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=others)
