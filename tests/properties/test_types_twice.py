"""Random values of events, people and groups whose properties have types, asked about twice."""

import os
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from hedgerow.vocab.definitions import PropertyType
from tests.kinds.storing import Sent, new_team, response, store, store_groups
from tests.properties.plain_types import ZONE, holds, read

NOW = datetime(2024, 3, 13, 15, 45, 30, tzinfo=UTC)
NONE = "$$_posthog_breakdown_null_$$"
Json = dict[str, Any]

NUMBERS = ["10", "9", "9.5", "-1", "1e3"]
MOMENTS = ["2024-03-10", "2024-03-31T02:30:00", "2024-03-10T12:00:00+00:00", "2024-10-27 01:00:00+00:00"]
WORDS = ["", "a", "Ab", "ö", "true", "false", "nan", "inf", "2024-13-99", "soon"]

OWNERS: dict[str, Json] = {
    "event": {},
    "person": {},
    "group 0": {"type": "group", "group_type_index": 0},
    "group 1": {"type": "group", "group_type_index": 1},
}
values = st.one_of(
    st.sampled_from([*NUMBERS, *MOMENTS, *WORDS, "1710072000"]),
    st.sampled_from([10, 9.5, -3, 1710072000, True, False, None]),
)
bags = st.fixed_dictionaries({}, optional={"p": values})
people = st.dictionaries(st.sampled_from("uvw"), bags)
groups = st.fixed_dictionaries(
    {0: st.dictionaries(st.sampled_from("gh"), bags), 1: st.dictionaries(st.just("g"), bags)}
)
events = st.lists(
    st.builds(
        lambda who, own, first, second: Sent(who, "e", NOW, {**own, **first, **second}),
        st.sampled_from("uvwx"),
        bags,
        st.sampled_from([{}, {"$group_0": "g"}, {"$group_0": "h"}, {"$group_0": ""}]),
        st.sampled_from([{}, {"$group_1": "g"}, {"$group_1": "undescribed"}]),
    ),
    max_size=12,
)
types = st.fixed_dictionaries({owner: st.sampled_from([*PropertyType, None]) for owner in OWNERS})


def wanted(kind: PropertyType | None, operator: str) -> st.SearchStrategy[list[str]]:
    """What a property of this type may be compared with; only what has a place in an order can be ordered against."""
    words = [*NUMBERS, *MOMENTS, *WORDS]
    if operator in ("gt", "lt") and kind in (PropertyType.NUMERIC, PropertyType.DURATION):
        words = NUMBERS
    if operator in ("gt", "lt") and kind is PropertyType.DATETIME:
        words = MOMENTS
    return st.lists(st.sampled_from(words), min_size=1, max_size=2)


@pytest.mark.contract("EN-20", "EN-21", "EN-22", "EN-25")
@given(st.data(), events, people, groups, types)
@settings(
    deadline=None,
    max_examples=int(os.environ.get("HEDGEROW_TWICE", "20")),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_typed_properties_equal_their_plain_telling(
    properties_engine: Engine,
    data: st.DataObject,
    events: list[Sent],
    people: dict[str, Json],
    groups: dict[int, dict[str, Json]],
    types: dict[str, PropertyType | None],
) -> None:
    team = new_team()
    store(properties_engine, {team: events}, {team: people}, merged=team % 2 == 0)
    store_groups(properties_engine, team, groups)
    context = _context(team, types)
    for owner, kind in types.items():
        operator = data.draw(
            st.sampled_from(["exact", "is_not", "icontains", "not_icontains", "gt", "lt", "is_set", "is_not_set"])
        )
        constants = data.draw(wanted(kind, operator))
        expected: Counter[str] = Counter()
        for event in events:
            value = read(_owned(owner, event, people, groups).get("p"), _plain(kind))
            if holds(value, operator, constants, _plain(kind)):
                expected[value.text or NONE] += 1
        asked = {"key": "p", "operator": operator, "value": constants, "type": owner, **OWNERS[owner]}
        assert _told(properties_engine, context, owner, asked) == expected


def _plain(kind: PropertyType | None) -> PropertyType | None:
    """A duration is a number of seconds."""
    return PropertyType.NUMERIC if kind is PropertyType.DURATION else kind


def _owned(owner: str, event: Sent, people: dict[str, Json], groups: dict[int, dict[str, Json]]) -> Json:
    if owner == "event":
        return dict(event.properties)
    if owner == "person":
        return people.get(event.who, {})
    index = int(owner[-1])
    return groups[index].get(event.properties.get(f"$group_{index}", ""), {})


def _told(engine: Engine, context: Context, owner: str, asked: Json) -> dict[str, float]:
    """How many events the engine counts for each value of the property, among those that pass."""
    index = OWNERS[owner].get("group_type_index")
    query = {
        "kind": "TrendsQuery",
        "series": [{"kind": "EventsNode"}],
        "properties": [asked],
        "dateRange": {"date_from": "2024-01-01", "date_to": "2025-01-01"},
        "trendsFilter": {"display": "ActionsTable"},
        "breakdownFilter": {"breakdown": "p", "breakdown_type": asked["type"], "breakdown_limit": 100}
        | ({} if index is None else {"breakdown_group_type_index": index}),
    }
    rows = response(engine, query, context)["results"]
    return {row["breakdown_value"]: row["aggregated_value"] for row in rows}


def _context(team: int, types: dict[str, PropertyType | None]) -> Context:
    known = {owner: {} if kind is None else {"p": kind} for owner, kind in types.items()}
    return Context(
        team_id=team,
        timezone=ZONE.key,
        now=NOW,
        property_types=known["event"],
        person_property_types=known["person"],
        group_property_types={index: known[f"group {index}"] for index in (0, 1)},
    )
