"""Who looked at what is shared, hour by hour.

Revision ID: 0020
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id, Moment, Words

revision = "0020"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "share_views",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("configuration_id", Id, nullable=False),
        sa.Column("hour", Moment, nullable=False),
        sa.Column("address", Words),
        sa.Column("password_note", Words),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.Column("last_viewed_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_share_views_team_id"),
        sa.ForeignKeyConstraint(
            ["team_id", "configuration_id"],
            ["sharing_configurations.team_id", "sharing_configurations.id"],
            name="fk_share_views_team_id_configuration_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_share_views"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_share_views_configuration_id_hour", "share_views", ["configuration_id", "hour"])
    op.create_index("ix_share_views_hour", "share_views", ["hour"])


def downgrade() -> None:
    op.drop_table("share_views")
