"""What a project knows of its properties (80 §4)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, and_, case, delete, func, or_, select, update

from hedgerow.base.ids import new_uuid
from hedgerow.store.reading import in_batches, slice_and_count
from hedgerow.store.repositories.authors import authors
from hedgerow.store.repositories.property_filter import (
    ALL_PROPERTIES,
    PropertyDefinitionFilter,
    property_conditions,
    seen_on,
)
from hedgerow.store.repositories.seen_types import bits_of, types_in
from hedgerow.store.repositories.tag_links import tags_of
from hedgerow.store.repositories.tags import Tags
from hedgerow.store.tables.definitions import event_properties, property_definitions
from hedgerow.store.writing import insert_or_meet
from hedgerow.vocab.definitions import PropertyDefinition, PropertyOwner, PropertyType, joined_type
from hedgerow.vocab.pages import Page, PageRequest
from hedgerow.vocab.tags import Taggable

_TABLE = property_definitions.c


class PropertyDefinitionChanges(TypedDict, total=False):
    """What `PropertyDefinitions.update` can change; tags go through `Tags.replace`."""

    description: str
    updated_by: int | None
    verified: bool
    verified_at: datetime | None
    verified_by: int | None
    hidden: bool
    pinned_type: PropertyType | None


class PropertyDefinitions:
    """Learns, finds, lists and changes property definitions of one project at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def learn(
        self,
        team_id: int,
        types: Mapping[str, Collection[PropertyType]],
        *,
        now: datetime,
        owner: PropertyOwner = PropertyOwner.EVENT,
    ) -> None:
        """Note that ``owner``'s properties were seen ``now``, and the types their values showed. One statement.

        Unknown names get a definition. What was seen before is kept; ``last_seen_at`` moves only forward.
        """
        if not types:
            return
        statement = insert_or_meet(self._connection, property_definitions)
        seen = _TABLE.seen_types.bitwise_or(statement.excluded.seen_types)
        later = or_(_TABLE.last_seen_at.is_(None), _TABLE.last_seen_at < statement.excluded.last_seen_at)
        statement = statement.on_conflict_do_update(
            index_elements=["team_id", "owner", "name"],
            set_={
                "seen_types": seen,
                "created_at": func.coalesce(_TABLE.created_at, statement.excluded.created_at),
                "last_seen_at": case((later, statement.excluded.last_seen_at), else_=_TABLE.last_seen_at),
                "updated_at": case((seen != _TABLE.seen_types, statement.excluded.updated_at), else_=_TABLE.updated_at),
            },
            where=or_(later, seen != _TABLE.seen_types),
        )
        rows = [
            {
                "id": new_uuid(),
                "team_id": team_id,
                "owner": owner.value,
                "name": name,
                "search_text": name.casefold(),
                "seen_types": bits_of(types[name]),
                "description": "",
                "created_at": now,
                "last_seen_at": now,
                "updated_at": now,
                "verified": False,
                "hidden": False,
            }
            for name in sorted(types)  # one order for all writers
        ]
        self._connection.execute(statement, rows)

    def learn_event_properties(
        self, team_id: int, properties: Mapping[str, Mapping[str, Collection[PropertyType]]]
    ) -> None:
        """Note which properties came with which event, and the types they showed there. One statement."""
        rows = [
            {"team_id": team_id, "event": event, "property": name, "seen_types": bits_of(types[name])}
            for event, types in sorted(properties.items(), key=lambda item: item[0])
            for name in sorted(types)
        ]
        if not rows:
            return
        statement = insert_or_meet(self._connection, event_properties)
        seen = event_properties.c.seen_types.bitwise_or(statement.excluded.seen_types)
        statement = statement.on_conflict_do_update(
            index_elements=["team_id", "event", "property"],
            set_={"seen_types": seen},
            where=seen != event_properties.c.seen_types,
        )
        self._connection.execute(statement, rows)

    def on_event(self, team_id: int, event: str) -> dict[str, tuple[PropertyType, ...]]:
        """The properties seen on the event, by name, each with the types it showed there."""
        table = event_properties.c
        query = select(table.property, table.seen_types).where(table.team_id == team_id, table.event == event)
        rows = self._connection.execute(query.order_by(table.property))
        return {row.property: types_in(row.seen_types) for row in rows}

    def events_with(self, team_id: int, name: str) -> dict[str, tuple[PropertyType, ...]]:
        """The events that the property was seen on, by name, each with the types it showed there."""
        table = event_properties.c
        query = select(table.event, table.seen_types).where(table.team_id == team_id, table.property == name)
        return {row.event: types_in(row.seen_types) for row in self._connection.execute(query.order_by(table.event))}

    def get(self, team_id: int, definition_id: UUID) -> PropertyDefinition | None:
        """The project's definition with this id."""
        return self._one(team_id, _TABLE.id == definition_id)

    def get_many(self, team_id: int, ids: Sequence[UUID]) -> tuple[PropertyDefinition, ...]:
        """Those of ``ids`` that are definitions of the project, by ascending name."""
        rows: list[Row[Any]] = []
        for batch in in_batches(dict.fromkeys(ids)):
            here = (_TABLE.team_id == team_id, _TABLE.id.in_(batch))
            rows += self._connection.execute(select(property_definitions).where(*here))
        return tuple(self._records(team_id, sorted(rows, key=lambda row: str(row.name))))

    def by_name(self, team_id: int, name: str, owner: PropertyOwner = PropertyOwner.EVENT) -> PropertyDefinition | None:
        """The project's definition of exactly this property."""
        return self._one(team_id, and_(_TABLE.owner == owner.value, _TABLE.name == name))

    def types(self, team_id: int) -> dict[PropertyOwner, dict[str, PropertyType]]:
        """The type of every property of the project whose type is known, by owner and name.

        One statement; owners without any are left out.
        """
        query = select(_TABLE.owner, _TABLE.name, _TABLE.seen_types, _TABLE.pinned_type).where(
            _TABLE.team_id == team_id, or_(_TABLE.seen_types != 0, _TABLE.pinned_type.is_not(None))
        )
        found: dict[PropertyOwner, dict[str, PropertyType]] = {}
        for row in self._connection.execute(query):
            shown = _pinned(row.pinned_type) or joined_type(types_in(row.seen_types))
            if shown is not None:
                found.setdefault(PropertyOwner(row.owner), {})[row.name] = shown
        return found

    def page(
        self, team_id: int, page: PageRequest, filters: PropertyDefinitionFilter = ALL_PROPERTIES
    ) -> Page[PropertyDefinition]:
        """A slice of the project's property definitions, by name (NB-51); those of events unless others are asked for.

        With ``event_names`` each tells whether it was seen on one of them.
        """
        query = select(property_definitions).where(*property_conditions(team_id, filters))
        rows, count = slice_and_count(self._connection, query, [_TABLE.name.asc(), _TABLE.owner.asc()], page)
        seen = None if filters.event_names is None else self._seen_on(team_id, filters.event_names, rows)
        return Page(self._records(team_id, rows, seen), count)

    def update(
        self, team_id: int, definition_id: UUID, *, now: datetime, **changes: Unpack[PropertyDefinitionChanges]
    ) -> bool:
        """Change a definition; whether there is one. ``updated_at`` becomes ``now``."""
        return self.update_many(team_id, [definition_id], now=now, **changes) > 0

    def update_many(
        self, team_id: int, ids: Sequence[UUID], *, now: datetime, **changes: Unpack[PropertyDefinitionChanges]
    ) -> int:
        """Change those of ``ids`` that are definitions of the project alike; how many they are."""
        changed = 0
        for batch in in_batches(ids):
            these = update(property_definitions).where(_TABLE.team_id == team_id, _TABLE.id.in_(batch))
            changed += self._connection.execute(these.values(**changes, updated_at=now)).rowcount
        return changed

    def delete(self, team_id: int, definition_id: UUID) -> bool:
        """Forget a definition, its tags and on which events it was seen (NB-52); whether there was one."""
        found = self.get(team_id, definition_id)
        if found is None:
            return False
        Tags(self._connection).replace(team_id, Taggable.PROPERTY_DEFINITION, {definition_id: ()})
        if found.owner is PropertyOwner.EVENT:
            seen = (event_properties.c.team_id == team_id, event_properties.c.property == found.name)
            self._connection.execute(delete(event_properties).where(*seen))
        here = delete(property_definitions).where(_TABLE.team_id == team_id, _TABLE.id == definition_id)
        return self._connection.execute(here).rowcount > 0

    def _seen_on(self, team_id: int, event_names: Sequence[str], rows: Sequence[Row[Any]]) -> set[UUID]:
        found: set[UUID] = set()
        for batch in in_batches([row.id for row in rows]):
            query = select(_TABLE.id).where(_TABLE.id.in_(batch), seen_on(team_id, event_names))
            found.update(self._connection.execute(query).scalars())
        return found

    def _one(self, team_id: int, condition: ColumnElement[bool]) -> PropertyDefinition | None:
        query = select(property_definitions).where(_TABLE.team_id == team_id, condition)
        return next(iter(self._records(team_id, self._connection.execute(query).all())), None)

    def _records(
        self, team_id: int, rows: Sequence[Row[Any]], seen: set[UUID] | None = None
    ) -> list[PropertyDefinition]:
        tags = tags_of(self._connection, team_id, Taggable.PROPERTY_DEFINITION, (row.id for row in rows))
        people = authors(self._connection, (user for row in rows for user in (row.updated_by, row.verified_by)))
        return [
            PropertyDefinition(
                id=row.id,
                team_id=row.team_id,
                owner=PropertyOwner(row.owner),
                name=row.name,
                seen_types=types_in(row.seen_types),
                pinned_type=_pinned(row.pinned_type),
                description=row.description,
                tags=tags[row.id],
                created_at=row.created_at,
                last_seen_at=row.last_seen_at,
                updated_at=row.updated_at,
                updated_by=people.get(row.updated_by),
                verified=row.verified,
                verified_at=row.verified_at,
                verified_by=people.get(row.verified_by),
                hidden=row.hidden,
                is_seen_on_filtered_events=None if seen is None else row.id in seen,
            )
            for row in rows
        ]


def _pinned(name: str | None) -> PropertyType | None:
    return None if name is None else PropertyType(name)
