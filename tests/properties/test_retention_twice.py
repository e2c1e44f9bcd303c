"""Random events, random retention questions, two implementations, one answer."""

import os
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.engine.port import Engine
from hedgerow.query import crowds
from hedgerow.query.context import Context
from tests.kinds.storing import Sent, new_team, response, store, store_groups
from tests.properties.plain_retention import Asked, Entity, Row, World, rows

EXAMPLES = int(os.environ.get("HEDGEROW_TWICE", "12"))
"""How many worlds are made up; each is asked four questions."""

ZONES = ["UTC", "US/Pacific", "Asia/Kathmandu", "America/Havana", "Australia/Sydney", "America/St_Johns"]
CLOCK_CHANGES = ["2024-03-10T10:00", "2024-11-03T06:00", "2024-04-06T15:00", "2024-10-05T15:30", "2024-03-01T00:00"]
REACH = {"Hour": 0.4, "Day": 7, "Week": 30, "Month": 100}
"""Days away from the clock change within which something is asked about."""

GROUPS = ["g1", "g2"]
texts = st.sampled_from(["a", "b", "", "ö", 7])
numbers = st.sampled_from([0, 1, -3, 2.5, 1024, "4", "x", True, None])
moves = st.sampled_from([timedelta(), timedelta(), timedelta(microseconds=-1), timedelta(seconds=29.5)])


@st.composite
def projects(draw: st.DrawFn) -> tuple[World, list[Asked]]:
    middle = datetime.fromisoformat(draw(st.sampled_from(CLOCK_CHANGES))).replace(tzinfo=UTC)

    def near(days: float) -> st.SearchStrategy[datetime]:
        minutes = round(days * 1440)
        whole = st.integers(-minutes, minutes).map(lambda away: middle + timedelta(minutes=away))
        return st.builds(lambda moment, by: moment + by, whole, moves)

    moments = st.one_of(*(near(days) for days in REACH.values()))
    own = st.fixed_dictionaries({}, optional={"p": texts})
    properties = st.fixed_dictionaries(
        {}, optional={"p": texts, "n": numbers, "$group_0": st.sampled_from([*GROUPS, "g3", ""])}
    )
    sent = st.builds(Sent, st.sampled_from("uvw"), st.sampled_from(["a", "a", "c's"]), moments, properties)
    people = st.dictionaries(st.sampled_from("uvw"), own)
    groups = st.dictionaries(st.sampled_from(GROUPS), own)
    world = World(draw(st.lists(sent, max_size=40)), draw(people), draw(groups))
    asked = st.sampled_from(list(REACH)).flatmap(lambda period: questions(period, near(REACH[period])))
    return world, draw(st.lists(asked, min_size=4, max_size=4))


def questions(period: str, moments: st.SearchStrategy[datetime]) -> st.SearchStrategy[Asked]:
    entity = st.builds(Entity, st.sampled_from([None, "a", "a", "c's"]), st.sampled_from([None, None, "a", "7"]))
    seldom = st.sampled_from([False, False, True])
    part = st.tuples(st.sampled_from(["p"]), st.sampled_from(["event", "person", "group"]))
    mode = st.sampled_from([(False, False), (False, False), (True, False), (False, True)])
    return st.builds(
        lambda mode, **more: Asked(period=period, cumulative=mode[0], rolling=mode[1], **more),
        mode,
        intervals=st.integers(1, 9),
        zone=st.sampled_from(ZONES),
        monday=st.booleans(),
        first=st.one_of(st.none(), moments),
        last=moments,
        type=st.sampled_from(["retention_recurring", "retention_first_time", "retention_first_ever_occurrence"]),
        target=entity,
        returning=entity,
        least=st.sampled_from([1, 1, 1, 2, 3]),
        brackets=seldom.flatmap(lambda some: st.lists(st.integers(1, 4), max_size=4 * some).map(tuple)),
        summed=st.sampled_from(["count", "count", "sum", "avg"]),
        unwanted=st.sampled_from([None, None, "b"]),
        broken_down=st.lists(part, max_size=2).map(tuple),
        limit=st.integers(1, 4),
        hide_other=seldom,
        group=st.sampled_from([None, None, 0]),
    )


@pytest.mark.contract("RT-2", "RT-3", "RT-4", "RT-5", "RT-6", "RT-7", "RT-8", "RT-9", "RT-10")
@given(projects())
@settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_retention_equals_its_plain_telling(properties_engine: Engine, project: tuple[World, list[Asked]]) -> None:
    world, questions = project
    team = new_team()
    store(properties_engine, {team: world.events}, {team: world.people}, merged=team % 2 == 0)
    store_groups(properties_engine, team, {0: world.groups})
    for asked in questions:
        now = datetime(2025, 1, 1, tzinfo=UTC)
        context = Context(team_id=team, timezone=asked.zone, now=now, week_start_day=int(asked.monday))
        expected, has_more = rows(asked, world)
        for most_sets in (crowds.MOST_SETS, 0):  # with sets of people, and without
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(crowds, "MOST_SETS", most_sets)
                told = response(properties_engine, asked.query, context)
            assert [_row(row) for row in told["results"]] == expected
            assert told["hasMore"] == has_more


def _row(told: dict[str, Any]) -> Row:
    values = told["values"]
    sums = [value["aggregation_value"] for value in values if "aggregation_value" in value]
    return told.get("breakdown_value"), told["date"], [value["count"] for value in values], sums
