"""The days of a project whose events the engine has counted."""

from sqlalchemy import Boolean, Column, Date, PrimaryKeyConstraint, Table

from hedgerow.store.column_types import Id, Moment, Words
from hedgerow.store.tables.metadata import METADATA, team_column

sealed_days = Table(
    "sealed_days",
    METADATA,
    team_column(),
    Column("day", Date, nullable=False),
    Column("timezone", Words, nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("seal", Id, nullable=False),
    Column("events", Id, nullable=False),
    Column("people", Id, nullable=False),
    Column("is_counted", Boolean, nullable=False),
    PrimaryKeyConstraint("team_id", "day"),
)
"""``is_counted`` is false while the engine counts; a row that is gone by then tells that the count is worth nothing."""
