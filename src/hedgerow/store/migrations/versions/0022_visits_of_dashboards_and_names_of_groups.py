"""Users' last visits to dashboards are kept, and what one and several groups of a type are called.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id, Moment, Words

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dashboard_visits",
        sa.Column("team_id", Id, nullable=False),
        sa.Column("dashboard_id", Id, nullable=False),
        sa.Column("user_id", Id, nullable=False),
        sa.Column("visited_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_dashboard_visits_team_id"),
        sa.ForeignKeyConstraint(
            ["team_id", "dashboard_id"],
            ["dashboards.team_id", "dashboards.id"],
            name="fk_dashboard_visits_team_id_dashboard_id",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_dashboard_visits_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("dashboard_id", "user_id", name="pk_dashboard_visits"),
    )
    op.add_column("group_types", sa.Column("name_singular", Words))
    op.add_column("group_types", sa.Column("name_plural", Words))


def downgrade() -> None:
    for column in ("name_plural", "name_singular"):
        op.drop_column("group_types", column)
    op.drop_table("dashboard_visits")
