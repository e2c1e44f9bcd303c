"""The groups that a project's events belong to (CAP-44)."""

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Table, UniqueConstraint

from hedgerow.store.column_types import Id, JsonValue, Moment, Words
from hedgerow.store.tables.metadata import METADATA, team_column

group_types = Table(
    "group_types",
    METADATA,
    team_column(),
    Column("type_index", Integer, nullable=False),
    Column("name", Words, nullable=False),
    Column("name_singular", Words),
    Column("name_plural", Words),
    PrimaryKeyConstraint("team_id", "type_index"),
    UniqueConstraint("team_id", "name"),
)

groups = Table(
    "groups",
    METADATA,
    team_column(),
    Column("type_index", Integer, nullable=False),
    Column("key", Words, nullable=False),
    Column("properties", JsonValue, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("version", Id, nullable=False),  # counts the changes, for the engine to tell the newest
    PrimaryKeyConstraint("team_id", "type_index", "key"),
)
