"""Work the server does in the background; a job is a row until long after it is done, so that one can look."""

from sqlalchemy import Column, Index, Table

from hedgerow.store.column_types import Id, JsonValue, Moment, Words
from hedgerow.store.tables.metadata import METADATA, own_id, team_column, user_column

jobs = Table(
    "jobs",
    METADATA,
    own_id(),
    team_column(),
    Column("kind", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("done", Id, nullable=False),
    Column("total", Id, nullable=False),
    Column("message", Words, nullable=False),
    Column("payload", JsonValue, nullable=False),
    user_column("created_by"),
    Column("created_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Index(None, "team_id", "id"),
    Index(None, "state", "id"),
    sqlite_autoincrement=True,
)
