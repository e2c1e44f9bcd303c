"""Numbers of events that are known as they come in, and stay what the events are (ADR 16)."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from hedgerow.base.errors import EngineUnavailable
from hedgerow.query.planning import USE_ACTIVITY_INDEX
from hedgerow.run import event_counting
from hedgerow.run.freshness import RefreshMode
from hedgerow.services.house import House
from hedgerow.services.sealing import seal_days
from hedgerow.vocab.event_counts import slot, slot_start
from hedgerow.vocab.projects import Project
from tests.contract.conftest import HandClock
from tests.contract.dashboard_fixtures import Json
from tests.contract.people_fixtures import PERSONS, jobs_done, told
from tests.contract.viewers_fixtures import NOON, sent_while_forgotten, view, word

EXPLAIN = "/api/projects/@current/query/explain"


def views(first: str = "2026-02-20", event: str | None = "view", **more: Any) -> Json:
    return {
        "kind": "TrendsQuery",
        "series": [{"kind": "EventsNode", "event": event}],
        "dateRange": {"date_from": first},
        **more,
    }


def numbers(house: House, project: Project, query: Json) -> list[float]:
    """The points of the first series, which the events alone give too."""

    def asked(query: Json) -> list[float]:
        run = house.runner.run(project, query, RefreshMode.FORCE_BLOCKING)
        assert run.result is not None
        row = run.result.body["results"][0]
        data: list[float] = row["data"] or [row["aggregated_value"]]
        return data

    found = asked(query)
    assert found == asked({**query, "modifiers": {USE_ACTIVITY_INDEX: False}})
    return found


def total(house: House, project: Project, query: Json) -> float:
    return sum(numbers(house, project, query))


@pytest.fixture
def shop(api: TestClient, house: House, project: Project) -> TestClient:
    """Two views on each of the days from 20 to 28 February, which are sealed; it is the first of March."""
    for day in range(20, 29):
        told(api, project, *({"distinct_id": who, "timestamp": f"2026-02-{day}{NOON}"} for who in ("ada", "bob")))
    seal_days(house, project.id)
    return api


def test_a_question_for_numbers_of_events_asks_the_engine_nothing(shop: TestClient) -> None:
    answer = shop.post(EXPLAIN, json={"query": views()})
    assert answer.status_code == 200, answer.text
    told_so = answer.json()
    assert (told_so["path"], told_so["statements"], told_so["rows_read"]) == ("counts", [], 0)


@pytest.mark.parametrize(
    "query",
    [
        views(event=None),
        views(interval="week"),
        views(first="2026-03-01", interval="month"),
        views(first="2026-02-28"),
        views(first="2025-12-24"),
        views(dateRange={"date_from": "2026-01-02T10:00:00", "explicitDate": True}),
        views(first="all"),
        views(first="-1h", interval="hour"),
        views(dateRange={"date_from": "2026-02-20", "date_to": "2026-02-25"}),
        views(first="2026-02-25", compareFilter={"compare": True}),
        views(trendsFilter={"display": "BoldNumber"}),
        views(trendsFilter={"display": "ActionsLineGraphCumulative"}),
    ],
)
def test_other_numbers_of_events_are_known_too(
    shop: TestClient, house: House, project: Project, clock: HandClock, query: Json
) -> None:
    told(shop, project, {"distinct_id": "ada", "timestamp": clock().isoformat()})
    assert word(house, project, query) == "counts"
    assert total(house, project, query) > 0


@pytest.mark.parametrize(
    "query",
    [
        views(interval="hour"),
        views(interval="minute", first="-1h"),
        views(properties=[{"key": "plan", "value": "free", "type": "event"}]),
        views(samplingFactor=0.5),
        views(breakdownFilter={"breakdown": "plan"}),
        views(modifiers={USE_ACTIVITY_INDEX: False}),
        views(dateRange={"date_from": "2026-02-20T10:00:00", "explicitDate": True}),
    ],
)
def test_what_looks_closer_asks_the_engine(shop: TestClient, house: House, project: Project, query: Json) -> None:
    del shop
    assert word(house, project, query) != "counts"


def test_events_count_as_soon_as_they_are_acknowledged_and_again_never(
    shop: TestClient, house: House, project: Project, clock: HandClock
) -> None:
    before = numbers(house, project, views())
    again = {"distinct_id": "ada", "timestamp": clock().isoformat(), "uuid": str(UUID(int=7))}
    for _ in range(2):
        told(shop, project, again)
    after = numbers(house, project, views())
    assert after == [*before[:-1], before[-1] + 1]
    assert word(house, project, views()) == "counts"


def test_a_late_event_counts_at_once_and_its_day_is_known_again_when_sealed(
    shop: TestClient, house: House, project: Project
) -> None:
    before = total(house, project, views())
    told(shop, project, {"distinct_id": "dan", "timestamp": f"2026-02-23{NOON}"})
    assert word(house, project, views()) != "counts"
    assert total(house, project, views()) == before + 1
    seal_days(house, project.id)
    assert word(house, project, views()) == "counts"
    assert total(house, project, views()) == before + 1


@pytest.mark.contract("EN-11")
def test_the_last_second_of_a_range_ends_as_it_begins(shop: TestClient, house: House, project: Project) -> None:
    before = total(house, project, views())
    moments = ("23:59:58.999999", "23:59:59", "23:59:59.000001", "23:59:59.999999")
    told(shop, project, *({"distinct_id": "ada", "timestamp": f"2026-03-01T{one}Z"} for one in moments))
    assert total(house, project, views()) == before + 2
    assert word(house, project, views()) == "counts"


def test_an_event_from_before_all_others_counts_at_once_and_its_day_is_known_when_sealed(
    shop: TestClient, house: House, project: Project
) -> None:
    before = total(house, project, views("2026-01-01"))
    assert word(house, project, views("2026-01-01")) == "counts"
    told(shop, project, {"distinct_id": "dan", "timestamp": f"2026-02-12{NOON}"})
    assert word(house, project, views("2026-01-01")) != "counts"
    assert word(house, project, views()) == "counts"
    assert total(house, project, views("2026-01-01")) == before + 1
    seal_days(house, project.id)
    assert total(house, project, views("2026-01-01")) == before + 1
    house.runner.forget_results(project.id)
    assert total(house, project, views("2026-01-01")) == before + 1
    assert word(house, project, views("2026-01-01")) == "counts"


def test_days_that_pass_are_taken_from_their_seals(
    shop: TestClient, house: House, project: Project, clock: HandClock
) -> None:
    for _ in range(6):
        told(shop, project, {"distinct_id": "ada", "timestamp": clock().isoformat()})
        assert word(house, project, views()) == "counts"
        clock.move(timedelta(days=1))
        seal_days(house, project.id)
        yesterday = views(dateRange={"date_from": "-1d", "date_to": "-1d"})
        assert numbers(house, project, yesterday) == [1]
        assert word(house, project, yesterday) == "counts"
    assert numbers(house, project, views()) == [2] * 9 + [1] * 6 + [0]
    assert word(house, project, views()) == "counts"


def test_events_of_which_it_is_not_known_whether_they_were_stored_are_counted_by_the_engine_first(
    shop: TestClient, house: House, project: Project, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = total(house, project, views())
    stored = house.engine.insert

    def lost(*asked: Any, **more: Any) -> None:
        stored(*asked, **more)
        raise EngineUnavailable("The answer was lost.")

    event = {"distinct_id": "ada", "timestamp": clock().isoformat(), "uuid": str(UUID(int=8))}
    body = {"api_key": project.api_token, "batch": [{"event": "view", "properties": {}, **event}]}
    with monkeypatch.context() as patch:
        patch.setattr(house.engine, "insert", lost)
        assert shop.post("/batch/", json=body).status_code == 503
    assert total(house, project, views()) == before + 1
    assert shop.post("/batch/", json=body).status_code == 200
    assert total(house, project, views()) == before + 1


def test_deleted_events_are_not_counted(shop: TestClient, house: House, project: Project) -> None:
    before = total(house, project, views())
    shop.post(f"{PERSONS}/bulk_delete", json={"distinct_ids": ["ada"], "delete_events": True})
    jobs_done(house)
    assert total(house, project, views()) == before / 2
    seal_days(house, project.id)
    assert total(house, project, views()) == before / 2
    assert word(house, project, views()) == "counts"


def test_more_names_and_times_than_may_be_kept_are_counted_by_the_engine(
    shop: TestClient, house: House, project: Project, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert word(house, project, views()) == "counts"
    monkeypatch.setattr(event_counting, "MOST", 10)
    for number in range(20):
        told(shop, project, {"event": f"view {number}", "distinct_id": "ada", "timestamp": clock().isoformat()})
    assert word(house, project, views()) != "counts"
    assert total(house, project, views(event=None)) == 38


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2026-03-01T00:00:00", "2026-03-01T00:00:00"),
        ("2026-03-01T00:14:58.999999", "2026-03-01T00:00:00"),
        ("2026-03-01T00:14:59", "2026-03-01T00:00:00"),
        ("2026-03-01T00:14:59.000001", "2026-03-01T00:14:59.000001"),
        ("2026-03-01T23:59:59.999999", "2026-03-01T23:59:59.000001"),
    ],
)
def test_a_slot_begins_at_a_quarter_of_an_hour_or_just_after_its_last_second_began(text: str, start: str) -> None:
    moment, begins = (datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (text, start))
    assert slot_start(slot(moment)) == begins


def test_nothing_that_was_acknowledged_is_missing_while_capture_goes_on_and_counting_begins_anew(
    shop: TestClient, house: House, project: Project, clock: HandClock
) -> None:
    del shop
    before, asked = total(house, project, views()), 0
    events = [view(project, clock(), number) for number in range(60)]
    for acknowledged in sent_while_forgotten(house, project, events):
        least = acknowledged[0]
        run = house.runner.run(project, views(), RefreshMode.FORCE_BLOCKING)
        assert run.result is not None
        assert least <= sum(run.result.body["results"][0]["data"]) - before <= acknowledged[0] + 1
        asked += 1
    assert total(house, project, views()) == before + 60
    assert asked > 1
