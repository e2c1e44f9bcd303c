"""The templates of a project and the built-in ones, and dashboards made from them by name (contract 50 §4)."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from hedgerow.store.store import Store
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import bearer, envelope
from tests.contract.dashboard_fixtures import BASE, Json, activity, got, made, template_made, trends

TEMPLATES = "/api/projects/@current/dashboard_templates"
INVALID = (400, "validation_error", "invalid_input")


def listed(api: TestClient, **query: str) -> list[str]:
    """The names of the templates that a list shows."""
    answer = api.get(TEMPLATES, params=query)
    assert answer.status_code == 200, answer.text
    return [item["template_name"] for item in answer.json()["results"]]


def changed(api: TestClient, template: Json, **body: Any) -> Json:
    answer = api.patch(f"{TEMPLATES}/{template['id']}", json=body)
    assert answer.status_code == 200, answer.text
    shown: Json = answer.json()
    return shown


def document(name: str, **more: Any) -> Json:
    tiles = [{"type": "INSIGHT", "name": "Views", "query": trends()}, {"type": "NEW", "x": 1}]
    return {"template_name": name, "dashboard_description": "D", "dashboard_filters": {}, "tiles": tiles, **more}


@pytest.mark.contract("TMPL-30", "TMPL-32")
def test_a_template_shows_all_that_was_written(api: TestClient, owner: User, project: Project) -> None:
    variable = {
        "id": "V", "name": "Sign-up", "type": "event", "default": {"id": "signup"}, "description": "", "required": True,
    }  # fmt: skip
    sent = document("Mine", tags=[" B", "a"], variables=[variable], image_url="/x.png", is_featured=True)
    answer = api.post(TEMPLATES, json={**sent, "scope": "global", "id": "not read", "team_id": 99})
    assert answer.status_code == 201, answer.text
    shown = answer.json()
    assert {key: shown[key] for key in sent} == {**sent, "tags": ["a", "b"]}
    assert (shown["scope"], shown["team_id"], shown["deleted"]) == ("team", project.id, False)
    assert shown["created_by"]["id"] == owner.id
    assert set(shown) == {
        "id", "template_name", "dashboard_description", "dashboard_filters", "tags", "tiles", "variables", "deleted",
        "created_at", "created_by", "image_url", "team_id", "scope", "availability_contexts", "is_featured",
    }  # fmt: skip
    assert api.get(f"{TEMPLATES}/{shown['id']}").json() == shown


@pytest.mark.contract("TMPL-30", "PAGE-2")
def test_the_list_has_the_projects_templates_and_the_built_in_ones(api: TestClient) -> None:
    api.post(TEMPLATES, json=document("Zebra", tags=["striped"]))
    api.post(TEMPLATES, json=document("aardvark", is_featured=True))
    names = listed(api)
    assert {"Zebra", "aardvark", "First look", "Web analytics"} < set(names)
    assert names == sorted(names, key=str.casefold)
    assert listed(api, ordering="template_name") == names
    assert listed(api, ordering="-template_name") == names[::-1]
    assert listed(api, scope="team") == ["aardvark", "Zebra"]
    assert set(listed(api, scope="global")) == set(names) - {"Zebra", "aardvark"}
    assert listed(api, scope="feature_flag") == []
    assert listed(api, search="VARK") == ["aardvark"]
    assert listed(api, search="stripe") == ["Zebra"]
    assert "aardvark" in listed(api, is_featured="true")
    assert "Zebra" in listed(api, is_featured="false")
    assert "Zebra" not in listed(api, is_featured="true")
    page = api.get(TEMPLATES, params={"limit": 2, "offset": 1}).json()
    assert ([item["template_name"] for item in page["results"]], page["count"]) == (names[1:3], len(names))
    refusal = api.get(TEMPLATES, params={"scope": "mine"})
    assert envelope(refusal) == (400, "validation_error", "invalid_choice", "scope")


@pytest.mark.contract("TMPL-30")
def test_a_built_in_template_is_the_same_for_everybody_and_stays_as_it_is(api: TestClient) -> None:
    (shown,) = [one for one in api.get(TEMPLATES).json()["results"] if one["template_name"] == "Web analytics"]
    assert (shown["scope"], shown["team_id"], shown["created_by"], shown["created_at"]) == ("global", None, None, None)
    other = api.post("/api/projects", json={"name": "Other"}).json()["id"]
    assert api.get(f"/api/projects/{other}/dashboard_templates/{shown['id']}").json() == shown
    refusal = api.patch(f"{TEMPLATES}/{shown['id']}", json={"template_name": "x"})
    assert envelope(refusal) == (403, "authentication_error", "permission_denied", None)


@pytest.mark.contract("TMPL-31", "CONV-12")
def test_the_schema_says_what_a_document_needs(api: TestClient) -> None:
    schema = api.get(f"{TEMPLATES}/json_schema").json()
    assert set(schema["required"]) == {"template_name", "dashboard_description", "dashboard_filters", "tiles"}
    assert schema["properties"]["tiles"]["minItems"] == 1
    assert set(schema["properties"]["variables"]["items"]["required"]) == {
        "id", "name", "type", "default", "description", "required",
    }  # fmt: skip
    refusal = api.patch(f"{TEMPLATES}/json_schema", json={})
    assert envelope(refusal) == (405, "invalid_request", "method_not_allowed", None)


@pytest.mark.contract("TMPL-32")
def test_a_broken_document_or_a_taken_name_makes_no_template(api: TestClient) -> None:
    template_made(api, "Taken")
    assert envelope(api.post(TEMPLATES, json=document("x", tiles=[]))) == (*INVALID, None)
    assert envelope(api.post(TEMPLATES, json={})) == (*INVALID, None)
    assert envelope(api.post(TEMPLATES, json=document("x", tiles=[{"body": "x"}]))) == (*INVALID, "template")
    assert envelope(api.post(TEMPLATES, json=document("Taken"))) == (*INVALID, "template_name")
    assert listed(api, scope="team") == ["Taken"]
    other = api.post("/api/projects", json={"name": "Other"}).json()["id"]
    assert api.post(f"/api/projects/{other}/dashboard_templates", json=document("Taken")).status_code == 201


@pytest.mark.contract("TMPL-32", "TMPL-19")
def test_a_change_keeps_what_it_does_not_name(api: TestClient) -> None:
    before = template_made(api, "Before")
    after = changed(api, before, template_name="After", tags=["X"])
    assert after == {**before, "template_name": "After", "tags": ["x"]}
    second = template_made(api, "Before")
    refusal = api.patch(f"{TEMPLATES}/{second['id']}", json={"template_name": "After"})
    assert envelope(refusal) == (*INVALID, "template_name")
    assert envelope(api.patch(f"{TEMPLATES}/{second['id']}", json={"tiles": []})) == (*INVALID, None)
    assert envelope(api.patch(f"{TEMPLATES}/{second['id']}", json={"deleted": "x"})) == (*INVALID, "deleted")
    assert changed(api, second) == second


@pytest.mark.contract("TMPL-32")
def test_a_removed_template_gives_its_name_free_and_comes_back_when_that_is_free(api: TestClient) -> None:
    first = template_made(api, "Name")
    assert changed(api, first, deleted=True)["deleted"] is True
    url = f"{TEMPLATES}/{first['id']}"
    assert listed(api, scope="team") == []
    assert envelope(api.get(url))[0] == 404
    assert envelope(api.patch(url, json={"tags": ["x"]}))[0] == 404
    second = template_made(api, "Name")
    assert envelope(api.patch(url, json={"deleted": False})) == (*INVALID, "template_name")
    changed(api, second, deleted=True)
    assert changed(api, first, deleted=False) == first


@pytest.mark.contract("TMPL-32", "AUTH-11", "CONV-13")
def test_only_administrators_write_templates_and_nobody_deletes_them(
    api: TestClient, make_key: Callable[..., str], member: User
) -> None:
    shown = template_made(api)
    url, as_member = f"{TEMPLATES}/{shown['id']}", bearer(make_key("*", user=member))
    denied = (403, "authentication_error", "permission_denied", None)
    assert envelope(api.post(TEMPLATES, json={}, headers=as_member)) == denied
    assert envelope(api.patch(url, json={}, headers=as_member)) == denied
    assert api.get(url, headers=as_member).json() == shown
    answer = api.delete(url)
    assert envelope(answer) == (405, "invalid_request", "method_not_allowed", None)
    assert set(answer.headers["allow"].split(", ")) >= {"GET", "PATCH"}
    assert api.get(url).json() == shown
    for missing in (uuid4(), "x", "1"):
        assert envelope(api.get(f"{TEMPLATES}/{missing}"))[0] == 404
        assert envelope(api.patch(f"{TEMPLATES}/{missing}", json={}))[0] == 404


@pytest.mark.contract("DASH-102", "TMPL-11", "LOG-1")
@pytest.mark.parametrize("key", ["DEFAULT_APP", "First look"])
def test_the_default_template_is_known_by_its_key_and_by_its_name(
    api: TestClient, store: Store, project: Project, key: str
) -> None:
    shown = made(api, use_template=key)
    assert (shown["creation_mode"], shown["name"], shown["tags"]) == ("template", "First look", [])
    assert shown["filters"] == {"date_from": "-30d"}
    assert len(shown["tiles"]) == 7
    assert got(api, shown["id"])["tiles"] == shown["tiles"]
    assert activity(store, project.id, shown["id"]) == [("created", ["creation_mode"])]


@pytest.mark.contract("DASH-102", "DASH-108")
def test_a_template_of_the_project_is_used_by_its_name_and_the_body_wins_over_it(api: TestClient) -> None:
    api.post(TEMPLATES, json=document("Mine", tags=["t"], dashboard_filters={"date_from": "-1d"}))
    plain = made(api, use_template="Mine")
    assert (plain["name"], plain["description"], plain["filters"], plain["tags"]) == (
        "Mine", "D", {"date_from": "-1d"}, ["t"],
    )  # fmt: skip
    (tile,) = plain["tiles"]
    assert (tile["insight"]["name"], tile["insight"]["is_sample"]) == ("Views", True)
    own = made(api, use_template="Mine", name="N", description="", filters={}, tags=["own"])
    assert (own["name"], own["description"], own["filters"], own["tags"]) == ("N", "", {}, ["own"])
    assert own["tiles"][0]["insight"]["id"] != tile["insight"]["id"]


@pytest.mark.contract("DASH-102", "DASH-106")
def test_only_visible_templates_can_be_used(api: TestClient) -> None:
    other = api.post("/api/projects", json={"name": "Other"}).json()["id"]
    assert api.post(f"/api/projects/{other}/dashboard_templates", json=document("Theirs")).status_code == 201
    changed(api, template_made(api, "Removed"), deleted=True)
    for unknown in ("Theirs", "Removed", "default_app"):
        answer = api.post(BASE, json={"use_template": unknown, "tags": ["x"]})
        assert envelope(answer) == (*INVALID, "use_template")
    board = made(api)["id"]
    both = {"use_template": "DEFAULT_APP", "use_dashboard": board}
    assert envelope(api.post(BASE, json=both)) == (*INVALID, None)
    assert made(api, use_template="", use_dashboard=board)["creation_mode"] == "duplicate"
    assert api.get(BASE).json()["count"] == 2
