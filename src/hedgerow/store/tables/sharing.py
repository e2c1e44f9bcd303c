"""Links that show a dashboard or an insight to anybody, and the passwords in front of them (contract 20)."""

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Integer, Table, text

from hedgerow.store.column_types import Id, JsonValue, Moment, Words
from hedgerow.store.tables.dashboards import dashboards, insights
from hedgerow.store.tables.metadata import METADATA, own_id, same_team, team_column, user_column, within_team

_CURRENT = text("expires_at IS NULL")

sharing_configurations = Table(
    "sharing_configurations",
    METADATA,
    own_id(),
    team_column(),
    Column("dashboard_id", Id),
    Column("insight_id", Id),
    Column("access_token", Words, nullable=False, unique=True),
    Column("enabled", Boolean, nullable=False),
    Column("settings", JsonValue),
    Column("password_required", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    user_column("created_by"),
    Column("expires_at", Moment),  # set when the link was replaced: until then the old token still works
    Column("views", Integer, nullable=False),
    Column("last_viewed_at", Moment),
    within_team(),
    same_team("dashboard_id", dashboards),
    same_team("insight_id", insights),
    CheckConstraint(text("(dashboard_id IS NULL) <> (insight_id IS NULL)"), name="one_target"),
    # SHARE-16: one current configuration per dashboard and per insight.
    Index("uq_sharing_configurations_dashboard_id", "dashboard_id", unique=True,
          sqlite_where=_CURRENT, postgresql_where=_CURRENT),
    Index("uq_sharing_configurations_insight_id", "insight_id", unique=True,
          sqlite_where=_CURRENT, postgresql_where=_CURRENT),
    sqlite_autoincrement=True,
)  # fmt: skip

share_passwords = Table(
    "share_passwords",
    METADATA,
    own_id(),
    team_column(),
    Column("configuration_id", Id, nullable=False),
    Column("password_hash", Words, nullable=False),
    Column("note", Words, nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    user_column("created_by"),
    Column("expires_at", Moment),
    Column("last_used_at", Moment),
    same_team("configuration_id", sharing_configurations, ondelete="CASCADE"),
    Index(None, "configuration_id"),
    sqlite_autoincrement=True,
)

share_views = Table(
    "share_views",
    METADATA,
    own_id(),
    team_column(),
    Column("configuration_id", Id, nullable=False),
    Column("hour", Moment, nullable=False),
    Column("address", Words),
    Column("password_note", Words),
    Column("views", Integer, nullable=False),
    Column("last_viewed_at", Moment, nullable=False),
    same_team("configuration_id", sharing_configurations, ondelete="CASCADE"),
    Index(None, "configuration_id", "hour"),
    Index(None, "hour"),
    sqlite_autoincrement=True,
)
"""A row for each viewer of a share and hour. ``password_note`` is NULL where no password was asked for."""
