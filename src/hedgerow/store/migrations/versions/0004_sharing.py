"""Sharing: links to dashboards and insights, and their passwords.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id, JsonValue, Moment, Words

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sharing_configurations",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("dashboard_id", Id),
        sa.Column("insight_id", Id),
        sa.Column("access_token", Words, nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("settings", JsonValue),
        sa.Column("password_required", sa.Boolean(), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("created_by", Id),
        sa.Column("expires_at", Moment),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.Column("last_viewed_at", Moment),
        sa.CheckConstraint("(dashboard_id IS NULL) <> (insight_id IS NULL)", name="one_target"),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name="fk_sharing_configurations_created_by", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_sharing_configurations_team_id"),
        sa.ForeignKeyConstraint(
            ["team_id", "dashboard_id"],
            ["dashboards.team_id", "dashboards.id"],
            name="fk_sharing_configurations_team_id_dashboard_id",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "insight_id"],
            ["insights.team_id", "insights.id"],
            name="fk_sharing_configurations_team_id_insight_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sharing_configurations"),
        sa.UniqueConstraint("access_token", name="uq_sharing_configurations_access_token"),
        sa.UniqueConstraint("team_id", "id", name="uq_sharing_configurations_team_id_id"),
        sqlite_autoincrement=True,
    )
    for target in ("dashboard_id", "insight_id"):
        op.create_index(
            f"uq_sharing_configurations_{target}",
            "sharing_configurations",
            [target],
            unique=True,
            sqlite_where=sa.text("expires_at IS NULL"),
            postgresql_where=sa.text("expires_at IS NULL"),
        )
    op.create_table(
        "share_passwords",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("configuration_id", Id, nullable=False),
        sa.Column("password_hash", Words, nullable=False),
        sa.Column("note", Words, nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("created_by", Id),
        sa.Column("expires_at", Moment),
        sa.Column("last_used_at", Moment),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name="fk_share_passwords_created_by", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_share_passwords_team_id"),
        sa.ForeignKeyConstraint(
            ["team_id", "configuration_id"],
            ["sharing_configurations.team_id", "sharing_configurations.id"],
            name="fk_share_passwords_team_id_configuration_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_share_passwords"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_share_passwords_configuration_id", "share_passwords", ["configuration_id"])


def downgrade() -> None:
    op.drop_table("share_passwords")
    op.drop_table("sharing_configurations")
