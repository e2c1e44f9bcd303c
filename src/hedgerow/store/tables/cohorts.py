"""Cohorts: names for sets of people (EN-20)."""

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, PrimaryKeyConstraint, Table

from hedgerow.store.column_types import Id, JsonValue, Moment, Words
from hedgerow.store.tables.metadata import METADATA, own_id, same_team, team_column, user_column, within_team

cohorts = Table(
    "cohorts",
    METADATA,
    own_id(),
    team_column(),
    Column("name", Words, nullable=False),
    Column("description", Words, nullable=False),
    Column("is_static", Boolean, nullable=False),
    Column("filters", JsonValue, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    user_column("created_by"),
    Column("updated_at", Moment, nullable=False),
    within_team(),
    sqlite_autoincrement=True,
)

cohort_people = Table(
    "cohort_people",
    METADATA,
    team_column(),
    Column("cohort_id", Id, nullable=False),
    Column("number", Id, nullable=False),
    PrimaryKeyConstraint("team_id", "cohort_id", "number"),
    same_team("cohort_id", cohorts),
    ForeignKeyConstraint(["team_id", "number"], ["persons.team_id", "persons.number"]),
)
"""Who is in a static cohort."""
