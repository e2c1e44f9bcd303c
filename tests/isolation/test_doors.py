"""Every operation of the OpenAPI refuses whoever may not use it."""

from collections.abc import Mapping
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.vocab.scopes import missing_scopes
from tests.contract.conftest import bearer, envelope
from tests.isolation.conftest import ALL_SCOPES, Tenant
from tests.isolation.operations import OPERATIONS, Operation, each

DENIED = (403, "authentication_error", "permission_denied", None)
UNKNOWN = (404, "invalid_request", "not_found", None)


@pytest.mark.contract("AUTH-21")
def test_only_these_operations_are_open_to_everybody() -> None:
    assert {f"{operation.method} {operation.path}" for operation in OPERATIONS if not operation.closed} == {
        "POST /api/login",
        "POST /batch",
        "POST /capture",
        "POST /i/v0/e",
        "POST /i/v1/analytics/events",
        "GET /api/signup/{token}",
        "POST /api/signup/{token}",
        "GET /_health",
        "GET /_readyz",
        "GET /metrics",
    }


@pytest.mark.contract("AUTH-21", "CONV-13")
@each(lambda operation: operation.closed)
def test_without_credentials_it_is_closed(operation: Operation, client: TestClient, ours: Tenant) -> None:
    answer = operation.call(client, operation.at(ours.project.id, ours.ids))
    assert envelope(answer) == (401, "authentication_error", "not_authenticated", None)
    assert ours.mark not in answer.text


@pytest.mark.contract("AUTH-2", "AUTH-3", "CONV-13")
@each(lambda operation: operation.closed)
def test_a_wrong_key_is_refused(operation: Operation, client: TestClient, ours: Tenant) -> None:
    answer = operation.call(client, operation.at(ours.project.id, ours.ids), bearer(f"{ours.key}x"))
    assert envelope(answer) == (401, "authentication_error", "authentication_failed", None)
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert ours.mark not in answer.text


@pytest.mark.contract("AUTH-10", "AUTH-11", "AUTH-15", "AUTH-16", "CONV-13")
@each(lambda operation: operation.scope is not None)
def test_each_scope_alone_opens_what_names_it_and_nothing_else(
    operation: Operation, client: TestClient, ours: Tenant, keys: Mapping[str, str]
) -> None:
    needed = operation.scope
    assert needed is not None
    path = operation.at(ours.project.id, ours.ids)
    for scope in sorted(ALL_SCOPES, key=lambda scope: not missing_scopes((scope,), needed)):
        answer = operation.call(client, path, bearer(keys[scope]))
        if missing := missing_scopes((scope,), needed):
            assert envelope(answer) == DENIED, scope
            assert f"'{missing[0]}'" in answer.json()["detail"]
            assert ours.mark not in answer.text
        else:
            assert answer.status_code not in {401, 403}, scope


@pytest.mark.contract("AUTH-13", "AUTH-20")
@each(lambda operation: operation.closed)
def test_a_session_opens_it_and_changes_nothing_without_its_csrf_token(
    operation: Operation, browser: TestClient, ours: Tenant
) -> None:
    path = operation.at(ours.project.id, ours.ids)
    csrf = browser.headers.pop("X-CSRFToken")
    if operation.method not in {"GET", "HEAD"}:
        assert envelope(operation.call(browser, path)) == DENIED
    answer = operation.call(browser, path, {"X-CSRFToken": csrf})
    assert answer.status_code not in {401, 403}


@pytest.mark.contract("AUTH-12")
@each(lambda operation: operation.closed and not operation.takes_keys)
def test_what_is_for_sessions_no_key_can_do(operation: Operation, client: TestClient, ours: Tenant) -> None:
    answer = operation.call(client, operation.at(ours.project.id, ours.ids), ours.headers)
    assert envelope(answer) == DENIED
    assert answer.json()["detail"] == "This action does not support personal API key access"


