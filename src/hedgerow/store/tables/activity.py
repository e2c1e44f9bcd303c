"""What was done to what, by whom; only ever added to (LOG-1)."""

from sqlalchemy import Column, Index, Table

from hedgerow.store.column_types import JsonValue, Moment, Words
from hedgerow.store.tables.metadata import METADATA, own_id, team_column, user_column

activity_log = Table(
    "activity_log",
    METADATA,
    own_id(),
    team_column(),
    Column("scope", Words, nullable=False),
    Column("item_id", Words, nullable=False),
    Column("activity", Words, nullable=False),
    user_column("user_id"),
    Column("detail", JsonValue, nullable=False),
    Column("created_at", Moment, nullable=False),
    Index(None, "team_id", "id"),
    Index(None, "team_id", "scope", "item_id"),
    Index(None, "created_at"),
    sqlite_autoincrement=True,
)
