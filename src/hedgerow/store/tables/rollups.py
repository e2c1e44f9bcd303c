"""The rollups of a project, and the sealed days that each has counted (ADR 15)."""

from sqlalchemy import Boolean, Column, Date, ForeignKeyConstraint, PrimaryKeyConstraint, Table

from hedgerow.store.column_types import Id
from hedgerow.store.tables.metadata import METADATA, team_column

rollups = Table(
    "rollups",
    METADATA,
    team_column(),
    Column("number", Id, nullable=False),
    Column("asked_on", Date, nullable=False),
    Column("is_too_large", Boolean, nullable=False),
    PrimaryKeyConstraint("team_id", "number"),
)
"""``asked_on`` is the last day it was of use; one that ``is_too_large`` has hardly fewer rows than there are events."""

rollup_days = Table(
    "rollup_days",
    METADATA,
    Column("team_id", Id, nullable=False),
    Column("number", Id, nullable=False),
    Column("day_seal", Id, nullable=False),
    Column("seal", Id, nullable=False),
    Column("people", Id, nullable=False),
    PrimaryKeyConstraint("team_id", "number", "day_seal"),
    ForeignKeyConstraint(["team_id", "number"], ["rollups.team_id", "rollups.number"], ondelete="CASCADE"),
)
"""What stands under ``seal`` in the engine counts while the day has ``day_seal``."""
