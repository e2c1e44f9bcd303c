"""Which days of a question come from the activity index, by the statements that are made of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hedgerow.query.activity_index import LEAST_EVENTS, LEAST_REPEATED, MOST_GAPS
from hedgerow.query.context import Context
from hedgerow.query.moments import midnight
from hedgerow.query.planning import plan
from hedgerow.query.understand import understand
from hedgerow.vocab.sealed_days import SealedDay

NOW = datetime(2024, 4, 10, 12, tzinfo=UTC)
ZONE = ZoneInfo("America/Havana")
"""Its clocks skip the midnight of 10 March 2024."""

Json = dict[str, Any]


def sealed(*back: int, events: int = LEAST_EVENTS, people: int = 1) -> tuple[SealedDay, ...]:
    """Days so long before the one of `NOW`, in their order."""
    today = NOW.astimezone(ZONE)
    starts = {one: midnight(today - timedelta(days=one)) for one in {*back, *(one - 1 for one in back)}}
    return tuple(
        SealedDay(
            day=starts[one].date(),
            timezone=ZONE.key,
            start=starts[one].astimezone(UTC),
            end=starts[one - 1].astimezone(UTC),
            seal=one,
            events=events,
            people=people,
        )
        for one in sorted(back, reverse=True)
    )


PROJECT = Context(team_id=7, timezone=ZONE.key, now=NOW, sealed_days=sealed(*range(1, 61)), people_merged=True)


def trend(**more: Any) -> Json:
    series = {"kind": "EventsNode", "event": "view", **more.pop("series", {})}
    return {"kind": "TrendsQuery", "series": [series], "dateRange": {"date_from": "-7d"}, **more}


def days(query: Json, context: Context = PROJECT) -> list[int]:
    """How long before today the days are that come from the index."""
    statements = plan(understand(query), context).statements
    seals = [p.value for one in statements for p in one.parameters if p.type == "Array(UInt64)"]
    return sorted({int(seal) for some in seals if isinstance(some, tuple) for seal in some})


def up_to(most: int, least: int = 1) -> list[int]:
    return list(range(least, most + 1))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (trend(), up_to(7)),
        (trend(dateRange={"date_from": "-45d"}), up_to(45)),
        (trend(dateRange={"date_from": "all"}), up_to(60)),
        (trend(dateRange={"date_from": "-30d", "date_to": "-10d"}), up_to(30, 10)),
        (trend(dateRange={"date_from": "2024-04-01T00:00:00", "explicitDate": True}), up_to(9)),
        (trend(dateRange={"date_from": "2024-04-01T00:00:01", "explicitDate": True}), up_to(8)),
        (trend(interval="week"), up_to(7)),
        (trend(interval="month", dateRange={"date_from": "-1m"}), up_to(40)),
        (trend(interval="hour"), []),
        (trend(interval="minute", dateRange={"date_from": "-1d"}), []),
        (trend(series={"event": None, "math": "dau"}), up_to(7)),
        (trend(trendsFilter={"display": "BoldNumber"}), up_to(6)),
        (trend(series={"math": "sum", "math_property": "price"}), []),
        (trend(series={"math": "unique_group", "math_group_type_index": 0}), []),
        (trend(series={"math": "hogql", "math_hogql": "count()"}), []),
        (trend(series={"math": "first_time_for_user"}), up_to(60)),
        (trend(series={"properties": [{"key": "plan", "value": "free"}]}), []),
        (trend(modifiers={"useActivityIndex": False}), []),
        (trend(modifiers={"useActivityIndex": True, "somebodyElses": 1}), up_to(7)),
        ({**trend(), "kind": "LifecycleQuery"}, up_to(8)),
        ({**trend(), "kind": "StickinessQuery"}, up_to(7)),
        (
            {
                **trend(),
                "kind": "StickinessQuery",
                "stickinessFilter": {"stickinessCriteria": {"value": 2, "operator": "gte"}},
            },
            [],
        ),
        ({"kind": "RetentionQuery", "retentionFilter": {"totalIntervals": 5}}, up_to(4)),
        ({"kind": "RetentionQuery", "retentionFilter": {"retentionType": "retention_first_time"}}, up_to(60)),
        ({"kind": "FunnelsQuery", "series": [{"kind": "EventsNode", "event": "a"}] * 2}, []),
    ],
)
def test_days_come_from_the_index_where_they_are_looked_at_as_a_whole(query: Json, expected: list[int]) -> None:
    assert days(query) == expected


def test_an_action_of_names_alone_reads_the_index_and_one_of_urls_does_not() -> None:
    cases = {"names": [{"event": "a"}, {"event": "b"}], "urls": [{"event": "a", "url": "/x"}]}
    found = {}
    for name, steps in cases.items():
        action = {"id": 1, "name": name, "steps": steps}
        query = trend()
        query["series"] = [{"kind": "ActionsNode", "id": 1}]
        found[name] = days(query, replace(PROJECT, actions={1: _action(action)}))
    assert found == {"names": up_to(7), "urls": []}


def _action(made: Json) -> Any:
    from hedgerow.vocab.actions import Action

    known = dict.fromkeys(Action.__dataclass_fields__)
    return Action(**{**known, **made})


@pytest.mark.parametrize(("people", "expected"), [(LEAST_EVENTS // LEAST_REPEATED, up_to(7)), (LEAST_EVENTS, [])])
def test_people_are_taken_out_of_sets_only_where_they_repeat_themselves(people: int, expected: list[int]) -> None:
    some = sealed(*range(1, 10), people=people)
    assert days({**trend(), "kind": "StickinessQuery"}, replace(PROJECT, sealed_days=some)) == expected
    assert days(trend(), replace(PROJECT, sealed_days=some)) == up_to(7)


@pytest.mark.parametrize(("events", "expected"), [(LEAST_EVENTS, up_to(1)), (LEAST_EVENTS - 1, [])])
def test_few_events_are_read_themselves(events: int, expected: list[int]) -> None:
    assert days(trend(), replace(PROJECT, sealed_days=sealed(1, events=events))) == expected


def test_too_many_gaps_are_not_worth_it() -> None:
    for gaps, expected in ((MOST_GAPS, MOST_GAPS + 1), (MOST_GAPS + 1, 0)):
        some = sealed(*range(2, 2 * gaps + 3, 2))
        assert len(days(trend(dateRange={"date_from": "-60d"}), replace(PROJECT, sealed_days=some))) == expected


def test_every_scan_of_the_index_is_held_to_the_project_and_knows_of_merges() -> None:
    (statement,) = plan(understand(trend(series={"math": "dau"})), PROJECT).statements
    assert "FROM activity\n  WHERE (team_id = {" in statement.sql
    assert statement.sql.count("(team_id = {") == statement.sql.count("FROM activity") + statement.sql.count(
        "FROM events"
    ) + statement.sql.count("FROM person_merges")
    assert "bitmapCardinality(bitmapTransform(groupBitmapMergeState(" in statement.sql
    readable = plan(understand(trend()), PROJECT).hogql
    assert "activity" not in readable


def test_events_are_not_looked_at_where_all_of_the_time_is_sealed() -> None:
    whole = trend(dateRange={"date_from": "-6d", "date_to": "-1d"}, series={"math": "weekly_active"})
    retention: Json = {
        "kind": "RetentionQuery",
        "retentionFilter": {"period": "Day", "totalIntervals": 5},
        "dateRange": {"date_from": "-6d", "date_to": "-1d"},
    }
    for question in (whole, retention):
        (statement,) = plan(understand(question), replace(PROJECT, sealed_days=sealed(*range(40, 0, -1)))).statements
        assert "FROM events" not in statement.sql


def test_the_map_of_merges_is_read_once_whatever_is_asked() -> None:
    lifecycle: Json = {"kind": "LifecycleQuery", "series": [{"kind": "EventsNode", "event": "view"}]}
    for question in (trend(series={"math": "dau"}), trend(series={"math": "monthly_active"}), lifecycle):
        for context in (PROJECT, replace(PROJECT, sealed_days=())):
            (statement,) = plan(understand(question), context).statements
            assert statement.sql.count("FROM person_merges") == 1
