"""Quick filters: the endpoint (NB-71) and the dashboards that name them (DASH-37, DASH-103)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from hedgerow.store.repositories.activity import ActivityLog
from hedgerow.store.store import Store
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.projects import Project
from tests.contract.conftest import HandClock, bearer, envelope
from tests.contract.dashboard_fixtures import BASE, Json, got, made, patched

FILTERS = "/api/projects/@current/quick_filters"
OPTIONS = [{"id": "1", "value": "free", "label": "Free", "operator": "exact"}]
INVALID = (400, "validation_error", "invalid_input")


def quick_filter(api: TestClient, name: str = "Plan", **more: Any) -> Json:
    """A new quick filter; it must be made."""
    body = {"name": name, "property_name": "plan", "type": "manual-options", "options": OPTIONS, **more}
    answer = api.post(FILTERS, json=body)
    assert answer.status_code == 201, answer.text
    shown: Json = answer.json()
    return shown


@pytest.mark.contract("NB-71")
def test_a_quick_filter_lives_and_dies(api: TestClient, clock: HandClock) -> None:
    new = quick_filter(api)
    assert new == {
        "id": new["id"],
        "name": "Plan",
        "property_name": "plan",
        "type": "manual-options",
        "options": OPTIONS,
        "created_at": "2026-03-01T12:30:15Z",
        "updated_at": "2026-03-01T12:30:15Z",
    }
    path = f"{FILTERS}/{new['id']}"
    assert api.get(path).json() == new
    clock.move(timedelta(hours=1))
    changed = api.patch(path, json={"property_name": "tier", "options": []}).json()
    assert changed == {**new, "property_name": "tier", "options": [], "updated_at": "2026-03-01T13:30:15Z"}
    assert api.get(FILTERS).json() == {"count": 1, "next": None, "previous": None, "results": [changed]}
    assert api.delete(path).status_code == 204
    assert api.get(path).status_code == api.patch(path, json={}).status_code == api.delete(path).status_code == 404
    assert api.get(f"{FILTERS}/nothing").status_code == 404


@pytest.mark.contract("NB-71", "ERR-2", "ERR-4", "NB-97")
@pytest.mark.parametrize(
    ("body", "code", "attr"),
    [
        ({"property_name": "p"}, "required", "name"),
        ({"name": "n"}, "required", "property_name"),
        ({"name": "", "property_name": "p"}, "blank", "name"),
        ({"name": {}, "property_name": "p"}, "invalid_input", "name"),
        ({"name": "n", "property_name": "p", "options": {}}, "not_a_list", "options"),
        ({"name": "n", "property_name": "p", "options": [5]}, "invalid_input", "options__0"),
        ({"name": "n", "property_name": "p", "type": None}, "null", "type"),
    ],
)
def test_a_wrong_quick_filter_is_named_and_not_kept(api: TestClient, body: Json, code: str, attr: str) -> None:
    assert envelope(api.post(FILTERS, json=body)) == (400, "validation_error", code, attr)
    assert api.get(FILTERS).json()["count"] == 0


@pytest.mark.contract("NB-71")
def test_a_name_is_taken_once_in_a_project(api: TestClient) -> None:
    quick_filter(api)
    other = quick_filter(api, "Country")
    body = {"name": "Plan", "property_name": "p"}
    assert envelope(api.post(FILTERS, json=body)) == (*INVALID, "name")
    path = f"{FILTERS}/{other['id']}"
    assert envelope(api.patch(path, json=body)) == (*INVALID, "name")
    assert api.get(path).json() == other
    second = api.post("/api/projects", json={"name": "Second"}).json()["id"]
    elsewhere = api.post(f"/api/projects/{second}/quick_filters", json=body)
    assert elsewhere.status_code == 201
    assert api.get(f"{FILTERS}/{elsewhere.json()['id']}").status_code == 404


@pytest.mark.contract("NB-71", "AUTH-11")
def test_quick_filters_belong_to_dashboards_and_share_their_scope(
    client: TestClient, make_key: Callable[..., str]
) -> None:
    reader, other = bearer(make_key("dashboard:read")), bearer(make_key("insight:write"))
    assert client.get(FILTERS, headers=reader).status_code == 200
    body = {"name": "n", "property_name": "p"}
    for refused in (client.post(FILTERS, json=body, headers=reader), client.get(FILTERS, headers=other)):
        assert envelope(refused) == (403, "authentication_error", "permission_denied", None)
    assert client.post(FILTERS, json=body, headers=bearer(make_key("dashboard:write"))).status_code == 201


@pytest.mark.contract("NB-71", "LOG-1")
def test_what_is_done_to_a_quick_filter_is_logged(api: TestClient, store: Store, project: Project) -> None:
    new = quick_filter(api)
    for body in ({"name": "Tier"}, {"name": "Tier"}):
        api.patch(f"{FILTERS}/{new['id']}", json=body)
    api.delete(f"{FILTERS}/{new['id']}")
    with store.read() as tx:
        page = tx.activity.page(project.id, PageRequest(), scope="QuickFilter", item_id=new["id"])
    assert [entry.activity for entry in page.items] == ["deleted", "updated", "created"]


@pytest.mark.contract("NB-71", "LOG-1")
@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_a_change_that_fails_in_its_middle_changes_nothing(
    api: TestClient, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    new = quick_filter(api)
    path = f"{FILTERS}/{new['id']}"

    def fail(*_args: Any, **_more: Any) -> None:
        raise RuntimeError("the log is full")

    with monkeypatch.context() as broken:
        broken.setattr(ActivityLog, "add", fail)
        assert api.request(method, path, json={"name": "No"}).status_code == 500
    assert api.get(path).json() == new


@pytest.mark.contract("DASH-37")
def test_a_dashboard_names_quick_filters_of_its_project_in_the_order_given(api: TestClient) -> None:
    ids = [quick_filter(api, name)["id"] for name in ("a", "b", "c")]
    board = made(api, quick_filter_ids=[ids[2], ids[0]])
    assert board["quick_filter_ids"] == [ids[2], ids[0]]
    assert patched(api, board["id"], quick_filter_ids=ids)["quick_filter_ids"] == ids
    second = api.post("/api/projects", json={"name": "Second"}).json()["id"]
    body = {"name": "n", "property_name": "p"}
    foreign = api.post(f"/api/projects/{second}/quick_filters", json=body).json()["id"]
    missing = str(uuid4())
    refused = api.patch(f"{BASE}/{board['id']}", json={"name": "No", "quick_filter_ids": [ids[0], missing, foreign]})
    assert envelope(refused) == (*INVALID, "quick_filter_ids")
    told = refused.json()["detail"]
    assert (missing in told, foreign in told, ids[0] in told) == (True, True, False)
    shown = got(api, board["id"])
    assert (shown["name"], shown["quick_filter_ids"]) == (None, ids)
    assert envelope(api.post(BASE, json={"quick_filter_ids": [missing]})) == (*INVALID, "quick_filter_ids")


@pytest.mark.contract("DASH-37", "DASH-103", "NB-71")
def test_a_deleted_quick_filter_leaves_its_dashboards_readable_and_is_not_copied(api: TestClient) -> None:
    kept, gone = (quick_filter(api, name)["id"] for name in ("a", "b"))
    board = made(api, quick_filter_ids=[gone, kept])["id"]
    api.delete(f"{FILTERS}/{gone}")
    assert got(api, board)["quick_filter_ids"] == [gone, kept]
    assert patched(api, board, name="still writable")["name"] == "still writable"
    assert made(api, use_dashboard=board)["quick_filter_ids"] == [kept]
    assert made(api, use_dashboard=board, quick_filter_ids=[])["quick_filter_ids"] == []
