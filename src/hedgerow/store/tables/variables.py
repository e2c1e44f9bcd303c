"""Values that dashboards lay over their insights: insight variables and quick filters (NB-70, NB-71)."""

from sqlalchemy import Column, Table, UniqueConstraint, Uuid

from hedgerow.store.column_types import JsonValue, Moment, Words
from hedgerow.store.tables.metadata import METADATA, team_column, user_column

insight_variables = Table(
    "insight_variables",
    METADATA,
    Column("id", Uuid, primary_key=True),
    team_column(),
    Column("name", Words, nullable=False),
    Column("code_name", Words, nullable=False),
    Column("type", Words, nullable=False),
    Column("default_value", JsonValue),
    Column("values", JsonValue),
    Column("created_at", Moment, nullable=False),
    user_column("created_by"),
    UniqueConstraint("team_id", "code_name"),
)

quick_filters = Table(
    "quick_filters",
    METADATA,
    Column("id", Uuid, primary_key=True),
    team_column(),
    Column("name", Words, nullable=False),
    Column("property_name", Words, nullable=False),
    Column("type", Words, nullable=False),
    Column("options", JsonValue, nullable=False),
    Column("created_at", Moment, nullable=False),
    user_column("created_by"),
    Column("updated_at", Moment, nullable=False),
    UniqueConstraint("team_id", "name"),
)
