"""Dashboards, insights, text cards, buttons, and the tiles that put them together (contract 10 §1–§3)."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    Uuid,
    text,
)

from hedgerow.store.column_types import Id, JsonValue, Moment, Words
from hedgerow.store.tables.metadata import METADATA, own_id, same_team, team_column, user_column, within_team

dashboards = Table(
    "dashboards",
    METADATA,
    own_id(),
    team_column(),
    Column("name", Words),
    Column("description", Words, nullable=False),
    Column("search_text", Words, nullable=False),  # name and description without case
    Column("pinned", Boolean, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("creation_mode", Words, nullable=False),
    Column("filters", JsonValue, nullable=False),
    Column("variables", JsonValue, nullable=False),
    Column("breakdown_colors", JsonValue),
    Column("data_color_theme_id", Id),
    Column("restriction_level", Integer, nullable=False),
    Column("quick_filter_ids", JsonValue, nullable=False),
    Column("folder", Words),
    Column("created_at", Moment, nullable=False),
    user_column("created_by"),
    Column("last_accessed_at", Moment),
    Column("last_refresh", Moment),
    within_team(),
    sqlite_autoincrement=True,
)

insights = Table(
    "insights",
    METADATA,
    own_id(),
    team_column(),
    Column("short_id", Words, nullable=False),
    Column("name", Words),
    Column("derived_name", Words),
    Column("description", Words),
    Column("search_text", Words, nullable=False),  # the two names and the description without case
    Column("query", JsonValue),
    Column("order", Integer),
    Column("deleted", Boolean, nullable=False),
    Column("saved", Boolean, nullable=False),
    Column("favorited", Boolean, nullable=False),
    Column("is_sample", Boolean, nullable=False),
    Column("folder", Words),
    Column("created_at", Moment, nullable=False),
    user_column("created_by"),
    Column("updated_at", Moment, nullable=False),
    Column("last_modified_at", Moment, nullable=False),
    user_column("last_modified_by"),
    within_team(),
    UniqueConstraint("team_id", "short_id"),
    Index(None, "team_id", "last_modified_at"),
    sqlite_autoincrement=True,
)

texts = Table(
    "texts",
    METADATA,
    own_id(),
    team_column(),
    Column("body", Words),
    user_column("created_by"),
    Column("last_modified_at", Moment, nullable=False),
    user_column("last_modified_by"),
    within_team(),
    sqlite_autoincrement=True,
)

buttons = Table(
    "buttons",
    METADATA,
    Column("id", Uuid, primary_key=True),
    team_column(),
    Column("url", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("placement", Words, nullable=False),
    Column("style", Words, nullable=False),
    user_column("created_by"),
    Column("last_modified_at", Moment, nullable=False),
    user_column("last_modified_by"),
    within_team(),
)

dashboard_tiles = Table(
    "dashboard_tiles",
    METADATA,
    own_id(),
    team_column(),
    Column("dashboard_id", Id, nullable=False),
    Column("insight_id", Id),
    Column("text_id", Id),
    Column("button_id", Uuid),
    Column("layouts", JsonValue, nullable=False),
    Column("color", Words),
    Column("filters_overrides", JsonValue, nullable=False),
    Column("show_description", Boolean),
    Column("transparent_background", Boolean),
    Column("deleted", Boolean, nullable=False),
    same_team("dashboard_id", dashboards),
    same_team("insight_id", insights),
    same_team("text_id", texts),
    same_team("button_id", buttons),
    # TILE-1: one content object per tile, once per dashboard, soft-deleted tiles included.
    CheckConstraint(
        text(
            "CASE WHEN insight_id IS NULL THEN 0 ELSE 1 END + CASE WHEN text_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN button_id IS NULL THEN 0 ELSE 1 END = 1"
        ),
        name="one_content",
    ),
    UniqueConstraint("dashboard_id", "insight_id"),
    UniqueConstraint("dashboard_id", "text_id"),
    UniqueConstraint("dashboard_id", "button_id"),
    Index(None, "insight_id"),
    Index(None, "text_id"),
    Index(None, "button_id"),
    sqlite_autoincrement=True,
)

dashboard_visits = Table(
    "dashboard_visits",
    METADATA,
    team_column(),
    Column("dashboard_id", Id, nullable=False),
    Column("user_id", Id, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("visited_at", Moment, nullable=False),  # the last time only
    PrimaryKeyConstraint("dashboard_id", "user_id"),
    same_team("dashboard_id", dashboards),
)
