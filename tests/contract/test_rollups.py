"""What questions ask of properties twice is counted for sealed days, and stays what the events are (ADR 15)."""

from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.engine import sealing
from hedgerow.engine.sealing import seals
from hedgerow.query import activity_index
from hedgerow.run.freshness import RefreshMode
from hedgerow.services import rolling_up
from hedgerow.services.house import House
from hedgerow.services.rolling_up import UNUSED_AFTER, forget_rollups, roll_up
from hedgerow.services.sealing import drop_idle_seals, seal_days
from hedgerow.vocab.events import ROLLUPS
from hedgerow.vocab.projects import Project
from tests.contract.conftest import START, HandClock
from tests.contract.dashboard_fixtures import Json
from tests.contract.people_fixtures import PERSONS, jobs_done, told

DAYS = 10
PLANS = {"ada": "free", "bob": "free", "cyd": "paid"}
BY_PLAN: Json = {"breakdownFilter": {"breakdown": "plan"}}
FREE: Json = {"properties": [{"key": "plan", "value": "free", "type": "event"}]}
VIEW: Json = {"kind": "EventsNode", "event": "view"}
LAST: Json = {"dateRange": {"date_from": "2026-02-01"}}


def trend(math: str = "dau", **more: Any) -> Json:
    return {"kind": "TrendsQuery", "series": [{**VIEW, "math": math}], **LAST, **more}


def answer(house: House, project: Project, query: Json) -> Json:
    run = house.runner.run(project, query, RefreshMode.FORCE_BLOCKING)
    assert run.result is not None
    return {key: value for key, value in run.result.body.items() if key != "hogql"}


def path(house: House, project: Project, query: Json) -> str:
    return house.runner.explain(project, query).plan.path.reason


def rolled_up(house: House, project: Project, query: Json) -> int:
    """Ask twice and count; how many days were."""
    for _ in range(2):
        answer(house, project, query)
    return roll_up(house, project.id)


@pytest.fixture(autouse=True)
def _few_events_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(activity_index, "LEAST_EVENTS", 0)
    monkeypatch.setattr(rolling_up, "LEAST_EVENTS_OF_ROW", 1)


@pytest.fixture
def shop(api: TestClient, house: House, project: Project) -> TestClient:
    """Three people with plans who view something twice on each of the last days of February, which are sealed."""
    for day in range(29 - DAYS, 29):
        moment = f"2026-02-{day:02}T12:00:00Z"
        views = [{"distinct_id": who, "properties": {"plan": plan}} for who, plan in PLANS.items()]
        told(api, project, *({**view, "timestamp": moment} for view in views * 2))
    seal_days(house, project.id)
    return api


@pytest.mark.parametrize(
    "query",
    [
        trend(**BY_PLAN),
        trend("total", **BY_PLAN),
        trend(**FREE),
        trend("weekly_active", **FREE),
        trend(breakdownFilter={"breakdowns": [{"property": "plan"}, {"property": "city"}]}),
        {"kind": "LifecycleQuery", "series": [VIEW], **LAST, **FREE},
        {
            "kind": "RetentionQuery",
            "retentionFilter": {
                "totalIntervals": 5,
                "targetEntity": {"id": "view", "type": "events", **FREE},
                "returningEntity": {"id": "view", "type": "events"},
            },
        },
    ],
)
def test_what_was_asked_twice_is_read_from_counts_the_third_time(
    shop: TestClient, house: House, project: Project, query: Json
) -> None:
    del shop
    before = answer(house, project, query)
    assert roll_up(house, project.id) == 0, "nobody may ever ask again"
    assert rolled_up(house, project, query) == DAYS
    assert " from the activity index and " in path(house, project, query)
    assert answer(house, project, query) == before


@pytest.mark.parametrize(
    "query",
    [
        trend(interval="hour", **BY_PLAN),
        trend("unique_session", **BY_PLAN),
        trend(**BY_PLAN, samplingFactor=0.5),
        trend(breakdownFilter={"breakdown": "plan", "breakdown_type": "person"}),
        trend(properties=[{"key": "plan", "value": "free", "type": "person"}]),
    ],
)
def test_what_asks_more_of_events_than_names_days_people_and_texts_reads_them(
    shop: TestClient, house: House, project: Project, query: Json
) -> None:
    del shop
    assert rolled_up(house, project, query) == 0
    assert "computed from the events themselves" in path(house, project, query)


