"""Work the server does in the background.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id, JsonValue, Moment, Words

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", Id, primary_key=True, autoincrement=True),
        sa.Column("team_id", Id, sa.ForeignKey("projects.id", name="fk_jobs_team_id_projects"), nullable=False),
        sa.Column("kind", Words, nullable=False),
        sa.Column("state", Words, nullable=False),
        sa.Column("done", Id, nullable=False),
        sa.Column("total", Id, nullable=False),
        sa.Column("message", Words, nullable=False),
        sa.Column("payload", JsonValue, nullable=False),
        sa.Column("created_by", Id, sa.ForeignKey("users.id", ondelete="SET NULL", name="fk_jobs_created_by_users")),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("finished_at", Moment),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_jobs_team_id_id", "jobs", ["team_id", "id"])
    op.create_index("ix_jobs_state_id", "jobs", ["state", "id"])


def downgrade() -> None:
    op.drop_table("jobs")