@pytest.mark.contract("AUTH-14", "CONV-6", "CONV-13")
@each(lambda operation: operation.inside_a_project)
def test_the_key_of_another_project_is_refused(
    operation: Operation, client: TestClient, ours: Tenant, theirs: Tenant
) -> None:
    answer = operation.call(client, operation.at(theirs.project.id, theirs.ids), ours.headers)
    assert envelope(answer) == DENIED
    assert str(theirs.project.id) in answer.json()["detail"]
    assert theirs.mark not in answer.text


@pytest.mark.contract("CONV-8", "CONV-13")
@each(lambda operation: operation.inside_a_project and bool(operation.objects))
def test_an_object_of_another_project_is_not_there(
    operation: Operation, client: TestClient, ours: Tenant, theirs: Tenant
) -> None:
    for missing in operation.objects:
        ids = {**ours.ids, missing: theirs.ids[missing]}
        answer = operation.call(client, operation.at(ours.project.id, ids), ours.headers)
        if operation.refuses_all:
            assert (answer.status_code, answer.content) == (405, b"")
        else:
            assert envelope(answer) == UNKNOWN
        assert theirs.mark not in answer.text


@pytest.mark.contract("CONV-8")
def test_a_short_id_of_another_project_is_not_there(client: TestClient, ours: Tenant, theirs: Tenant) -> None:
    answer = client.get(f"{ours.base}/insights/{theirs.ids['short_id']}", headers=ours.headers)
    assert envelope(answer) == UNKNOWN
    found = client.get(f"{ours.base}/insights", params={"short_id": theirs.ids["short_id"]}, headers=ours.headers)
    assert (found.json()["count"], found.json()["results"]) == (0, [])


def _bodies(ours: Tenant, theirs: Tenant) -> list[tuple[str, str, dict[str, Any]]]:
    """Requests of ours whose bodies name something of theirs."""
    board, asked = f"dashboards/{ours.ids['dashboard_id']}", f"insights/{ours.ids['insight_id']}"
    tile, text = theirs.ids["tile_id"], theirs.ids["text_id"]
    return [
        ("POST", "dashboards", {"name": "x", "use_dashboard": theirs.ids["dashboard_id"]}),
        ("POST", "insights", {"name": "x", "dashboards": [theirs.ids["dashboard_id"]]}),
        ("PATCH", asked, {"dashboards": [theirs.ids["dashboard_id"]]}),
        ("PATCH", "", {"primary_dashboard": theirs.ids["dashboard_id"]}),
        ("PATCH", board, {"tiles": [{"text": {"id": text, "body": "mine now"}}]}),
        ("PATCH", board, {"duplicate_tiles": [{"id": tile}]}),
        ("POST", f"{board}/update_text_tile", {"tile_id": tile, "body": "mine now"}),
        ("POST", f"{board}/delete_tile", {"tile_id": tile}),
        ("PATCH", "/api/users/@me", {"set_current_team": theirs.project.id}),
    ]


@pytest.mark.contract("CONV-8", "AUTH-14", "DASH-52", "DASH-55", "DASH-59")
def test_a_body_cannot_name_what_is_in_another_project(client: TestClient, ours: Tenant, theirs: Tenant) -> None:
    def everything(tenant: Tenant) -> list[Any]:
        paths = ["", f"/dashboards/{tenant.ids['dashboard_id']}", f"/insights/{tenant.ids['insight_id']}"]
        shown = [client.get(tenant.base + path, headers=tenant.headers).json() for path in paths]
        return [{**item, "last_accessed_at": None} for item in shown]

    before = everything(ours), everything(theirs)
    for method, path, body in _bodies(ours, theirs):
        url = path if path.startswith("/") else f"{ours.base}/{path}"
        answer = client.request(method, url, json=body, headers=ours.headers)
        assert answer.status_code in {400, 403, 404}, (method, path, body, answer.text)
        assert theirs.mark not in answer.text, (method, path, body)
    skipped = {"tiles": [{"id": theirs.ids["tile_id"], "color": "red"}, {"insight": {"id": theirs.ids["insight_id"]}}]}
    answer = client.patch(f"{ours.base}/dashboards/{ours.ids['dashboard_id']}", json=skipped, headers=ours.headers)
    assert (answer.status_code, theirs.mark in answer.text) == (200, False)
    assert (everything(ours), everything(theirs)) == before
