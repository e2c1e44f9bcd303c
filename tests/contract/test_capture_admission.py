"""Who may send events: tokens and their replacement, pages of named origins, and what is noted of all others."""

from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.services.house import House
from hedgerow.vocab.ingestion import WarningKind
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import HandClock, bearer, envelope

PATH = "/api/projects/@current"
DENIED = (403, "authentication_error", "permission_denied", None)
UNKNOWN = (401, "authentication_error", "authentication_failed", None)
SHOP = {"Origin": "https://shop.example.com"}


def send(client: TestClient, token: str, **headers: str) -> Any:
    return client.post("/e/", json={"api_key": token, "event": "e", "distinct_id": "ada"}, headers=headers)


@pytest.mark.contract("CAP-1", "LOG-1", "CONV-3")
@pytest.mark.parametrize(("method", "path"), [("POST", PATH), ("PATCH", "/api/environments/@current")])
def test_a_replaced_token_works_until_its_grace_is_over(
    api: TestClient, house: House, project: Project, clock: HandClock, method: str, path: str
) -> None:
    old = project.api_token
    shown = api.request(method, f"{path}/reset_token/").json()
    new = shown["api_token"]
    assert new.startswith("phc_")
    assert new != old
    assert (shown["previous_api_token"], shown["previous_token_expires_at"]) == (old, "2026-03-02T12:30:15Z")
    assert [send(api, token).status_code for token in (old, new)] == [200, 200]

    clock.move(timedelta(days=1))
    house.tokens.forget()
    assert envelope(send(api, old)) == UNKNOWN
    assert send(api, new).status_code == 200
    (line,) = api.get(f"{PATH}/activity_log", params={"scope": "Project"}).json()["results"]
    assert line["activity"] == "token reset"
    assert line["detail"]["changes"] == [{"field": "api_token", "action": "changed", "before": old, "after": new}]


@pytest.mark.contract("CAP-1")
def test_of_tokens_replaced_only_the_last_works_on(api: TestClient, project: Project) -> None:
    second = api.post(f"{PATH}/reset_token").json()["api_token"]
    third = api.post(f"{PATH}/reset_token").json()["api_token"]
    assert [send(api, token).status_code for token in (project.api_token, second, third)] == [401, 200, 200]


@pytest.mark.contract("NB-4")
def test_only_administrators_replace_the_token(client: TestClient, member: User, make_key: Any) -> None:
    headers = bearer(make_key("*", user=member))
    assert envelope(client.post(f"{PATH}/reset_token", headers=headers)) == DENIED
    assert client.get(PATH, headers=headers).json()["previous_api_token"] is None


@pytest.mark.contract("CAP-70", "CAP-72")
def test_a_page_of_another_origin_is_refused_where_it_can_read_it(
    api: TestClient, house: House, project: Project
) -> None:
    assert api.patch(PATH, json={"app_urls": ["https://Shop.example.com/"]}).json()["app_urls"] == [SHOP["Origin"]]
    foreign = {"Origin": "https://evil.example"}
    for answer in (
        send(api, project.api_token, **foreign),
        api.post("/i/v1/analytics/events", headers={**foreign, **bearer(project.api_token)}),
    ):
        assert envelope(answer) == DENIED
        assert answer.headers["Access-Control-Allow-Origin"] == foreign["Origin"]
    assert send(api, project.api_token, **SHOP).status_code == 200
    assert send(api, project.api_token).status_code == 200
    (warned,) = house.committer.warnings.taken()
    assert (warned.team_id, warned.kind) == (project.id, WarningKind.ORIGIN_REFUSED)
    assert (warned.count, warned.samples[0].details["origin"]) == (2, foreign["Origin"])
    assert api.patch(PATH, json={"app_urls": []}).json()["app_urls"] == []
    assert send(api, project.api_token, **foreign).status_code == 200


@pytest.mark.parametrize(
    ("allowed", "origin", "status"),
    [
        ("https://*.example.com", "https://shop.example.com", 200),
        ("https://*.example.com", "https://a.b.example.com", 200),
        ("https://*.example.com", "https://example.com", 403),
        ("https://*.example.com", "http://shop.example.com", 403),
        ("https://*.example.com", "https://shop.example.com.evil.example", 403),
        ("https://*.example.com", "https://evil.example/.example.com", 403),
        ("https://*.example.com", "https://shop.example.com:8443", 403),
        ("https://shop.example.com", "https://shopxexample.com", 403),
        ("https://shop.example.com:443", "https://shop.example.com", 200),
        ("http://localhost:*", "http://localhost:5173", 200),
        ("http://localhost:*", "http://localhost", 403),
        ("capacitor://localhost", "capacitor://localhost", 200),
        ("http://[::1]:3000", "http://[::1]:3000", 200),
        ("https://shop.example.com", "null", 403),
    ],
)
def test_a_star_stands_for_a_part_of_a_host_or_for_any_port(
    api: TestClient, project: Project, allowed: str, origin: str, status: int
) -> None:
    assert api.patch(PATH, json={"app_urls": ["https://other.example", allowed]}).status_code == 200
    assert send(api, project.api_token, Origin=origin).status_code == status


@pytest.mark.parametrize(
    "url", ["shop.example.com", "https://", "https://shop.example.com/path", "https://a b", "*", ""]
)
def test_what_is_no_origin_is_refused_and_changes_nothing(api: TestClient, url: str) -> None:
    api.patch(PATH, json={"app_urls": ["https://shop.example.com"]})
    answer = api.patch(PATH, json={"app_urls": ["https://other.example", url]})
    assert envelope(answer) == (400, "validation_error", "invalid_input", "app_urls")
    assert api.get(PATH).json()["app_urls"] == ["https://shop.example.com"]
    assert envelope(api.patch(PATH, json={"app_urls": [f"https://{n}.example" for n in range(101)]}))[0] == 400


@pytest.mark.contract("CAP-4", "CAP-23")
@pytest.mark.parametrize(
    ("body", "known", "kind", "details"),
    [
        (
            b'{"api_key": "phc_unknown_to_all", "event": "e", "distinct_id": "a"}',
            False,
            WarningKind.UNKNOWN_TOKEN,
            {"detail": "There is no project with this token.", "path": "/e", "token": "phc_unkn"},
        ),
        (
            b'{"api_key": "TOKEN", "event": "e"}',
            True,
            WarningKind.INVALID_REQUEST,
            {"detail": "The event has no `distinct_id`.", "attr": "distinct_id", "path": "/e"},
        ),
        (
            b"x" * (3 * 2**20),
            False,
            WarningKind.PAYLOAD_TOO_LARGE,
            {"detail": "The body is larger than 2097152 bytes.", "path": "/e"},
        ),
    ],
)
def test_a_refused_request_is_noted_with_what_helps_to_find_its_sender(
    client: TestClient, house: House, project: Project, body: bytes, known: bool, kind: WarningKind, details: Any
) -> None:
    client.post("/e/", content=body.replace(b"TOKEN", project.api_token.encode()))
    (warned,) = house.committer.warnings.taken()
    assert (warned.team_id, warned.kind) == (project.id if known else None, kind)
    assert [sample.details for sample in warned.samples] == [details]
