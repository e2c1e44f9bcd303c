"""What a project knows of its events and properties (contract 70, 80 §4)."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, PrimaryKeyConstraint, Table, UniqueConstraint, Uuid, false

from hedgerow.store.column_types import JsonValue, Moment, Words
from hedgerow.store.tables.metadata import METADATA, team_column, user_column, within_team

event_definitions = Table(
    "event_definitions",
    METADATA,
    Column("id", Uuid, primary_key=True),
    team_column(),
    Column("name", Words, nullable=False),
    Column("search_text", Words, nullable=False),  # the name without case
    user_column("owner"),
    Column("description", Words, nullable=False),
    Column("created_at", Moment),
    user_column("created_by"),
    Column("updated_at", Moment, nullable=False),
    user_column("updated_by"),
    Column("last_seen_at", Moment),
    Column("verified", Boolean, nullable=False),
    Column("verified_at", Moment),
    user_column("verified_by"),
    Column("hidden", Boolean, nullable=False),
    Column("enforcement_mode", Words, nullable=False),
    Column("primary_property", Words),
    Column("default_columns", JsonValue, nullable=False),
    within_team(),
    UniqueConstraint("team_id", "name"),
    Index(None, "team_id", "last_seen_at"),
)

property_definitions = Table(
    "property_definitions",
    METADATA,
    Column("id", Uuid, primary_key=True),
    team_column(),
    Column("owner", Words, nullable=False, server_default="event"),  # whose it is: event, person, group_0 to group_4
    Column("name", Words, nullable=False),
    Column("search_text", Words, nullable=False),  # the name without case
    Column("property_type", Words),
    Column("description", Words, nullable=False),
    Column("updated_at", Moment, nullable=False),
    user_column("updated_by"),
    Column("verified", Boolean, nullable=False, server_default=false()),
    Column("verified_at", Moment),
    user_column("verified_by"),
    Column("hidden", Boolean, nullable=False, server_default=false()),
    within_team(),
    UniqueConstraint("team_id", "owner", "name"),
)

event_properties = Table(
    "event_properties",
    METADATA,
    team_column(),
    Column("event", Words, nullable=False),
    Column("property", Words, nullable=False),
    UniqueConstraint("team_id", "event", "property"),
    Index(None, "team_id", "property"),
)
"""Which property was seen on which event."""

event_queries = Table(
    "event_queries",
    METADATA,
    team_column(),
    Column("event", Words, nullable=False),
    Column("day", Date, nullable=False),
    Column("queries", Integer, nullable=False),
    PrimaryKeyConstraint("team_id", "event", "day"),
)
"""How often an event was asked about on a day, in UTC (EVDEF-55)."""
