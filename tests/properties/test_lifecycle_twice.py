"""Random events, random lifecycle questions, two implementations, one answer."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.engine.port import Engine
from hedgerow.query import crowds
from hedgerow.query.context import Context
from tests.kinds.storing import Sent, new_team, response, store, store_groups
from tests.properties.plain_lifecycle import Asked, World, rows

EXAMPLES = int(os.environ.get("HEDGEROW_TWICE", "20"))
"""How many worlds are made up; each is asked four questions."""

ZONES = [
    "UTC",
    "US/Pacific",
    "Asia/Kathmandu",
    "America/Havana",
    "Australia/Sydney",
    "America/St_Johns",
    "Australia/Lord_Howe",
]
CLOCK_CHANGES = ["2024-03-10T10:00", "2024-11-03T06:00", "2024-04-06T15:00", "2024-10-05T15:30", "2024-03-01T00:00"]
REACH = {"minute": 0.06, "hour": 1.5, "day": 12, "week": 40, "month": 120}
"""Days away from the clock change within which something is asked about."""

GROUPS = ["g1", "g2"]
moves = st.sampled_from([timedelta(), timedelta(microseconds=-1), timedelta(seconds=29.5)])


@st.composite
def projects(draw: st.DrawFn) -> tuple[World, list[Asked]]:
    middle = datetime.fromisoformat(draw(st.sampled_from(CLOCK_CHANGES))).replace(tzinfo=UTC)

    def near(days: float) -> st.SearchStrategy[datetime]:
        minutes = round(days * 1440)
        whole = st.integers(-minutes, minutes).map(lambda away: middle + timedelta(minutes=away))
        return st.builds(lambda moment, by: moment + by, whole, moves)

    moments = st.one_of(*(near(days) for days in REACH.values()))
    properties = st.fixed_dictionaries(
        {},
        optional={
            "p": st.sampled_from(["a", "", "ö"]),
            "$group_0": st.sampled_from([*GROUPS, ""]),
            "$process_person_profile": st.sampled_from([True, False, "false", None]),
        },
    )
    sent = st.builds(Sent, st.sampled_from("uvw"), st.sampled_from(["a", "b"]), moments, properties)
    made = st.dictionaries(st.sampled_from(["u", "v", "w", *GROUPS]), moments)
    world = World(draw(st.lists(sent, max_size=40)), draw(made))

    def questions(interval: str) -> st.SearchStrategy[Asked]:
        return st.builds(
            Asked,
            event=st.sampled_from([None, "a"]),
            interval=st.just(interval),
            zone=st.sampled_from(ZONES),
            monday=st.booleans(),
            first=near(REACH[interval]),
            last=near(REACH[interval]),
            wanted=st.sampled_from([None, None, "a"]),
            group=st.sampled_from([None, None, 0]),
        )

    asked = st.sampled_from(list(REACH)).flatmap(questions)
    return world, draw(st.lists(asked, min_size=4, max_size=4))


@pytest.mark.contract("LC-2", "LC-3", "LC-4", "LC-6", "LC-7", "EN-10", "EN-16")
@given(projects())
@settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_lifecycle_equals_its_plain_telling(properties_engine: Engine, project: tuple[World, list[Asked]]) -> None:
    world, questions = project
    team = new_team()
    store(properties_engine, {team: world.events}, made=world.made, merged=team % 2 == 0)
    groups: dict[str, dict[str, str]] = {key: {} for key in GROUPS if key in world.made}
    store_groups(properties_engine, team, {0: groups}, world.made)
    for asked in questions:
        now = datetime(2025, 1, 1, tzinfo=UTC)
        context = Context(team_id=team, timezone=asked.zone, now=now, week_start_day=int(asked.monday))
        expected = rows(asked, world)
        for most_sets in (crowds.MOST_SETS, 0):  # with sets of people, and without
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(crowds, "MOST_SETS", most_sets)
                told = response(properties_engine, asked.query, context)["results"]
            assert {row["status"]: row["data"] for row in told} == expected
