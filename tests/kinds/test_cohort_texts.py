"""Retention and lifecycle as text, and what a sample of them says."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hedgerow.base.canonical_json import wire
from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from hedgerow.query.kinds.lifecycle.text import lifecycle_text
from hedgerow.query.kinds.retention.text import retention_text
from hedgerow.query.number_text import percent_text
from hedgerow.query.planning import plan
from hedgerow.query.understand import understand
from hedgerow.vocab.results import CachedResult
from hedgerow.vocab.statement import Statement
from tests.kinds.storing import Sent, new_team, store

NOW = datetime(2024, 3, 13, 15, 45, 30, tzinfo=UTC)
VIEWS = {"kind": "RetentionQuery", "dateRange": {"date_from": "2024-03-11"}}
VIEWERS = {"kind": "LifecycleQuery", "series": [{"kind": "EventsNode", "event": "$pageview"}]}


def result(engine: Engine, events: list[Sent], query: dict[str, Any], timezone: str = "UTC") -> CachedResult:
    """What ``query`` answers about ``events``, as it is kept."""
    team = new_team()
    store(engine, {team: events}, made={"d1": NOW})
    planned = plan(understand(query), Context(team_id=team, timezone=timezone, now=NOW))
    return CachedResult(
        json=wire(planned.shape([engine.query(statement) for statement in planned.statements])),
        computed_at=NOW,
        timezone=timezone,
        interval=planned.interval,
        date_range=planned.date_range,
    )


def view(who: str, at: str, **properties: str) -> Sent:
    return Sent(who, "$pageview", datetime.fromisoformat(at).replace(tzinfo=UTC), properties)


DAYS = [*(view(f"d{who}", "2024-03-11T12:00") for who in (1, 2, 3)), view("d1", "2024-03-12T12:00")]


@pytest.mark.contract("RUN-26")
def test_retention_is_a_line_per_period_and_shares_of_those_who_started(kinds_engine: Engine) -> None:
    query = VIEWS | {"retentionFilter": {"totalIntervals": 2}}
    assert retention_text(result(kinds_engine, DAYS, query)).split("\n") == [
        "Date range: 2024-03-11 to 2024-03-13 (UTC)",
        "Time interval: Day",
        "Date|Number of persons on date|Day 0|Day 1",
        "2024-03-11|3|100%|33.33%",
        "2024-03-12|1|100%|0%",
        "2024-03-13|0|100%|0%",
    ]


@pytest.mark.contract("RUN-26")
def test_retention_by_value_is_a_table_for_each_and_hours_have_a_time(kinds_engine: Engine) -> None:
    query = {
        "kind": "RetentionQuery",
        "dateRange": {"date_from": "2024-03-13T20:00", "date_to": "2024-03-13T20:30"},
        "retentionFilter": {"period": "Hour", "totalIntervals": 1},
        "breakdownFilter": {"breakdown": "browser"},
    }
    views = [view("d1", "2024-03-13T15:00", browser="a\nb"), view("d2", "2024-03-13T14:30", browser="x")]
    assert retention_text(result(kinds_engine, views, query, "Asia/Kathmandu")).split("\n") == [
        "Date range: 2024-03-13 20:00 to 2024-03-13 20:59 (Asia/Kathmandu)",
        "Time interval: Hour",
        "---a b",
        "Date|Number of persons on date|Hour 0",
        "2024-03-13 20:00|1|100%",
        "---x",
        "Date|Number of persons on date|Hour 0",
        "2024-03-13 20:00|1|100%",
    ]


@pytest.mark.contract("RUN-26")
def test_retention_without_periods_says_only_what_was_asked(kinds_engine: Engine) -> None:
    query = VIEWS | {"dateRange": {"date_from": "2024-03-14"}}
    assert retention_text(result(kinds_engine, DAYS, query)).split("\n")[1:] == ["Time interval: Day"]


@pytest.mark.contract("RUN-23")
@pytest.mark.parametrize(("share", "text"), [(1, "100%"), (0, "0%"), (1 / 3, "33.33%"), (0.5, "50%"), (0.001, "0.1%")])
def test_shares_are_percent(share: float, text: str) -> None:
    assert percent_text(share) == text


@pytest.mark.contract("RUN-20", "RUN-24", "RUN-28")
def test_lifecycle_is_a_line_per_bucket_and_a_column_per_status(kinds_engine: Engine) -> None:
    query = VIEWERS | {"dateRange": {"date_from": "2024-03-12"}}
    assert lifecycle_text(result(kinds_engine, DAYS, query)).split("\n") == [
        "Date|$pageview - new|$pageview - returning|$pageview - resurrecting|$pageview - dormant",
        "2024-03-12|0|1|0|-2",
        "2024-03-13 (partial)|0|0|0|-1",
        "(partial): this bucket was not over when the result was computed; UTC time.",
    ]


@pytest.mark.contract("RUN-20", "RUN-24", "RUN-28")
def test_minutes_of_a_lifecycle_are_told_apart(kinds_engine: Engine) -> None:
    query = VIEWERS | {"interval": "minute", "dateRange": {"date_from": "-1M"}}
    text = lifecycle_text(result(kinds_engine, [view("d1", "2024-03-13T15:45:10")], query, "US/Pacific"))
    assert text.split("\n")[1:3] == ["2024-03-13 08:44|0|0|0|0", "2024-03-13 08:45 (partial)|1|0|0|0"]


@pytest.mark.contract("LC-6", "EN-29")
def test_a_sample_is_counted_as_all_it_stands_for(kinds_engine: Engine) -> None:
    events = [view(f"somebody {number}", "2024-03-11T12:00") for number in range(100)]
    sampled = (
        "SELECT countIf(cityHash64(concat('somebody ', toString(number))) % 4294967296 < 1717986918) FROM numbers(100)"
    )
    ((known,),) = kinds_engine.query(Statement(sampled)).rows
    assert 0 < known < 100
    for numbers in ({}, {"aggregationType": "sum", "aggregationProperty": "n"}):
        query = VIEWS | {"samplingFactor": 0.4, "retentionFilter": {"totalIntervals": 1, **numbers}}
        assert result(kinds_engine, events, query).body["results"][0]["values"][0]["count"] == round(known / 0.4)
    query = VIEWERS | {"samplingFactor": 0.4, "dateRange": {"date_from": "2024-03-11", "date_to": "2024-03-11"}}
    assert [row["data"] for row in result(kinds_engine, events, query).body["results"]] == [
        [0],
        [0],
        [round(known / 0.4)],
        [0],
    ]
