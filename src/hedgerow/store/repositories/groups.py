"""The groups that a project's events belong to: their types and their properties (CAP-44)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import Connection, insert, select, update

from hedgerow.store.column_types import storable
from hedgerow.store.errors import BrokenReference
from hedgerow.store.tables.groups import group_types, groups
from hedgerow.store.tables.projects import projects
from hedgerow.vocab.groups import MOST_TYPES, Group, GroupType


class GroupTypeNames(TypedDict, total=False):
    """What `Groups.name_type` can change; None takes a name away."""

    name_singular: str | None
    name_plural: str | None


class Groups:
    """Numbers types of groups and keeps groups, in one project at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def types(self, team_id: int) -> dict[str, int]:
        """The index of each type by its name."""
        table = group_types.c
        query = select(table.name, table.type_index).where(table.team_id == team_id).order_by(table.type_index)
        return {row.name: row.type_index for row in self._connection.execute(query)}

    def named_types(self, team_id: int) -> tuple[GroupType, ...]:
        """The types with what people call them, by index."""
        rows = self._connection.execute(
            select(group_types).where(group_types.c.team_id == team_id).order_by(group_types.c.type_index)
        )
        return tuple(
            GroupType(name=row.name, index=row.type_index, name_singular=row.name_singular, name_plural=row.name_plural)
            for row in rows
        )

    def name_type(self, team_id: int, type_index: int, **names: Unpack[GroupTypeNames]) -> bool:
        """Change what groups of a type are called; whether there is one."""
        here = (group_types.c.team_id == team_id, group_types.c.type_index == type_index)
        values = {"type_index": type_index, **names}  # never empty
        return self._connection.execute(update(group_types).where(*here).values(values)).rowcount > 0

    def learn_types(self, team_id: int, names: Iterable[str]) -> dict[str, int]:
        """The same after ``names`` got the next free indexes, in their order; those beyond the fifth get none.

        Raises BrokenReference when there is no such project.
        """
        project = select(projects.c.id).where(projects.c.id == team_id).with_for_update()
        if self._connection.execute(project).scalar_one_or_none() is None:
            raise BrokenReference(f"There is no project {team_id}.")
        known = self.types(team_id)
        for name in dict.fromkeys(map(storable, names)):
            if name not in known and len(known) < MOST_TYPES:
                row = {"team_id": team_id, "type_index": len(known), "name": name}
                self._connection.execute(insert(group_types).values(row))
                known[name] = len(known)
        return known

    def set_properties(
        self, team_id: int, type_index: int, key: str, values: Mapping[str, Any], now: datetime
    ) -> Group:
        """Overwrite ``values`` among a group's properties; the group is made when it is new."""
        here = groups.c.team_id == team_id, groups.c.type_index == type_index, groups.c.key == key
        row = self._connection.execute(select(groups).where(*here).with_for_update()).one_or_none()
        if row is None:
            made = Group(
                team_id=team_id,
                type_index=type_index,
                key=storable(key),
                properties=dict(values),
                created_at=now,
                version=1,
            )
            own = {name: getattr(made, name) for name in made.__dataclass_fields__}
            self._connection.execute(insert(groups).values(own))
            return made
        merged = {**row.properties, **values}
        version = row.version + (merged != row.properties)
        self._connection.execute(update(groups).where(*here).values(properties=merged, version=version))
        return Group(
            team_id=team_id,
            type_index=type_index,
            key=row.key,
            properties=merged,
            created_at=row.created_at,
            version=version,
        )
