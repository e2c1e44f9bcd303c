"""Insight variables and quick filters.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id, JsonValue, Moment, Words

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "insight_variables",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.Column("code_name", Words, nullable=False),
        sa.Column("type", Words, nullable=False),
        sa.Column("default_value", JsonValue),
        sa.Column("values", JsonValue),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("created_by", Id),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name="fk_insight_variables_created_by", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_insight_variables_team_id"),
        sa.PrimaryKeyConstraint("id", name="pk_insight_variables"),
        sa.UniqueConstraint("team_id", "code_name", name="uq_insight_variables_team_id_code_name"),
    )
    op.create_table(
        "quick_filters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.Column("property_name", Words, nullable=False),
        sa.Column("type", Words, nullable=False),
        sa.Column("options", JsonValue, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("created_by", Id),
        sa.Column("updated_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_quick_filters_created_by", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_quick_filters_team_id"),
        sa.PrimaryKeyConstraint("id", name="pk_quick_filters"),
        sa.UniqueConstraint("team_id", "name", name="uq_quick_filters_team_id_name"),
    )


def downgrade() -> None:
    op.drop_table("quick_filters")
    op.drop_table("insight_variables")
