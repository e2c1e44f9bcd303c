"""Who gets in, and in which order refusals come (AUTH-1..21, CONV-4..7, CONV-13)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from hedgerow.base.ids import project_token
from hedgerow.services.house import House
from hedgerow.store.store import Store
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import EMAIL, PASSWORD, START, HandClock, bearer, envelope

MakeKey = Callable[..., str]
DENIED = (403, "authentication_error", "permission_denied", None)
NOT_FOUND = (404, "invalid_request", "not_found", None)


@pytest.fixture
def other_project(store: Store, project: Project) -> Project:
    with store.write() as tx:
        return tx.projects.create(
            organization_id=project.organization_id, name="Other", api_token=project_token(), now=START
        )


@pytest.mark.contract("AUTH-21", "AUTH-3", "CONV-4")
@pytest.mark.parametrize("path", ["/api/projects", "/api/projects/@current", "/api/projects/1", "/api/users/@me"])
def test_without_credentials_everything_private_is_closed(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert envelope(answer) == (401, "authentication_error", "not_authenticated", None)
    assert answer.json()["detail"] == "Authentication credentials were not provided."
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.contract("AUTH-1", "AUTH-4")
def test_a_key_is_taken_from_the_header_the_body_or_the_query(client: TestClient, make_key: MakeKey) -> None:
    key = make_key("*")
    assert client.get("/api/projects/@current", headers=bearer(key)).status_code == 200
    assert client.get("/api/projects/@current", headers={"Authorization": f"bearer  {key}"}).status_code == 200
    assert client.get("/api/projects/@current", params={"personal_api_key": key}).status_code == 200
    assert client.patch("/api/projects/@current", json={"personal_api_key": key, "name": "In"}).json()["name"] == "In"
    assert client.patch("/api/projects/@current", data={"personal_api_key": key, "name": "By"}).json()["name"] == "By"


@pytest.mark.contract("AUTH-1")
def test_the_header_decides_even_when_a_good_key_stands_elsewhere(client: TestClient, make_key: MakeKey) -> None:
    good = {"personal_api_key": make_key("*")}
    assert client.get("/api/projects/@current", params=good, headers=bearer("phx_bad")).status_code == 401


@pytest.mark.contract("AUTH-2", "AUTH-3")
def test_a_wrong_key_says_where_it_was_found(client: TestClient) -> None:
    wrong = (401, "authentication_error", "authentication_failed", None)
    in_header = client.get("/api/projects", headers=bearer("phx_wrong"))
    in_query = client.get("/api/projects?personal_api_key=phx_wrong")
    in_body = client.post("/api/projects", json={"personal_api_key": "phx_wrong"})
    for answer, place in ((in_header, "header"), (in_query, "query string"), (in_body, "body")):
        assert envelope(answer) == wrong
        assert place in answer.json()["detail"]
        assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.contract("AUTH-4")
def test_an_oauth_token_is_never_taken_for_a_key(client: TestClient) -> None:
    answer = client.get("/api/projects", headers=bearer("pha_something"))
    assert envelope(answer) == (401, "authentication_error", "authentication_failed", None)


@pytest.mark.contract("AUTH-2", "AUTH-7")
def test_the_key_of_a_deactivated_user_is_no_key(
    client: TestClient, store: Store, member: User, make_key: MakeKey
) -> None:
    key = make_key("*", user=member)
    assert client.get("/api/projects", headers=bearer(key)).status_code == 200
    with store.write() as tx:
        tx.users.update(member.id, is_active=False)
    assert client.get("/api/projects", headers=bearer(key)).status_code == 401


@pytest.mark.contract("AUTH-2")
def test_an_expired_key_is_refused(client: TestClient, make_key: MakeKey, clock: HandClock) -> None:
    key = make_key("*", expires_at=START + timedelta(hours=1))
    assert client.get("/api/projects", headers=bearer(key)).status_code == 200
    clock.move(timedelta(hours=1))
    assert client.get("/api/projects", headers=bearer(key)).json()["code"] == "authentication_failed"


@pytest.mark.contract("AUTH-6")
def test_last_use_is_noted_once_an_hour(client: TestClient, make_key: MakeKey, clock: HandClock) -> None:
    headers = bearer(make_key("*"))

    def last_used() -> str:
        return str(client.get("/api/personal_api_keys/@current", headers=headers).json()["last_used_at"])

    last_used()
    assert last_used() == "2026-03-01T12:30:15Z"
    clock.move(timedelta(minutes=59))
    last_used()
    assert last_used() == "2026-03-01T12:30:15Z"
    clock.move(timedelta(minutes=1))
    last_used()
    assert last_used() == "2026-03-01T13:30:15Z"


@pytest.mark.contract("AUTH-10", "AUTH-11")
def test_a_missing_scope_is_named(client: TestClient, make_key: MakeKey, project: Project) -> None:
    answer = client.patch(f"/api/projects/{project.id}", json={}, headers=bearer(make_key("project:read")))
    assert envelope(answer) == DENIED
    assert "'project:write'" in answer.json()["detail"]
    assert client.get(f"/api/projects/{project.id}", headers=bearer(make_key("project:write"))).status_code == 200


@pytest.mark.contract("AUTH-12", "NB-40")
def test_an_action_without_a_scope_refuses_keys(api: TestClient) -> None:
    answer = api.get("/api/personal_api_keys")
    assert envelope(answer) == DENIED
    assert answer.json()["detail"] == "This action does not support personal API key access"


@pytest.mark.contract("AUTH-14")
def test_a_key_limited_to_projects_stays_in_them(
    client: TestClient, make_key: MakeKey, project: Project, other_project: Project
) -> None:
    headers = bearer(make_key("*", scoped_teams=[project.id]))
    assert client.get(f"/api/projects/{project.id}", headers=headers).status_code == 200
    refused = client.get(f"/api/projects/{other_project.id}", headers=headers)
    assert envelope(refused) == DENIED
    assert str(other_project.id) in refused.json()["detail"]
    assert envelope(client.get("/api/projects", headers=headers)) == DENIED
    me = client.get("/api/users/@me", headers=headers)
    assert me.status_code == 200
    assert [shown["id"] for shown in me.json()["organization"]["projects"]] == [project.id]


@pytest.mark.contract("AUTH-14")
def test_a_key_limited_to_the_organization_works_in_it(client: TestClient, make_key: MakeKey, project: Project) -> None:
    headers = bearer(make_key("*", scoped_organizations=[str(project.organization_id)]))
    assert client.get("/api/projects/@current", headers=headers).status_code == 200
    assert client.get("/api/organizations/@current", headers=headers).status_code == 200


@pytest.mark.contract("CONV-4", "CONV-5", "CONV-7")
@pytest.mark.parametrize("project_id", ["abc", "999999", "0", "-1", "99999999999999999999", "1.0", "%00", "①"])
def test_a_project_that_is_not_there_is_not_found(api: TestClient, project_id: str) -> None:
    assert envelope(api.get(f"/api/projects/{project_id}")) == NOT_FOUND


@pytest.mark.contract("CONV-4")
def test_a_caller_without_a_current_project_finds_none(
    client: TestClient, store: Store, member: User, make_key: MakeKey
) -> None:
    with store.write() as tx:
        tx.users.update(member.id, current_project_id=None)
    answer = client.get("/api/projects/@current", headers=bearer(make_key("*", user=member)))
    assert envelope(answer) == NOT_FOUND


@pytest.mark.contract("CONV-13", "CONV-6")
def test_refusals_come_in_one_order(
    client: TestClient, make_key: MakeKey, project: Project, other_project: Project
) -> None:
    headers = bearer(make_key("event_definition:read", scoped_teams=[project.id]))
    assert client.patch("/api/projects/999", content=b"{", headers=bearer("phx_bad")).status_code == 401
    assert client.patch("/api/projects/999", content=b"{", headers=headers).status_code == 404
    scope_first = client.patch(f"/api/projects/{other_project.id}", content=b"{", headers=headers)
    assert "project:write" in scope_first.json()["detail"]
    limits_next = client.get(f"/api/projects/{other_project.id}/event_definitions", headers=headers)
    assert str(other_project.id) in limits_next.json()["detail"]
    last = client.patch(f"/api/projects/{project.id}", content=b"{", headers=bearer(make_key("*")))
    assert envelope(last) == (400, "invalid_request", "parse_error", None)


@pytest.mark.contract("AUTH-20", "AUTH-13")
def test_a_browser_logs_in_and_is_let_in_by_its_cookie(client: TestClient) -> None:
    answer = client.post("/api/login", json={"email": EMAIL.upper(), "password": PASSWORD})
    assert answer.json()["email"] == EMAIL
    session, csrf = answer.headers.get_list("set-cookie")
    assert session.startswith("hedgerow_session=")
    assert "HttpOnly" in session
    assert "SameSite=lax" in session
    assert csrf.startswith("hedgerow_csrftoken=")
    assert "HttpOnly" not in csrf
    assert client.get("/api/projects/@current").status_code == 200


@pytest.mark.contract("AUTH-20")
def test_a_session_changes_nothing_without_its_csrf_token(browser: TestClient) -> None:
    assert browser.patch("/api/projects/@current", json={"name": "Mine"}).status_code == 200
    for wrong in ("", "guess"):
        answer = browser.patch("/api/projects/@current", json={"name": "Yours"}, headers={"X-CSRFToken": wrong})
        assert envelope(answer) == DENIED
    assert browser.get("/api/projects/@current", headers={"X-CSRFToken": ""}).json()["name"] == "Mine"


@pytest.mark.contract("AUTH-20")
def test_logging_out_ends_the_session(browser: TestClient, house: House) -> None:
    kept = dict(browser.cookies)
    assert browser.post("/api/logout").status_code == 204
    browser.cookies.update(kept)
    assert envelope(browser.get("/api/users/@me")) == (401, "authentication_error", "not_authenticated", None)


@pytest.mark.contract("AUTH-20", "AUTH-3")
def test_a_session_ends_after_two_weeks_without_a_visit(browser: TestClient, clock: HandClock) -> None:
    clock.move(timedelta(days=13))
    assert browser.get("/api/users/@me").status_code == 200
    clock.move(timedelta(days=13))
    assert browser.get("/api/users/@me").status_code == 200
    clock.move(timedelta(days=15))
    answer = browser.get("/api/users/@me")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Session"


@pytest.mark.contract("AUTH-20")
def test_a_wrong_password_and_an_unknown_email_are_told_apart_by_nobody(client: TestClient) -> None:
    known = client.post("/api/login", json={"email": EMAIL, "password": "wrong wrong"})
    unknown = client.post("/api/login", json={"email": "nobody@example.com", "password": "wrong wrong"})
    assert known.json() == unknown.json()
    assert envelope(known) == (400, "validation_error", "invalid_credentials", None)


@pytest.mark.contract("ERR-2")
def test_guessing_passwords_is_slowed_down(client: TestClient, house: House) -> None:
    for _ in range(10):
        house.logins.attempt("testclient", EMAIL)
    answer = client.post("/api/login", json={"email": EMAIL, "password": PASSWORD})
    assert envelope(answer) == (429, "throttled_error", "throttled", None)
    assert 0 < int(answer.headers["Retry-After"]) <= 900
    assert client.post("/api/login", json={"email": "x@example.com", "password": PASSWORD}).status_code == 400


@pytest.mark.contract("FMT-8")
def test_a_foreign_form_cannot_log_anybody_in(client: TestClient) -> None:
    answer = client.post("/api/login", data={"email": EMAIL, "password": PASSWORD})
    assert envelope(answer) == (415, "invalid_request", "unsupported_media_type", None)
