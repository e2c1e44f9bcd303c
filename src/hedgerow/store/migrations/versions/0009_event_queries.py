"""How often each event is asked about.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id, Words

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event_queries",
        sa.Column("team_id", Id, nullable=False),
        sa.Column("event", Words, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("queries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_event_queries_team_id"),
        sa.PrimaryKeyConstraint("team_id", "event", "day", name="pk_event_queries"),
    )


def downgrade() -> None:
    op.drop_table("event_queries")
