"""Rollups, and the sealed days that they have counted.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rollups",
        sa.Column("team_id", Id, nullable=False),
        sa.Column("number", Id, nullable=False),
        sa.Column("asked_on", sa.Date, nullable=False),
        sa.Column("is_too_large", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_rollups_team_id"),
        sa.PrimaryKeyConstraint("team_id", "number", name="pk_rollups"),
    )
    op.create_table(
        "rollup_days",
        sa.Column("team_id", Id, nullable=False),
        sa.Column("number", Id, nullable=False),
        sa.Column("day_seal", Id, nullable=False),
        sa.Column("seal", Id, nullable=False),
        sa.Column("people", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "number"],
            ["rollups.team_id", "rollups.number"],
            name="fk_rollup_days_team_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("team_id", "number", "day_seal", name="pk_rollup_days"),
    )


def downgrade() -> None:
    op.drop_table("rollup_days")
    op.drop_table("rollups")
