"""Users, organizations, projects and personal API keys (contract 80 §1, §3, §9)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from hedgerow.services.house import House
from hedgerow.services.setup import ensure_owner
from hedgerow.store.store import Store
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import EMAIL, START, HandClock, bearer, envelope

MakeKey = Callable[..., str]
DENIED = (403, "authentication_error", "permission_denied", None)


@pytest.mark.contract("NB-1", "NB-93")
def test_a_user_sees_themselves(api: TestClient, project: Project, owner: User) -> None:
    me = api.get("/api/users/@me/").json()
    assert me["email"] == EMAIL
    assert (me["id"], me["uuid"], me["is_staff"], me["has_password"]) == (owner.id, str(owner.uuid), False, True)
    assert me["team"]["id"] == project.id
    assert me["team"]["organization"] == me["organization"]["id"] == me["organizations"][0]["id"]
    assert UUID(me["organization"]["id"]) == project.organization_id
    assert me["organization"]["membership_level"] == 15
    assert [shown["api_token"] for shown in me["organization"]["projects"]] == [project.api_token]
    assert api.get(f"/api/users/{owner.uuid}").json() == me


@pytest.mark.contract("NB-1")
def test_other_users_are_not_shown(api: TestClient, member: User) -> None:
    assert envelope(api.get(f"/api/users/{member.uuid}")) == DENIED


@pytest.mark.contract("NB-2")
def test_current_means_what_the_user_chose(api: TestClient, project: Project) -> None:
    new = api.post("/api/projects", json={"name": "Second"}).json()
    assert api.get("/api/projects/@current").json()["id"] == project.id
    assert api.patch("/api/users/@me", json={"set_current_team": new["id"]}).json()["team"]["id"] == new["id"]
    assert api.get("/api/projects/@current").json()["name"] == "Second"
    unknown = api.patch("/api/users/@me", json={"set_current_team": 4711, "first_name": "No"})
    assert envelope(unknown) == (400, "validation_error", "does_not_exist", "set_current_team")
    assert api.get("/api/users/@me").json()["first_name"] == ""
    other = api.patch("/api/users/@me", json={"set_current_organization": str(uuid4())})
    assert envelope(other) == (400, "validation_error", "does_not_exist", "set_current_organization")


@pytest.mark.contract("NB-6", "NB-90")
def test_the_organization_is_found_in_every_way(api: TestClient, project: Project) -> None:
    listed = api.get("/api/organizations").json()
    assert listed["count"] == 1
    by_word = api.get("/api/organizations/@current").json()
    assert by_word == listed["results"][0] == api.get(f"/api/organizations/{project.organization_id}").json()
    assert {"id", "name", "slug", "created_at", "updated_at", "membership_level", "teams", "projects"} == set(by_word)
    projects = api.get(f"/api/organizations/{project.organization_id}/projects").json()
    assert [shown["id"] for shown in projects["results"]] == [project.id]
    for unknown in (str(uuid4()), "nothing"):
        assert api.get(f"/api/organizations/{unknown}").status_code == 404


@pytest.mark.contract("NB-3", "NB-4")
def test_projects_are_listed_in_short_and_shown_with_settings(api: TestClient, project: Project) -> None:
    listed = api.get("/api/projects").json()["results"]
    basic = {
        "id", "uuid", "organization", "api_token", "name", "completed_snippet_onboarding",
        "has_completed_onboarding_for", "ingested_event", "is_demo", "timezone", "access_control",
    }  # fmt: skip
    assert [set(shown) for shown in listed] == [basic]
    shown = api.get(f"/api/projects/{project.id}").json()
    assert set(shown) - basic == {
        "week_start_day", "test_account_filters", "primary_dashboard", "stale_after_days", "created_at", "updated_at",
        "effective_membership_level", "app_urls", "previous_api_token", "previous_token_expires_at",
    }  # fmt: skip
    assert shown["effective_membership_level"] == 15


@pytest.mark.contract("NB-3", "NB-4")
def test_a_new_project_has_a_token_of_its_own(api: TestClient, project: Project) -> None:
    answer = api.post("/api/projects/", json={"name": " Shop ", "timezone": "Europe/Berlin", "week_start_day": 1})
    assert answer.status_code == 201
    new = answer.json()
    assert (new["name"], new["timezone"], new["week_start_day"]) == ("Shop", "Europe/Berlin", 1)
    assert new["api_token"].startswith("phc_")
    assert new["api_token"] != project.api_token
    assert api.post("/api/projects", json={}).json()["name"] == "Default project"


@pytest.mark.contract("NB-4")
def test_changing_one_setting_leaves_the_others(api: TestClient) -> None:
    filters = [{"key": "email", "value": "@example.com", "operator": "not_icontains", "type": "person"}]
    api.patch("/api/projects/@current", json={"test_account_filters": filters, "week_start_day": 1})
    shown = api.patch("/api/projects/@current", json={"timezone": "Asia/Kolkata"}).json()
    assert (shown["timezone"], shown["week_start_day"], shown["test_account_filters"]) == ("Asia/Kolkata", 1, filters)
    assert api.patch("/api/projects/@current", json={"week_start_day": None}).json()["week_start_day"] == 0


@pytest.mark.contract("NB-4")
def test_only_administrators_change_projects(client: TestClient, member: User, make_key: MakeKey) -> None:
    headers = bearer(make_key("*", user=member))
    assert client.get("/api/projects/@current", headers=headers).json()["effective_membership_level"] == 1
    assert envelope(client.patch("/api/projects/@current", json={"name": "x"}, headers=headers)) == DENIED
    assert envelope(client.post("/api/projects", json={"name": "x"}, headers=headers)) == DENIED


@pytest.mark.contract("NB-40", "NB-41", "NB-42", "NB-44", "NB-45", "NB-92", "AUTH-5")
def test_a_key_lives_and_dies(browser: TestClient, client: TestClient) -> None:
    made = browser.post("/api/personal_api_keys", json={"label": "ci", "scopes": ["project:read"]})
    assert made.status_code == 201
    key = made.json()
    assert key["value"].startswith("phx_")
    assert key["mask_value"] == f"{key['value'][:4]}...{key['value'][-4:]}"
    assert (key["scopes"], key["scoped_teams"], key["scoped_organizations"]) == (["project:read"], [], [])
    (listed,) = browser.get("/api/personal_api_keys").json()
    assert listed == {**key, "value": None}
    headers = bearer(key["value"])
    itself = client.get("/api/personal_api_keys/@current", headers=headers).json()
    assert (itself["id"], itself["value"]) == (key["id"], None)
    changed = browser.patch(f"/api/personal_api_keys/{key['id']}", json={"scopes": ["*"]}).json()
    assert (changed["label"], changed["scopes"]) == ("ci", ["*"])
    rolled = browser.post(f"/api/personal_api_keys/{key['id']}/roll").json()["value"]
    assert client.get("/api/projects", headers=headers).status_code == 401
    assert client.get("/api/projects", headers=bearer(rolled)).status_code == 200
    assert browser.delete(f"/api/personal_api_keys/{key['id']}").status_code == 204
    assert client.get("/api/projects", headers=bearer(rolled)).status_code == 401
    assert browser.delete(f"/api/personal_api_keys/{key['id']}").status_code == 404


@pytest.mark.contract("NB-44", "LOG-1")
def test_what_is_done_to_a_key_is_logged_in_the_projects_it_reaches(browser: TestClient, project: Project) -> None:
    other = browser.post("/api/projects", json={"name": "Other"}).json()["id"]
    body = {"label": "ci", "scopes": ["project:read"], "scoped_teams": [project.id]}
    path = f"/api/personal_api_keys/{browser.post('/api/personal_api_keys', json=body).json()['id']}"
    browser.patch(path, json={"scopes": ["*"], "label": "ci"})
    browser.post(f"{path}/roll")
    browser.delete(path)

    def log(team: int) -> list[Any]:
        query = {"scope": "PersonalAPIKey"}
        lines: list[Any] = browser.get(f"/api/projects/{team}/activity_log", params=query).json()["results"]
        return lines

    assert [line["activity"] for line in log(project.id)] == ["deleted", "value replaced", "changed", "created"]
    change = {"field": "scopes", "action": "changed", "before": ["project:read"], "after": ["*"]}
    assert log(project.id)[2]["detail"] == {"name": "ci", "changes": [change]}
    assert log(other) == []


@pytest.mark.contract("NB-40", "NB-44")
def test_keys_are_listed_newest_first_and_only_ones_own(
    browser: TestClient, make_key: MakeKey, member: User, clock: HandClock
) -> None:
    make_key("*", label="first")
    clock.move(timedelta(seconds=1))
    make_key("*", label="second")
    make_key("*", label="foreign", user=member)
    assert [key["label"] for key in browser.get("/api/personal_api_keys").json()] == ["second", "first"]


@pytest.mark.contract("NB-42", "AUTH-15")
@pytest.mark.parametrize(
    ("change", "code", "attr"),
    [
        ({"label": ""}, "blank", "label"),
        ({"label": "x" * 41}, "max_length", "label"),
        ({"label": None}, "null", "label"),
        ({"scopes": []}, "empty", "scopes"),
        ({"scopes": "*"}, "not_a_list", "scopes"),
        ({"scopes": ["dashboard:read", "dashboard:delete"]}, "invalid_input", "scopes"),
        ({"scopes": ["spaceship:read"]}, "invalid_input", "scopes"),
        ({"scopes": [1]}, "invalid_input", "scopes__0"),
        ({"scoped_teams": [4711]}, "invalid_input", "scoped_teams"),
        ({"scoped_teams": ["x"]}, "invalid_input", "scoped_teams__0"),
        ({"scoped_organizations": ["no uuid"]}, "invalid_input", "scoped_organizations"),
        ({"scoped_organizations": [str(uuid4())]}, "invalid_input", "scoped_organizations"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "invalid_input", "expires_at"),
        ({"expires_at": "2099-01-01T00:00:00"}, "invalid_input", "expires_at"),
    ],
)
def test_a_key_that_cannot_be_is_refused(browser: TestClient, change: dict[str, Any], code: str, attr: str) -> None:
    body = {"label": "ci", "scopes": ["*"], **change}
    assert envelope(browser.post("/api/personal_api_keys", json=body)) == (400, "validation_error", code, attr)
    assert browser.get("/api/personal_api_keys").json() == []


@pytest.mark.contract("NB-42", "ERR-2")
def test_a_key_needs_a_label_and_scopes(browser: TestClient) -> None:
    missing = browser.post("/api/personal_api_keys", json={})
    assert envelope(missing) == (400, "validation_error", "required", "label")


@pytest.mark.contract("NB-43")
def test_ten_keys_are_enough(browser: TestClient, make_key: MakeKey) -> None:
    for _ in range(10):
        make_key("*")
    answer = browser.post("/api/personal_api_keys", json={"label": "one more", "scopes": ["*"]})
    assert envelope(answer) == (400, "validation_error", "invalid_input", None)


def test_a_server_is_set_up_once(store: Store, house: House, owner: User, project: Project) -> None:
    again = ensure_owner(store, email="second@example.com", password="another one", now=START)
    assert (again.created, again.owner.id, again.project.id) == (False, owner.id, project.id)
    with store.read() as tx:
        assert tx.users.by_email("second@example.com") is None


@pytest.mark.contract("EN-23", "NB-4")
def test_a_test_account_filter_that_no_query_understands_is_refused(api: TestClient, project: Project) -> None:
    path = f"/api/projects/{project.id}"
    good = [{"key": "email", "value": "@example.com", "operator": "not_icontains", "type": "person"}]
    assert api.patch(path, json={"test_account_filters": good}).json()["test_account_filters"] == good
    for bad, named in (
        ({"key": "email", "value": "x", "operator": "resembles", "type": "event"}, "resembles"),
        ({"key": "host", "value": "(", "operator": "regex", "type": "event"}, "host"),
        ({"key": "size", "value": 5, "operator": "between", "type": "event"}, "between"),
    ):
        answer = api.patch(path, json={"test_account_filters": [*good, bad]})
        assert envelope(answer) == (400, "validation_error", "invalid_input", "test_account_filters")
        assert named in answer.json()["detail"]
    assert api.get(path).json()["test_account_filters"] == good
