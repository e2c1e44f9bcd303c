"""Results of a dashboard kept for a while, to be compared with later ones (contract 40)."""

from sqlalchemy import Column, Index, Table

from hedgerow.store.column_types import Id, JsonValue, Moment, Words
from hedgerow.store.tables.dashboards import dashboards
from hedgerow.store.tables.metadata import METADATA, same_team, team_column, user_column

dashboard_snapshots = Table(
    "dashboard_snapshots",
    METADATA,
    Column("key", Words, primary_key=True),
    team_column(),
    Column("dashboard_id", Id, nullable=False),
    user_column("user_id"),
    Column("results", JsonValue, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    same_team("dashboard_id", dashboards, ondelete="CASCADE"),
    Index(None, "expires_at"),
)
