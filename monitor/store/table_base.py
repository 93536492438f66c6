"""
What all tables share: names of constraints, keys, one metadata.

Modules with tables postpone no annotations: SQLModel and SQLAlchemy would each have to read some 400 texts.
"""

from typing import ClassVar

from sqlalchemy import BigInteger, Integer, MetaData
from sqlmodel import SQLModel

#: Constraints have names from revision one: SQLite's batch mode cannot drop an unnamed one.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

#: Numbers of rows: refused inserts use them up too on PostgreSQL, so 31 bits would not last.
KEY = BigInteger().with_variant(Integer(), "sqlite")

METADATA = MetaData(naming_convention=NAMING)


class Row(SQLModel):
    """Base of all tables: they share one metadata, apart from any other SQLModel program's."""

    #: Rows are never validated, their values are the domain's; making all tables' validators takes 20 ms.
    model_config = {"defer_build": True}
    metadata: ClassVar[MetaData] = METADATA
