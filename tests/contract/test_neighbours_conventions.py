"""Conventions that hold everywhere and belong to no one endpoint (contract 00)."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.api.app import ROUTES
from hedgerow.api.openapi import openapi_document
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import bearer, envelope
from tests.contract.dashboard_fixtures import BASE, filled_board, got, insight, made

pytestmark = pytest.mark.one_store


@pytest.mark.contract("CONV-1")
def test_what_people_make_lies_under_its_project() -> None:
    paths = openapi_document(ROUTES)["paths"]
    for noun in ("dashboards", "insights", "event_definitions", "insight_variables", "quick_filters", "query"):
        assert f"/api/projects/{{project_id}}/{noun}" in paths
        assert f"/api/{noun}" not in paths


@pytest.mark.contract("CONV-10")
def test_one_organization_has_many_projects_with_one_environment_each(api: TestClient, project: Project) -> None:
    second = api.post("/api/projects", json={"name": "Second"}).json()
    assert api.get("/api/organizations").json()["count"] == 1
    listed = api.get("/api/projects").json()["results"]
    assert {item["organization"] for item in listed} == {str(project.organization_id)}
    for number in (project.id, second["id"]):
        assert api.get(f"/api/environments/{number}").json() == api.get(f"/api/projects/{number}").json()
        board = api.post(f"/api/environments/{number}/dashboards", json={}).json()
        assert board["team_id"] == number
        assert api.get(f"/api/projects/{number}/dashboards/{board['id']}").json()["id"] == board["id"]


@pytest.mark.contract("ERR-5")
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", BASE, {"pinned": "maybe"}),
        ("POST", BASE, {"filters": 5}),
        ("POST", BASE, {"quick_filter_ids": ["x"]}),
        ("POST", "/api/projects/@current/insight_variables", {"name": "n", "type": "Number", "default_value": "x"}),
        ("POST", "/api/projects/@current/insights", {"tags": [{}]}),
        ("GET", "/api/projects/@current/insights?dashboards=x", None),
    ],
)
def test_what_is_just_wrong_is_called_invalid_input(api: TestClient, method: str, path: str, body: Any) -> None:
    assert envelope(api.request(method, path, json=body))[:3] == (400, "validation_error", "invalid_input")


@pytest.mark.contract("AUTH-40", "AUTH-41", "AUTH-43")
def test_a_member_edits_everything_and_its_maker_and_administrators_manage_it(
    api: TestClient, member: User, make_key: Callable[..., str]
) -> None:
    theirs = bearer(make_key(user=member))
    board, asked = filled_board(api)
    own = api.post(BASE, json={}, headers=theirs).json()
    assert (board["user_access_level"], asked["user_access_level"]) == ("manager", "manager")
    assert (own["user_access_level"], got(api, own["id"])["user_access_level"]) == ("manager", "manager")
    shown = api.get(f"{BASE}/{board['id']}", headers=theirs).json()
    assert shown["user_access_level"] == "editor"
    assert {tile["insight"]["user_access_level"] for tile in shown["tiles"] if tile["insight"]} == {"editor"}
    assert api.patch(f"{BASE}/{board['id']}", json={"name": "n"}, headers=theirs).status_code == 200
    insight_path = f"/api/projects/@current/insights/{asked['id']}"
    assert api.patch(insight_path, json={"name": "n"}, headers=theirs).json()["user_access_level"] == "editor"
    refused = api.patch(f"{BASE}/{board['id']}", json={"restriction_level": 37}, headers=theirs)
    assert envelope(refused) == (403, "authentication_error", "permission_denied", None)
    assert "manager" in refused.json()["detail"]
    assert api.patch(f"{BASE}/{own['id']}", json={"restriction_level": 37}, headers=theirs).status_code == 200
    assert api.patch(f"{BASE}/{own['id']}", json={"restriction_level": 21}).status_code == 200


@pytest.mark.contract("AUTH-43", "DASH-36")
def test_a_restriction_is_kept_and_shown_but_binds_nobody_yet(
    api: TestClient, member: User, make_key: Callable[..., str]
) -> None:
    board = made(api, restriction_level=37)
    assert (board["restriction_level"], board["effective_restriction_level"]) == (37, 21)
    assert board["access_control_version"] == "v1"
    theirs = bearer(make_key(user=member))
    changed = api.patch(f"{BASE}/{board['id']}", json={"name": "n"}, headers=theirs)
    assert (changed.status_code, changed.json()["effective_privilege_level"]) == (200, 37)
    assert insight(api, board["id"])["effective_restriction_level"] == 21
