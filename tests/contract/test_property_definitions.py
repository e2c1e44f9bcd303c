"""Property definitions listed, read, changed and forgotten (80 §4)."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from hedgerow.store.repositories.activity import ActivityLog
from hedgerow.store.store import Store
from hedgerow.vocab.definitions import PropertyType
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import START, bearer, envelope
from tests.contract.dashboard_fixtures import happened, trends

URL = "/api/projects/@current/property_definitions"
UNKNOWN = (404, "invalid_request", "not_found", None)
Json = dict[str, Any]
Names = Callable[..., list[str]]


@pytest.fixture
def names(api: TestClient, store: Store, project: Project) -> Names:
    """Lists the names of the project's properties: four that were seen, and two that carry instructions."""
    text, number = {PropertyType.STRING}, {PropertyType.NUMERIC}
    types = {
        "price": number, "plan": text, "$feature/new-nav": text, "Seats": number, "$set": (), "$groups": (),
    }  # fmt: skip
    with store.write() as tx:
        tx.property_definitions.learn(project.id, types, now=START)
        seen = {"bought": {"price": number, "$set": set()}, "viewed": {"plan": text, "$feature/new-nav": text}}
        tx.property_definitions.learn_event_properties(project.id, seen)

    def listed(**query: str) -> list[str]:
        answer = api.get(URL, params=query)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert page["count"] == len(page["results"])
        return [item["name"] for item in page["results"]]

    return listed


def one(api: TestClient, name: str) -> Json:
    (found,) = api.get(URL, params={"properties": name}).json()["results"]
    shown: Json = found
    return shown


@pytest.mark.contract("NB-51")
def test_properties_are_narrowed_by_name_and_kind(names: Names) -> None:
    everything = ["$feature/new-nav", "Seats", "plan", "price"]
    assert names() == names(exclude_hidden="true") == names(type="event") == everything
    assert names(search="PRI") == names(properties="price") == ["price"]
    assert names(search="p l") == ["plan"]
    assert names(properties="price,plan,missing") == ["plan", "price"]
    assert names(is_numerical="true") == ["Seats", "price"]
    assert names(is_numerical="false") == ["$feature/new-nav", "plan"]
    assert names(is_feature_flag="true") == ["$feature/new-nav"]
    assert names(is_feature_flag="false") == ["Seats", "plan", "price"]
    assert names(excluded_properties='["price","plan"]') == ["$feature/new-nav", "Seats"]


@pytest.mark.contract("NB-51")
def test_kinds_that_are_not_kept_are_empty_and_unknown_ones_refused(api: TestClient, names: Names) -> None:
    assert names(type="session") == []
    for index in ("5", "-1", "x", "01"):
        refused = api.get(URL, params={"type": "group", "group_type_index": index})
        assert envelope(refused) == (400, "validation_error", "invalid_input", "group_type_index")
    refused = api.get(URL, params={"type": "planet"})
    assert envelope(refused) == (400, "validation_error", "invalid_choice", "type")
    refused = api.get(URL, params={"excluded_properties": "["})
    assert envelope(refused) == (400, "validation_error", "invalid_input", "excluded_properties")


@pytest.mark.contract("NB-50", "NB-51")
def test_properties_tell_whether_they_came_with_certain_events(api: TestClient, names: Names) -> None:
    bought = '["bought","missing"]'
    assert names(event_names=bought, filter_by_event_names="true") == ["price"]
    assert names(event_names=bought, is_event_property="true") == ["price"]
    assert names(event_names=bought, is_event_property="false") == ["$feature/new-nav", "Seats", "plan"]
    assert names(event_names=bought, filter_by_event_names="false") == names(event_names=bought) == names()
    assert names(filter_by_event_names="true") == names(event_names="nonsense") == names()
    assert names(is_event_property="false") == ["Seats"]
    shown = api.get(URL, params={"event_names": bought}).json()["results"]
    told = {item["name"]: item["is_seen_on_filtered_events"] for item in shown}
    assert told == {"price": True, "plan": False, "Seats": False, "$feature/new-nav": False}
    assert one(api, "price")["is_seen_on_filtered_events"] is None


