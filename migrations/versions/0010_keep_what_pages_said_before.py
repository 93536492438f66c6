"""Keep what pages said before they were edited, what they dropped, and each version in its turn."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("statement") as statement:
        statement.add_column(sa.Column("past", sa.JSON(), nullable=True))
        statement.add_column(sa.Column("vanished_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE statement SET past = '[]'")
    with op.batch_alter_table("statement") as statement:
        statement.alter_column("past", existing_type=sa.JSON(), nullable=False)
    op.create_table(
        "edition",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("article_id", _KEY, nullable=False),
        sa.Column("version_id", _KEY, nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_edition_article_id_article")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["article_version.id"], name=op.f("fk_edition_version_id_article_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
    )
    op.create_index(op.f("ix_edition_article_id_read_at"), "edition", ["article_id", "read_at"])
    op.execute(
        "INSERT INTO edition (article_id, version_id, read_at) "
        "SELECT article_id, id, recorded_at FROM article_version ORDER BY id"
    )


def downgrade() -> None:
    op.drop_table("edition")
    with op.batch_alter_table("statement") as statement:
        statement.drop_column("vanished_at")
        statement.drop_column("past")
