"""How dashboards and insights are shared, by those who may (contract 20 §2, §3 refresh)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.api.app import create_app
from hedgerow.services.house import House
from hedgerow.store.repositories.sharing import Sharing
from hedgerow.store.store import Store
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import HandClock, bearer, envelope
from tests.contract.dashboard_fixtures import got, insight, made, patched
from tests.contract.sharing_fixtures import (
    PROJECT,
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

NEVER: dict[str, Any] = {
    "created_at": None, "enabled": False, "access_token": None, "settings": None, "password_required": False,
    "share_passwords": [], "user_access_level": "manager", "views": 0, "last_viewed_at": None,
    "link_grace_seconds": 300, "replaced_link_expires_at": None,
}  # fmt: skip


def status(visitor: TestClient, token: str) -> int:
    return visitor.get(f"/shared/{token}").status_code


@pytest.mark.contract("SHARE-1", "SHARE-2", "SHARE-3")
def test_looking_at_the_sharing_of_something_never_shared_stores_nothing(api: TestClient) -> None:
    sharing = board_sharing(made(api)["id"])
    assert state(api, sharing) == state(api, sharing) == NEVER


@pytest.mark.contract("SHARE-4", "SHARE-6")
def test_sharing_is_turned_on_and_off_and_the_dashboard_says_so(api: TestClient) -> None:
    board = made(api, name="b")
    sharing = board_sharing(board["id"])
    assert board["is_shared"] is False
    on = changed(api, sharing, enabled=True)
    assert (on["enabled"], on["password_required"], on["settings"]) == (True, False, None)
    assert len(on["access_token"]) >= 30
    assert (got(api, board["id"])["is_shared"], status(api, on["access_token"])) == (True, 200)
    listed = api.get(f"{PROJECT}/dashboards").json()["results"]
    assert [row["is_shared"] for row in listed] == [True]
    assert changed(api, sharing, settings={"legend": True})["enabled"] is True
    assert changed(api, sharing, enabled=False)["settings"] == {"legend": True}
    assert (got(api, board["id"])["is_shared"], status(api, on["access_token"])) == (False, 404)


@pytest.mark.contract("SHARE-5")
def test_off_and_on_again_gives_a_new_link_and_every_earlier_one_is_dead(api: TestClient) -> None:
    sharing, first = shared_board(api)
    second = refreshed(api, sharing)["access_token"]
    assert (status(api, first), status(api, second)) == (200, 200)
    changed(api, sharing, enabled=False)
    assert (status(api, first), status(api, second)) == (404, 404)
    third = changed(api, sharing, enabled=True)["access_token"]
    assert len({first, second, third}) == 3
    assert [status(api, token) for token in (first, second, third)] == [404, 404, 200]


@pytest.mark.contract("SHARE-7")
@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"whitelabel": True, "x": 1}, {"whitelabel": True}),
        ({"theme": "dark", "legend": None, "noHeader": False}, {"theme": "dark", "noHeader": False}),
        ({}, {}),
        (None, None),
    ],
)
def test_of_the_settings_what_is_known_is_kept(api: TestClient, sent: Any, kept: Any) -> None:
    sharing, _ = shared_board(api, settings={"detailed": True})
    assert changed(api, sharing, settings=sent)["settings"] == kept
    assert state(api, sharing)["settings"] == kept


@pytest.mark.contract("SHARE-8")
@pytest.mark.parametrize("sent", ["x", 1, [], {"theme": "pink"}, {"theme": 1}, {"legend": "yes"}, {"noHeader": 1}])
def test_settings_that_cannot_be_used_are_refused(api: TestClient, sent: Any) -> None:
    sharing, _ = shared_board(api, settings={"detailed": True})
    answer = api.patch(sharing, json={"settings": sent, "enabled": False})
    assert envelope(answer) == (400, "validation_error", "invalid_input", "settings")
    assert "settings" in answer.json()["detail"]
    kept = state(api, sharing)
    assert (kept["enabled"], kept["settings"]) == (True, {"detailed": True})


@pytest.mark.contract("SHARE-9", "SHARE-42")
def test_a_password_may_be_asked_for_at_any_time(api: TestClient) -> None:
    sharing, token = shared_board(api)
    assert changed(api, sharing, password_required=True)["password_required"] is True
    assert document(api, token) == {"type": "unlock"}


@pytest.mark.contract("SHARE-10", "SHARE-28", "CONV-13")
def test_what_is_not_there_cannot_be_shared(api: TestClient) -> None:
    board = made(api)["id"]
    patched(api, board, deleted=True)
    for sharing in (board_sharing(board), board_sharing(999), f"{PROJECT}/dashboards/x/sharing"):
        calls = [
            api.get(sharing),
            api.patch(sharing, json={"enabled": "?"}),
            api.post(f"{sharing}/refresh"),
            api.post(f"{sharing}/passwords", json={"raw_password": 1}),
            api.delete(f"{sharing}/passwords/1"),
        ]
        assert [envelope(answer)[:3] for answer in calls] == [(404, "invalid_request", "not_found")] * 5


@pytest.mark.contract("SHARE-11", "SHARE-13")
def test_any_member_may_share_also_a_restricted_dashboard(
    client: TestClient, api: TestClient, make_key: Callable[..., str], member: User
) -> None:
    board = made(api, restriction_level=37)["id"]
    headers = bearer(make_key("sharing_configuration:write", user=member))
    answer = client.patch(board_sharing(board), json={"enabled": True}, headers=headers)
    assert (answer.status_code, answer.json()["user_access_level"]) == (200, "editor")


@pytest.mark.contract("SHARE-12")
def test_a_server_can_forbid_public_sharing(api: TestClient, house: House) -> None:
    sharing, token = shared_board(api)
    private = replace(house, settings=house.settings.model_copy(update={"allow_public_sharing": False}))
    with TestClient(create_app(private), headers=dict(api.headers), raise_server_exceptions=False) as guarded:
        assert envelope(guarded.patch(sharing, json={"enabled": True}))[0:3:2] == (403, "permission_denied")
        assert [guarded.get(f"/{door}/{token}").status_code for door in ("shared", "embedded")] == [404, 404]
        assert guarded.patch(sharing, json={"settings": {}}).status_code == 200
        assert guarded.patch(sharing, json={"enabled": False}).status_code == 200


@pytest.mark.contract("SHARE-15", "SHARE-40", "LOG-1")
def test_each_change_of_sharing_is_logged(api: TestClient, store: Store, project: Project) -> None:
    sharing, _ = shared_board(api)
    changed(api, sharing, enabled=True)
    changed(api, sharing, password_required=True)
    refreshed(api, sharing)
    changed(api, sharing, enabled=False)
    (created, on, protected, new_link, off) = logged(store, project)
    names = [entry[0] for entry in (created, on, protected, new_link, off)]
    assert names == [
        "created", "sharing enabled", "sharing changed", "access token refreshed", "sharing disabled",
    ]  # fmt: skip
    assert on[1]["changes"] == [{"field": "enabled", "action": "changed", "before": False, "after": True}]
    assert protected[1]["name"] == "Shared board"
    assert new_link[1]["dashboard_id"] == int(sharing.split("/")[-2])


@pytest.mark.contract("SHARE-35", "SHARE-36", "SHARE-38", "SHARE-39", "SHARE-33")
def test_a_new_link_keeps_the_rules_and_the_passwords(api: TestClient) -> None:
    sharing, old = locked_board(api)
    password_made(api, sharing, raw_password="second one", note="others")
    changed(api, sharing, settings={"legend": True})
    before = state(api, sharing)
    jwt = opened(api, old)
    after = refreshed(api, sharing)
    assert after["access_token"] != old
    assert after == state(api, sharing)
    kept = ("enabled", "settings", "password_required")
    assert [after[name] for name in kept] == [before[name] for name in kept]
    notes = [[entry["note"] for entry in shown["share_passwords"]] for shown in (before, after)]
    assert notes == [["others", "friends"]] * 2
    ids = [{entry["id"] for entry in shown["share_passwords"]} for shown in (before, after)]
    assert not ids[0] & ids[1]
    for gone in ids[0]:
        assert api.delete(f"{sharing}/passwords/{gone}").status_code == 404
    for text in ("open sesame", "second one"):
        assert document(api, after["access_token"], jwt=opened(api, after["access_token"], text))["type"] == "scene"
    assert document(api, after["access_token"], jwt=jwt) == {"type": "unlock"}
    assert document(api, old, jwt=jwt)["type"] == "scene"


@pytest.mark.contract("SHARE-37")
def test_a_replaced_link_works_for_five_more_minutes(api: TestClient, clock: HandClock) -> None:
    sharing, old = shared_board(api)
    replaced = refreshed(api, sharing)
    new = replaced["access_token"]
    clock.move(timedelta(minutes=4))
    assert (status(api, old), status(api, new)) == (200, 200)
    told = {replaced["replaced_link_expires_at"], state(api, sharing)["replaced_link_expires_at"]}
    assert told == {"2026-03-01T12:35:15Z"}
    clock.move(timedelta(minutes=2))
    assert (status(api, old), status(api, new)) == (404, 200)
    assert state(api, sharing)["replaced_link_expires_at"] is None


@pytest.mark.contract("SHARE-41")
def test_a_new_link_for_something_never_shared_leaves_it_unshared(api: TestClient) -> None:
    sharing = board_sharing(made(api)["id"])
    fresh = refreshed(api, sharing)
    assert (fresh["enabled"], fresh["access_token"] is None) == (False, False)
    assert changed(api, sharing, enabled=True)["access_token"] == fresh["access_token"]


@pytest.mark.contract("SHARE-16")
def test_something_has_one_configuration_however_often_it_is_changed(
    api: TestClient, store: Store, project: Project, clock: HandClock
) -> None:
    sharing, _ = shared_board(api)
    for _ in range(3):
        refreshed(api, sharing)
        clock.move(timedelta(minutes=10))
    last = refreshed(api, sharing)
    assert state(api, sharing) == last


@pytest.mark.contract("SHARE-35", "SHARE-36", "CONV-13")
def test_a_new_link_that_fails_halfway_changes_nothing(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    sharing, old = locked_board(api)
    before = state(api, sharing)
    with monkeypatch.context() as broken:
        broken.setattr(Sharing, "copy_passwords", _fail)
        assert api.post(f"{sharing}/refresh").status_code == 500
    assert state(api, sharing) == before
    assert document(api, old, jwt=opened(api, old))["type"] == "scene"


@pytest.mark.contract("SHARE-5")
def test_turning_off_that_fails_halfway_changes_nothing(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    sharing, old = shared_board(api)
    new = refreshed(api, sharing)["access_token"]
    before = state(api, sharing)
    with monkeypatch.context() as broken:
        broken.setattr("hedgerow.services.sharing.log_share", _fail)
        assert api.patch(sharing, json={"enabled": False}).status_code == 500
    assert state(api, sharing) == before
    assert (status(api, old), status(api, new)) == (200, 200)


@pytest.mark.contract("NB-29")
def test_an_insight_is_shared_in_the_same_way(api: TestClient, store: Store, project: Project) -> None:
    asked = insight(api, name="Views")
    for name in (asked["id"], asked["short_id"]):
        sharing = f"{PROJECT}/insights/{name}/sharing"
        token = changed(api, sharing, enabled=True, password_required=True)["access_token"]
        password = password_made(api, sharing, raw_password="open sesame")
        shown = document(api, token, jwt=opened(api, token))
        assert (shown["insight"]["id"], "dashboard" in shown) == (asked["id"], False)
        assert api.delete(f"{sharing}/passwords/{password['id']}").status_code == 204
        assert refreshed(api, sharing)["access_token"] != token
        changed(api, sharing, enabled=False)
    entries = logged(store, project, scope="Insight")
    assert "sharing disabled" in [activity for activity, _ in entries]
    assert api.get(f"{PROJECT}/insights/999/sharing").status_code == 404


def _fail(*_given: object, **_named: object) -> None:
    raise RuntimeError("in the middle")
