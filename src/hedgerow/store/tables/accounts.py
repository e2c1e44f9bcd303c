"""Who may come in: the organization, its users, their sessions and personal API keys, and who is invited."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Uuid

from hedgerow.store.column_types import Id, JsonValue, Moment, Words
from hedgerow.store.tables.metadata import METADATA, own_id, user_column

organizations = Table(
    "organizations",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("name", Words, nullable=False),
    Column("slug", Words, nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

users = Table(
    "users",
    METADATA,
    own_id(),
    Column("uuid", Uuid, nullable=False, unique=True),
    Column("distinct_id", Words, nullable=False, unique=True),
    Column("email", Words, nullable=False),
    Column("email_folded", Words, nullable=False, unique=True),  # the email without case: what must be unique
    Column("first_name", Words, nullable=False),
    Column("last_name", Words, nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("membership_level", Integer, nullable=False),
    Column("current_project_id", Id, ForeignKey("projects.id", ondelete="SET NULL")),
    Column("date_joined", Moment, nullable=False),
    Column("password_hash", Words),
    sqlite_autoincrement=True,
)

sessions = Table(
    "sessions",
    METADATA,
    Column("token_hash", Words, primary_key=True),
    Column("user_id", Id, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("csrf_token", Words, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Index(None, "user_id"),
    Index(None, "expires_at"),
)

api_keys = Table(
    "api_keys",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("user_id", Id, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("label", Words, nullable=False),
    Column("secret_hash", Words, nullable=False, unique=True),
    Column("mask_value", Words, nullable=False),
    Column("scopes", JsonValue, nullable=False),
    Column("scoped_teams", JsonValue, nullable=False),
    Column("scoped_organizations", JsonValue, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("last_used_at", Moment),
    Column("expires_at", Moment),
    Index(None, "user_id"),
)

invites = Table(
    "invites",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("token_hash", Words, nullable=False, unique=True),
    Column("email", Words, nullable=False),
    Column("email_folded", Words, nullable=False, unique=True),  # an invitation replaces an earlier one
    Column("membership_level", Integer, nullable=False),
    user_column("created_by"),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
)
