"""Random events and random questions of lists of events, answered twice: by the engine and in plain words."""

import os
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from tests.kinds.storing import Sent, new_team, response, store
from tests.properties.event_expressions import NOW, conditions, havings, many, name_of, rows, words
from tests.properties.plain_events import Asked, Many, Row, Special, page, query
from tests.properties.plain_who import World

EXAMPLES = int(os.environ.get("HEDGEROW_TWICE", "15"))
"""How many worlds are made up."""

ZONES = ["UTC", "US/Pacific", "Asia/Kathmandu", "America/Havana", "Australia/Sydney"]
NAMES = ["a", "b", "c's"]

values: st.SearchStrategy[Any] = st.one_of(
    words, st.sampled_from([1, 10, 2.5, True, None, [1, None, {"x": [2**64]}], {"d": {}}])
)
properties = st.fixed_dictionaries(
    {}, optional={"p": values, "q.r s": values, "n": st.sampled_from([0, 1, -3, 2.5, "4", "-0.5", "x", "", None])}
)
moments = st.builds(
    lambda hours, seconds: NOW + timedelta(minutes=30 * hours, seconds=seconds),
    st.integers(-60, 2),
    st.sampled_from([0, 0, 0, 4.999999, 5, -0.000001]),
)
sent = st.builds(
    Sent, st.sampled_from("uvw"), st.sampled_from(NAMES), moments, properties, st.sampled_from([None, "other"])
)


specials = st.sampled_from(
    [
        Special(
            "*",
            lambda event, _: {
                "event": event.event,
                "distinct_id": name_of(event),
                "properties": _narrowed(event.properties),
            },
        ),
        Special(
            "person",
            lambda event, world: {
                "distinct_id": name_of(event),
                "properties": _narrowed(world.people.get(event.who, {})),
            },
        ),
        Special("person_display_name", lambda event, world: {"display_name": name_of(event)}),
    ]
)


def _narrowed(value: Any) -> Any:
    """Integers beyond 64 bits are floats (EV-8)."""
    if isinstance(value, dict):
        return {key: _narrowed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_narrowed(item) for item in value]
    return float(value) if isinstance(value, int) and value >= 2**64 else value


filters = st.fixed_dictionaries(
    {
        "key": st.sampled_from(["n", "q.r s"]),
        "type": st.sampled_from(["event", "person"]),
        "operator": st.sampled_from(["is_set", "is_not_set", "exact", "is_not"]),
        "value": st.lists(words, min_size=1, max_size=2),
    }
)
groups = st.fixed_dictionaries({"type": st.sampled_from(["AND", "OR"]), "values": st.lists(filters, max_size=2)})
bounds = st.builds(
    lambda quarters: (NOW + timedelta(minutes=15 * quarters)).replace(tzinfo=None).isoformat(),
    st.integers(-130, 60),
)


@st.composite
def questions(draw: st.DrawFn) -> Asked:
    grouped = draw(st.booleans())
    entries: Any = st.one_of(rows, many) if grouped else st.one_of(rows, rows, specials)
    select = [
        _aliased(one, draw(st.booleans()), place)
        for place, one in enumerate(draw(st.lists(entries, min_size=1, max_size=4)))
    ]
    where = draw(st.lists(st.one_of(conditions, havings) if grouped else conditions, max_size=2))
    if not any(isinstance(one, Many) for one in (*select, *where)):
        orderable: Any = rows
    else:
        own = [one for one in select if not isinstance(one, Special)]
        orderable = st.one_of(many, st.sampled_from(own)) if own else many
    shown = [one for one in select if isinstance(one, Row)]
    if shown:
        orderable = st.one_of(orderable, st.sampled_from(shown))
    return Asked(
        select=select,
        where=where,
        order=draw(st.lists(st.tuples(orderable, st.booleans()), max_size=2)),
        events=draw(st.lists(st.sampled_from([*NAMES, "none"]), max_size=2)),
        properties=draw(groups),
        fixed=draw(groups),
        after=draw(st.one_of(st.none(), st.just("all"), st.just("all"), bounds)),
        before=draw(st.one_of(st.none(), st.none(), bounds)),
        limit=draw(st.integers(1, 12)),
        offset=draw(st.sampled_from([0, 0, 0, 1, 4])),
        zone=draw(st.sampled_from(ZONES)),
    )


def _aliased(one: Any, named: bool, place: int) -> Any:
    return one if isinstance(one, Special) or not named else type(one)(one.sql, one.of, f"x{place}")


worlds = st.builds(
    lambda events, people: World(NOW, events, people, {}, {}),
    st.lists(sent, max_size=20),
    st.dictionaries(st.sampled_from("uvw"), properties),
)


@pytest.mark.contract("EV-1", "EV-2", "EV-3", "EV-4", "EV-5", "EV-6", "EV-8", "SQ-10")
@given(worlds, st.lists(questions(), min_size=4, max_size=4))
@settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
def test_lists_of_events_equal_their_plain_telling(properties_engine: Engine, world: World, asked: list[Asked]) -> None:
    team = new_team()
    known = [
        Sent(one.who, one.event, one.at, {**one.properties, "place": place}, one.distinct_id)
        for place, one in enumerate(world.events)
    ]
    world = World(world.now, known, world.people, {}, {})
    store(properties_engine, {team: known}, {team: world.people}, merged=team % 2 == 0)
    by_uuid = {
        "kind": "EventsQuery",
        "select": ["properties.place"],
        "after": "all",
        "orderBy": ["uuid"],
        "before": "2030-01-01",
    }
    places = [
        int(row[0])
        for row in response(properties_engine, by_uuid, Context(team_id=team, timezone="UTC", now=NOW))["results"]
    ]
    for question in asked:
        context = Context(team_id=team, timezone=question.zone, now=NOW)
        found = response(properties_engine, query(question), context)
        wanted, more = page(question, world, lambda event: places.index(event.properties["place"]))
        assert _like(found["results"], wanted) == wanted, query(question)
        assert found["hasMore"] is more
        assert (found["limit"], found["offset"]) == (question.limit, question.offset)
        assert len(found["columns"]) == len(found["types"]) == len(question.select)


def _like(found: list[list[Any]], wanted: list[list[Any]]) -> list[list[Any]]:
    """Of every object the keys that are wanted of it."""
    if len(found) != len(wanted):
        return found
    return [
        [
            {key: got[key] for key in want} if isinstance(want, dict) else got
            for got, want in zip(one, other, strict=True)
        ]
        for one, other in zip(found, wanted, strict=True)
    ]
