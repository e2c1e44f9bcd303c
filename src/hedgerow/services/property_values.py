"""Values that a property has, the most frequent first: what a filter offers to pick from."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from hedgerow.query import scan
from hedgerow.query.event_names import is_event
from hedgerow.query.sql.tree import Call, Column, Expression, Named, Select, Table, Value, all_of, call
from hedgerow.query.values import (
    Readable,
    Reading,
    contains,
    event_property,
    own_group_property,
    own_person_property,
)
from hedgerow.services.engine_reads import rows_of
from hedgerow.services.house import House, Visit
from hedgerow.services.person_deletion import being_deleted
from hedgerow.vocab.events import EVENTS, GROUPS, PERSONS

MOST_VALUES = 50
"""Values one answer holds."""

RECENT = timedelta(days=30)
"""How far back values of events are looked for, before all that ever happened is."""

PropertyValue = str | float | bool


def event_property_values(
    house: House, visit: Visit, key: str, *, events: Sequence[str] = (), search: str = ""
) -> list[PropertyValue]:
    """Values of the event property ``key`` that contain ``search``, on ``events`` or on all, the most frequent first.

    Those of the last 30 days, or of all time where these have none. Raises EngineError when they cannot be read.
    """
    context = house.runner.context(visit.project)
    value = event_property(key, context)
    named = [is_event(context, *events)] if events else []
    recent = [scan.since(context.now - RECENT), scan.before(context.now + timedelta(days=1))]
    found = _frequent(house, visit, EVENTS.name, value, [*named, *recent], search)
    return found or _frequent(house, visit, EVENTS.name, value, named, search)


def person_property_values(house: House, visit: Visit, key: str, *, search: str = "") -> list[PropertyValue]:
    """The same of the property ``key`` of people as they are now; those being deleted are left out."""
    with house.store.read() as tx:
        gone = being_deleted(tx, visit.project.id)
    kept = [call("notIn", Column("person"), Value(tuple(gone), "Array(UInt32)"))] if gone else []
    value = own_person_property(key, house.runner.context(visit.project))
    return _frequent(house, visit, PERSONS.name, value, kept, search)


def group_property_values(
    house: House, visit: Visit, type_index: int, key: str, *, search: str = ""
) -> list[PropertyValue]:
    """The same of the property ``key`` of the groups of one type as they are now."""
    of_type = call("equals", Column("type_index"), Value(type_index, "UInt8"))
    value = own_group_property(key, type_index, house.runner.context(visit.project))
    return _frequent(house, visit, GROUPS.name, value, [of_type], search)


def _frequent(
    house: House, visit: Visit, table: str, value: Readable, held: Sequence[Expression], search: str
) -> list[PropertyValue]:
    """In the memory of a few hundred values, however many there are: beyond that the rarer of them are estimates."""
    wanted = value.typed if value.reading is Reading.NUMBER else value.text
    select = Select(
        columns=(Named("found", Call("topK", (wanted,), (Value(MOST_VALUES, "UInt8"),))),),
        source=Table(table),
        where=all_of([*held, call("isNotNull", wanted), *_searched(value, search)]),
    )
    ((found,),) = rows_of(house, visit, select)
    return [one == "true" for one in found] if value.reading is Reading.BOOLEAN else list(found)


def _searched(value: Readable, search: str) -> Iterator[Expression]:
    if search:
        yield contains(value.text, search)
