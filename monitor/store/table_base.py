"""
What the tables of all aggregates share: one base and metadata, column types, inserts, rows as values.

Modules with tables do not postpone annotations: SQLModel and SQLAlchemy would each parse them from text again.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeVar

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Column,
    Connection,
    Dialect,
    Executable,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    types,
)
from sqlalchemy import Row as ResultRow
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import SchemaItem
from sqlmodel import Field, SQLModel
from sqlmodel.main import get_column_from_field

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from sqlalchemy.dialects import postgresql

#: Column name → value, as statements take them.
Values = dict[str, Any]
AnyRow = ResultRow[Any]
_T = TypeVar("_T")
_ValueT = TypeVar("_ValueT", bound="DataclassInstance")

#: Constraints have names from revision one: SQLite's batch mode cannot drop an unnamed one.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
METADATA = MetaData(naming_convention=NAMING)


class TableRow(SQLModel):
    """
    Base of all tables: they share one metadata, apart from any other SQLModel program's.

    Its classes do not say `table=True`, by which SQLModel would also map each class to its table: rows are no
    instances of these classes, and the mapping takes half the time that a table does.
    """

    #: The values come from the domain, so rows are never validated and need no validators.
    model_config = {"defer_build": True}
    metadata: ClassVar[MetaData] = METADATA
    __table_args__: ClassVar[tuple[SchemaItem, ...]] = ()

    @classmethod
    def __pydantic_init_subclass__(cls, **_options: object) -> None:
        """Make the table of a class that was just declared."""
        Table(str(cls.__tablename__), METADATA, *columns_declared(cls), *cls.__table_args__)


def columns_declared(row: type[SQLModel]) -> Iterator[Column[Any]]:
    """Yield a column for each field of a row class, with the type and the options that SQLModel reads from it."""
    for name, field in row.model_fields.items():
        column = get_column_from_field(field)
        column.name = column.key = name
        yield column


# What goes into a column

#: PostgreSQL refuses NUL in text, UTF-8 refuses lone surrogates; broken JSON lists contain both.
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Return the text with each NUL and lone surrogate as U+FFFD; its length, and so all offsets, stay."""
    return text if text.isascii() and "\0" not in text else _UNSTORABLE.sub("\ufffd", text)


class StorableText(types.TypeDecorator[str]):
    """Text of any length, made storable on its way in."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Make the value storable, whatever the dialect, so that both databases hold the same."""
        del dialect
        return None if value is None else storable(str(value))  # an enum becomes its text


#: Text of an index has at most so many bytes of UTF-8; PostgreSQL refuses index rows beyond 2,704.
_INDEXED_BYTES = 600
#: Of longer text, so many characters and a hash stand in the index.
_INDEXED_BEGINNING = 100


def index_text(text: str) -> str:
    """Return text that fits into every database's index: long text as its beginning with a hash of all of it."""
    if len(text) * 4 <= _INDEXED_BYTES or len(text.encode(errors="replace")) <= _INDEXED_BYTES:
        return text
    return f"{text[:_INDEXED_BEGINNING]}…{sha256(text.encode(errors='replace')).hexdigest()}"


class IndexedText(types.TypeDecorator[str]):
    """Text that others are found by, cut by `index_text` on its way in and in comparisons alike."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Make the value storable and cut it."""
        del dialect
        return None if value is None else index_text(storable(str(value)))


class EnumText(types.TypeDecorator[StrEnum]):
    """A member of an enum, stored as its text, so that a new member needs no migration."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Return the member's text."""
        del dialect
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Return the member; raise ValueError for a text that is none."""
        del dialect
        return None if value is None else self.kind(value)


class DecimalText(types.TypeDecorator[Decimal]):
    """A decimal with all its digits."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Return the decimal's text."""
        del dialect
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """Return the decimal."""
        del dialect
        return None if value is None else Decimal(value)


#: 64 bits on PostgreSQL: refused inserts use numbers up there, so 31 bits would not last.
KEY = BigInteger().with_variant(Integer(), "sqlite")
PlainText = Annotated[str, Field(sa_type=StorableText)]
NullableText = Annotated[str | None, Field(sa_type=StorableText)]


class ValidatorColumns(SQLModel):
    """The columns of `Validators`: what the next conditional request will send."""

    etag: str | None = Field(default=None, sa_type=StorableText)
    last_modified: str | None = Field(default=None, sa_type=StorableText)
    body_hash: str | None = Field(default=None, sa_type=StorableText)


class QuoteColumns(SQLModel):
    """Words of an article's version, with their offsets `[start, end)` in its text."""

    quote: PlainText
    quote_start: int
    quote_end: int


def to_json(value: object) -> str:
    """Return the compact JSON text of a value; Chinese stays readable and takes half the room."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> object:
    """Return the value in JSON's types: text storable, a Decimal with all its digits, a date as ISO 8601."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


# Domain values as rows


def row_of(value: "DataclassInstance") -> Values:
    """Return a value's fields by name, for a table whose columns are named after them."""
    return {name: getattr(value, name) for name in _names(type(value))}


def value_from(kind: type[_ValueT], row: AnyRow) -> _ValueT:
    """Read what `row_of` wrote: a value whose fields are columns of the row."""
    return kind(**columns_of(row, kind))


def columns_of(row: AnyRow, kind: "type[DataclassInstance]") -> Values:
    """Return those columns of a row that are named after a kind of value's fields."""
    columns = row._mapping  # noqa: SLF001 -- the documented way to a row's columns by name
    return {name: columns[name] for name in _names(kind)}


@cache
def _names(kind: "type[DataclassInstance]") -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


# Inserts that the database arbitrates


def add_new(connection: Connection, table: Table, rows: Sequence[Values], *returning: str) -> Sequence[AnyRow]:
    """Insert the rows whose unique keys are new; return these columns of those rows, in any order."""
    if not rows:
        return ()
    result = connection.execute(_add_new(connection.dialect.name, table, returning), list(rows))
    return result.all() if returning else ()


def replace(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows, or put them in the place of those with their primary keys."""
    if rows:
        connection.execute(_replace(connection.dialect.name, table), list(rows))


def insert(dialect: str, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """Return an INSERT that knows ON CONFLICT; both databases write it the same way."""
    if dialect == "sqlite":
        return sqlite.insert(table)
    # A program on SQLite starts without this dialect, which is slow to import.
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 -- see above

    return postgresql.insert(table)


# Statements are kept: building one costs more than running it.
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


# IN lists

#: Names in one IN list: below every database's limit of parameters.
_CHUNK = 500
#: A chunk as the parameter of a statement that is built once.
CHUNK: BindParameter[Any] = bindparam("chunk", expanding=True)


def chunks(names: Iterable[_T]) -> Iterator[list[_T]]:
    """Cut a collection into lists that fit into one statement."""
    rest = list(names)
    for start in range(0, len(rest), _CHUNK):
        yield rest[start : start + _CHUNK]


def rows_of(connection: Connection, statement: Executable, names: Iterable[_T]) -> Iterator[AnyRow]:
    """Yield the rows of a statement that asks for a `CHUNK`, for all of a collection."""
    for chunk in chunks(names):
        yield from connection.execute(statement, {"chunk": chunk})
