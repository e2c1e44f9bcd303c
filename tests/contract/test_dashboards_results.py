"""Dashboards with results: freshness, filters laid over, insights that fail (contract 10 §4)."""

from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.services.house import House
from hedgerow.store.store import Store
from hedgerow.vocab.events import EVENTS
from hedgerow.vocab.projects import Project
from tests.contract.conftest import HandClock, envelope
from tests.contract.dashboard_fixtures import (
    BASE,
    got,
    happened,
    insight,
    made,
    patched,
    tile_of,
)


@pytest.mark.contract("DASH-19", "DASH-20", "DASH-21")
def test_a_refresh_computes_and_later_looks_come_from_the_cache(api: TestClient, project: Project) -> None:
    happened(api, project, "2026-02-28", 3)
    board = made(api)["id"]
    insight(api, board)
    tile = got(api, board, refresh="true")["tiles"][0]
    assert tile["is_cached"] is False
    assert tile["insight"]["result"][0]["data"] == [0, 0, 3, 0]
    assert tile["last_refresh"] == tile["insight"]["last_refresh"] == "2026-03-01T12:30:15Z"
    again = got(api, board)["tiles"][0]
    assert again["is_cached"] is True
    assert again["insight"]["result"] == tile["insight"]["result"]


def test_a_result_tells_what_it_took_and_whether_events_came_since(
    api: TestClient, clock: HandClock, project: Project
) -> None:
    happened(api, project, "2026-02-28", 3)
    board = made(api)["id"]
    insight(api, board)
    assert got(api, board)["tiles"][0]["insight"]["freshness"] is None
    computed = got(api, board, refresh="blocking")["tiles"][0]["insight"]["freshness"]
    assert (computed["interval"], computed["events_since"]) == ("day", False)
    assert computed["rows_read"] >= 3
    assert computed["bytes_read"] > computed["seconds"] > 0
    clock.move(timedelta(minutes=1))
    assert got(api, board)["tiles"][0]["insight"]["freshness"] == computed
    happened(api, project, "2026-02-28", 1)
    later = got(api, board)["tiles"][0]["insight"]["freshness"]
    assert later == {**computed, "events_since": True}, "told of the kept result"


