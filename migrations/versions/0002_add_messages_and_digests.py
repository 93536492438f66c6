"""
Add messages and digests.

A delivery becomes the place of an alert in a recipient's queue; what is sent to
him as one, with its attempts, is a message. Claims and failures of before wait
in the queue again: the worst that follows is one repeat.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

#: SQLite counts rows by itself only in an INTEGER.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("next_try_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "digest",
        sa.Column("id", KEY, nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("period", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest")),
        sa.UniqueConstraint("route", "period", name=op.f("uq_digest_route_period")),
    )
    op.create_table(
        "message",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("digest_id", KEY, nullable=True),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("parts_sent", sa.Integer(), nullable=False),
        sa.Column("parts_total", sa.Integer(), nullable=False),
        sa.Column("repeat", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["digest_id"], ["digest.id"], name=op.f("fk_message_digest_id_digest")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("key", name=op.f("uq_message_key")),
    )
    op.create_index(
        op.f("ix_message_channel_id"),
        "message",
        ["channel", "id"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index(op.f("ix_message_channel_due_at"), "message", ["channel", "due_at"])
    op.create_index(op.f("ix_message_state_ended_at"), "message", ["state", "ended_at"])
    with op.batch_alter_table("alert") as alert:
        alert.add_column(sa.Column("details", sa.JSON(none_as_null=True), nullable=True))
        alert.add_column(sa.Column("attainment", sa.Text(), nullable=True))
        alert.add_column(sa.Column("subject", sa.Text(), nullable=False, server_default=sa.text("''")))
        alert.create_index(op.f("ix_alert_subject_created_at"), ["subject", "created_at"])
    with op.batch_alter_table("delivery") as delivery:
        delivery.add_column(sa.Column("route", sa.Text(), nullable=False, server_default=sa.text("''")))
        delivery.add_column(sa.Column("message_id", KEY, nullable=True))
        delivery.add_column(sa.Column("digest_id", KEY, nullable=True))
        delivery.create_foreign_key(op.f("fk_delivery_message_id_message"), "message", ["message_id"], ["id"])
        delivery.create_foreign_key(op.f("fk_delivery_digest_id_digest"), "digest", ["digest_id"], ["id"])
        delivery.create_index(op.f("ix_delivery_message_id"), ["message_id"])
    op.execute("UPDATE delivery SET state = 'pending' WHERE state IN ('claimed', 'failed')")


def downgrade() -> None:
    with op.batch_alter_table("delivery") as delivery:
        delivery.drop_index(op.f("ix_delivery_message_id"))
        delivery.drop_constraint(op.f("fk_delivery_digest_id_digest"), type_="foreignkey")
        delivery.drop_constraint(op.f("fk_delivery_message_id_message"), type_="foreignkey")
        delivery.drop_column("digest_id")
        delivery.drop_column("message_id")
        delivery.drop_column("route")
    with op.batch_alter_table("alert") as alert:
        alert.drop_index(op.f("ix_alert_subject_created_at"))
        alert.drop_column("subject")
        alert.drop_column("attainment")
        alert.drop_column("details")
    op.drop_table("message")
    op.drop_table("digest")
