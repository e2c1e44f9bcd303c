"""Days that are over are counted once, and the counts stay what the events are (ADR 13)."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.engine.sealing import seals
from hedgerow.query import activity_index
from hedgerow.query.planning import USE_ACTIVITY_INDEX
from hedgerow.run.facts import FactSource
from hedgerow.run.freshness import RefreshMode
from hedgerow.services.house import House
from hedgerow.services.sealing import AT_ONCE, drop_idle_seals, seal_days
from hedgerow.vocab.events import ACTIVITY
from hedgerow.vocab.projects import Project
from hedgerow.vocab.sealed_days import SEALED_AFTER
from hedgerow.vocab.statement import Statement
from tests.contract.conftest import START, HandClock
from tests.contract.dashboard_fixtures import Json
from tests.contract.people_fixtures import PERSONS, jobs_done, told

DAYS = 10
"""The days of February with views, up to the last."""

EXPLAIN = "/api/projects/@current/query/explain"


def trend(math: str = "dau", **more: Any) -> Json:
    series = [{"kind": "EventsNode", "event": "view", "math": math}]
    return {"kind": "TrendsQuery", "series": series, "dateRange": {"date_from": "2026-02-01"}, **more}


def numbers(house: House, project: Project, query: Json) -> list[float]:
    run = house.runner.run(project, query, RefreshMode.FORCE_BLOCKING)
    assert run.result is not None
    data: list[float] = run.result.body["results"][0]["data"]
    return data


def path(house: House, project: Project, query: Json) -> tuple[str, str]:
    chosen = house.runner.explain(project, query).plan.path
    return chosen.word, chosen.reason


def rows(house: House) -> int:
    """How many rows the index has on the disk."""
    return int(house.engine.query(Statement(f"SELECT count() FROM {ACTIVITY.name}")).rows[0][0])


@pytest.fixture(autouse=True)
def _few_events_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(activity_index, "LEAST_EVENTS", 0)


@pytest.fixture
def shop(api: TestClient, project: Project) -> TestClient:
    """Three people who view something on each of the last days of February, ada twice."""
    for day in range(29 - DAYS, 29):
        moment = f"2026-02-{day:02}T12:00:00Z"
        told(api, project, *({"distinct_id": who, "timestamp": moment} for who in ("ada", "ada", "bob", "cyd")))
    return api


def test_only_days_that_are_over_are_sealed_and_each_once(
    shop: TestClient, house: House, project: Project, clock: HandClock
) -> None:
    del shop
    assert seal_days(house, project.id) == DAYS
    assert seal_days(house, project.id) == 0
    midnight = START.replace(day=2, hour=0, minute=0, second=0)
    clock.now = midnight + SEALED_AFTER - timedelta(microseconds=1)
    assert seal_days(house, project.id) == 0
    clock.now = midnight + SEALED_AFTER
    assert seal_days(house, project.id) == 1


def test_an_explanation_says_how_many_days_come_from_the_index(
    shop: TestClient, house: House, project: Project
) -> None:
    assert path(house, project, trend())[0] == "scan"
    seal_days(house, project.id)
    word, reason = path(house, project, trend())
    assert word == "index"
    assert reason == f"{DAYS} days are read from the activity index and {29 - DAYS} from the events themselves."
    answer = shop.post(EXPLAIN, json={"query": trend()})
    assert answer.status_code == 200, answer.text
    assert answer.json()["path"] == "index"


def test_a_question_can_be_kept_from_the_index_and_so_can_the_server(
    shop: TestClient, house: House, project: Project, clock: HandClock
) -> None:
    del shop
    seal_days(house, project.id)
    assert path(house, project, trend(modifiers={USE_ACTIVITY_INDEX: False}))[0] == "scan"
    without = FactSource(house.store, house.engine, activity_index=False)
    assert without.context(project, clock()).sealed_days == ()


@pytest.mark.parametrize(
    "query",
    [
        trend(properties=[{"key": "plan", "value": "free", "type": "event"}]),
        trend(interval="hour"),
        trend(samplingFactor=0.5),
        trend("unique_session"),
        trend(breakdownFilter={"breakdown": "plan"}),
    ],
)
def test_what_looks_closer_than_names_days_and_people_reads_the_events(
    shop: TestClient, house: House, project: Project, query: Json
) -> None:
    del shop
    seal_days(house, project.id)
    assert path(house, project, query)[0] == "scan"


def test_late_events_count_at_once(shop: TestClient, house: House, project: Project) -> None:
    seal_days(house, project.id)
    before = numbers(house, project, trend("total"))
    told(shop, project, {"distinct_id": "dan", "timestamp": "2026-02-20T23:59:59.999999Z"})
    after = numbers(house, project, trend("total"))
    assert sum(after) == sum(before) + 1
    assert path(house, project, trend())[1].startswith(f"{DAYS - 1} days are read from the activity index and ")
    assert seal_days(house, project.id) == 1
    assert numbers(house, project, trend("total")) == after


def test_events_from_before_the_engine_s_calendar_keep_no_day_from_being_sealed(
    shop: TestClient, house: House, project: Project
) -> None:
    told(shop, project, {"distinct_id": "dan", "timestamp": "1960-05-01T12:00:00Z"})
    ever = trend("total", dateRange={"date_from": "all"}, interval="month")
    assert sum(numbers(house, project, ever)) == 4 * DAYS
    assert seal_days(house, project.id) > DAYS
    assert sum(numbers(house, project, ever)) == 4 * DAYS


def test_people_who_merge_later_are_one_in_days_counted_before(
    shop: TestClient, house: House, project: Project
) -> None:
    seal_days(house, project.id)
    assert max(numbers(house, project, trend())) == 3
    linked = {"event": "$merge_dangerously", "distinct_id": "ada", "properties": {"alias": "bob"}}
    told(shop, project, {**linked, "timestamp": START.isoformat()})
    assert path(house, project, trend())[0] == "index"
    assert max(numbers(house, project, trend())) == 2


def test_deleting_people_leaves_nothing_of_them_in_the_index(shop: TestClient, house: House, project: Project) -> None:
    seal_days(house, project.id)
    assert rows(house) == DAYS
    shop.delete(f"{PERSONS}/ada", params={"delete_events": "true"})
    assert path(house, project, trend())[0] == "scan"
    assert seal_days(house, project.id) == 0, "not while they are being erased"
    jobs_done(house)
    assert rows(house) == 0
    assert seal_days(house, project.id) == DAYS
    assert max(numbers(house, project, trend())) == 2


def test_a_new_time_zone_makes_other_days(shop: TestClient, house: House, project: Project) -> None:
    seal_days(house, project.id)
    changed = shop.patch("/api/projects/@current", json={"timezone": "Asia/Tokyo"})
    assert changed.status_code == 200, changed.text
    with house.store.read() as tx:
        moved = tx.projects.get(project.id)
    assert moved is not None
    assert path(house, moved, trend())[0] == "scan"
    seal_days(house, project.id)
    assert path(house, moved, trend())[0] == "index"
    assert path(house, project, trend())[0] == "scan", "what was asked in the zone of before"


def test_rows_that_count_no_more_are_dropped_the_second_time(shop: TestClient, house: House, project: Project) -> None:
    seal_days(house, project.id)
    there = seals(house.engine, ACTIVITY)
    assert drop_idle_seals(house, frozenset()) == frozenset()
    told(shop, project, {"distinct_id": "dan", "timestamp": "2026-02-20T12:00:00Z"})
    idle = drop_idle_seals(house, frozenset())
    assert len(idle) == 1
    assert seals(house.engine, ACTIVITY) == there
    assert drop_idle_seals(house, idle) == frozenset()
    assert seals(house.engine, ACTIVITY) == there - idle


def test_sealing_ends_when_told_to(shop: TestClient, house: House, project: Project) -> None:
    told(shop, project, {"distinct_id": "ada", "timestamp": (START - timedelta(days=3 * AT_ONCE)).isoformat()})
    asked: list[None] = []

    def after_the_first() -> bool:
        asked.append(None)
        return len(asked) > 1

    assert seal_days(house, project.id, stopping=after_the_first) == AT_ONCE


def test_sealing_while_events_come_never_loses_one(
    api: TestClient, house: House, project: Project, make_events: Callable[[int], list[Json]]
) -> None:
    told(api, project, *make_events(40))
    ended = Event()
    complaints: list[str] = []

    def seal() -> None:
        while not ended.is_set():
            seal_days(house, project.id)

    sealing = Thread(target=seal)
    sealing.start()
    try:
        for sent in range(1, 13):
            told(api, project, *make_events(20))
            counted = sum(numbers(house, project, trend("total")))
            if counted != 40 + 20 * sent:
                complaints.append(f"{counted} after {sent}")
    finally:
        ended.set()
        sealing.join()
    assert not complaints
    seal_days(house, project.id)
    assert path(house, project, trend())[0] == "index"
    assert sum(numbers(house, project, trend("total"))) == 40 + 20 * 12


@pytest.fixture
def make_events() -> Callable[[int], list[Json]]:
    """Makes views, each on another of the last days of February."""
    return lambda number: [
        {"distinct_id": f"p{place % 7}", "timestamp": f"2026-02-{28 - place % DAYS:02}T12:00:00Z"}
        for place in range(number)
    ]
