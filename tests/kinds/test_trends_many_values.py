"""A breakdown by a property that has fifty thousand values: the first ones and the sum of the rest are exact."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hedgerow.engine.port import Engine
from hedgerow.query.breakdown import NONE, OTHER
from hedgerow.query.context import Context
from tests.kinds.storing import Sent, new_team, response, store

VALUES = 50_000
FIRST_DAY = datetime(2024, 3, 1, 12, tzinfo=UTC)
DAYS = 10


def events() -> Iterator[Sent]:
    """One event of every value, each from somebody else, and more of the last thirty values; some have none."""
    for number in range(VALUES):
        often = 1 + max(0, number - VALUES + 30) * 2
        for time in range(often):
            day = FIRST_DAY + timedelta(days=(number + time) % DAYS)
            yield Sent(f"u{number}", "view", day, {"page": f"page {number:05}"})
    yield from (Sent("nobody", "view", FIRST_DAY) for _ in range(1000))


EVENTS = list(events())
COUNTS = Counter(event.properties.get("page", NONE) for event in EVENTS)
RANKED = sorted(COUNTS, key=lambda value: (value == NONE, -COUNTS[value], value))


@pytest.fixture(scope="module")
def context(kinds_engine: Engine) -> Context:
    team = new_team()
    store(kinds_engine, {team: EVENTS})
    return Context(team_id=team, timezone="UTC", now=datetime(2024, 3, 10, 12, tzinfo=UTC))


def asked(context: Context, engine: Engine, *, math: str = "total", limit: int = 25, **more: Any) -> dict[str, Any]:
    query = {
        "kind": "TrendsQuery",
        "series": [{"kind": "EventsNode", "event": "view", "math": math}],
        "dateRange": {"date_from": "2024-03-01", "date_to": "2024-03-10"},
        "breakdownFilter": {"breakdown": "page", "breakdown_limit": limit},
    }
    return response(engine, query | more, context)


@pytest.mark.contract("EN-26")
def test_the_first_values_are_shown_and_all_others_summed_up(kinds_engine: Engine, context: Context) -> None:
    answer = asked(context, kinds_engine)
    assert answer["hasMore"]
    *shown, other = answer["results"]
    assert [(row["breakdown_value"], row["count"]) for row in shown] == [(one, COUNTS[one]) for one in RANKED[:25]]
    assert (other["breakdown_value"], other["count"]) == (OTHER, sum(COUNTS[one] for one in RANKED[25:]))
    by_day = Counter((event.at - FIRST_DAY).days for event in EVENTS if event.properties.get("page") == RANKED[0])
    assert shown[0]["data"] == [by_day[day] for day in range(DAYS)]
    assert sum(map(sum, (row["data"] for row in answer["results"]))) == len(EVENTS)


@pytest.mark.contract("EN-26", "TR-4", "TR-7")
@pytest.mark.parametrize(
    ("math", "display", "last"),
    [
        ("dau", "ActionsLineGraphCumulative", VALUES + 1),
        ("weekly_active", "ActionsLineGraph", len({event.who for event in EVENTS if event.at.day > 3})),
        ("first_time_for_user", "ActionsLineGraphCumulative", VALUES + 1),
    ],
)
def test_people_of_all_values_are_counted_once(
    kinds_engine: Engine, context: Context, math: str, display: str, last: int
) -> None:
    answer = asked(context, kinds_engine, math=math, trendsFilter={"display": display})
    assert len(answer["results"]) == 26
    assert sum(row["data"][-1] for row in answer["results"]) == last


@pytest.mark.contract("EN-26")
def test_a_limit_that_holds_them_all_leaves_no_other(kinds_engine: Engine, context: Context) -> None:
    answer = asked(context, kinds_engine, limit=VALUES + 1, trendsFilter={"display": "ActionsTable"})
    assert not answer["hasMore"]
    assert [(row["breakdown_value"], row["aggregated_value"]) for row in answer["results"][:31]] == [
        (one, COUNTS[one]) for one in RANKED[:31]
    ]
    assert len(answer["results"]) == VALUES + 1
    assert answer["results"][-1]["breakdown_value"] == NONE
