"""One's own password, and the browsers that are logged in (AUTH-20)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from argon2 import extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY
from starlette.testclient import TestClient

from hedgerow.services import passwords
from hedgerow.services.house import House
from tests.conftest import STRONG
from tests.contract.conftest import EMAIL, PASSWORD, HandClock, bearer, envelope

CHANGE = "/api/users/@me/password"
SESSIONS = "/api/users/@me/sessions"
NEW = "another good one"


def logged_in_elsewhere(browser: TestClient) -> dict[str, str]:
    """The cookies of a second browser of the owner; the first stays as it was."""
    own = dict(browser.cookies)
    assert browser.post("/api/login", json={"email": EMAIL, "password": PASSWORD}).status_code == 200
    other = dict(browser.cookies)
    browser.cookies.clear()
    browser.cookies.update(own)
    return other


def as_browser(client: TestClient, cookies: dict[str, str]) -> int:
    own = dict(client.cookies)
    client.cookies.clear()
    client.cookies.update(cookies)
    status: int = client.get("/api/users/@me").status_code
    client.cookies.clear()
    client.cookies.update(own)
    return status


@pytest.mark.contract("AUTH-20")
def test_a_new_password_logs_every_other_browser_out(browser: TestClient) -> None:
    other = logged_in_elsewhere(browser)
    assert as_browser(browser, other) == 200
    assert browser.post(CHANGE, json={"current_password": PASSWORD, "password": NEW}).status_code == 204
    assert as_browser(browser, other) == 401
    assert browser.get("/api/users/@me").status_code == 200
    assert browser.post("/api/login", json={"email": EMAIL, "password": PASSWORD}).status_code == 400
    assert browser.post("/api/login", json={"email": EMAIL, "password": NEW}).status_code == 200


@pytest.mark.contract("AUTH-20", "ERR-1")
@pytest.mark.parametrize(
    ("body", "code", "attr"),
    [
        ({"current_password": "wrong one", "password": NEW}, "invalid_input", "current_password"),
        ({"current_password": PASSWORD, "password": "short"}, "min_length", "password"),
        ({"password": NEW}, "required", "current_password"),
        ({"current_password": PASSWORD}, "required", "password"),
    ],
)
def test_a_change_that_cannot_be_changes_nothing(browser: TestClient, body: Any, code: str, attr: str) -> None:
    assert envelope(browser.post(CHANGE, json=body)) == (400, "validation_error", code, attr)
    assert browser.post("/api/login", json={"email": EMAIL, "password": PASSWORD}).status_code == 200


@pytest.mark.contract("ERR-2")
def test_guessing_the_present_password_is_slowed_down(browser: TestClient, house: House) -> None:
    for _ in range(9):
        house.logins.attempt("testclient", EMAIL)
    assert browser.post(CHANGE, json={"current_password": "guess", "password": NEW}).status_code == 400
    last = browser.post(CHANGE, json={"current_password": PASSWORD, "password": NEW})
    assert envelope(last) == (429, "throttled_error", "throttled", None)


@pytest.mark.contract("AUTH-20")
def test_one_sees_ones_browsers_and_logs_the_others_out(browser: TestClient, clock: HandClock) -> None:
    clock.move(timedelta(hours=1))
    other = logged_in_elsewhere(browser)
    listed = browser.get(SESSIONS).json()
    assert [(one["created_at"], one["current"]) for one in listed] == [
        ("2026-03-01T13:30:15Z", False), ("2026-03-01T12:30:15Z", True),
    ]  # fmt: skip
    assert browser.delete(SESSIONS).status_code == 204
    assert as_browser(browser, other) == 401
    assert [one["current"] for one in browser.get(SESSIONS).json()] == [True]


@pytest.mark.contract("AUTH-12")
def test_keys_have_nothing_to_do_with_passwords_and_browsers(client: TestClient, make_key: Callable[..., str]) -> None:
    headers = bearer(make_key("*"))
    body = {"current_password": PASSWORD, "password": NEW}
    for answer in (client.post(CHANGE, json=body, headers=headers), client.get(SESSIONS, headers=headers)):
        assert answer.json()["detail"] == "This action does not support personal API key access"


def test_a_password_takes_much_work_to_guess_and_an_unknown_account_as_much() -> None:
    assert extract_parameters(STRONG.hash(PASSWORD)) == RFC_9106_LOW_MEMORY
    assert extract_parameters(passwords._NOBODYS) == RFC_9106_LOW_MEMORY