def test_a_day_that_is_opened_is_open_in_every_rollup(shop: TestClient, house: House, project: Project) -> None:
    rolled_up(house, project, trend("total", **BY_PLAN))
    told(shop, project, {"distinct_id": "dan", "properties": {"plan": "free"}, "timestamp": "2026-02-20T23:00:00Z"})
    assert path(house, project, trend(**BY_PLAN)).startswith(f"{DAYS - 1} days ")
    assert [one["count"] for one in answer(house, project, trend("total", **BY_PLAN))["results"]] == [41, 20]
    seal_days(house, project.id)
    assert path(house, project, trend(**BY_PLAN)).startswith(f"{DAYS - 1} days "), "it is counted later"
    assert roll_up(house, project.id) == 1
    assert [one["count"] for one in answer(house, project, trend("total", **BY_PLAN))["results"]] == [41, 20]


def test_deleting_people_leaves_nothing_of_them_in_rollups(shop: TestClient, house: House, project: Project) -> None:
    rolled_up(house, project, trend(**BY_PLAN))
    shop.delete(f"{PERSONS}/cyd", params={"delete_events": "true"})
    assert roll_up(house, project.id) == 0
    jobs_done(house)
    assert seals(house.engine, ROLLUPS) == frozenset()
    seal_days(house, project.id)
    assert roll_up(house, project.id) == DAYS
    assert [one["label"] for one in answer(house, project, trend(**BY_PLAN))["results"]] == ["free"]


def test_what_has_about_as_many_values_as_events_is_not_counted(
    shop: TestClient, house: House, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    del shop
    monkeypatch.setattr(rolling_up, "LEAST_EVENTS_OF_ROW", 4)
    assert rolled_up(house, project, trend(**BY_PLAN)) == 0
    assert rolled_up(house, project, trend(**BY_PLAN)) == 0
    with house.store.read() as tx:
        assert [one.is_too_large for one in tx.rollups.all(project.id).values()] == [True]


def test_a_project_has_so_many_rollups_and_new_ones_take_the_place_of_those_of_days_before(
    shop: TestClient, house: House, project: Project, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    del shop
    monkeypatch.setattr(rolling_up, "MOST", 1)
    assert rolled_up(house, project, trend(**FREE)) == DAYS
    assert rolled_up(house, project, trend(**BY_PLAN)) == 0
    clock.move(timedelta(days=1))
    assert rolled_up(house, project, trend(**BY_PLAN)) == DAYS
    assert path(house, project, trend(**FREE)).startswith("The answer is computed from the events themselves")


def test_what_nobody_asks_for_any_more_is_dropped(
    shop: TestClient, house: House, project: Project, clock: HandClock
) -> None:
    del shop
    rolled_up(house, project, trend(**FREE))
    clock.now = START + UNUSED_AFTER
    assert roll_up(house, project.id) == 0
    forget_rollups(house)
    assert drop_idle_seals(house, frozenset()) == frozenset()
    clock.move(timedelta(days=1))
    forget_rollups(house)
    idle = drop_idle_seals(house, frozenset())
    assert len(idle) == DAYS
    drop_idle_seals(house, idle)
    assert seals(house.engine, ROLLUPS) == frozenset()


def test_counts_of_a_day_that_was_opened_meanwhile_are_dropped_at_once(
    shop: TestClient, house: House, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def and_an_event_comes(*arguments: object) -> object:
        found = sealing.rolled_up(*arguments)  # type: ignore[arg-type]
        told(shop, project, {"distinct_id": "dan", "timestamp": "2026-02-20T23:00:00Z"})
        return found

    monkeypatch.setattr(rolling_up, "rolled_up", and_an_event_comes)
    rolled_up(house, project, trend(**FREE))
    assert len(seals(house.engine, ROLLUPS)) == DAYS - 1
    assert path(house, project, trend(**FREE)).startswith(f"{DAYS - 1} days ")
