"""What a project knows of its properties (80 §4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, and_, case, or_, select, update

from hedgerow.base.ids import new_uuid
from hedgerow.store.reading import contains_each_term, slice_and_count
from hedgerow.store.repositories.tag_links import tags_of
from hedgerow.store.tables.definitions import event_properties, property_definitions
from hedgerow.store.writing import insert_or_meet
from hedgerow.vocab.definitions import PropertyDefinition, PropertyType
from hedgerow.vocab.pages import Page, PageRequest
from hedgerow.vocab.tags import Taggable

_TABLE = property_definitions.c


class PropertyDefinitionChanges(TypedDict, total=False):
    """What `PropertyDefinitions.update` can change; tags go through `Tags.replace`."""

    description: str
    property_type: PropertyType | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyDefinitionFilter:
    """What NB-51 lets a list ask for; None means no matter. ``event_names``: seen on any of these events."""

    search: str | None = None
    names: Sequence[str] | None = None
    event_names: Sequence[str] | None = None
    is_numerical: bool | None = None
    excluded_names: Sequence[str] = ()


ALL_PROPERTIES = PropertyDefinitionFilter()
"""Leaves nothing out."""


class PropertyDefinitions:
    """Learns, finds, lists and changes property definitions of one project at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def learn(self, team_id: int, types: Mapping[str, PropertyType | None], *, now: datetime) -> None:
        """Note that properties were seen, with the type of their values, None when unclear. One statement.

        Unknown names get a definition. A property that was seen with another type before is a String from then on.
        """
        if not types:
            return
        statement = insert_or_meet(self._connection, property_definitions)
        seen = statement.excluded.property_type
        differs = and_(seen.is_not(None), or_(_TABLE.property_type.is_(None), _TABLE.property_type != seen))
        statement = statement.on_conflict_do_update(
            index_elements=["team_id", "name"],
            set_={
                "property_type": case((_TABLE.property_type.is_(None), seen), else_=PropertyType.STRING.value),
                "updated_at": statement.excluded.updated_at,
            },
            where=and_(differs, or_(_TABLE.property_type.is_(None), _TABLE.property_type != PropertyType.STRING.value)),
        )
        rows = [
            {
                "id": new_uuid(),
                "team_id": team_id,
                "name": name,
                "search_text": name.casefold(),
                "property_type": None if kind is None else kind.value,
                "description": "",
                "updated_at": now,
            }
            for name, kind in sorted(types.items(), key=lambda item: item[0])  # one order for all writers
        ]
        self._connection.execute(statement, rows)

    def learn_event_properties(self, team_id: int, properties: Mapping[str, Iterable[str]]) -> None:
        """Note which properties came with which event. One statement, whatever the number."""
        rows = [
            {"team_id": team_id, "event": event, "property": name}
            for event in sorted(properties)
            for name in sorted(set(properties[event]))
        ]
        if rows:
            self._connection.execute(insert_or_meet(self._connection, event_properties).on_conflict_do_nothing(), rows)

    def get(self, team_id: int, definition_id: UUID) -> PropertyDefinition | None:
        """The project's definition with this id."""
        return self._one(team_id, _TABLE.id == definition_id)

    def by_name(self, team_id: int, name: str) -> PropertyDefinition | None:
        """The project's definition of exactly this property."""
        return self._one(team_id, _TABLE.name == name)

    def types(self, team_id: int) -> dict[str, PropertyType]:
        """The type of every property of the project whose type is known."""
        query = select(_TABLE.name, _TABLE.property_type).where(
            _TABLE.team_id == team_id, _TABLE.property_type.is_not(None)
        )
        return {row.name: PropertyType(row.property_type) for row in self._connection.execute(query)}

    def page(
        self, team_id: int, page: PageRequest, filters: PropertyDefinitionFilter = ALL_PROPERTIES
    ) -> Page[PropertyDefinition]:
        """A slice of the project's property definitions, by name (NB-51)."""
        query = select(property_definitions).where(*_conditions(team_id, filters))
        rows, count = slice_and_count(self._connection, query, [_TABLE.name.asc()], page)
        return Page(self._records(team_id, rows), count)

    def update(
        self, team_id: int, definition_id: UUID, *, now: datetime, **changes: Unpack[PropertyDefinitionChanges]
    ) -> bool:
        """Change a definition; whether there is one. ``updated_at`` becomes ``now``."""
        here = update(property_definitions).where(_TABLE.team_id == team_id, _TABLE.id == definition_id)
        return self._connection.execute(here.values(**changes, updated_at=now)).rowcount > 0

    def _one(self, team_id: int, condition: ColumnElement[bool]) -> PropertyDefinition | None:
        query = select(property_definitions).where(_TABLE.team_id == team_id, condition)
        return next(iter(self._records(team_id, self._connection.execute(query).all())), None)

    def _records(self, team_id: int, rows: Sequence[Row[Any]]) -> list[PropertyDefinition]:
        tags = tags_of(self._connection, team_id, Taggable.PROPERTY_DEFINITION, (row.id for row in rows))
        return [
            PropertyDefinition(
                id=row.id,
                team_id=row.team_id,
                name=row.name,
                property_type=None if row.property_type is None else PropertyType(row.property_type),
                is_numerical=row.property_type == PropertyType.NUMERIC.value,
                description=row.description,
                tags=tags[row.id],
                updated_at=row.updated_at,
            )
            for row in rows
        ]


def _conditions(team_id: int, wanted: PropertyDefinitionFilter) -> list[ColumnElement[bool]]:
    conditions = [_TABLE.team_id == team_id, *contains_each_term(_TABLE.search_text, wanted.search or "")]
    if wanted.names is not None:
        conditions.append(_TABLE.name.in_(set(wanted.names)))
    if wanted.excluded_names:
        conditions.append(_TABLE.name.not_in(set(wanted.excluded_names)))
    if wanted.is_numerical is not None:
        numeric = _TABLE.property_type.is_not_distinct_from(PropertyType.NUMERIC.value)
        conditions.append(numeric if wanted.is_numerical else ~numeric)
    if wanted.event_names is not None:
        seen = select(event_properties.c.property).where(event_properties.c.team_id == team_id)
        conditions.append(_TABLE.name.in_(seen.where(event_properties.c.event.in_(set(wanted.event_names)))))
    return conditions
