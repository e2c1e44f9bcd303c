"""Snapshots: results of a dashboard kept for a while.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id, JsonValue, Moment, Words

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dashboard_snapshots",
        sa.Column("key", Words, nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("dashboard_id", Id, nullable=False),
        sa.Column("user_id", Id),
        sa.Column("results", JsonValue, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_dashboard_snapshots_user_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_dashboard_snapshots_team_id"),
        sa.ForeignKeyConstraint(
            ["team_id", "dashboard_id"],
            ["dashboards.team_id", "dashboards.id"],
            name="fk_dashboard_snapshots_team_id_dashboard_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name="pk_dashboard_snapshots"),
    )
    op.create_index("ix_dashboard_snapshots_expires_at", "dashboard_snapshots", ["expires_at"])


def downgrade() -> None:
    op.drop_table("dashboard_snapshots")
