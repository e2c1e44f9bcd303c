"""What all tables share: the registry, constraint names, and columns that recur."""

from typing import Any

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, MetaData, Table, UniqueConstraint

from hedgerow.store.column_types import Id

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)
"""Every table of the store. Names are fixed, so that migrations and `Conflict` can speak of constraints."""


def own_id() -> Column[Any]:
    """A primary key that the database counts up and never gives twice."""
    return Column("id", Id, primary_key=True, autoincrement=True)


def team_column() -> Column[Any]:
    """The project a row belongs to."""
    return Column("team_id", Id, ForeignKey("projects.id"), nullable=False)


def user_column(name: str) -> Column[Any]:
    """A user who did something; the row outlives the user."""
    return Column(name, Id, ForeignKey("users.id", ondelete="SET NULL"))


def within_team() -> UniqueConstraint:
    """Lets other tables point at a row together with its project, see `same_team`."""
    return UniqueConstraint("team_id", "id")


def same_team(column: str, target: Table, *, ondelete: str | None = None) -> ForeignKeyConstraint:
    """``column`` points at a row of ``target`` in the same project; the database refuses any other."""
    return ForeignKeyConstraint(["team_id", column], [target.c.team_id, target.c.id], ondelete=ondelete)