@pytest.mark.contract("NB-50", "NB-52")
def test_a_seen_property_has_every_field_with_its_default(api: TestClient, names: Names) -> None:
    price = one(api, "price")
    assert api.get(f"{URL}/{price.pop('id')}").status_code == 200
    assert price == {
        "name": "price", "description": "", "tags": [], "is_numerical": True, "property_type": "Numeric",
        "seen_types": ["Numeric"], "type_conflict": False, "type_pinned": False,
        "created_at": "2026-03-01T12:30:15Z", "last_seen_at": "2026-03-01T12:30:15Z",
        "updated_at": "2026-03-01T12:30:15Z", "updated_by": None, "is_seen_on_filtered_events": None,
        "verified": False, "verified_at": None, "verified_by": None, "hidden": False,
    }  # fmt: skip
    for unknown in ("undefined", str(uuid4())):
        assert envelope(api.get(f"{URL}/{unknown}")) == UNKNOWN
        assert envelope(api.patch(f"{URL}/{unknown}", json={"verified": "neither"})) == UNKNOWN
        assert envelope(api.delete(f"{URL}/{unknown}")) == UNKNOWN


@pytest.mark.contract("NB-52", "EVDEF-51", "LOG-1")
def test_a_property_can_be_described_verified_and_hidden(
    api: TestClient, names: Names, store: Store, project: Project, owner: User
) -> None:
    price = one(api, "price")
    url = f"{URL}/{price['id']}"
    body = {"description": "In euros", "tags": ["Money"], "verified": True, "name": "x", "seen_types": ["Boolean"]}
    shown = api.patch(url, json=body).json()
    assert (shown["name"], shown["property_type"], shown["description"]) == ("price", "Numeric", "In euros")
    assert (shown["tags"], shown["verified"], shown["verified_at"]) == (["money"], True, "2026-03-01T12:30:15Z")
    assert shown["verified_by"]["id"] == shown["updated_by"]["id"] == owner.id
    assert api.get(url).json() == shown
    shown = api.patch(url, json={"hidden": True, "tags": None}).json()
    assert (shown["hidden"], shown["verified"], shown["verified_by"], shown["tags"]) == (True, False, None, ["money"])
    assert "price" not in names(exclude_hidden="true")
    both = api.patch(url, json={"hidden": True, "verified": True, "description": "y"})
    assert envelope(both) == (400, "validation_error", "invalid_input", None)
    assert envelope(api.patch(url, json={"tags": "a"})) == (400, "validation_error", "not_a_list", "tags")
    with store.read() as tx:
        page = tx.activity.page(project.id, PageRequest(), scope="PropertyDefinition", item_id=price["id"])
    assert [[change["field"] for change in entry.detail["changes"]] for entry in reversed(page.items)] == [
        ["description", "tags", "verified"],
        ["verified", "hidden"],
    ]


@pytest.mark.contract("NB-50", "NB-52", "EN-21", "LOG-1")
def test_a_pinned_type_is_not_changed_by_what_arrives(api: TestClient, project: Project) -> None:
    for day, value in ((25, 1), (26, "big"), (27, True)):
        happened(api, project, f"2026-02-{day}", name="bought", size=value)
    size = one(api, "size")
    assert (size["property_type"], size["type_pinned"], size["type_conflict"]) == ("String", False, True)
    assert size["seen_types"] == ["String", "Numeric", "Boolean"]
    url = f"{URL}/{size['id']}"
    pinned = api.patch(url, json={"property_type": "Numeric"}).json()
    assert (pinned["property_type"], pinned["is_numerical"], pinned["type_pinned"]) == ("Numeric", True, True)
    assert [pinned["type_conflict"], pinned["seen_types"]] == [True, size["seen_types"]]
    happened(api, project, "2026-02-28", name="bought", size="2026-02-28")
    assert one(api, "size")["property_type"] == "Numeric"
    assert api.get(URL, params={"properties": "size", "is_numerical": "true"}).json()["count"] == 1
    assert api.get(URL, params={"properties": "size", "is_numerical": "false"}).json()["count"] == 0
    assert api.patch(url, json={"property_type": None}).json()["property_type"] == "String"
    refused = api.patch(url, json={"property_type": "Planet"})
    assert envelope(refused) == (400, "validation_error", "invalid_choice", "property_type")
    log = api.get("/api/projects/@current/activity_log", params={"item_id": size["id"]}).json()["results"]
    assert [change["field"] for change in log[-1]["detail"]["changes"]] == ["property_type", "type_pinned"]


