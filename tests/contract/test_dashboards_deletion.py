"""Dashboards deleted and brought back (contract 10 §5)."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.contract.conftest import envelope
from tests.contract.dashboard_fixtures import BASE, filled_board, insight, made, patched, tiles_of

INSIGHTS = "/api/projects/@current/insights"


@pytest.mark.contract("DASH-41", "DASH-42", "DASH-23", "DASH-40")
def test_a_deleted_dashboard_is_gone_and_its_insights_stay(api: TestClient) -> None:
    board, asked = filled_board(api)
    shown = patched(api, board["id"], deleted=True)
    assert (shown["deleted"], shown["tiles"]) == (True, [])
    assert envelope(api.get(f"{BASE}/{board['id']}")) == (404, "invalid_request", "not_found", None)
    assert api.get(BASE).json()["results"] == []
    stays = api.get(f"{INSIGHTS}/{asked['id']}").json()
    assert (stays["deleted"], stays["dashboards"]) == (False, [])
    assert {place["deleted"] for place in stays["dashboard_tiles"]} == {True}
    for body in ({}, {"name": "x"}, {"deleted": True}, {"deleted": None}):
        assert api.patch(f"{BASE}/{board['id']}", json=body).status_code == 404
    for path, method in (("run_insights", "GET"), ("create_text_tile", "POST"), ("delete_tile", "POST")):
        assert api.request(method, f"{BASE}/{board['id']}/{path}").status_code == 404


@pytest.mark.contract("DASH-40", "DASH-44")
@pytest.mark.parametrize("word", [False, "false", "0", 0])
def test_a_restored_dashboard_has_all_its_tiles_and_insights_back(api: TestClient, word: Any) -> None:
    board, _asked = filled_board(api)
    first = tiles_of(api, board["id"])[0]
    patched(api, board["id"], tiles=[{"id": first["id"], "deleted": True}])
    patched(api, board["id"], deleted=True, delete_insights=True)
    shown = patched(api, board["id"], deleted=word)
    assert shown["deleted"] is False
    assert len(shown["tiles"]) == 2
    assert next(tile for tile in shown["tiles"] if tile["insight"])["insight"]["deleted"] is False


@pytest.mark.contract("DASH-44")
def test_restoring_what_was_not_deleted_brings_no_hidden_tile_back(api: TestClient) -> None:
    board, _asked = filled_board(api)
    first = tiles_of(api, board["id"])[0]
    patched(api, board["id"], tiles=[{"id": first["id"], "deleted": True}])
    assert len(patched(api, board["id"], deleted=False)["tiles"]) == 1


@pytest.mark.contract("DASH-43")
def test_insights_that_show_nowhere_else_can_go_with_their_dashboard(api: TestClient) -> None:
    board, other, gone = (made(api)["id"] for _ in range(3))
    alone, shared, once = insight(api, board), insight(api, board, other), insight(api, board, gone)
    patched(api, gone, deleted=True)
    patched(api, board, deleted=True, delete_insights=True)
    assert api.get(f"{INSIGHTS}/{alone['id']}").status_code == 404
    assert api.get(f"{INSIGHTS}/{once['id']}").status_code == 404
    assert api.get(f"{INSIGHTS}/{shared['id']}").json()["dashboards"] == [other]
    assert len(tiles_of(api, other)) == 1
    patched(api, other, delete_insights=True)
    assert api.get(f"{INSIGHTS}/{shared['id']}").status_code == 200


@pytest.mark.contract("DASH-45")
def test_a_deleted_dashboard_is_no_longer_the_primary_one(api: TestClient) -> None:
    board, other = made(api)["id"], made(api)["id"]
    api.patch("/api/projects/@current", json={"primary_dashboard": board})
    patched(api, other, deleted=True)
    assert api.get("/api/projects/@current").json()["primary_dashboard"] == board
    patched(api, board, deleted=True)
    assert api.get("/api/projects/@current").json()["primary_dashboard"] is None


@pytest.mark.contract("DASH-46")
def test_dashboard_and_insight_can_be_deleted_in_either_order(api: TestClient) -> None:
    for insight_first in (True, False):
        board = made(api)["id"]
        asked = insight(api, board)
        calls = [(f"{INSIGHTS}/{asked['id']}", {"deleted": True}), (f"{BASE}/{board}", {"deleted": True})]
        for path, body in calls if insight_first else reversed(calls):
            assert api.patch(path, json=body).status_code == 200
