"""What went wrong with data on its way in, a row for each project, kind and day."""

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Table

from hedgerow.store.column_types import Id, JsonValue, Moment, Words
from hedgerow.store.tables.metadata import METADATA, own_id

ingestion_warnings = Table(
    "ingestion_warnings",
    METADATA,
    own_id(),
    Column("team_id", Id, ForeignKey("projects.id")),
    Column("kind", Words, nullable=False),
    Column("day", Date, nullable=False),
    Column("occurrences", BigInteger, nullable=False),
    Column("first_seen_at", Moment, nullable=False),
    Column("last_seen_at", Moment, nullable=False),
    Column("samples", JsonValue, nullable=False),
    Index(None, "team_id", "day"),
    Index(None, "day"),
    sqlite_autoincrement=True,
)
"""``team_id`` is NULL for what belongs to no project. Readers add up: two servers may both make a day's row."""
