"""Dashboard templates that a project made itself.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id, JsonValue, Moment, Words

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dashboard_templates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("template_name", Words, nullable=False),
        sa.Column("dashboard_description", Words, nullable=False),
        sa.Column("dashboard_filters", JsonValue, nullable=False),
        sa.Column("tags", JsonValue, nullable=False),
        sa.Column("tiles", JsonValue, nullable=False),
        sa.Column("variables", JsonValue),
        sa.Column("image_url", Words),
        sa.Column("is_featured", sa.Boolean(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("created_by", Id),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name="fk_dashboard_templates_created_by", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_dashboard_templates_team_id"),
        sa.PrimaryKeyConstraint("id", name="pk_dashboard_templates"),
    )
    op.create_index(
        "uq_dashboard_templates_team_id_template_name",
        "dashboard_templates",
        ["team_id", "template_name"],
        unique=True,
        sqlite_where=sa.text("deleted = 0"),
        postgresql_where=sa.text("NOT deleted"),
    )


def downgrade() -> None:
    op.drop_table("dashboard_templates")
