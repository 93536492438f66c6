"""Add which sources are unusually silent, and which listings said “not modified” falsely."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "quiet",
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_quiet")),
    )
    with op.batch_alter_table("listing") as listing:
        listing.add_column(sa.Column("doubted_until", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("listing") as listing:
        listing.drop_column("doubted_until")
    op.drop_table("quiet")
