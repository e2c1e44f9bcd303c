"""Random events, random funnels, two implementations, one answer."""

import os
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from tests.kinds.storing import Sent, new_team, response, store
from tests.properties.plain_funnels import Asked, Excluded, Json, Match, World, rate_rows, step_rows, time_bins

ZONES = ["UTC", "US/Pacific", "Asia/Kathmandu", "Australia/Sydney"]
DAYS = [date(2024, 3, 10), date(2024, 11, 3), date(2024, 4, 7), date(2024, 2, 28)]
"""Most of them have a clock change."""

texts = st.sampled_from(["", "x", "y", "z"])
properties = st.fixed_dictionaries({}, optional={"p": texts, "q": texts, "$group_0": st.sampled_from(["", "g", "h"])})
matches = st.builds(Match, st.sampled_from(["a", "b", "c", None]), st.sampled_from([None, None, "x"]))
few_matches = st.builds(Match, st.sampled_from(["a", "b", "c"]), st.none())
QUESTIONS = 4


def moments(start: datetime) -> st.SearchStrategy[datetime]:
    """Many at the same instant, some seconds apart, some days apart, some at the very end of a range."""
    seconds = st.one_of(st.integers(0, 12), st.sampled_from([0, 0, 5, 5.000001, 10]))
    days = st.sampled_from([0, 0, 0, 0, 1, 2, 5, -1])
    hours = st.sampled_from([0, 0, 0, 1, 12, 24])
    return st.builds(
        lambda day, hour, second: start + timedelta(days=day, hours=hour, seconds=second),
        days,
        hours,
        st.one_of(seconds, st.sampled_from([-1, -0.4])),
    )


@st.composite
def funnels(draw: st.DrawFn, day: date, zone: str) -> Asked:
    steps = tuple(draw(st.lists(st.one_of(few_matches, matches), min_size=2, max_size=4)))
    order = draw(st.sampled_from(["ordered", "ordered", "strict", "unordered"]))
    first = draw(st.integers(0, len(steps) - 2))
    since = day + timedelta(days=draw(st.sampled_from([0, 0, -1, -8])))
    return Asked(
        steps=steps,
        exclusions=draw(exclusions(steps, order)),
        order=order,
        window=draw(st.sampled_from([1, 3, 5, 10, 3600, 86_400, 3 * 86_400])),
        viz=draw(st.sampled_from(["steps", "steps", "trends", "time_to_convert"])),
        actor=draw(st.sampled_from(["person", "person", "group", "written"])),
        passing=draw(st.sampled_from([None, None, "z"])),
        breakdown=draw(st.sampled_from([(), (), ("p",), ("p", "q")])),
        of_person=draw(st.sampled_from([False, False, False, True])),
        attribution=draw(st.sampled_from(["first_touch", "last_touch", "all_events", "step"])),
        step=0 if order == "unordered" else draw(st.integers(0, len(steps) - 1)),
        limit=draw(st.sampled_from([25, 1, 2])),
        first=first,
        last=draw(st.integers(first + 1, len(steps) - 1)),
        bins=draw(st.sampled_from([None, None, 1, 3, 100, 0])),
        interval=draw(st.sampled_from(["day", "day", "hour", "week", "month"])),
        zone=zone,
        monday=draw(st.booleans()),
        since=since,
        until=day + timedelta(days=draw(st.sampled_from([0, 2, 3]))),
    )


@st.composite
def exclusions(draw: st.DrawFn, steps: tuple[Match, ...], order: str) -> tuple[Excluded, ...]:
    """None that covers a step between which it stands (FN-2)."""
    found = []
    for match in draw(st.lists(st.one_of(st.just(Match("o", None)), matches), max_size=2)):
        first = 0 if order == "unordered" else draw(st.integers(0, len(steps) - 2))
        last = len(steps) - 1 if order == "unordered" else draw(st.integers(first + 1, len(steps) - 1))
        if not any(match.covers(step) for step in steps[first : last + 1]):
            found.append(Excluded(match, first, last))
    return tuple(found)


@st.composite
def projects(draw: st.DrawFn) -> tuple[World, list[Asked]]:
    day, zone = draw(st.sampled_from(DAYS)), draw(st.sampled_from(ZONES))
    start = datetime.combine(day, time(), tzinfo=ZoneInfo(zone)).astimezone(UTC)
    sent = st.builds(Sent, st.sampled_from("uvw"), st.sampled_from("aabbcco"), moments(start), properties)
    world = World(draw(st.lists(sent, max_size=40)), draw(st.dictionaries(st.sampled_from("uvw"), properties)))
    return world, draw(st.lists(funnels(day, zone), min_size=QUESTIONS, max_size=QUESTIONS))


@pytest.mark.contract(
    "FN-3", "FN-4", "FN-5", "FN-6", "FN-7", "FN-8", "FN-9", "FN-10", "FN-11", "FN-12", "FN-13", "FN-14", "FN-15",
    "FN-16", "FN-17", "FN-18",
)  # fmt: skip
@given(projects())
@settings(
    deadline=None,
    max_examples=int(os.environ.get("HEDGEROW_TWICE", "12")),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_funnels_equal_their_plain_telling(properties_engine: Engine, project: tuple[World, list[Asked]]) -> None:
    world, asked = project
    team = new_team()
    store(properties_engine, {team: world.events}, {team: world.people}, merged=team % 2 == 0)
    for question in asked:
        context = Context(
            team_id=team,
            timezone=question.zone,
            now=datetime(2025, 1, 1, tzinfo=UTC),
            week_start_day=int(question.monday),
        )
        results = response(properties_engine, question.query, context)["results"]
        match question.viz:
            case "steps":
                same_steps(results, question, world)
            case "trends":
                told = [(tuple(row.get("breakdown_value", ())), row["data"]) for row in results]
                assert told == rate_rows(question, world)
            case _:
                same_times(results, time_bins(question, world))


def same_steps(results: list[Any], asked: Asked, world: World) -> None:
    lists: list[list[Json]] = results if asked.breakdown else [results] if results else []
    expected = step_rows(asked, world)
    told = [(tuple(steps[0].get("breakdown_value", ())), [step["count"] for step in steps]) for steps in lists]
    assert told == [(value, counts) for value, counts, _, _ in expected]
    for steps, (_, _, averages, medians) in zip(lists, expected, strict=True):
        assert [step["average_conversion_time"] for step in steps[1:]] == _nearly(averages)
        assert [step["median_conversion_time"] for step in steps[1:]] == _nearly(medians)


def same_times(results: Json, expected: tuple[list[tuple[int, int]], float] | None) -> None:
    if expected is None:
        assert not any(count for _, count in results["bins"])
        assert results["average_conversion_time"] is None
        return
    bins, average = expected
    assert [tuple(one) for one in results["bins"]] == bins
    assert results["average_conversion_time"] == pytest.approx(average)


def _nearly(numbers: list[float | None]) -> list[Any]:
    return [None if number is None else pytest.approx(number) for number in numbers]