@pytest.mark.contract("NB-50", "EN-21")
def test_a_question_reads_a_property_by_its_pinned_type_at_once(api: TestClient, project: Project) -> None:
    happened(api, project, "2026-02-27", name="bought", size=5)
    happened(api, project, "2026-02-28", name="bought", size="10")
    over = {"key": "size", "type": "event", "operator": "gt", "value": 7}

    def counted() -> float:
        query = trends("bought", date_from="-7d", properties=[over], trendsFilter={"display": "BoldNumber"})
        answer = api.post("/api/projects/@current/query", json={"query": query, "refresh": "blocking"}).json()
        return float(answer["results"][0]["aggregated_value"])

    assert counted() == 0
    assert api.patch(f"{URL}/{one(api, 'size')['id']}", json={"property_type": "Numeric"}).status_code == 200
    assert counted() == 1


@pytest.mark.contract("NB-52")
def test_a_forgotten_property_is_made_again_when_it_is_next_seen(api: TestClient, project: Project) -> None:
    happened(api, project, "2026-02-27", name="bought", plan="pro")
    plan = one(api, "plan")
    assert api.patch(f"{URL}/{plan['id']}", json={"tags": ["x"]}).status_code == 200
    deleted = api.delete(f"{URL}/{plan['id']}")
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert envelope(api.get(f"{URL}/{plan['id']}")) == UNKNOWN
    assert api.get("/api/projects/@current/tags").json() == []
    happened(api, project, "2026-02-28", name="bought", plan="pro")
    again = one(api, "plan")
    assert (again["id"] != plan["id"], again["tags"]) == (True, [])
    listed = api.get(URL, params={"event_names": '["bought"]', "filter_by_event_names": "true"}).json()["results"]
    assert "plan" in [item["name"] for item in listed]


@pytest.mark.contract("NB-52", "LOG-1")
def test_what_cannot_be_logged_does_not_happen(api: TestClient, names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    price = one(api, "price")

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(ActivityLog, "add_many", broken)
    assert api.patch(f"{URL}/{price['id']}", json={"description": "new", "tags": ["z"]}).status_code == 500
    assert api.delete(f"{URL}/{price['id']}").status_code == 500
    monkeypatch.undo()
    assert one(api, "price") == price
    assert api.get("/api/projects/@current/tags").json() == []


@pytest.mark.contract("AUTH-11", "NB-52")
def test_a_change_needs_the_right_to_write(client: TestClient, make_key: Callable[..., str]) -> None:
    headers = bearer(make_key("property_definition:read"))
    for answer in (
        client.patch(f"{URL}/{uuid4()}", json={}, headers=headers),
        client.delete(f"{URL}/{uuid4()}", headers=headers),
    ):
        assert answer.status_code == 403
        assert "'property_definition:write'" in answer.json()["detail"]


@pytest.mark.contract("NB-51", "TAG-1")
def test_properties_are_found_by_tag_and_mark(api: TestClient, names: Names) -> None:
    known = {item["name"]: item["id"] for item in api.get(URL).json()["results"]}
    api.patch(f"{URL}/{known['plan']}", json={"tags": ["Billing"], "verified": True})
    assert names(tags='["billing", "other"]') == names(verified="true") == ["plan"]
    assert names(verified="false") == ["$feature/new-nav", "Seats", "price"]
    assert len(names(tags="5")) == 4
