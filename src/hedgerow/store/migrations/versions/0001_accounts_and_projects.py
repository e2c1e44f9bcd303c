"""Accounts and projects: who may come in, and the wall around everything else.

Revision ID: 0001
Revises: nothing
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id, JsonValue, Moment, Words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organizations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.Column("slug", Words, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("updated_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organizations"),
        sa.UniqueConstraint("slug", name="uq_organizations_slug"),
    )
    op.create_table(
        "projects",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.Column("api_token", Words, nullable=False),
        sa.Column("timezone", Words, nullable=False),
        sa.Column("week_start_day", sa.Integer(), nullable=False),
        sa.Column("test_account_filters", JsonValue, nullable=False),
        sa.Column("ingested_event", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("primary_dashboard_id", Id),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("updated_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name="fk_projects_organization_id"),
        sa.PrimaryKeyConstraint("id", name="pk_projects"),
        sa.UniqueConstraint("api_token", name="uq_projects_api_token"),
        sa.UniqueConstraint("uuid", name="uq_projects_uuid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_projects_organization_id", "projects", ["organization_id"])
    op.create_table(
        "users",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("distinct_id", Words, nullable=False),
        sa.Column("email", Words, nullable=False),
        sa.Column("email_folded", Words, nullable=False),
        sa.Column("first_name", Words, nullable=False),
        sa.Column("last_name", Words, nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("membership_level", sa.Integer(), nullable=False),
        sa.Column("current_project_id", Id),
        sa.Column("date_joined", Moment, nullable=False),
        sa.Column("password_hash", Words),
        sa.ForeignKeyConstraint(
            ["current_project_id"], ["projects.id"], name="fk_users_current_project_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("distinct_id", name="uq_users_distinct_id"),
        sa.UniqueConstraint("email_folded", name="uq_users_email_folded"),
        sa.UniqueConstraint("uuid", name="uq_users_uuid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", Words, nullable=False),
        sa.Column("user_id", Id, nullable=False),
        sa.Column("csrf_token", Words, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_sessions_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
    )
    op.create_index("ix_sessions_expires_at", "sessions", ["expires_at"])
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"])
    op.create_table(
        "api_keys",
        sa.Column("id", Words, nullable=False),
        sa.Column("user_id", Id, nullable=False),
        sa.Column("label", Words, nullable=False),
        sa.Column("secret_hash", Words, nullable=False),
        sa.Column("mask_value", Words, nullable=False),
        sa.Column("scopes", JsonValue, nullable=False),
        sa.Column("scoped_teams", JsonValue, nullable=False),
        sa.Column("scoped_organizations", JsonValue, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("last_used_at", Moment),
        sa.Column("expires_at", Moment),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_api_keys_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
        sa.UniqueConstraint("secret_hash", name="uq_api_keys_secret_hash"),
    )
    op.create_index("ix_api_keys_user_id", "api_keys", ["user_id"])
    op.create_table(
        "activity_log",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("scope", Words, nullable=False),
        sa.Column("item_id", Words, nullable=False),
        sa.Column("activity", Words, nullable=False),
        sa.Column("user_id", Id),
        sa.Column("detail", JsonValue, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_activity_log_team_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_activity_log_user_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_activity_log"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_activity_log_team_id_scope_item_id", "activity_log", ["team_id", "scope", "item_id"])


def downgrade() -> None:
    for table in (
        "activity_log",
        "api_keys",
        "sessions",
        "users",
        "projects",
        "organizations",
    ):
        op.drop_table(table)
