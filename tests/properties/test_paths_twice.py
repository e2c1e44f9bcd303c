"""Random events, random questions of paths, two implementations, one answer."""

import os
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from tests.kinds.storing import Sent, new_team, response, store
from tests.properties.plain_paths import Asked, edges
from tests.properties.plain_who import Json, World

EXAMPLES = int(os.environ.get("HEDGEROW_TWICE", "15"))
"""How many worlds are made up."""

ZONES = ["UTC", "US/Pacific", "Asia/Kathmandu", "America/Havana"]
DAY = date(2024, 3, 10)
MORNING = datetime(2024, 3, 10, 7, tzinfo=UTC)

items = st.sampled_from(["/a", "/a/", "/b", "/", "/item/1", "/item/22/x", "", "ü//", "it's_%\\\"/", "x'); --"])
pages = st.sampled_from(["/a", "/a/", "/b", "/b", "/", "/", "/item/1", "/c"])
values = st.one_of(items, st.sampled_from([7, True, None, 2.5]))
names = st.sampled_from(["$pageview"] * 9 + ["$screen", "$auto", "go", "go/"])
HALF_AN_HOUR = 30 * 60 * 10**6
gaps = st.sampled_from(
    [0, 0, 1, 10**6, *[60 * 10**6] * 6, 600 * 10**6, HALF_AN_HOUR - 1, HALF_AN_HOUR, HALF_AN_HOUR + 1, 9 * HALF_AN_HOUR]
)
visits = st.tuples(
    gaps,
    names,
    st.one_of(
        st.fixed_dictionaries({"$current_url": st.one_of(pages, pages, pages, items)}, optional={"p": values}),
        st.fixed_dictionaries({}, optional={"$current_url": values, "p": values}),
    ),
)
starts = st.sampled_from([-27 * 60, -121, -1, 0, 0, 0, 1, 1, 16 * 60 + 58]).map(
    lambda minutes: timedelta(minutes=minutes)
)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Walks of three people, minutes or much longer between what they visit."""
    events: list[Sent] = []
    for who in "uvw":
        at = MORNING + draw(starts)
        for gap, name, properties in draw(st.lists(visits, min_size=3, max_size=20)):
            at += timedelta(microseconds=gap)
            own = {**properties, "$screen_name": properties.get("$current_url")} if name == "$screen" else properties
            events.append(Sent(who, name, at, own))
    people = draw(st.dictionaries(st.sampled_from("uvw"), st.fixed_dictionaries({}, optional={"p": values})))
    return World(MORNING, draw(st.permutations(events)), people, {}, {})


filters: st.SearchStrategy[Json] = st.fixed_dictionaries(
    {
        "key": st.just("p"),
        "type": st.sampled_from(["event", "person"]),
        "operator": st.sampled_from(["is_not", "is_set", "is_not_set", "gt"]),
        "value": st.lists(items, min_size=1, max_size=2),
    }
)
points = st.sampled_from(
    [
        *[(None, None)] * 10,
        *[("/", None), (None, "/b"), ("/", "/b"), ("/a/", "/"), ("/b", "/b"), ("/b", "/")] * 2,
        *[("go", None), (None, "ü/"), ("/item/*", "/"), ("/c", "/item/1")],
    ]
)
weights = st.sampled_from([*[None] * 15, 0, 1, 2])
rules = st.tuples(
    st.sampled_from(["[0-9]+", "/(\\w+)/?", "^$", "/$", "(a)|(b)", "x*", "[ü'_]", "\\\\"]),
    st.sampled_from(["", "N", "<\\0>", "/a", "$1\\\\", "ü"]),
).filter(lambda rule: rule[0] != "x*" or not rule[1])
questions = st.builds(
    # Paths between two points are short, so that fewer steps are asked for: something has to be left out.
    lambda points, steps, **more: Asked(
        start=points[0], end=points[1], steps=steps if None in points else steps % 4 + 1, **more
    ),
    points=points,
    types=st.sampled_from(
        [
            (),
            (),
            (),
            ("$pageview",),
            ("$pageview", "$screen"),
            ("$screen", "custom_event"),
            ("custom_event", "$pageview"),
            ("hogql",),
            ("hogql", "$pageview"),
        ]
    ),
    sql=st.sampled_from(["event", "properties.p"]),
    excluded=st.sampled_from([(), (), ("/a",), ("", "go"), ("/item/*", "N")]),
    steps=st.sampled_from([5, 5, 5, 5, 2, 3, 4, 6, 9, 1]),
    edges=st.one_of(st.just(50), st.integers(1, 6)),
    least=weights,
    most=weights,
    groupings=st.sampled_from([(), (), (), (), ("/it*",), ("*/2", "_"), ("%", "", "*'"), ("\\", "/*/*"), ("a*",)]),
    rules=st.one_of(st.just(()), st.lists(rules, max_size=2).map(tuple)),
    filtered=st.fixed_dictionaries(
        {"type": st.just("AND"), "values": st.one_of(st.just([]), st.lists(filters, max_size=1))}
    ),
    zone=st.sampled_from(ZONES),
    first=st.sampled_from([0, 1, 1, 2]).map(lambda back: DAY - timedelta(days=back)),
    last=st.integers(0, 1).map(lambda on: DAY + timedelta(days=on)),
)


@pytest.mark.contract("PA-1", "PA-2", "PA-3", "PA-4", "PA-5", "PA-6", "PA-7", "PA-8")
@given(worlds(), st.lists(questions, min_size=4, max_size=4))
@settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_paths_equal_their_plain_telling(properties_engine: Engine, world: World, asked: list[Asked]) -> None:
    team = new_team()
    store(properties_engine, {team: world.events}, {team: world.people}, merged=team % 2 == 0)
    for question in asked:
        context = Context(team_id=team, timezone=question.zone, now=datetime(2025, 1, 1, tzinfo=UTC))
        answer = response(properties_engine, question.query, context)
        expected, cut = edges(question, world)
        assert [tuple(row.values()) for row in answer["results"]] == expected
        assert answer["hasMore"] == cut
