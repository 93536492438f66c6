"""
Add facets, by which lists are filtered, and how fast targets are approached.

Facets of what is recorded already are worked out here; pace comes with the next figure.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

#: SQLite counts rows by itself only in an INTEGER.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

#: Name of a facet, and where its values stand.
LIFE = """
INSERT INTO facet (kind, name, value, owner_id)
SELECT kind, '{name}', {name}, id FROM life WHERE {name} IS NOT NULL
"""
LIFE_THEMES = """
INSERT INTO facet (kind, name, value, owner_id)
SELECT DISTINCT life.kind, 'theme', theme.value, life.id FROM life, {each}(life.themes) AS theme
"""
PROGRESS = """
INSERT INTO facet (kind, name, value, owner_id)
SELECT DISTINCT 'progress', '{name}', {column}, statement.id FROM statement
JOIN progress ON progress.finding_id = statement.finding_id
WHERE statement.stands AND {column} IS NOT NULL ON CONFLICT DO NOTHING
"""
PROGRESS_THEMES = """
INSERT INTO facet (kind, name, value, owner_id)
SELECT DISTINCT 'progress', 'theme', topic.value, statement.id FROM statement
JOIN mention ON mention.id = statement.mention_id, {each}(mention.topics) AS topic
WHERE statement.stands AND statement.kind = 'progress'
"""


def upgrade() -> None:
    op.create_table(
        "facet",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("owner_id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("kind", "name", "value", "owner_id", name=op.f("pk_facet")),
    )
    op.create_index(op.f("ix_facet_kind_owner_id"), "facet", ["kind", "owner_id"])
    op.create_index(op.f("ix_proposal_evidence"), "proposal", ["evidence"])
    with op.batch_alter_table("life") as life:
        life.add_column(sa.Column("pace_way", sa.Text(), nullable=True))
        life.add_column(sa.Column("pace_time", sa.Text(), nullable=True))
    each = "json_each" if op.get_bind().dialect.name == "sqlite" else "json_array_elements_text"
    for name in ("issuer", "region"):
        op.execute(LIFE.format(name=name))
    op.execute(LIFE_THEMES.format(each=each))
    for name, column in (
        ("issuer", "progress.issuer"),
        ("issuer", "statement.page_issuer"),
        ("region", "progress.region"),
    ):
        op.execute(PROGRESS.format(name=name, column=column))
    op.execute(PROGRESS_THEMES.format(each=each))


def downgrade() -> None:
    op.drop_index(op.f("ix_proposal_evidence"), "proposal")
    with op.batch_alter_table("life") as life:
        life.drop_column("pace_time")
        life.drop_column("pace_way")
    op.drop_table("facet")
