"""People who are kept in memory stay who the events tell of, whatever happens (ADR 18)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from hedgerow.base.errors import EngineUnavailable
from hedgerow.run.freshness import RefreshMode
from hedgerow.services.house import House
from hedgerow.services.sealing import seal_days
from hedgerow.vocab.projects import Project
from tests.contract.conftest import HandClock
from tests.contract.people_fixtures import PERSONS, jobs_done, told
from tests.contract.viewers_fixtures import (  # noqa: F401  (one is a fixture)
    NOON,
    numbers,
    results,
    sent_while_forgotten,
    shop_fixture,
    view,
    viewers,
    word,
)


def test_who_is_acknowledged_counts_at_once(shop: TestClient, house: House, project: Project, clock: HandClock) -> None:
    results(house, project, viewers())
    for name, people in (("ada", 1), ("ada", 1), ("eve", 2)):
        told(shop, project, {"distinct_id": name, "timestamp": clock().isoformat()})
        assert numbers(house, project, viewers())[-1] == people
        assert word(house, project, viewers()) == "people"


def test_merged_people_are_one_whenever_they_did_what(
    shop: TestClient, house: House, project: Project, clock: HandClock
) -> None:
    results(house, project, viewers())
    told(shop, project, *({"distinct_id": who, "timestamp": clock().isoformat()} for who in ("ada", "cay", "dan")))
    assert numbers(house, project, viewers()) == [2] * 7 + [3, 2, 3]
    merging = {"event": "$merge_dangerously", "timestamp": clock().isoformat()}
    told(shop, project, {**merging, "distinct_id": "ada", "properties": {"alias": "cay"}})
    assert numbers(house, project, viewers()) == [2] * 9 + [2]
    told(shop, project, {**merging, "distinct_id": "bob", "properties": {"alias": "ada"}})
    told(shop, project, {"distinct_id": "cay", "timestamp": clock().isoformat()})
    assert numbers(house, project, viewers()) == [1] * 9 + [2]
    assert word(house, project, viewers()) == "people"
    assert results(house, project, viewers(event="$merge_dangerously", first="2026-02-25"))[0]["data"][-1] == 1


def test_merges_from_before_anybody_was_kept_are_known(shop: TestClient, house: House, project: Project) -> None:
    merging = {"event": "$merge_dangerously", "timestamp": f"2026-03-01{NOON}"}
    told(shop, project, {**merging, "distinct_id": "ada", "properties": {"alias": "cay"}})
    assert numbers(house, project, viewers()) == [2] * 9 + [0]
    assert word(house, project, viewers()) == "people"


def test_a_late_event_counts_at_once_and_its_day_is_known_again_when_sealed(
    shop: TestClient, house: House, project: Project
) -> None:
    results(house, project, viewers())
    told(shop, project, {"distinct_id": "dan", "timestamp": f"2026-02-23{NOON}"})
    assert numbers(house, project, viewers())[3] == 3
    assert word(house, project, viewers()) != "people"
    seal_days(house, project.id)
    assert numbers(house, project, viewers())[3] == 3
    assert word(house, project, viewers()) == "people"


@pytest.mark.contract("EN-11")
def test_the_last_second_of_a_range_ends_as_it_begins(shop: TestClient, house: House, project: Project) -> None:
    results(house, project, viewers())
    for who, moment in (("f", "58.999999"), ("g", "59"), ("h", "59.000001"), ("i", "59.999999")):
        told(shop, project, {"distinct_id": who, "timestamp": f"2026-03-01T23:59:{moment}Z"})
    assert numbers(house, project, viewers())[-1] == 2
    assert word(house, project, viewers()) == "people"


def test_days_that_pass_are_taken_from_their_seals(
    shop: TestClient, house: House, project: Project, clock: HandClock
) -> None:
    results(house, project, viewers())
    for _ in range(6):
        told(shop, project, {"distinct_id": "ada", "timestamp": clock().isoformat()})
        clock.move(timedelta(days=1))
        seal_days(house, project.id)
        results(house, project, viewers())
    assert numbers(house, project, viewers()) == [2] * 7 + [3, 2] + [1] * 6 + [0]
    assert word(house, project, viewers()) == "people"


def test_people_of_whom_it_is_not_known_whether_they_were_stored_are_counted_by_the_engine_first(
    shop: TestClient, house: House, project: Project, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    results(house, project, viewers())
    stored = house.engine.insert

    def lost(*asked: Any, **more: Any) -> None:
        stored(*asked, **more)
        raise EngineUnavailable("The answer was lost.")

    event = {"distinct_id": "ada", "timestamp": clock().isoformat(), "uuid": str(UUID(int=8))}
    body = {"api_key": project.api_token, "batch": [{"event": "view", "properties": {}, **event}]}
    with monkeypatch.context() as patch:
        patch.setattr(house.engine, "insert", lost)
        assert shop.post("/batch/", json=body).status_code == 503
    assert numbers(house, project, viewers())[-1] == 1
    assert shop.post("/batch/", json=body).status_code == 200
    assert numbers(house, project, viewers())[-1] == 1


def test_merges_that_the_engine_did_not_take_are_made_up_for(
    shop: TestClient, house: House, project: Project, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    results(house, project, viewers())
    stored = house.engine.insert

    def refused(table: str, *asked: Any, **more: Any) -> None:
        if table == "person_merges":
            raise EngineUnavailable("Nothing is taken.")
        stored(table, *asked, **more)

    merging = {"event": "$merge_dangerously", "distinct_id": "ada", "timestamp": clock().isoformat()}
    body = {"api_key": project.api_token, "batch": [{**merging, "properties": {"alias": "bob"}}]}
    with monkeypatch.context() as patch:
        patch.setattr(house.engine, "insert", refused)
        assert shop.post("/batch/", json=body).status_code == 503
    assert numbers(house, project, viewers())[0] == 2
    assert word(house, project, viewers()) == "people"
    assert shop.post("/batch/", json=body).status_code == 200
    assert numbers(house, project, viewers())[0] == 1
    assert word(house, project, viewers()) == "people"


def test_people_whose_events_were_deleted_are_not_counted(shop: TestClient, house: House, project: Project) -> None:
    results(house, project, viewers())
    shop.post(f"{PERSONS}/bulk_delete", json={"distinct_ids": ["ada"], "delete_events": True})
    jobs_done(house)
    assert numbers(house, project, viewers()) == [1] * 7 + [2, 1, 0]
    seal_days(house, project.id)
    assert numbers(house, project, viewers()) == [1] * 7 + [2, 1, 0]
    assert word(house, project, viewers()) == "people"


def test_nobody_who_was_acknowledged_is_missing_while_capture_goes_on_and_keeping_begins_anew(
    shop: TestClient, house: House, project: Project, clock: HandClock
) -> None:
    del shop
    asked = 0
    for acknowledged in sent_while_forgotten(
        house, project, [view(project, clock(), number, f"visitor {number}") for number in range(60)]
    ):
        least = acknowledged[0]
        run = house.runner.run(project, viewers(), RefreshMode.FORCE_BLOCKING)
        assert run.result is not None
        assert least <= run.result.body["results"][0]["data"][-1] <= acknowledged[0] + 1
        asked += 1
    assert numbers(house, project, viewers())[-1] == 60
    assert asked > 1
