"""The people a project's events are about: dense numbers, and the distinct ids that mean them."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    Table,
    Uuid,
    false,
)

from hedgerow.store.column_types import Id, JsonValue, Moment, Words
from hedgerow.store.tables.metadata import METADATA, team_column

person_counters = Table(
    "person_counters",
    METADATA,
    Column("team_id", Id, ForeignKey("projects.id"), primary_key=True, autoincrement=False),
    Column("last_number", Id, nullable=False),
)
"""The last person number given in each project. Its row is the lock that keeps numbers dense."""

persons = Table(
    "persons",
    METADATA,
    team_column(),
    Column("number", Id, nullable=False),
    Column("uuid", Uuid, nullable=False, unique=True),
    Column("properties", JsonValue, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("version", Id, nullable=False, server_default="1"),  # counts the changes, for the engine to tell the newest
    Column("is_identified", Boolean, nullable=False, server_default=false()),  # somebody vouched for a distinct id
    PrimaryKeyConstraint("team_id", "number"),
)

person_distinct_ids = Table(
    "person_distinct_ids",
    METADATA,
    team_column(),
    Column("distinct_id", Words, nullable=False),
    Column("number", Id, nullable=False),
    PrimaryKeyConstraint("team_id", "distinct_id"),
    ForeignKeyConstraint(["team_id", "number"], ["persons.team_id", "persons.number"]),
    Index(None, "team_id", "number"),
)

person_merges = Table(
    "person_merges",
    METADATA,
    team_column(),
    Column("number", Id, nullable=False),
    Column("merged_into", Id, nullable=False),
    Column("version", Id, nullable=False),  # counts the changes, for the engine to tell the newest
    PrimaryKeyConstraint("team_id", "number"),
    Index(None, "team_id", "merged_into"),
)
"""Numbers that stand for nobody by themselves any more; ``merged_into`` is never one of them."""
