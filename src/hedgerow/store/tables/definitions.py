"""What a project knows of its events and properties (contract 70, 80 §4)."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    Uuid,
    false,
    text,
)

from hedgerow.store.column_types import JsonValue, Moment, Words
from hedgerow.store.tables.metadata import METADATA, team_column, user_column, within_team

_REJECTS = text("enforcement_mode = 'reject'")

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
    Column("property_schema", JsonValue),  # list of {name, type, required}
    Column("display_name", Words),
    Column("merged_into", Words),  # the name of the event that this one counts as
    within_team(),
    UniqueConstraint("team_id", "name"),
    Index(None, "team_id", "last_seen_at"),
    Index(None, "enforcement_mode", sqlite_where=_REJECTS, postgresql_where=_REJECTS),
)

property_definitions = Table(
    "property_definitions",
    METADATA,
    Column("id", Uuid, primary_key=True),
    team_column(),
    Column("owner", Words, nullable=False, server_default="event"),  # whose it is: event, person, group_0 to group_4
    Column("name", Words, nullable=False),
    Column("search_text", Words, nullable=False),  # the name without case
    Column("seen_types", Integer, nullable=False, server_default="0"),  # a bit for each, see `seen_types`
    Column("pinned_type", Words),
    Column("description", Words, nullable=False),
    Column("created_at", Moment),
    Column("last_seen_at", Moment),
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
    Column("seen_types", Integer, nullable=False, server_default="0"),
    UniqueConstraint("team_id", "event", "property"),
    Index(None, "team_id", "property"),
)
"""Which property was seen on which event, and which types its values showed there."""

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

event_rejections = Table(
    "event_rejections",
    METADATA,
    team_column(),
    Column("event", Words, nullable=False),
    Column("day", Date, nullable=False),
    Column("rejections", Integer, nullable=False),
    PrimaryKeyConstraint("team_id", "event", "day"),
)
"""How many events of a name were refused for their schema on a day, in UTC."""
