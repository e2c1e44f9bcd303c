"""Days whose events the engine has counted are sealed.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id, Moment, Words

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sealed_days",
        sa.Column("team_id", Id, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("timezone", Words, nullable=False),
        sa.Column("starts_at", Moment, nullable=False),
        sa.Column("ends_at", Moment, nullable=False),
        sa.Column("seal", Id, nullable=False),
        sa.Column("events", Id, nullable=False),
        sa.Column("people", Id, nullable=False),
        sa.Column("is_counted", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_sealed_days_team_id"),
        sa.PrimaryKeyConstraint("team_id", "day", name="pk_sealed_days"),
    )


def downgrade() -> None:
    op.drop_table("sealed_days")
