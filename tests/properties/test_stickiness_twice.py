"""Random events, random questions of stickiness, two implementations, one answer."""

import os
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from hedgerow.vocab.actions import Action
from tests.kinds.storing import Sent, new_team, response, store
from tests.properties.plain_stickiness import Asked, rows
from tests.properties.plain_who import Json, World

EXAMPLES = int(os.environ.get("HEDGEROW_TWICE", "20"))
"""How many worlds are made up."""

ZONES = ["UTC", "US/Pacific", "Asia/Kathmandu", "America/Havana", "Australia/Sydney", "America/St_Johns"]
CLOCK_CHANGES = [date(2024, 3, 10), date(2024, 11, 3), date(2024, 4, 7), date(2024, 10, 6), date(2024, 2, 29)]
EVENTS = ["a", "b", "c's"]

words = st.sampled_from(["", "a", "A", "ö", "10", "9", "true", 'it\'s \\ "%_"', "x'); --"])
values = st.one_of(words, st.sampled_from([1, 10, 2.5, True, None]))
properties = st.fixed_dictionaries({}, optional={"p": values, "$group_0": st.sampled_from(["", "g", "h'"])})
filters: st.SearchStrategy[Json] = st.fixed_dictionaries(
    {
        "key": st.just("p"),
        "type": st.sampled_from(["event", "person"]),
        "operator": st.sampled_from(["exact", "is_not", "icontains", "gt", "is_set", "is_not_set"]),
        "value": st.lists(words.filter(lambda word: "%" not in word), min_size=1, max_size=2),
    }
)
groups: st.SearchStrategy[Json] = st.fixed_dictionaries(
    {"type": st.sampled_from(["AND", "OR"]), "values": st.lists(filters, max_size=2)}
)
steps: st.SearchStrategy[Json] = st.fixed_dictionaries(
    {}, optional={"event": st.sampled_from(EVENTS), "properties": st.lists(filters, max_size=1)}
)


def questions(day: date) -> st.SearchStrategy[Asked]:
    return st.builds(
        Asked,
        series=st.lists(st.sampled_from([None, *EVENTS, 1]), min_size=1, max_size=2).map(tuple),
        whom=st.sampled_from(["people", "people", "groups", "values"]),
        interval=st.sampled_from(["hour", "day", "day", "week", "month"]),
        width=st.sampled_from([1, 1, 2, 3, 5]),
        zone=st.sampled_from(ZONES),
        monday=st.booleans(),
        first=st.integers(-4, 30).map(lambda before: day - timedelta(days=before)),
        days=st.one_of(st.integers(1, 8), st.integers(1, 70)),
        filtered=groups,
        criteria=st.one_of(st.none(), st.tuples(st.sampled_from(["gte", "lte", "exact"]), st.integers(0, 3))),
        cumulative=st.booleans(),
        compare_to=st.sampled_from([None, None, "", "-1w", "-2d"]),
    )


@st.composite
def projects(draw: st.DrawFn) -> tuple[World, list[Asked]]:
    day = draw(st.sampled_from(CLOCK_CHANGES))
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    moments = st.builds(
        lambda away, seconds: noon + timedelta(minutes=away, seconds=seconds),
        st.one_of(st.integers(-50, 50).map(lambda hours: 60 * hours), st.integers(-45 * 1440, 45 * 1440)),
        st.sampled_from([0, 0, -1, 59, 59.5]),
    )
    sent = st.builds(Sent, st.sampled_from("uvwx"), st.sampled_from(EVENTS), moments, properties)
    people = st.dictionaries(st.sampled_from("uvwx"), st.fixed_dictionaries({}, optional={"p": values}))
    world = World(noon, draw(st.lists(sent, max_size=40)), draw(people), {1: draw(st.lists(steps, max_size=2))}, {})
    return world, draw(st.lists(questions(day), min_size=4, max_size=4))


@pytest.mark.contract("ST-1", "ST-2", "ST-3", "ST-4", "ST-5", "ST-7", "EN-10", "EN-11", "EN-15", "EN-16")
@given(projects())
@settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_stickiness_equals_its_plain_telling(properties_engine: Engine, project: tuple[World, list[Asked]]) -> None:
    world, asked = project
    team = new_team()
    store(properties_engine, {team: world.events}, {team: world.people}, merged=team % 2 == 0)
    for question in asked:
        told = response(properties_engine, question.query, _context(team, question, world))["results"]
        assert [(row["data"], row["count"]) for row in told] == rows(question, world)


def _context(team: int, asked: Asked, world: World) -> Context:
    moment = datetime(2025, 1, 1, tzinfo=UTC)
    action = Action(
        id=1,
        team_id=team,
        name="n",
        description="",
        steps=tuple(world.actions[1]),
        deleted=False,
        created_at=moment,
        created_by=None,
        updated_at=moment,
    )
    return Context(team_id=team, timezone=asked.zone, now=moment, week_start_day=int(asked.monday), actions={1: action})
