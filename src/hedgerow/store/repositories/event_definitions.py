"""What a project knows of its events (contract 70)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, or_, select, update

from hedgerow.base.ids import new_uuid
from hedgerow.store.reading import in_batches, slice_and_count
from hedgerow.store.repositories.authors import authors
from hedgerow.store.repositories.event_filter import ALL_EVENTS, EventDefinitionFilter, event_conditions, event_order
from hedgerow.store.repositories.tag_links import tags_of
from hedgerow.store.repositories.tags import Tags
from hedgerow.store.tables.definitions import event_definitions, event_properties
from hedgerow.store.time_limit import time_limit
from hedgerow.store.writing import insert_or_meet
from hedgerow.vocab.definitions import Enforcement, EventDefinition, ExpectedProperty, PropertyType
from hedgerow.vocab.pages import Page, PageRequest
from hedgerow.vocab.tags import Taggable


class EventDefinitionChanges(TypedDict, total=False):
    """What `EventDefinitions.update` can change; tags go through `Tags.replace`."""

    owner: int | None
    description: str
    updated_by: int | None
    verified: bool
    verified_at: datetime | None
    verified_by: int | None
    hidden: bool
    enforcement_mode: str
    primary_property: str | None
    default_columns: Sequence[str]
    property_schema: Sequence[ExpectedProperty]
    display_name: str | None
    merged_into: str | None


class EventDefinitions:
    """Learns, creates, finds, lists and changes event definitions of one project at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(
        self,
        team_id: int,
        *,
        name: str,
        created_by: int | None,
        now: datetime,
        **given: Unpack[EventDefinitionChanges],
    ) -> EventDefinition:
        """A definition made by hand, never seen yet (EVDEF-20); Conflict when the name is taken (EVDEF-24)."""
        values: dict[str, Any] = {
            **_unseen(team_id, name, now),
            "created_by": created_by,
            "updated_by": created_by,
            **_storable(given),
        }
        row = self._connection.execute(insert(event_definitions).values(values).returning(*event_definitions.c)).one()
        return self._records(team_id, [row])[0]

    def newest_sight(self, team_id: int) -> datetime | None:
        """When any event of the project was last seen, to the hour; None when none ever was."""
        newest = select(func.max(event_definitions.c.last_seen_at)).where(event_definitions.c.team_id == team_id)
        seen: datetime | None = self._connection.execute(newest).scalar_one()
        return seen

    def learn(self, team_id: int, last_seen: Mapping[str, datetime]) -> None:
        """Note that events were seen, each last at the given time (EVDEF-58). One statement, whatever the number.

        Unknown names get a definition. ``created_at`` becomes the first sight; ``last_seen_at`` moves only forward.
        """
        if not last_seen:
            return
        table = event_definitions.c
        statement = insert_or_meet(self._connection, event_definitions)
        newer = or_(table.last_seen_at.is_(None), table.last_seen_at < statement.excluded.last_seen_at)
        statement = statement.on_conflict_do_update(
            index_elements=["team_id", "name"],
            set_={
                "last_seen_at": statement.excluded.last_seen_at,
                "created_at": func.coalesce(table.created_at, statement.excluded.created_at),
            },
            where=newer,
        )
        rows = [
            {**_unseen(team_id, name, seen), "created_at": seen, "last_seen_at": seen}
            for name, seen in sorted(last_seen.items())  # one order for all writers, so that none waits in a circle
        ]
        self._connection.execute(statement, rows)

    def get(self, team_id: int, definition_id: UUID) -> EventDefinition | None:
        """The project's definition with this id."""
        return self._one(team_id, event_definitions.c.id == definition_id)

    def by_name(self, team_id: int, name: str) -> EventDefinition | None:
        """The project's definition of exactly this event (EVDEF-54)."""
        return self._one(team_id, event_definitions.c.name == name)

    def get_many(self, team_id: int, ids: Sequence[UUID]) -> tuple[EventDefinition, ...]:
        """Those of ``ids`` that are definitions of the project, by ascending name (TAG-31, EVDEF-57)."""
        rows: list[Row[Any]] = []
        for batch in in_batches(dict.fromkeys(ids)):
            here = (event_definitions.c.team_id == team_id, event_definitions.c.id.in_(batch))
            rows += self._connection.execute(select(event_definitions).where(*here))
        return tuple(self._records(team_id, sorted(rows, key=lambda row: str(row.name))))

    def page(
        self,
        team_id: int,
        page: PageRequest,
        filters: EventDefinitionFilter = ALL_EVENTS,
        order: Sequence[str] = (),
        seconds: float = 60.0,
    ) -> Page[EventDefinition]:
        """A slice of the project's event definitions, sorted as `event_order` says.

        Raises StoreUnavailable when that takes longer than ``seconds`` (EVDEF-17).
        """
        query = select(event_definitions).where(*event_conditions(team_id, filters))
        with time_limit(self._connection, seconds):
            rows, count = slice_and_count(self._connection, query, event_order(order, filters.search), page)
        return Page(self._records(team_id, rows), count)

    def primary_properties(self, team_id: int, names: Sequence[str] | None = None) -> dict[str, str]:
        """The property shown beside each event that has one; of ``names`` only, when given (EVDEF-56)."""
        table = event_definitions.c
        query = select(table.name, table.primary_property).where(table.team_id == team_id, table.primary_property != "")
        if names is not None:
            query = query.where(table.name.in_(set(names)))
        return {row.name: row.primary_property for row in self._connection.execute(query.order_by(table.name))}

    def rejecting(self) -> dict[tuple[int, str], tuple[ExpectedProperty, ...]]:
        """The schemas that refuse events, of all projects: by project and name of the event."""
        table = event_definitions.c
        query = select(table.team_id, table.name, table.property_schema).where(
            table.enforcement_mode == Enforcement.REJECT.value, table.property_schema.is_not(None)
        )
        return {(row.team_id, row.name): _expected(row.property_schema) for row in self._connection.execute(query)}

    def merged(self, team_id: int) -> dict[str, str]:
        """The events that count as another, each with the name of that one."""
        table = event_definitions.c
        query = select(table.name, table.merged_into).where(table.team_id == team_id, table.merged_into.is_not(None))
        return {row.name: row.merged_into for row in self._connection.execute(query.order_by(table.name))}

    def update(
        self, team_id: int, definition_id: UUID, *, now: datetime, **changes: Unpack[EventDefinitionChanges]
    ) -> bool:
        """Change a definition; whether there is one. ``updated_at`` becomes ``now``."""
        return self.update_many(team_id, [definition_id], now=now, **changes) > 0

    def update_many(
        self, team_id: int, ids: Sequence[UUID], *, now: datetime, **changes: Unpack[EventDefinitionChanges]
    ) -> int:
        """Change those of ``ids`` that are definitions of the project alike; how many they are."""
        table, values, changed = event_definitions.c, {**_storable(changes), "updated_at": now}, 0
        for batch in in_batches(ids):
            these = update(event_definitions).where(table.team_id == team_id, table.id.in_(batch))
            changed += self._connection.execute(these.values(values)).rowcount
        return changed

    def delete(self, team_id: int, definition_id: UUID) -> bool:
        """Forget a definition, its tags and which properties it has (EVDEF-53); whether there was one."""
        table = event_definitions.c
        name = self._connection.execute(
            select(table.name).where(table.team_id == team_id, table.id == definition_id)
        ).scalar_one_or_none()
        if name is None:
            return False
        Tags(self._connection).replace(team_id, Taggable.EVENT_DEFINITION, {definition_id: ()})
        seen = (event_properties.c.team_id == team_id, event_properties.c.event == name)
        self._connection.execute(delete(event_properties).where(*seen))
        here = delete(event_definitions).where(table.team_id == team_id, table.id == definition_id)
        return self._connection.execute(here).rowcount > 0

    def _one(self, team_id: int, condition: ColumnElement[bool]) -> EventDefinition | None:
        query = select(event_definitions).where(event_definitions.c.team_id == team_id, condition)
        return next(iter(self._records(team_id, self._connection.execute(query).all())), None)

    def _records(self, team_id: int, rows: Sequence[Row[Any]]) -> list[EventDefinition]:
        tags = tags_of(self._connection, team_id, Taggable.EVENT_DEFINITION, (row.id for row in rows))
        people = authors(
            self._connection,
            (user for row in rows for user in (row.owner, row.created_by, row.updated_by, row.verified_by)),
        )
        return [
            EventDefinition(
                id=row.id,
                team_id=row.team_id,
                name=row.name,
                owner=people.get(row.owner),
                description=row.description,
                tags=tags[row.id],
                created_at=row.created_at,
                created_by=people.get(row.created_by),
                updated_at=row.updated_at,
                updated_by=people.get(row.updated_by),
                last_seen_at=row.last_seen_at,
                verified=row.verified,
                verified_at=row.verified_at,
                verified_by=people.get(row.verified_by),
                hidden=row.hidden,
                enforcement_mode=row.enforcement_mode,
                primary_property=row.primary_property,
                default_columns=tuple(row.default_columns),
                property_schema=_expected(row.property_schema),
                display_name=row.display_name,
                merged_into=row.merged_into,
            )
            for row in rows
        ]


def _unseen(team_id: int, name: str, now: datetime) -> dict[str, Any]:
    return {
        "id": new_uuid(),
        "team_id": team_id,
        "name": name,
        "search_text": name.casefold(),
        "description": "",
        "updated_at": now,
        "verified": False,
        "hidden": False,
        "enforcement_mode": "allow",
        "default_columns": [],
    }


def _storable(changes: EventDefinitionChanges) -> dict[str, Any]:
    values: dict[str, Any] = dict(changes)
    if "default_columns" in changes:
        values["default_columns"] = list(changes["default_columns"])
    if "property_schema" in changes:
        values["property_schema"] = [asdict(one) for one in changes["property_schema"]] or None
    return values


def _expected(stored: Sequence[Mapping[str, Any]] | None) -> tuple[ExpectedProperty, ...]:
    return tuple(
        ExpectedProperty(
            name=one["name"],
            type=None if one["type"] is None else PropertyType(one["type"]),
            required=one["required"],
        )
        for one in stored or ()
    )
