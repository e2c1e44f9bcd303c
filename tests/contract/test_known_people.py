"""People are kept in memory by day once questions ask for them (ADR 18)."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.query.planning import USE_ACTIVITY_INDEX
from hedgerow.run import event_counting, kept_people, people_reading
from hedgerow.services.house import House
from hedgerow.vocab.projects import Project
from tests.contract.conftest import HandClock
from tests.contract.dashboard_fixtures import Json
from tests.contract.people_fixtures import told
from tests.contract.viewers_fixtures import numbers, results, shop_fixture, viewers, word  # noqa: F401  (a fixture)

EXPLAIN = "/api/projects/@current/query/explain"


def retention(**more: Any) -> Json:
    entity = {"id": "view", "type": "events"}
    asked = {"period": "Day", "totalIntervals": 8, "targetEntity": entity, "returningEntity": entity}
    return {"kind": "RetentionQuery", "retentionFilter": {**asked, **more}}


def test_people_are_kept_once_they_were_asked_for(shop: TestClient, house: House, project: Project) -> None:
    assert word(house, project, viewers()) != "people"
    assert numbers(house, project, viewers()) == [2] * 7 + [3, 2, 0]
    answer = shop.post(EXPLAIN, json={"query": viewers()})
    assert answer.status_code == 200, answer.text
    told_so = answer.json()
    assert (told_so["path"], told_so["statements"], told_so["rows_read"]) == ("people", [], 0)


@pytest.mark.parametrize(
    "query",
    [
        viewers(interval="week"),
        viewers(first="2026-02-01"),
        viewers(interval="month", first="2026-03-01"),
        viewers(math="weekly_active", first="2026-02-27"),
        viewers(math="weekly_active", interval="week", first="2026-02-27"),
        viewers(dateRange={"date_from": "2026-02-20", "date_to": "2026-02-25"}),
        viewers(first="2026-02-25", compareFilter={"compare": True}),
        viewers(trendsFilter={"display": "BoldNumber"}),
        viewers(trendsFilter={"display": "ActionsLineGraphCumulative"}),
        retention(),
        retention(returningEntity={"id": "buy", "type": "events"}),
        {**retention(period="Week", totalIntervals=1), "dateRange": {"date_to": "2026-02-28"}},
    ],
)
def test_other_questions_for_people_of_whole_days_are_known_too(
    shop: TestClient, house: House, project: Project, clock: HandClock, query: Json
) -> None:
    results(house, project, query)
    told(shop, project, {"distinct_id": "dan", "timestamp": clock().isoformat()})
    told(shop, project, {"event": "buy", "distinct_id": "bob", "timestamp": clock().isoformat()})
    results(house, project, query)
    assert word(house, project, query) == "people"


@pytest.mark.parametrize(
    "query",
    [
        viewers(event=None),
        viewers(interval="hour"),
        viewers(properties=[{"key": "plan", "value": "free", "type": "event"}]),
        viewers(samplingFactor=0.5),
        viewers(breakdownFilter={"breakdown": "plan"}),
        viewers(math="first_time_for_user"),
        viewers(modifiers={USE_ACTIVITY_INDEX: False}),
        viewers(dateRange={"date_from": "2026-02-20T10:00:00", "explicitDate": True}),
        retention(minimumOccurrences=2),
        retention(retentionType="retention_first_time"),
        {**retention(), "aggregation_group_type_index": 0},
    ],
)
def test_what_looks_closer_asks_the_engine(shop: TestClient, house: House, project: Project, query: Json) -> None:
    del shop
    results(house, project, query)
    assert word(house, project, query) != "people"


def test_a_longer_range_is_known_once_it_was_asked_for(shop: TestClient, house: House, project: Project) -> None:
    del shop
    assert numbers(house, project, viewers("2026-02-27")) == [3, 2, 0]
    assert word(house, project, viewers()) != "people"
    assert numbers(house, project, viewers()) == [2] * 7 + [3, 2, 0]
    assert word(house, project, viewers()) == "people"


@pytest.mark.parametrize(
    "limit",
    [
        (event_counting, "MOST_PEOPLE", 0),
        (people_reading, "MOST_OF_EVENT", 10),
        (people_reading, "MOST_MERGES", 0),
    ],
)
def test_more_people_than_may_be_kept_are_counted_by_the_engine(
    shop: TestClient, house: House, project: Project, monkeypatch: pytest.MonkeyPatch, limit: tuple[Any, str, int]
) -> None:
    del shop
    monkeypatch.setattr(*limit)
    results(house, project, viewers())
    assert word(house, project, viewers()) != "people"


def test_what_nobody_asked_for_lately_is_kept_no_longer(
    shop: TestClient, house: House, project: Project, clock: HandClock
) -> None:
    del shop
    results(house, project, viewers())
    clock.move(kept_people.UNUSED_AFTER)
    results(house, project, viewers(event="buy"))
    assert word(house, project, viewers()) != "people"
    results(house, project, viewers())
    assert word(house, project, viewers()) == "people"


def test_many_people_are_read_in_pieces(
    shop: TestClient, house: House, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    del shop
    monkeypatch.setattr(people_reading, "AT_ONCE", 4)
    assert numbers(house, project, viewers()) == [2] * 7 + [3, 2, 0]
    assert word(house, project, viewers()) == "people"
