"""A dashboard retrieved: its shape, who may, what is hidden (contract 10 §1, §4, §7)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from hedgerow.store.store import Store
from hedgerow.vocab.projects import Project
from tests.contract.conftest import HandClock, bearer, envelope
from tests.contract.dashboard_fixtures import (
    BASE,
    counted_statements,
    got,
    insight,
    lasting,
    made,
    patched,
    trends,
)

ITEM_KEYS = {
    "id", "name", "description", "pinned", "created_at", "created_by", "last_accessed_at", "last_viewed_at",
    "is_shared", "deleted", "creation_mode", "tags", "restriction_level", "effective_restriction_level",
    "effective_privilege_level", "user_access_level", "access_control_version", "last_refresh", "team_id", "folder",
}  # fmt: skip


DETAIL_KEYS = ITEM_KEYS | {
    "filters", "variables", "breakdown_colors", "data_color_theme_id", "persisted_filters", "persisted_variables",
    "quick_filter_ids", "tiles",
}  # fmt: skip


TILE_KEYS = {
    "id", "layouts", "color", "filters_overrides", "show_description", "transparent_background", "insight", "text",
    "button_tile", "order", "last_refresh", "is_cached",
}  # fmt: skip


@pytest.mark.contract("DASH-18", "DASH-100", "TILE-1")
def test_a_dashboard_shows_its_tiles_with_what_is_known(api: TestClient, project: Project) -> None:
    board = made(api, name="Board")
    asked = insight(api, board["id"], name="Views", tags=["x"])
    made(api, f"/{board['id']}/create_text_tile", body="# Hello")
    shown = got(api, board["id"])
    assert set(shown) == DETAIL_KEYS
    assert shown["team_id"] == project.id
    first, second = shown["tiles"]
    assert set(first) == TILE_KEYS == set(second)
    assert (first["order"], second["order"]) == (0, 1)
    assert first["insight"]["id"] == asked["id"]
    assert first["insight"]["dashboards"] == [board["id"]]
    assert (first["insight"]["result"], first["insight"]["last_refresh"], first["is_cached"]) == (None, None, False)
    assert (first["text"], first["button_tile"], second["insight"]) == (None, None, None)
    text = second["text"]
    assert set(text) == {
        "id", "body", "created_by", "last_modified_at", "last_modified_by", "team", "dashboard_tiles"
    }  # fmt: skip
    assert (text["body"], text["team"], text["last_modified_by"]) == ("# Hello", project.id, None)
    assert text["dashboard_tiles"] == [{"id": second["id"], "dashboard_id": board["id"], "deleted": False}]


@pytest.mark.contract("DASH-10")
def test_looking_at_a_dashboard_is_remembered(api: TestClient, clock: HandClock) -> None:
    board = made(api)["id"]
    assert api.get(BASE).json()["results"][0]["last_accessed_at"] is None
    assert got(api, board)["last_accessed_at"] == "2026-03-01T12:30:15Z"
    clock.move(timedelta(minutes=1))
    got(api, board)
    assert api.get(BASE).json()["results"][0]["last_accessed_at"] == "2026-03-01T12:31:15Z"


@pytest.mark.contract("DASH-23", "CONV-7")
def test_a_dashboard_of_another_project_is_not_found(api: TestClient) -> None:
    other = api.post("/api/projects", json={"name": "Other"}).json()["id"]
    foreign = api.post(f"/api/projects/{other}/dashboards", json={}).json()["id"]
    assert envelope(api.get(f"{BASE}/{foreign}")) == (404, "invalid_request", "not_found", None)
    assert api.get(f"/api/projects/{other}/dashboards/{foreign}").status_code == 200
    assert envelope(api.patch(f"{BASE}/{foreign}", json={"name": 5}))[0] == 404
    assert envelope(api.get(f"{BASE}/{foreign}/run_insights"))[0] == 404


@pytest.mark.contract("DASH-28", "CONV-13")
@pytest.mark.parametrize("text", ["abc", "0", "-1", "1.5", "99999999999999999999", "bulk_update_tags"])
def test_what_is_no_dashboard_id_is_not_found(api: TestClient, text: str) -> None:
    for answer in (
        api.get(f"{BASE}/{text}", params={"filters_override": "{"}),
        api.patch(f"{BASE}/{text}", content=b"{", headers={"Content-Type": "application/json"}),
        api.get(f"{BASE}/{text}/run_insights"),
        api.post(f"{BASE}/{text}/delete_tile", json={}),
    ):
        assert answer.status_code in {404, 405}


@pytest.mark.contract("DASH-24", "TILE-2")
def test_tiles_of_deleted_insights_are_hidden(api: TestClient) -> None:
    board = made(api)["id"]
    asked = insight(api, board)
    insight(api, board, name="stays")
    api.patch(f"/api/projects/@current/insights/{asked['id']}", json={"deleted": True})
    assert [tile["insight"]["name"] for tile in got(api, board)["tiles"]] == ["stays"]
    api.patch(f"/api/projects/@current/insights/{asked['id']}", json={"deleted": False})
    assert len(got(api, board)["tiles"]) == 2


@pytest.mark.contract("DASH-92", "DASH-18")
def test_a_dashboard_takes_as_many_statements_for_many_tiles_as_for_one(api: TestClient, store: Store) -> None:
    board = made(api)["id"]

    def tile(number: int) -> None:
        insight(api, board, query=trends(f"e{number}"), tags=[f"t{number}"])
        made(api, f"/{board}/create_text_tile", body=f"text {number}")

    def statements() -> int:
        with counted_statements(store) as seen:
            got(api, board)
        return lasting(seen)

    tile(0)
    got(api, board)  # the first look is noted
    patched(api, board, name="changed, so that nothing is remembered")
    few = statements()
    for number in range(1, 6):
        tile(number)
    assert statements() == few
    assert statements() == 0, "what nobody changed is not read again, only whether somebody did, by the driver itself"


@pytest.mark.contract("DASH-80", "ERR-7", "CONV-13")
def test_a_dashboard_cannot_be_deleted_for_good(api: TestClient, make_key: Callable[..., str]) -> None:
    board = made(api)["id"]
    for number in (board, 999):
        answer = api.delete(f"{BASE}/{number}")
        assert (answer.status_code, answer.content) == (405, b"")
        assert answer.headers["Allow"] == "GET, PATCH, PUT"
    reader = bearer(make_key("dashboard:read"))
    assert envelope(api.delete(f"{BASE}/{board}", headers=reader))[:3] == (
        403,
        "authentication_error",
        "permission_denied",
    )
    assert api.get(f"{BASE}/{board}", headers=reader).status_code == 200


@pytest.mark.contract("AUTH-11", "AUTH-15")
@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [("GET", "", "dashboard:read"), ("POST", "", "dashboard:write"), ("GET", "/1", "dashboard:read"),
     ("PATCH", "/1", "dashboard:write"), ("PUT", "/1", "dashboard:write"), ("GET", "/1/run_insights", "query:read"),
     ("POST", "/1/create_text_tile", "dashboard:write"), ("POST", "/1/update_text_tile", "dashboard:write"),
     ("POST", "/1/delete_tile", "dashboard:write")],
)  # fmt: skip
def test_each_call_needs_its_scope(
    client: TestClient, make_key: Callable[..., str], method: str, path: str, scope: str
) -> None:
    wrong = "query:read" if scope != "query:read" else "dashboard:write"
    answer = client.request(method, f"{BASE}{path}", headers=bearer(make_key(wrong)))
    assert envelope(answer)[:3] == (403, "authentication_error", "permission_denied")
    assert f"'{scope}'" in answer.json()["detail"]
    assert client.request(method, f"{BASE}{path}").status_code == 401
