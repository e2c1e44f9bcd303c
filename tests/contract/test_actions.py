"""Actions: the endpoint, and the insights that count them (EN-5)."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.store.store import Store
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.projects import Project
from tests.contract.conftest import bearer, envelope
from tests.contract.dashboard_fixtures import Json, happened

ACTIONS = "/api/projects/@current/actions"


def action(api: TestClient, **more: Any) -> Json:
    """A new action; it must be made."""
    answer = api.post(ACTIONS, json={"name": "Paid", "steps": [{"event": "paid"}], **more})
    assert answer.status_code == 201, answer.text
    shown: Json = answer.json()
    return shown


def counted(api: TestClient, action_id: int) -> list[tuple[str, float]]:
    """The label and the count of each row of a trend of the action."""
    series = [{"kind": "ActionsNode", "id": action_id}]
    query = {"kind": "TrendsQuery", "series": series, "dateRange": {"date_from": "all"}}
    answer = api.post("/api/projects/@current/query", json={"query": query})
    assert answer.status_code == 200, answer.text
    return [(row["label"], row["count"]) for row in answer.json()["results"]]


@pytest.mark.contract("EN-5")
def test_an_action_lives_is_deleted_and_comes_back(api: TestClient) -> None:
    new = action(api, description="Money came in")
    assert {key: new[key] for key in ("name", "description", "steps", "deleted", "is_action")} == {
        "name": "Paid",
        "description": "Money came in",
        "steps": [{"event": "paid"}],
        "deleted": False,
        "is_action": True,
    }
    assert new["created_by"]["email"]
    path = f"{ACTIONS}/{new['id']}"
    assert api.get(path).json() == new
    changed = api.patch(path, json={"name": "Earned"}).json()
    assert changed == {**new, "name": "Earned", "updated_at": changed["updated_at"]}
    assert api.get(ACTIONS).json() == {"count": 1, "next": None, "previous": None, "results": [changed]}
    assert api.patch(path, json={"deleted": True}).json()["deleted"] is True
    assert api.get(path).status_code == 404
    assert api.get(ACTIONS).json()["count"] == 0
    assert api.patch(path, json={"deleted": False}).status_code == api.get(path).status_code == 200
    assert api.get(f"{ACTIONS}/99").status_code == api.patch(f"{ACTIONS}/99", json={}).status_code == 404
    assert api.get(f"{ACTIONS}/nothing").status_code == 404


@pytest.mark.contract("EN-5")
def test_an_insight_counts_an_action_as_it_is_now(api: TestClient, project: Project) -> None:
    happened(api, project, "2026-02-28", 3)
    happened(api, project, "2026-02-28", 2, "refunded")
    number = action(api, steps=[])["id"]
    assert counted(api, number) == [("Paid", 5)]
    api.patch(f"{ACTIONS}/{number}", json={"name": "Back", "steps": [{"event": "refunded"}]})
    assert counted(api, number) == [("Back", 2)]
    api.patch(f"{ACTIONS}/{number}", json={"deleted": True})
    assert counted(api, number) == []


@pytest.mark.contract("EN-5", "ERR-2", "ERR-4", "NB-97")
@pytest.mark.parametrize(
    ("body", "code", "attr"),
    [
        ({"steps": []}, "required", "name"),
        ({"name": ""}, "blank", "name"),
        ({"name": "n", "steps": {}}, "not_a_list", "steps"),
        ({"name": "n", "steps": [5]}, "invalid_input", "steps__0"),
        ({"name": "n", "steps": [{"colour": "red"}]}, "invalid_input", "steps"),
        ({"name": "n", "steps": [{"url": "x", "url_matching": "near"}]}, "invalid_input", "steps"),
        ({"name": "n", "steps": [{"properties": [{"key": "k", "operator": "near"}]}]}, "invalid_input", "steps"),
    ],
)
def test_a_wrong_action_is_named_and_not_kept(api: TestClient, body: Json, code: str, attr: str) -> None:
    assert envelope(api.post(ACTIONS, json=body)) == (400, "validation_error", code, attr)
    assert api.get(ACTIONS).json()["count"] == 0


@pytest.mark.contract("AUTH-11")
def test_actions_have_a_scope_of_their_own(client: TestClient, make_key: Callable[..., str]) -> None:
    reader, other = bearer(make_key("action:read")), bearer(make_key("insight:write"))
    assert client.get(ACTIONS, headers=reader).status_code == 200
    for refused in (client.post(ACTIONS, json={"name": "n"}, headers=reader), client.get(ACTIONS, headers=other)):
        assert envelope(refused) == (403, "authentication_error", "permission_denied", None)
    assert client.post(ACTIONS, json={"name": "n"}, headers=bearer(make_key("action:write"))).status_code == 201


@pytest.mark.contract("LOG-1")
def test_what_is_done_to_an_action_is_logged(api: TestClient, store: Store, project: Project) -> None:
    new = action(api)
    for body in ({"name": "Earned"}, {"name": "Earned"}, {"deleted": True}):
        api.patch(f"{ACTIONS}/{new['id']}", json=body)
    with store.read() as tx:
        page = tx.activity.page(project.id, PageRequest(), scope="Action", item_id=str(new["id"]))
    assert [entry.activity for entry in page.items] == ["deleted", "updated", "created"]
