"""Saved views: named filters and variables to look at a dashboard with."""

from sqlalchemy import Column, Table, UniqueConstraint, Uuid

from hedgerow.store.column_types import Id, JsonValue, Moment, Words
from hedgerow.store.tables.dashboards import dashboards
from hedgerow.store.tables.metadata import METADATA, same_team, team_column, user_column

dashboard_views = Table(
    "dashboard_views",
    METADATA,
    Column("id", Uuid, primary_key=True),
    team_column(),
    Column("dashboard_id", Id, nullable=False),
    Column("name", Words, nullable=False),
    Column("filters", JsonValue, nullable=False),
    Column("variables", JsonValue, nullable=False),
    Column("created_at", Moment, nullable=False),
    user_column("created_by"),
    Column("updated_at", Moment, nullable=False),
    same_team("dashboard_id", dashboards),
    UniqueConstraint("dashboard_id", "name"),
)
