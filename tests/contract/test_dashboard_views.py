"""Saved views: named filters and variables to look at a dashboard with."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.contract.conftest import HandClock, bearer, envelope
from tests.contract.dashboard_fixtures import BASE, Json, got, made, patched

INVALID = (400, "validation_error", "invalid_input")
GERMANY = {"date_from": "-30d", "properties": [{"type": "event", "key": "country", "value": "DE", "operator": "exact"}]}


@pytest.fixture
def views(api: TestClient) -> str:
    """Where the views of a new dashboard are."""
    return f"{BASE}/{made(api)['id']}/views"


def saved(api: TestClient, views: str, name: str = "Germany", **more: Any) -> Json:
    """A new view; it must be made."""
    answer = api.post(views, json={"name": name, "filters": GERMANY, **more})
    assert answer.status_code == 201, answer.text
    shown: Json = answer.json()
    return shown


def test_a_view_is_saved_changed_and_deleted(api: TestClient, clock: HandClock, views: str) -> None:
    variables = {"v": {"code_name": "plan", "variableId": "v", "value": "pro"}}
    new = saved(api, views, "  Germany ", variables=variables)
    assert (new["name"], new["filters"], new["variables"]) == ("Germany", GERMANY, variables)
    clock.move(timedelta(hours=1))
    changed = api.patch(f"{views}/{new['id']}", json={"filters": {}}).json()
    assert changed == {**new, "filters": {}, "updated_at": changed["updated_at"]}
    assert changed["updated_at"] > new["updated_at"]
    saved(api, views, "Austria")
    assert [view["name"] for view in api.get(views).json()["results"]] == ["Austria", "Germany"]
    assert api.delete(f"{views}/{new['id']}").status_code == 204
    for gone in (
        api.patch(f"{views}/{new['id']}", json={}),
        api.delete(f"{views}/{new['id']}"),
        api.delete(f"{views}/x"),
    ):
        assert gone.status_code == 404
    assert api.get(views).json()["count"] == 1


def test_a_view_changes_nothing_of_its_dashboard(api: TestClient) -> None:
    board = made(api)
    saved(api, f"{BASE}/{board['id']}/views")
    assert got(api, board["id"])["persisted_filters"] is None


@pytest.mark.contract("DASH-103", "DASH-104")
@pytest.mark.parametrize("contents", [False, True])
def test_a_copy_of_a_dashboard_has_views_of_its_own_like_those_of_the_original(api: TestClient, contents: bool) -> None:
    board = made(api)["id"]
    variables = {"v": {"code_name": "plan", "variableId": "v", "value": "pro"}}
    old = saved(api, f"{BASE}/{board}/views", variables=variables)
    saved(api, f"{BASE}/{board}/views", "Austria")
    copied = f"{BASE}/{made(api, use_dashboard=board, duplicate_tiles=contents)['id']}/views"
    _, germany = views = api.get(copied).json()["results"]
    assert [view["name"] for view in views] == ["Austria", "Germany"]
    assert (germany["filters"], germany["variables"]) == (GERMANY, variables)
    assert api.delete(f"{copied}/{germany['id']}").status_code == 204
    assert old in api.get(f"{BASE}/{board}/views").json()["results"]


@pytest.mark.contract("ERR-2", "NB-97")
@pytest.mark.parametrize(
    ("body", "code", "attr"),
    [
        ({}, "required", "name"),
        ({"name": " "}, "blank", "name"),
        ({"name": None}, "null", "name"),
        ({"name": "n" * 401}, "max_length", "name"),
        ({"name": "n", "filters": []}, "invalid_input", "filters"),
        ({"name": "n", "variables": "x"}, "invalid_input", "variables"),
    ],
)
def test_a_wrong_view_is_named_and_not_kept(api: TestClient, views: str, body: Json, code: str, attr: str) -> None:
    assert envelope(api.post(views, json=body)) == (400, "validation_error", code, attr)
    assert api.get(views).json()["count"] == 0


def test_a_name_is_taken_once_on_a_dashboard(api: TestClient, views: str) -> None:
    saved(api, views)
    other = saved(api, views, "Austria")
    assert envelope(api.post(views, json={"name": "Germany"})) == (*INVALID, "name")
    assert envelope(api.patch(f"{views}/{other['id']}", json={"name": "Germany"})) == (*INVALID, "name")
    elsewhere = f"{BASE}/{made(api)['id']}/views"
    found = saved(api, elsewhere)
    assert api.patch(f"{views}/{found['id']}", json={"name": "x"}).status_code == 404


def test_views_are_found_as_long_as_their_dashboard_is(api: TestClient) -> None:
    board = made(api)["id"]
    views = f"{BASE}/{board}/views"
    view = saved(api, views)
    patched(api, board, deleted=True)
    for answer in (api.get(views), api.post(views, json={"name": "n"}), api.delete(f"{views}/{view['id']}")):
        assert answer.status_code == 404
    patched(api, board, deleted=False)
    assert api.get(views).json()["results"] == [view]


@pytest.mark.contract("AUTH-11")
def test_who_may_only_look_cannot_save_a_view(client: TestClient, make_key: Callable[..., str], views: str) -> None:
    reader = bearer(make_key("dashboard:read"))
    assert client.get(views, headers=reader).status_code == 200
    refused = client.post(views, json={"name": "n"}, headers=reader)
    assert envelope(refused) == (403, "authentication_error", "permission_denied", None)
