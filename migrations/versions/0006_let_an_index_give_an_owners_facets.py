"""
Let an index give the facets of an owner whole.

SQLite took the primary key in place of an index that it would have had to leave for the values, and read all
facets of a kind for each life that was written.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_index(op.f("ix_facet_kind_owner_id_name_value"), "facet", ["kind", "owner_id", "name", "value"])
    op.drop_index(op.f("ix_facet_kind_owner_id"), "facet")


def downgrade() -> None:
    op.create_index(op.f("ix_facet_kind_owner_id"), "facet", ["kind", "owner_id"])
    op.drop_index(op.f("ix_facet_kind_owner_id_name_value"), "facet")
