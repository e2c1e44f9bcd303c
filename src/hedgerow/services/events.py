"""A project's events as they came, newest first (NB-96)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hedgerow.query import scan
from hedgerow.query.filters import of_people
from hedgerow.query.sql.owners import group_key
from hedgerow.query.sql.tree import Column, Expression, Named, Select, Table, Value, all_of, any_of, call, text
from hedgerow.services.engine_reads import rows_of
from hedgerow.services.house import House, Visit
from hedgerow.vocab.events import EVENTS
from hedgerow.vocab.stored_properties import shown_properties

_COLUMNS = ("uuid", "event", "distinct_id", "timestamp", "properties", "structured")
_EARLIEST, _LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2299, 12, 31, tzinfo=UTC)
"""No event lies outside, and the engine has no moments beyond."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    """One event as it came; ``timestamp`` is aware UTC."""

    uuid: UUID
    event: str
    distinct_id: str
    timestamp: datetime
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events a list shows, both moments exclusive. ``group`` is the index of a type of groups and a key.

    ``before_id`` narrows ``before``: of the events at that very moment those after this one in the list show too,
    so that a page may end between events of one moment.
    """

    event: str | None = None
    distinct_id: str | None = None
    person_id: UUID | None = None
    group: tuple[int, str] | None = None
    after: datetime | None = None
    before: datetime | None = None
    before_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSlice:
    """Some events, newest first, and whether older ones follow."""

    events: tuple[StoredEvent, ...]
    has_more: bool


def newest_events(house: House, visit: Visit, wanted: EventFilter, limit: int) -> EventSlice:
    """The newest ``limit`` events that ``wanted`` describes. Raises EngineError when they cannot be read."""
    select = Select(
        columns=tuple(Named(name, Column(name)) for name in _COLUMNS),
        source=Table(EVENTS.name),
        where=all_of(_conditions(wanted)),
        order_by=scan.NEWEST_FIRST,
        limit=limit + 1,
    )
    rows = rows_of(house, visit, select)
    events = tuple(_event(dict(zip(_COLUMNS, row, strict=True))) for row in rows[:limit])
    return EventSlice(events=events, has_more=len(rows) > limit)


def _conditions(wanted: EventFilter) -> Iterator[Expression]:
    if wanted.event is not None:
        yield call("equals", Column("event"), text(wanted.event))
    if wanted.after is not None:
        yield scan.after(_bound(wanted.after))
    if wanted.before is not None:
        bound = _bound(wanted.before)
        earlier = scan.before(bound)
        if wanted.before_id is None:
            yield earlier
        else:
            rest = call("less", Column("uuid"), Value(wanted.before_id, "UUID"))
            yield any_of((earlier, all_of((call("equals", Column("timestamp"), scan.moment(bound)), rest))))
    if wanted.distinct_id is not None:
        yield call("equals", Column("distinct_id"), text(wanted.distinct_id))
    if wanted.person_id is not None:
        yield of_people(call("equals", Column("uuid"), Value(wanted.person_id, "UUID")), unknown=False)
    if wanted.group is not None:
        index, key = wanted.group
        yield call("equals", group_key(index), text(key))


def _bound(moment: datetime) -> datetime:
    return min(max(moment, _EARLIEST), _LATEST)


def _event(row: Mapping[str, Any]) -> StoredEvent:
    return StoredEvent(
        uuid=UUID(row["uuid"]),
        event=row["event"],
        distinct_id=row["distinct_id"],
        timestamp=datetime.fromisoformat(row["timestamp"]).replace(tzinfo=UTC),
        properties=shown_properties(row),
    )
