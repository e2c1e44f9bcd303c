"""Random events and random questions of lists of events, answered twice: by the engine and in plain words."""

import json
import os
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from tests.kinds.storing import Sent, new_team, response, store
from tests.properties.plain_events import EPOCH, Asked, Many, Row, Special, page, query
from tests.properties.plain_who import World, text_of

EXAMPLES = int(os.environ.get("HEDGEROW_TWICE", "40"))
"""How many worlds are made up."""

NOW = datetime(2024, 11, 3, 12, 30, tzinfo=UTC)
"""Near the end of daylight saving time in America."""

ZONES = ["UTC", "US/Pacific", "Asia/Kathmandu", "America/Havana", "Australia/Sydney"]
NAMES = ["a", "b", "c's"]
P, Q = "properties.p", "properties.`q.r s`"

words = st.sampled_from(["", "a", "A", "ab", "ö", "10", "9", "true", "it's \\", "x'); --", "%_"])
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


def quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def number(value: Any) -> float | None:
    text = text_of(value)
    return float(text) if text is not None and re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def name_of(event: Sent) -> str:
    return event.distinct_id or event.who


TEXTS = [
    Row("event", lambda event, _: event.event),
    Row("distinct_id", lambda event, _: name_of(event)),
    Row("upper(event)", lambda event, _: event.event.upper()),
]
MAYBE_TEXTS = [
    Row(P, lambda event, _: _scalar(event, "p")),
    Row(Q, lambda event, _: _scalar(event, "q.r s")),
]
NUMBERS = [
    Row("toFloat(properties.n)", lambda event, _: number(event.properties.get("n"))),
    Row("length(event)", lambda event, _: len(event.event)),
    Row("3", lambda _, __: 3),
]


def _scalar(event: Sent, key: str) -> str | None:
    """As text: lists and objects as they stand in the row, compact."""
    value = event.properties.get(key)
    if isinstance(value, list | dict):
        return json.dumps(value, separators=(",", ":"))
    return text_of(value)


coalesced = st.builds(
    lambda one, word: Row(
        f"{one.sql} ?? {quoted(word)}", lambda event, zone: word if one.of(event, zone) is None else one.of(event, zone)
    ),
    st.sampled_from(MAYBE_TEXTS),
    words,
)
texts = st.one_of(st.sampled_from([*TEXTS, *MAYBE_TEXTS]), coalesced)
sums = st.builds(
    lambda one, other: Row(
        f"{one.sql} + {other.sql}", lambda event, zone: _plus(one.of(event, zone), other.of(event, zone))
    ),
    st.sampled_from(NUMBERS),
    st.sampled_from(NUMBERS),
)
numbers = st.one_of(st.sampled_from(NUMBERS), sums)
times = st.sampled_from(
    [
        Row("timestamp", lambda event, _: event.at),
        Row("timestamp + interval 90 minute", lambda event, _: event.at + timedelta(minutes=90)),
        Row("toDate(timestamp)", lambda event, zone: event.at.astimezone(zone).date()),
    ]
)
rows = st.one_of(texts, numbers, times)


def _plus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _compared(sign: str, one: Row, word: Any) -> Row:
    """SQ-10: a comparison is never NULL."""
    told: Callable[[Any], bool] = {
        "=": lambda value: value == word,
        "!=": lambda value: value != word,
        ">": lambda value: value is not None and _key(value) > _key(word),
        "<=": lambda value: value is not None and _key(value) <= _key(word),
    }[sign]
    shown = quoted(word) if isinstance(word, str) else str(word)
    return Row(f"{one.sql} {sign} {shown}", lambda event, zone: told(one.of(event, zone)))


def _key(value: Any) -> Any:
    return value.encode() if isinstance(value, str) else value


signs = st.sampled_from(["=", "!=", ">", "<="])
leaves = st.one_of(
    st.builds(_compared, signs, st.sampled_from([*TEXTS, *MAYBE_TEXTS]), words),
    st.builds(_compared, signs, st.sampled_from(NUMBERS), st.sampled_from([0, 1, 2.5, 3])),
    st.builds(
        lambda one, listed: Row(
            f"{one.sql} in ({', '.join(map(quoted, listed))})", lambda event, zone: one.of(event, zone) in listed
        ),
        texts,
        st.lists(words, min_size=1, max_size=3),
    ),
    st.builds(
        lambda one, word: Row(
            f"{one.sql} is {word}null", lambda event, zone: (one.of(event, zone) is None) == (word == "")
        ),
        st.sampled_from([*MAYBE_TEXTS, *NUMBERS]),
        st.sampled_from(["", "not "]),
    ),
    st.builds(
        lambda hours: Row(
            f"timestamp >= '{(NOW - timedelta(hours=hours)).isoformat()}'",
            lambda event, _: event.at >= NOW - timedelta(hours=hours),
        ),
        st.integers(0, 30),
    ),
)
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda one: Row(f"not ({one.sql})", lambda event, zone: not one.of(event, zone)), inner),
        st.builds(
            lambda one, other: Row(
                f"({one.sql}) and ({other.sql})", lambda event, zone: one.of(event, zone) and other.of(event, zone)
            ),
            inner,
            inner,
        ),
        st.builds(
            lambda one, other: Row(
                f"({one.sql}) or ({other.sql})", lambda event, zone: one.of(event, zone) or other.of(event, zone)
            ),
            inner,
            inner,
        ),
    ),
    max_leaves=4,
)

counts = st.one_of(
    st.just(Many("count()", lambda events, _: len(events))),
    st.just(Many("uniq(distinct_id)", lambda events, _: len({name_of(event) for event in events}))),
    st.builds(
        lambda one: Many(
            f"countIf({one.sql})", lambda events, zone: len([1 for event in events if one.of(event, zone)])
        ),
        conditions,
    ),
)
many = st.one_of(
    counts,
    st.builds(lambda one: Many(f"{one.sql} * 10 + 1", lambda events, zone: one.of(events, zone) * 10 + 1), counts),
    st.builds(
        lambda name: Many(f"{name}(toFloat(properties.n))", lambda events, _: _told(name, events)),
        st.sampled_from(["sum", "min", "max"]),
    ),
    st.just(Many("min(timestamp)", lambda events, _: min((event.at for event in events), default=EPOCH))),
)


def _told(name: str, events: Any) -> float | None:
    found = [value for value in (number(event.properties.get("n")) for event in events) if value is not None]
    chosen: dict[str, Callable[[list[float]], float]] = {"sum": sum, "min": min, "max": max}
    return chosen[name](found) if found else None


havings = st.builds(
    lambda one, least: Many(f"{one.sql} > {least}", lambda events, zone: one.of(events, zone) > least),
    counts,
    st.integers(0, 3),
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
    store(properties_engine, {team: known}, {team: world.people})
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
