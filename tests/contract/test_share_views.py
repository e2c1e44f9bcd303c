"""Who looked at what is shared, and when."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.api.app import create_app
from hedgerow.services import share_views
from hedgerow.services.house import House
from hedgerow.services.share_views import drop_old_share_views, network_of
from hedgerow.store.store import Store
from hedgerow.vocab.projects import Project
from tests.contract.conftest import BASE, HandClock, bearer, envelope
from tests.contract.dashboard_fixtures import Json, insight, made, patched
from tests.contract.sharing_fixtures import (
    PROJECT,
    board_sharing,
    changed,
    document,
    locked_board,
    opened,
    password_made,
    refreshed,
    shared_board,
)


def views(api: TestClient, sharing: str, **query: Any) -> Json:
    answer = api.get(f"{sharing}/views", params=query)
    assert answer.status_code == 200, answer.text
    shown: Json = answer.json()
    return shown


def lines(api: TestClient, sharing: str) -> list[tuple[str | None, str | None, int]]:
    """Network, note and views of each line."""
    results = views(api, sharing)["results"]
    return [(line["address"], line["password_note"], line["views"]) for line in results]


def visitor_from(house: House, address: str) -> TestClient:
    return TestClient(create_app(house), base_url=BASE, client=(address, 1))


@pytest.mark.contract("SHARE-54", "SHARE-56")
def test_a_viewer_is_one_line_an_hour_with_the_network_of_the_address_only(
    api: TestClient, house: House, clock: HandClock
) -> None:
    sharing, token = shared_board(api)
    with visitor_from(house, "203.0.113.77") as near, visitor_from(house, "2001:db8:1:2::9") as far:
        document(near, token)
        document(near, token)
        document(far, token)
        clock.move(timedelta(hours=1))
        document(near, token)
    page = views(api, sharing, limit=2)
    assert (page["count"], "offset=2" in page["next"]) == (3, True)
    assert page["results"][0] == {
        "last_viewed_at": "2026-03-01T13:30:15Z", "views": 1, "address": "203.0.113.0/24", "password_note": None,
    }  # fmt: skip
    assert sorted(map(str, lines(api, sharing)[1:])) == [
        "('2001:db8:1::/48', None, 1)", "('203.0.113.0/24', None, 2)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2::9", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("testclient", None),
        ("", None),
    ],
)
def test_of_an_address_the_network_is_kept(address: str, network: str | None) -> None:
    assert network_of(address) == network


@pytest.mark.contract("SHARE-42", "SHARE-54")
def test_whoever_gave_a_password_is_known_by_its_note_and_the_locked_page_is_no_view(api: TestClient) -> None:
    sharing, token = locked_board(api)
    password_made(api, sharing, raw_password="second one")
    api.get(f"/shared/{token}")
    assert lines(api, sharing) == []
    for text in ("open sesame", "second one", "open sesame"):
        document(api, token, jwt=opened(api, token, text))
    assert sorted(lines(api, sharing)) == [(None, "", 1), (None, "friends", 2)]


@pytest.mark.contract("SHARE-54")
def test_an_open_page_that_is_refreshed_is_one_view_an_hour_and_never_none(api: TestClient, clock: HandClock) -> None:
    sharing, token = shared_board(api)
    document(api, token, refresh="blocking")
    document(api, token, refresh="blocking")
    api.head(f"/shared/{token}")
    assert lines(api, sharing) == [(None, None, 1)]
    clock.move(timedelta(minutes=30))
    document(api, token, refresh="blocking")
    assert [line["views"] for line in views(api, sharing)["results"]] == [1, 1]


@pytest.mark.contract("SHARE-35", "SHARE-37")
def test_views_stay_with_what_is_shared_when_its_link_is_replaced(api: TestClient) -> None:
    sharing, old = shared_board(api)
    document(api, old)
    new = refreshed(api, sharing)["access_token"]
    document(api, old)
    document(api, new)
    assert lines(api, sharing) == [(None, None, 3)]
    changed(api, sharing, enabled=False)
    assert lines(api, sharing) == [(None, None, 3)]


def test_views_are_summed_up_by_the_days_of_the_project(
    api: TestClient, store: Store, project: Project, clock: HandClock
) -> None:
    with store.write() as tx:
        tx.projects.update(project.id, now=clock(), timezone="Asia/Tokyo")  # 12:30 UTC is 21:30 there
    sharing, token = shared_board(api)
    document(api, token)
    clock.move(timedelta(hours=3))
    document(api, token)
    document(api, token)
    page = views(api, sharing)
    assert (page["first_day"], page["daily_views"]) == ("2026-02-01", [0] * 28 + [1, 2])


def test_what_was_never_shared_was_never_viewed(api: TestClient) -> None:
    page = views(api, board_sharing(made(api)["id"]))
    assert (page["count"], page["results"], sum(page["daily_views"]), len(page["daily_views"])) == (0, [], 0, 30)


def test_a_crowd_cannot_fill_the_log(
    api: TestClient, house: House, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(share_views, "VIEWERS_PER_HOUR", 2)
    sharing, token = shared_board(api)
    for third in range(5):
        with visitor_from(house, f"198.51.{third}.1") as visitor:
            document(visitor, token)
    assert sorted(map(str, lines(api, sharing))) == [
        "('198.51.0.0/24', None, 1)", "('198.51.1.0/24', None, 1)", "(None, None, 3)",
    ]  # fmt: skip
    clock.move(timedelta(days=89, hours=23))
    drop_old_share_views(house)
    assert len(lines(api, sharing)) == 3
    clock.move(timedelta(hours=1))
    drop_old_share_views(house)
    assert lines(api, sharing) == []


@pytest.mark.contract("NB-29", "SHARE-10", "SHARE-11")
def test_reading_rights_show_the_views_of_what_is_there(
    client: TestClient, api: TestClient, make_key: Callable[..., str]
) -> None:
    asked = insight(api, name="Views")
    sharing = f"{PROJECT}/insights/{asked['short_id']}/sharing"
    document(api, changed(api, sharing, enabled=True)["access_token"])
    reader, stranger = (bearer(make_key(f"{scope}:read")) for scope in ("sharing_configuration", "dashboard"))
    assert client.get(f"{sharing}/views", headers=reader).json()["count"] == 1
    assert client.get(f"{sharing}/views", headers=stranger).status_code == 403
    board = made(api)["id"]
    patched(api, board, deleted=True)
    for gone in (board_sharing(board), board_sharing(999), f"{PROJECT}/insights/999/sharing"):
        assert envelope(api.get(f"{gone}/views"))[:3] == (404, "invalid_request", "not_found")
