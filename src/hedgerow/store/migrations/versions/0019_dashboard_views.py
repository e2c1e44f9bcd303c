"""Dashboards have saved views.

Revision ID: 0019
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id, JsonValue, Moment, Words

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dashboard_views",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("dashboard_id", Id, nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.Column("filters", JsonValue, nullable=False),
        sa.Column("variables", JsonValue, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("created_by", Id),
        sa.Column("updated_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name="fk_dashboard_views_created_by", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_dashboard_views_team_id"),
        sa.ForeignKeyConstraint(
            ["team_id", "dashboard_id"],
            ["dashboards.team_id", "dashboards.id"],
            name="fk_dashboard_views_team_id_dashboard_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_dashboard_views"),
        sa.UniqueConstraint("dashboard_id", "name", name="uq_dashboard_views_dashboard_id_name"),
    )


def downgrade() -> None:
    op.drop_table("dashboard_views")
