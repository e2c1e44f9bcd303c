"""Cohorts: the endpoint, and the filters that ask for them (EN-20)."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.store.store import Store
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.projects import Project
from tests.contract.conftest import bearer, envelope
from tests.contract.dashboard_fixtures import Json, happened

COHORTS = "/api/projects/@current/cohorts"
BOUGHT: Json = {"type": "behavioral", "key": "buy", "value": "performed_event", "event_type": "events"}
BUYERS = {"properties": {"type": "OR", "values": [BOUGHT]}}


def cohort(api: TestClient, **more: Any) -> Json:
    """A new cohort; it must be made."""
    answer = api.post(COHORTS, json={"name": "Some", **more})
    assert answer.status_code == 201, answer.text
    shown: Json = answer.json()
    return shown


def counted(api: TestClient, cohort_id: int, operator: str = "in") -> float:
    """How many views people in the cohort had."""
    query = {
        "kind": "TrendsQuery",
        "series": [{"kind": "EventsNode", "event": "view"}],
        "properties": [{"key": "id", "type": "cohort", "value": cohort_id, "operator": operator}],
        "dateRange": {"date_from": "all"},
    }
    answer = api.post("/api/projects/@current/query", json={"query": query})
    assert answer.status_code == 200, answer.text
    count: float = answer.json()["results"][0]["count"]
    return count


@pytest.mark.contract("EN-20")
def test_a_cohort_lives_is_deleted_and_comes_back(api: TestClient) -> None:
    new = cohort(api, description="Paid once", filters=BUYERS)
    assert {key: new[key] for key in ("name", "description", "is_static", "filters", "count", "deleted")} == {
        "name": "Some",
        "description": "Paid once",
        "is_static": False,
        "filters": BUYERS,
        "count": None,
        "deleted": False,
    }
    path = f"{COHORTS}/{new['id']}"
    assert api.get(path).json() == new
    changed = api.patch(path, json={"name": "Buyers"}).json()
    assert changed == {**new, "name": "Buyers", "updated_at": changed["updated_at"]}
    assert api.get(COHORTS).json() == {"count": 1, "next": None, "previous": None, "results": [changed]}
    assert api.patch(path, json={"deleted": True}).json()["deleted"] is True
    assert api.get(path).status_code == 404
    assert api.get(COHORTS).json()["count"] == 0
    assert api.patch(path, json={"deleted": False}).status_code == api.get(path).status_code == 200
    assert api.get(f"{COHORTS}/99").status_code == api.patch(f"{COHORTS}/99", json={}).status_code == 404


@pytest.mark.contract("EN-20")
def test_a_filter_takes_a_cohort_as_it_is_now(api: TestClient, project: Project) -> None:
    happened(api, project, "2026-02-28", 4)
    happened(api, project, "2026-02-28", 1, "buy")
    number = cohort(api, is_static=True, distinct_ids=["p0", "p3", "nobody"])
    assert number["count"] == 2
    assert (counted(api, number["id"]), counted(api, number["id"], "not_in")) == (2, 2)
    path = f"{COHORTS}/{number['id']}"
    assert api.patch(path, json={"distinct_ids": ["p1", "p2", "p3"]}).json()["count"] == 3
    assert counted(api, number["id"]) == 3
    buyers = cohort(api, filters=BUYERS)["id"]
    assert counted(api, buyers) == 1
    other = {"properties": {"values": [{**BOUGHT, "negation": True}]}}
    api.patch(f"{COHORTS}/{buyers}", json={"filters": other})
    assert counted(api, buyers) == 3


@pytest.mark.contract("EN-20")
def test_a_cohort_within_a_cohort_changes_both(api: TestClient, project: Project) -> None:
    happened(api, project, "2026-02-28", 4)
    inner = cohort(api, is_static=True, distinct_ids=["p0"])["id"]
    rules = {"properties": {"values": [{"type": "cohort", "key": "id", "value": inner}]}}
    outer = cohort(api, filters=rules)["id"]
    assert counted(api, outer) == 1
    api.patch(f"{COHORTS}/{inner}", json={"distinct_ids": ["p0", "p1"]})
    assert counted(api, outer) == 2


@pytest.mark.contract("EN-20")
def test_the_cohorts_of_another_project_are_unknown_here(api: TestClient, project: Project) -> None:
    happened(api, project, "2026-02-28", 1)
    second = api.post("/api/projects", json={"name": "Second"}).json()["id"]
    foreign = api.post(f"/api/projects/{second}/cohorts", json={"name": "Far", "is_static": True}).json()["id"]
    query = {
        "kind": "TrendsQuery",
        "series": [{"kind": "EventsNode", "event": "view"}],
        "properties": [{"key": "id", "type": "cohort", "value": foreign}],
    }
    refused = api.post("/api/projects/@current/query", json={"query": query})
    assert (refused.status_code, f"no cohort {foreign}" in refused.json()["detail"]) == (400, True)
    assert api.get(f"{COHORTS}/{foreign}").status_code == 404


@pytest.mark.contract("EN-20", "ERR-2", "ERR-4", "NB-97")
@pytest.mark.parametrize(
    ("body", "code", "attr"),
    [
        ({"filters": {}}, "required", "name"),
        ({"name": ""}, "blank", "name"),
        ({"name": "n", "filters": []}, "invalid_input", "filters"),
        ({"name": "n", "filters": {"properties": {"values": [{"type": "mood"}]}}}, "invalid_input", "filters"),
        ({"name": "n", "distinct_ids": ["a"]}, "invalid_input", "distinct_ids"),
        ({"name": "n", "is_static": True, "distinct_ids": [5]}, "invalid_input", "distinct_ids__0"),
    ],
)
def test_a_wrong_cohort_is_named_and_not_kept(api: TestClient, body: Json, code: str, attr: str) -> None:
    assert envelope(api.post(COHORTS, json=body)) == (400, "validation_error", code, attr)
    assert api.get(COHORTS).json()["count"] == 0


@pytest.mark.contract("AUTH-11")
def test_cohorts_have_a_scope_of_their_own(client: TestClient, make_key: Callable[..., str]) -> None:
    reader, other = bearer(make_key("cohort:read")), bearer(make_key("action:write"))
    assert client.get(COHORTS, headers=reader).status_code == 200
    for refused in (client.post(COHORTS, json={"name": "n"}, headers=reader), client.get(COHORTS, headers=other)):
        assert envelope(refused) == (403, "authentication_error", "permission_denied", None)
    assert client.post(COHORTS, json={"name": "n"}, headers=bearer(make_key("cohort:write"))).status_code == 201


@pytest.mark.contract("LOG-1")
def test_what_is_done_to_a_cohort_is_logged(api: TestClient, store: Store, project: Project) -> None:
    new = cohort(api)
    for body in ({"name": "Others"}, {"name": "Others"}, {"deleted": True}):
        api.patch(f"{COHORTS}/{new['id']}", json=body)
    with store.read() as tx:
        page = tx.activity.page(project.id, PageRequest(), scope="Cohort", item_id=str(new["id"]))
    assert [entry.activity for entry in page.items] == ["deleted", "updated", "created"]
