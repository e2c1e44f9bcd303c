"""Actions: names for sets of events (EN-5)."""

from sqlalchemy import Boolean, Column, Table

from hedgerow.store.column_types import JsonValue, Moment, Words
from hedgerow.store.tables.metadata import METADATA, own_id, team_column, user_column, within_team

actions = Table(
    "actions",
    METADATA,
    own_id(),
    team_column(),
    Column("name", Words, nullable=False),
    Column("description", Words, nullable=False),
    Column("steps", JsonValue, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    user_column("created_by"),
    Column("updated_at", Moment, nullable=False),
    within_team(),
    sqlite_autoincrement=True,
)
