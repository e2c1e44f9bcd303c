"""Actions; people count their changes.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id, JsonValue, Moment, Words

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "actions",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.Column("description", Words, nullable=False),
        sa.Column("steps", JsonValue, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("created_by", Id),
        sa.Column("updated_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_actions_created_by", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_actions_team_id"),
        sa.PrimaryKeyConstraint("id", name="pk_actions"),
        sa.UniqueConstraint("team_id", "id", name="uq_actions_team_id_id"),
        sqlite_autoincrement=True,
    )
    op.add_column("persons", sa.Column("version", Id, nullable=False, server_default="1"))


def downgrade() -> None:
    op.drop_column("persons", "version")
    op.drop_table("actions")