def test_a_result_computed_while_events_were_on_their_way_tells_that_they_came_since(
    api: TestClient, house: House, clock: HandClock, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = made(api)["id"]
    insight(api, board)
    stored = house.engine.insert

    def while_somebody_looks(table: str, *rows: Any, **form: Any) -> None:
        if table == EVENTS.name:
            clock.move(timedelta(seconds=1))
            assert got(api, board, refresh="blocking")["tiles"][0]["insight"]["result"][0]["count"] == 0
            clock.move(timedelta(seconds=1))
        stored(table, *rows, **form)

    monkeypatch.setattr(house.engine, "insert", while_somebody_looks)
    happened(api, project, "2026-02-28", 1)
    assert got(api, board)["tiles"][0]["insight"]["freshness"]["events_since"] is True


@pytest.mark.contract("DASH-19")
@pytest.mark.parametrize(
    ("refresh", "computes"),
    [("blocking", True), ("force_blocking", True), ("1", True), ("yes", True), ("", True), ("async", True),
     ("force_async", True), ("lazy_async", True), ("force_cache", False), ("false", False), ("0", False),
     ("no", False), ("soon", False)],
)  # fmt: skip
def test_refresh_says_whether_to_compute(api: TestClient, refresh: str, computes: bool) -> None:
    board = made(api)["id"]
    insight(api, board)
    result = got(api, board, refresh=refresh)["tiles"][0]["insight"]["result"]
    assert (result is not None) is computes


@pytest.mark.contract("DASH-11", "DASH-17", "DASH-22")
def test_an_override_is_laid_over_the_filters_for_one_answer(api: TestClient, project: Project) -> None:
    happened(api, project, "2026-02-28", 2, plan="pro")
    happened(api, project, "2026-02-20", 1, plan="free")
    board = made(api, filters={"date_from": "-1d", "extra": 1})
    saved = insight(api, board["id"])
    stored = got(api, board["id"], refresh="true")
    assert stored["tiles"][0]["insight"]["result"][0]["data"] == [2, 0]
    properties = '[{"key":"plan","value":"free","operator":"exact","type":"event"}]'
    override = f'{{"date_from":"-14d","properties":{properties}}}'
    wide = got(api, board["id"], filters_override=override)
    assert wide["tiles"][0]["insight"]["result"] is None, "filters changed: the old result must not show"
    wide = got(api, board["id"], filters_override=override, refresh="blocking")
    assert sum(wide["tiles"][0]["insight"]["result"][0]["data"]) == 1
    assert wide["filters"]["date_from"] == "-14d"
    assert wide["filters"]["extra"] == 1
    assert wide["persisted_filters"] == {"date_from": "-1d", "extra": 1}
    assert wide["tiles"][0]["insight"]["query"]["source"]["dateRange"]["date_from"] == "-14d"
    assert got(api, board["id"])["filters"] == {"date_from": "-1d", "extra": 1}
    alone = api.get(f"/api/projects/@current/insights/{saved['id']}").json()
    assert alone["query"]["source"]["dateRange"]["date_from"] == "-3d"


@pytest.mark.contract("DASH-22")
def test_new_filters_make_the_old_result_disappear_until_it_is_computed(api: TestClient) -> None:
    board = made(api)["id"]
    insight(api, board)
    got(api, board, refresh="true")
    patched(api, board, filters={"date_from": "-1d"})
    assert got(api, board)["tiles"][0]["insight"]["result"] is None
    assert len(got(api, board, refresh="blocking")["tiles"][0]["insight"]["result"][0]["data"]) == 2


@pytest.mark.contract("DASH-16")
def test_a_tiles_own_filters_replace_those_of_the_dashboard(api: TestClient) -> None:
    board = made(api, filters={"date_from": "-1d", "breakdown_filter": {"breakdown": "plan"}})["id"]
    asked = insight(api, board)
    tile = tile_of(api, board, asked["id"])
    patched(api, board, tiles=[{"id": tile["id"], "filters_overrides": {"date_from": "-5d"}}])
    shown = got(api, board, refresh="true")["tiles"][0]
    assert shown["filters_overrides"] == {"date_from": "-5d"}
    assert len(shown["insight"]["result"][0]["data"]) == 6
    assert "breakdownFilter" not in shown["insight"]["query"]["source"]
    other = got(api, board, refresh="true", tile_filters_override='{"date_from":"-2d"}')["tiles"][0]
    assert len(other["insight"]["result"][0]["data"]) == 3


@pytest.mark.contract("DASH-11", "DASH-14")
def test_variables_are_kept_as_sent_and_an_override_is_laid_over_them(api: TestClient) -> None:
    new = api.post("/api/projects/@current/insight_variables", json={"name": "Plan", "type": "String"}).json()["id"]
    variable = {new: {"code_name": "plan", "variableId": new, "value": "pro"}}
    board = made(api, variables=variable)
    assert (board["variables"], board["persisted_variables"]) == (variable, variable)
    other = got(api, board["id"], variables_override=f'{{"{new}":{{"value":"free"}}}}')
    assert other["variables"] == {new: {"code_name": "plan", "variableId": new, "value": "free"}}
    assert other["persisted_variables"] == variable
    assert got(api, made(api)["id"])["persisted_variables"] is None


@pytest.mark.contract("DASH-12", "DASH-13")
@pytest.mark.parametrize("name", ["filters_override", "variables_override", "tile_filters_override"])
@pytest.mark.parametrize("text", ["{", "5", "[]", "null", '"x"'])
def test_an_override_that_is_no_json_object_is_refused(api: TestClient, name: str, text: str) -> None:
    board = made(api)["id"]
    answer = api.get(f"{BASE}/{board}", params={name: text})
    assert envelope(answer) == (400, "validation_error", "invalid_input", name)
    assert api.get(BASE).json()["results"][0]["last_accessed_at"] is None


@pytest.mark.contract("DASH-26", "NB-22")
def test_an_insight_that_cannot_run_keeps_the_others_on_their_feet(api: TestClient) -> None:
    board = made(api)["id"]
    insight(api, board, query={"kind": "HogQLQuery", "query": "select nothing(1)"}, name="sql")
    insight(api, board, name="views")
    sql, views = got(api, board, refresh="blocking")["tiles"]
    assert sql["insight"]["result"] is None
    status = sql["insight"]["query_status"]
    assert (status["error"], status["complete"]) == (True, True)
    assert status["dashboard_id"] == str(board)
    assert status["error_message"]
    assert views["insight"]["result"] is not None
    assert views["insight"]["query_status"] is None


@pytest.mark.contract("TILE-7")
def test_a_query_nobody_understands_leaves_an_error_on_its_tile(
    api: TestClient, store: Store, project: Project
) -> None:
    board = made(api)["id"]
    asked = insight(api, board)
    broken = {"kind": "NoSuchQuery"}
    with store.write() as tx:
        stored = tx.insights.get(project.id, asked["id"])
        assert stored is not None
        tx.insights.update(project.id, asked["id"], now=stored.updated_at, query=broken)
    tile = got(api, board, refresh="true")["tiles"][0]
    assert tile["insight"]["query"] == broken
    assert tile["insight"]["result"] is None
    assert set(tile["error"]) == {"type", "message"}
    assert "NoSuchQuery" in tile["error"]["message"]


@pytest.mark.contract("DASH-13", "ERR-8")
@pytest.mark.parametrize("name", ["filters_override", "variables_override", "tile_filters_override"])
def test_an_override_that_nests_too_deeply_to_be_shown_is_refused(api: TestClient, name: str) -> None:
    board = made(api)["id"]
    insight(api, board)
    deep = '{"date_from":' + '{"a":' * 300 + "1" + "}" * 301
    answer = api.get(f"{BASE}/{board}", params={name: deep})
    assert envelope(answer) == (400, "validation_error", "invalid_input", name)
