"""
Rename lives to tracked things and goals to commitments: tables, columns, indexes and constraints.

The rows stay as they are.
"""

import re
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = {"life": "tracked", "goal_key": "commitment_key"}
#: Tables with their new name, and the columns that change theirs.
COLUMNS = {
    "tracked": {"goal": "commitment"},
    "commitment_key": {"life_id": "tracked_id"},
    "statement": {"life_id": "tracked_id"},
    "progress_link": {"life_id": "tracked_id"},
    "observation": {"life_id": "tracked_id"},
    "part": {},
    "proposal": {"life_id": "tracked_id"},
}


def upgrade() -> None:
    for old, new in TABLES.items():
        op.rename_table(old, new)
    for table, columns in COLUMNS.items():
        rename_columns(table, columns)
    for table in COLUMNS:
        rename_indexes(table, TABLES)
        rename_constraints(table, TABLES)
    rename_sequence("life_id_seq", "tracked_id_seq")


def downgrade() -> None:
    before = {new: old for old, new in TABLES.items()}
    for old, new in before.items():
        op.rename_table(old, new)
    for table, columns in COLUMNS.items():
        rename_columns(before.get(table, table), {new: old for old, new in columns.items()})
    for table in COLUMNS:
        rename_indexes(before.get(table, table), before)
        rename_constraints(before.get(table, table), before)
    rename_sequence("tracked_id_seq", "life_id_seq")


def is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def renamed(name: str, words: Mapping[str, str]) -> str:
    """Return the name of an index or constraint with the new words for tables and columns."""
    for old, new in words.items():
        name = re.sub(rf"(?<![a-z]){old}(?![a-z])", new, name)
    return name


def rename_columns(table: str, columns: Mapping[str, str]) -> None:
    for old, new in columns.items():
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {old} TO {new}")


def rename_indexes(table: str, words: Mapping[str, str]) -> None:
    for index in sa.inspect(op.get_bind()).get_indexes(table):
        old = str(index["name"])
        new = renamed(old, words)
        if old == new or index.get("duplicates_constraint"):
            continue
        if is_sqlite():  # it cannot rename an index
            op.drop_index(op.f(old), table)
            op.create_index(op.f(new), table, [str(column) for column in index["column_names"]])
        else:
            op.execute(f"ALTER INDEX {old} RENAME TO {new}")


def rename_constraints(table: str, words: Mapping[str, str]) -> None:
    """Rename constraints; SQLite can only write the table anew, with all of them together."""
    found = sa.inspect(op.get_bind())
    primary = found.get_pk_constraint(table)
    named = {
        str(constraint["name"]): constraint
        for constraint in (primary, *found.get_foreign_keys(table), *found.get_unique_constraints(table))
    }
    changed = {name: constraint for name, constraint in named.items() if renamed(name, words) != name}
    if not is_sqlite():
        for old in changed:
            op.execute(f"ALTER TABLE {table} RENAME CONSTRAINT {old} TO {renamed(old, words)}")
        return
    if not changed:
        return
    with op.batch_alter_table(table) as batch:
        for old, constraint in changed.items():
            new = op.f(renamed(old, words))
            if constraint is primary:
                batch.drop_constraint(op.f(old), type_="primary")
                batch.create_primary_key(new, list(constraint["constrained_columns"]))
            elif "referred_table" in constraint:
                batch.drop_constraint(op.f(old), type_="foreignkey")
                batch.create_foreign_key(
                    new,
                    constraint["referred_table"],
                    constraint["constrained_columns"],
                    constraint["referred_columns"],
                )
            else:
                batch.drop_constraint(op.f(old), type_="unique")
                batch.create_unique_constraint(new, constraint["column_names"])


def rename_sequence(old: str, new: str) -> None:
    """Rename the sequence that numbers the rows of a table on PostgreSQL; SQLite has none."""
    if not is_sqlite():
        op.execute(f"ALTER SEQUENCE {old} RENAME TO {new}")
