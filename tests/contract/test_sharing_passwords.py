"""The passwords of shares (contract 20 §3)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.store.store import Store
from hedgerow.vocab.projects import Project
from tests.contract.conftest import EMAIL, HandClock, bearer, envelope
from tests.contract.dashboard_fixtures import made
from tests.contract.sharing_fixtures import (
    board_sharing,
    changed,
    document,
    locked_board,
    logged,
    opened,
    password_made,
    refreshed,
    shared_board,
    state,
)

WRONG = (404, "invalid_request", "not_found", None)


@pytest.mark.contract("SHARE-20", "SHARE-21", "SHARE-22", "SHARE-25")
def test_passwords_are_made_shown_once_and_each_opens(api: TestClient) -> None:
    sharing, token = shared_board(api, password_required=True)
    own = password_made(api, sharing, raw_password="open sesame", note="friends")
    drawn = password_made(api, sharing)
    empty = password_made(api, sharing, raw_password="")
    assert set(own) == {"id", "password", "note", "created_at", "created_by_email", "expires_at"}
    assert (own["password"], own["note"], own["created_by_email"]) == ("open sesame", "friends", EMAIL)
    assert (len(drawn["password"]) >= 20, drawn["note"], drawn["password"] != empty["password"]) == (True, "", True)
    shown = api.get(sharing)
    assert [entry["id"] for entry in shown.json()["share_passwords"]] == [empty["id"], drawn["id"], own["id"]]
    for entry in (own, drawn, empty):
        assert entry["password"] not in shown.text
        assert document(api, token, jwt=opened(api, token, entry["password"]))["type"] == "scene"


@pytest.mark.contract("SHARE-20", "SHARE-22")
def test_an_entry_says_who_made_it_and_when_it_was_used(api: TestClient, clock: HandClock) -> None:
    sharing, token = locked_board(api)
    clock.move(timedelta(hours=1))
    opened(api, token)
    (entry,) = state(api, sharing)["share_passwords"]
    assert entry.pop("id") > 0
    assert entry == {
        "created_at": "2026-03-01T12:30:15Z", "note": "friends", "created_by_email": EMAIL, "is_active": True,
        "expires_at": None, "last_used_at": "2026-03-01T13:30:15Z",
    }  # fmt: skip


@pytest.mark.contract("SHARE-20")
@pytest.mark.parametrize(
    ("body", "code", "attr"),
    [
        ({"raw_password": "short"}, "invalid_input", "raw_password"),
        ({"raw_password": "x" * 129}, "max_length", "raw_password"),
        ({"raw_password": 12345678}, "invalid_input", "raw_password"),
        ({"note": "x" * 101}, "max_length", "note"),
        ({"expires_at": "2026-03-01T12:30:15Z"}, "invalid_input", "expires_at"),
        ({"expires_at": "soon"}, "invalid_input", "expires_at"),
    ],
)
def test_a_password_that_breaks_a_rule_is_refused(api: TestClient, body: Any, code: str, attr: str) -> None:
    sharing, _ = shared_board(api, password_required=True)
    answer = api.post(f"{sharing}/passwords", json=body)
    assert envelope(answer) == (400, "validation_error", code, attr)
    assert state(api, sharing)["share_passwords"] == []


@pytest.mark.contract("SHARE-23", "SHARE-24", "ERR-6")
def test_without_password_protection_there_is_nothing_to_add_to(api: TestClient) -> None:
    for sharing in (shared_board(api)[0], board_sharing(made(api)["id"])):
        answer = api.post(f"{sharing}/passwords", json={"raw_password": 1})
        assert (answer.status_code, set(answer.json())) == (400, {"error"})


@pytest.mark.contract("SHARE-26", "SHARE-27")
def test_passwords_can_be_made_while_sharing_is_off_and_change_nothing_else(api: TestClient) -> None:
    sharing = board_sharing(made(api)["id"])
    before = changed(api, sharing, password_required=True)
    password_made(api, sharing, enabled=True, settings={"legend": True}, password_required=False)
    after = state(api, sharing)
    assert {**after, "share_passwords": []} == before


@pytest.mark.contract("SHARE-28", "AUTH-11")
def test_reading_rights_do_not_make_passwords(
    client: TestClient, api: TestClient, make_key: Callable[..., str]
) -> None:
    sharing, _ = locked_board(api)
    headers = bearer(make_key("sharing_configuration:read"))
    assert client.get(sharing, headers=headers).status_code == 200
    assert client.post(f"{sharing}/passwords", json={}, headers=headers).status_code == 403


@pytest.mark.contract("SHARE-30", "SHARE-32", "SHARE-48")
def test_a_deleted_password_opens_nothing_more_and_the_others_go_on(api: TestClient) -> None:
    sharing, token = locked_board(api)
    other = password_made(api, sharing, raw_password="second one")
    first_jwt, other_jwt = opened(api, token), opened(api, token, "second one")
    answer = api.delete(f"{sharing}/passwords/{other['id']}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert [entry["note"] for entry in state(api, sharing)["share_passwords"]] == ["friends"]
    assert document(api, token, jwt=other_jwt) == {"type": "unlock"}
    assert document(api, token, jwt=first_jwt)["type"] == "scene"
    assert api.post(f"/shared/{token}", json={"password": "second one"}).status_code == 401


@pytest.mark.contract("SHARE-30", "SHARE-33")
def test_a_password_deleted_after_the_link_was_replaced_is_dead_on_the_old_link_too(api: TestClient) -> None:
    sharing, old = locked_board(api)
    jwt = opened(api, old)
    (entry,) = refreshed(api, sharing)["share_passwords"]
    assert document(api, old, jwt=jwt)["type"] == "scene"
    assert api.delete(f"{sharing}/passwords/{entry['id']}").status_code == 204
    assert document(api, old, jwt=jwt) == {"type": "unlock"}
    assert api.post(f"/shared/{old}", json={"password": "open sesame"}).status_code == 401


@pytest.mark.contract("SHARE-31")
def test_a_password_that_is_not_here_cannot_be_deleted(api: TestClient) -> None:
    sharing, _ = locked_board(api)
    other, _ = locked_board(api)
    (foreign,) = state(api, other)["share_passwords"]
    (own,) = state(api, sharing)["share_passwords"]
    for unknown in (foreign["id"], 999, "x", "0", str(2**70)):
        assert envelope(api.delete(f"{sharing}/passwords/{unknown}")) == WRONG
    assert api.delete(f"{sharing}/passwords/{own['id']}").status_code == 204
    assert envelope(api.delete(f"{sharing}/passwords/{own['id']}")) == WRONG
    assert len(state(api, other)["share_passwords"]) == 1


@pytest.mark.contract("SHARE-20", "SHARE-48")
def test_a_password_with_an_end_stops_opening_then(api: TestClient, clock: HandClock) -> None:
    sharing, token = shared_board(api, password_required=True)
    password_made(api, sharing, raw_password="open sesame", expires_at="2026-03-01T13:30:15Z")
    jwt = opened(api, token)
    clock.move(timedelta(minutes=59))
    assert document(api, token, jwt=jwt)["type"] == "scene"
    clock.move(timedelta(minutes=1))
    assert document(api, token, jwt=jwt) == {"type": "unlock"}
    assert api.post(f"/shared/{token}", json={"password": "open sesame"}).status_code == 401
    assert state(api, sharing)["share_passwords"] == []


@pytest.mark.contract("LOG-1")
def test_passwords_made_and_deleted_are_logged_without_their_text(
    api: TestClient, store: Store, project: Project
) -> None:
    sharing, _ = locked_board(api)
    (entry,) = state(api, sharing)["share_passwords"]
    api.delete(f"{sharing}/passwords/{entry['id']}")
    created, deleted = logged(store, project)[-2:]
    assert (created[0], deleted[0]) == ("share password created", "share password deleted")
    assert created[1] | {"changes": 0} == deleted[1] | {"changes": 0}
    assert (created[1]["share_password_id"], created[1]["note"]) == (entry["id"], "friends")
    assert "sesame" not in str(created[1])
