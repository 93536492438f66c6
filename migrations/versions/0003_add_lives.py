"""
Add lives: statements gathered into measures and targets, progress linked to them, decisions, audit.

Nothing of before is in a life yet; `monitor replay` reads the recorded articles into them.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

#: SQLite counts rows by itself only in an INTEGER.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("aspect", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_at_id"), "audit", ["at", "id"])
    op.create_index(op.f("ix_audit_subject"), "audit", ["subject"])
    op.create_table(
        "decision",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=True),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_finding"), "decision", ["finding"])
    op.create_index(op.f("ix_decision_target"), "decision", ["target"])
    op.create_table(
        "milestone",
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", "mark", name=op.f("pk_milestone")),
    )
    op.create_table(
        "succession",
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("old", "new", name=op.f("pk_succession")),
    )
    op.create_index(op.f("ix_succession_new"), "succession", ["new"])
    op.create_table(
        "statement",
        sa.Column("id", KEY, nullable=False),
        sa.Column("finding_id", KEY, nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("mention_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("published", sa.Date(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("page_issuer", sa.Text(), nullable=True),
        sa.Column("wider", sa.JSON(), nullable=False),
        sa.Column("plans", sa.JSON(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("life_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_statement_article_id_article")),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_statement_finding_id_finding")),
        sa.ForeignKeyConstraint(["mention_id"], ["mention.id"], name=op.f("fk_statement_mention_id_mention")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("finding_id", "article_id", name=op.f("uq_statement_finding_id_article_id")),
    )
    op.create_index(op.f("ix_statement_article_id"), "statement", ["article_id"])
    op.create_index(op.f("ix_statement_kind_published_id"), "statement", ["kind", "published", "id"])
    op.create_index(op.f("ix_statement_life_id"), "statement", ["life_id"])
    op.create_table(
        "life",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("statement_id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("in_scope", sa.Boolean(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("settled", sa.Text(), nullable=False),
        sa.Column("status_since", sa.Date(), nullable=True),
        sa.Column("status_by", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("deadline_end", sa.Date(), nullable=True),
        sa.Column("due_from", sa.Date(), nullable=True),
        sa.Column("overdue_from", sa.Date(), nullable=True),
        sa.Column("published", sa.Date(), nullable=False),
        sa.Column("known_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("goal", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("observed_id", KEY, nullable=True),
        sa.Column("attainment", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["observed_id"], ["statement.id"], name=op.f("fk_life_observed_id_statement")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_life_statement_id_statement")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_life")),
    )
    op.create_index(op.f("ix_life_key"), "life", ["key"])
    op.create_index(op.f("ix_life_kind_deadline_end_id"), "life", ["kind", "deadline_end", "id"])
    op.create_index(op.f("ix_life_kind_published_id"), "life", ["kind", "published", "id"])
    op.create_index(op.f("ix_life_kind_settled_deadline_end"), "life", ["kind", "settled", "deadline_end"])
    op.create_index(op.f("ix_life_kind_updated_at_id"), "life", ["kind", "updated_at", "id"])
    op.create_index(op.f("ix_life_series"), "life", ["series"])
    op.create_index(op.f("ix_life_statement_id"), "life", ["statement_id"])
    op.create_table(
        "statement_key",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("statement_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_statement_key_statement_id_statement")
        ),
        sa.PrimaryKeyConstraint("key", "statement_id", name=op.f("pk_statement_key")),
    )
    op.create_index(op.f("ix_statement_key_statement_id"), "statement_key", ["statement_id"])
    op.create_table(
        "goal_key",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("life_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["life_id"], ["life.id"], name=op.f("fk_goal_key_life_id_life")),
        sa.PrimaryKeyConstraint("key", "life_id", name=op.f("pk_goal_key")),
    )
    op.create_index(op.f("ix_goal_key_life_id"), "goal_key", ["life_id"])
    op.create_table(
        "observation",
        sa.Column("life_id", KEY, nullable=False),
        sa.Column("statement_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["life_id"], ["life.id"], name=op.f("fk_observation_life_id_life")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_observation_statement_id_statement")),
        sa.PrimaryKeyConstraint("life_id", "statement_id", name=op.f("pk_observation")),
    )
    op.create_index(op.f("ix_observation_statement_id"), "observation", ["statement_id"])
    op.create_table(
        "part",
        sa.Column("part_id", KEY, nullable=False),
        sa.Column("whole_id", KEY, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["part_id"], ["life.id"], name=op.f("fk_part_part_id_life")),
        sa.ForeignKeyConstraint(["whole_id"], ["life.id"], name=op.f("fk_part_whole_id_life")),
        sa.PrimaryKeyConstraint("part_id", "whole_id", name=op.f("pk_part")),
    )
    op.create_index(op.f("ix_part_whole_id"), "part", ["whole_id"])
    op.create_table(
        "progress_link",
        sa.Column("statement_id", KEY, nullable=False),
        sa.Column("life_id", KEY, nullable=True),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["life_id"], ["life.id"], name=op.f("fk_progress_link_life_id_life")),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_progress_link_statement_id_statement")
        ),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_progress_link")),
    )
    op.create_index(op.f("ix_progress_link_life_id"), "progress_link", ["life_id"])
    op.create_index(
        op.f("ix_progress_link_statement_id"),
        "progress_link",
        ["statement_id"],
        sqlite_where=sa.text("waits = 1"),
        postgresql_where=sa.text("waits"),
    )
    op.create_table(
        "proposal",
        sa.Column("id", KEY, nullable=False),
        sa.Column("life_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["life_id"], ["life.id"], name=op.f("fk_proposal_life_id_life")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("life_id", "kind", "evidence", name=op.f("uq_proposal_life_id_kind_evidence")),
    )
    op.create_index(op.f("ix_proposal_created_at_id"), "proposal", ["created_at", "id"])


def downgrade() -> None:
    for table in (
        "proposal",
        "progress_link",
        "part",
        "observation",
        "goal_key",
        "statement_key",
        "life",
        "statement",
        "succession",
        "milestone",
        "decision",
        "audit",
    ):
        op.drop_table(table)
