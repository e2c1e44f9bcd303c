"""Projects: the wall around everything else."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Uuid

from hedgerow.store.column_types import Id, JsonValue, Moment, Words
from hedgerow.store.tables.metadata import METADATA, own_id

projects = Table(
    "projects",
    METADATA,
    own_id(),
    Column("uuid", Uuid, nullable=False, unique=True),
    Column("organization_id", Uuid, ForeignKey("organizations.id"), nullable=False),
    Column("name", Words, nullable=False),
    Column("api_token", Words, nullable=False, unique=True),
    Column("timezone", Words, nullable=False),
    Column("week_start_day", Integer, nullable=False),
    Column("test_account_filters", JsonValue, nullable=False),
    Column("ingested_event", Boolean, nullable=False),
    Column("is_demo", Boolean, nullable=False),
    Column("stale_after_days", Integer, nullable=False, server_default="30"),
    # Not a foreign key: dashboards point at projects, and a circle of keys could not be created in one go.
    Column("primary_dashboard_id", Id),
    Column("app_urls", JsonValue),
    Column("previous_api_token", Words),
    Column("previous_token_expires_at", Moment),  # until then the token that was replaced still works
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Index(None, "organization_id"),
    Index(None, "previous_api_token", unique=True),
    sqlite_autoincrement=True,
)
