"""Random events, random questions, two implementations, one answer."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from tests.kinds.storing import Sent, new_team, response, store
from tests.properties.plain_trends import Asked, rows

ZONES = ["UTC", "US/Pacific", "Asia/Kathmandu", "America/Havana", "Australia/Sydney", "America/St_Johns"]
CLOCK_CHANGES = [date(2024, 3, 10), date(2024, 11, 3), date(2024, 4, 7), date(2024, 10, 6), date(2024, 2, 29)]

texts = st.sampled_from(["", "a", "A", "ab", "ö", "10", "9", "true", 'it\'s \\ "%_"', "x'); --"])
numbers = st.sampled_from([0, 1, -3, 2.5, 0.1, 1e9, "4", "-0.5", "1e2", "x", "", "1 ", True, False, None])


@st.composite
def projects(draw: st.DrawFn) -> tuple[list[Sent], list[Asked]]:
    day = draw(st.sampled_from(CLOCK_CHANGES))
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    minutes = st.one_of(st.integers(-36 * 60, 36 * 60), st.integers(-45 * 1440, 45 * 1440))
    moments = st.builds(
        lambda away, seconds: noon + timedelta(minutes=away, seconds=seconds),
        minutes,
        st.sampled_from([0, 0, 59, 59.5]),
    )
    properties = st.fixed_dictionaries({}, optional={"p": st.one_of(texts, numbers), "n": numbers})
    sent = st.builds(Sent, st.sampled_from("uvwxy"), st.sampled_from(["a", "b", "c's"]), moments, properties)
    return draw(st.lists(sent, max_size=40)), draw(st.lists(questions(day), min_size=4, max_size=4))


def questions(day: date) -> st.SearchStrategy[Asked]:
    def asked(before: int, length: int, *, broken_down: bool, limit: int, math: str, operator: str | None) -> Asked:
        return Asked(
            event=None,
            math=math,
            interval="day",
            zone="UTC",
            monday=False,
            first=day - timedelta(days=before),
            last=day - timedelta(days=before) + timedelta(days=length),
            operator=operator,
            wanted="a",
            limit=limit if broken_down and math in ("total", "dau") else None,
            display="ActionsLineGraph",
        )

    base = st.builds(
        asked,
        st.integers(0, 30),
        st.integers(0, 45),
        broken_down=st.booleans(),
        limit=st.integers(1, 4),
        math=st.sampled_from(["total", "dau", "sum", "avg", "min", "max"]),
        operator=st.sampled_from([None, "exact", "is_not", "icontains", "is_set", "gt"]),
    )
    return st.builds(
        lambda known, **more: Asked(**{**{name: getattr(known, name) for name in Asked.__annotations__}, **more}),
        base,
        event=st.sampled_from([None, "a", "c's"]),
        interval=st.sampled_from(["hour", "day", "week", "month"]),
        zone=st.sampled_from(ZONES),
        monday=st.booleans(),
        wanted=st.sampled_from(["", "a", "A", "ö", "10", "true", "it's \\ \""]),
        display=st.sampled_from(["ActionsLineGraph", "BoldNumber", "ActionsLineGraphCumulative"]),
    )


@pytest.mark.contract("TR-1", "TR-2", "TR-3", "TR-7", "TR-11", "EN-10", "EN-11", "EN-16", "EN-22", "EN-26")
@given(projects())
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_trends_equal_their_plain_telling(properties_engine: Engine, project: tuple[list[Sent], list[Asked]]) -> None:
    events, asked = project
    team = new_team()
    store(properties_engine, {team: events})
    for question in asked:
        context = Context(
            team_id=team,
            timezone=question.zone,
            now=datetime(2025, 1, 1, tzinfo=UTC),
            week_start_day=int(question.monday),
        )
        told = response(properties_engine, question.query, context)["results"]
        one_number = question.display == "BoldNumber"
        shown = [(row.get("breakdown_value"), [row["aggregated_value"]] if one_number else row["data"]) for row in told]
        expected = rows(question, events)
        assert [value for value, _ in shown] == [value for value, _ in expected]
        for (_, found), (_, plain) in zip(shown, expected, strict=True):
            assert found == pytest.approx(plain, rel=1e-9, abs=1e-9)
