"""A tile copied to another dashboard (30 §2)."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from hedgerow.services.access import AccessLevel
from hedgerow.store.repositories.tiles import Tiles
from hedgerow.store.store import Store
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import bearer, envelope
from tests.contract.dashboard_fixtures import BASE, activity, box, got, insight, made, patched, tile_of, tiles_of
from tests.contract.tile_fixtures import (
    DENIED,
    INVALID,
    UNKNOWN,
    break_the_log,
    button,
    card,
    everything,
    hide_from_all,
    post,
)

LOOK = {
    "layouts": box(3, 4), "color": "blue", "show_description": True, "transparent_background": False,
    "filters_overrides": {"date_from": "-1d"},
}  # fmt: skip


def copied(api: TestClient, to: int, source: int, tile: int) -> tuple[int, str, str, str | None]:
    return envelope(post(api, to, "copy_tile", {"fromDashboardId": source, "tileId": tile}))


@pytest.mark.contract("TILE-10", "TILE-11")
def test_a_copied_tile_holds_the_same_insight_and_looks_the_same(api: TestClient) -> None:
    a, b = made(api)["id"], made(api)["id"]
    asked = insight(api, a)
    tile = tile_of(api, a, asked["id"])
    patched(api, a, tiles=[{"id": tile["id"], **LOOK}])
    answer = post(api, b, "copy_tile", {"fromDashboardId": a, "tileId": tile["id"]})
    assert answer.status_code == 200
    assert answer.json()["id"] == b
    (copy,) = answer.json()["tiles"]
    assert copy["id"] != tile["id"]
    assert copy["insight"]["id"] == asked["id"]
    assert {field: copy[field] for field in LOOK} == LOOK
    assert copy["insight"]["dashboards"] == [a, b]
    assert tiles_of(api, b) == [copy]
    assert tile_of(api, a, asked["id"])["id"] == tile["id"]


@pytest.mark.contract("TILE-12")
def test_a_copied_card_is_the_same_text_on_both_dashboards(api: TestClient) -> None:
    a, b = made(api)["id"], made(api)["id"]
    tile = card(api, a, color="red")
    (copy,) = post(api, b, "copy_tile", {"fromDashboardId": a, "tileId": tile["id"]}).json()["tiles"]
    assert (copy["text"]["id"], copy["color"]) == (tile["text"]["id"], "red")
    assert [place["dashboard_id"] for place in copy["text"]["dashboard_tiles"]] == [a, b]
    post(api, b, "update_text_tile", {"tile_id": copy["id"], "body": "new"})
    assert tiles_of(api, a)[0]["text"]["body"] == "new"


@pytest.mark.contract("TILE-13", "TILE-1")
def test_what_is_already_there_is_not_copied_again(api: TestClient) -> None:
    a, b = made(api)["id"], made(api)["id"]
    tile = tile_of(api, a, insight(api, a)["id"])
    wanted = {"fromDashboardId": a, "tileId": tile["id"]}
    assert post(api, b, "copy_tile", wanted).status_code == 200
    for _ in range(2):
        refused = post(api, b, "copy_tile", wanted)
        assert envelope(refused) == INVALID
        assert "already" in refused.json()["detail"]
    assert len(tiles_of(api, b)) == 1


@pytest.mark.contract("TILE-14", "TILE-1")
def test_a_hidden_tile_for_the_same_content_comes_back_with_the_copied_look(api: TestClient) -> None:
    a, b = made(api)["id"], made(api)["id"]
    asked = insight(api, a, b)
    hidden, tile = tile_of(api, b, asked["id"]), tile_of(api, a, asked["id"])
    patched(api, b, tiles=[{"id": hidden["id"], "deleted": True, "color": "green", "layouts": box(9, 9)}])
    patched(api, a, tiles=[{"id": tile["id"], **LOOK}])
    (back,) = post(api, b, "copy_tile", {"fromDashboardId": a, "tileId": tile["id"]}).json()["tiles"]
    assert back["id"] == hidden["id"]
    assert {field: back[field] for field in LOOK} == LOOK


@pytest.mark.contract("TILE-15", "TILE-16", "TILE-2")
def test_only_live_tiles_of_other_living_dashboards_can_be_copied(
    api: TestClient, store: Store, project: Project, owner: User
) -> None:
    a, b, c, gone = (made(api)["id"] for _ in range(4))
    tile, hidden = card(api, a), card(api, a, "hidden")
    lost, buried = tile_of(api, a, insight(api, a)["id"]), card(api, gone)
    patched(api, a, tiles=[{"id": hidden["id"], "deleted": True}])
    api.patch(f"/api/projects/@current/insights/{lost['insight']['id']}", json={"deleted": True})
    patched(api, gone, deleted=True)
    with store.write() as tx:
        other = tx.projects.create(
            organization_id=project.organization_id, name="Other", api_token="phc_other", now=owner.date_joined
        )
        foreign = tx.dashboards.create(other.id, created_by=owner.id, now=owner.date_joined).id
        text = tx.texts.create(other.id, body="theirs", created_by=owner.id, now=owner.date_joined)
        theirs = tx.tiles.create(other.id, foreign, text_id=text.id).id
    assert copied(api, a, a, tile["id"]) == INVALID
    for source, number in (
        (a, hidden["id"]), (a, lost["id"]), (gone, buried["id"]), (foreign, theirs), (a, theirs), (c, tile["id"]),
        (999, tile["id"]), (a, 999), (-1, 1), (10**15, 1), (a, 10**18), (2**63, 1),
    ):  # fmt: skip
        assert copied(api, b, source, number) == UNKNOWN, (source, number)
    assert copied(api, gone, a, tile["id"]) == UNKNOWN
    assert copied(api, 999, a, tile["id"]) == UNKNOWN
    assert tiles_of(api, b) == []


@pytest.mark.contract("TILE-17")
def test_a_button_is_not_copied(api: TestClient) -> None:
    a, b = made(api)["id"], made(api)["id"]
    assert copied(api, b, a, button(api, a)["id"]) == INVALID
    assert tiles_of(api, b) == []


@pytest.mark.contract("TILE-19", "CONV-13", "CONV-11", "ERR-3")
def test_what_the_body_must_hold_is_asked_after_the_dashboard_was_found(api: TestClient) -> None:
    a, b = made(api)["id"], made(api)["id"]
    for body, code, attr in (
        ({}, "required", "fromDashboardId"),
        ({"name": "x"}, "required", "fromDashboardId"),
        ({"fromDashboardId": b}, "required", "tileId"),
        ({"fromDashboardId": "x", "tileId": 1}, "invalid_input", "fromDashboardId"),
        ({"fromDashboardId": None, "tileId": 1}, "null", "fromDashboardId"),
        ({"fromDashboardId": a, "tileId": "x"}, "invalid_input", "tileId"),
        ({"fromDashboardId": a, "tileId": 1.5}, "invalid_input", "tileId"),
        ({"fromDashboardId": a, "tileId": True}, "invalid_input", "tileId"),
    ):
        assert envelope(post(api, b, "copy_tile", body)) == (400, "validation_error", code, attr)
    assert envelope(post(api, 999, "copy_tile", {})) == UNKNOWN
    tile = card(api, a)
    sent = {"name": "ignored", "tiles": 5, "pinned": "?", "fromDashboardId": str(a), "tileId": str(tile["id"])}
    assert post(api, b, "copy_tile", sent).json()["name"] is None


@pytest.mark.contract("TILE-18", "TILE-19")
def test_rights_are_asked_in_order_and_before_what_comes_after(
    api: TestClient,
    member: User,
    make_key: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    a, b = made(api)["id"], made(api)["id"]
    theirs = bearer(make_key("*", user=member))
    closed = api.post(BASE, json={}, headers=theirs).json()["id"]
    secret = api.post("/api/projects/@current/insights", json={"dashboards": [a, b]}, headers=theirs).json()
    hidden = tile_of(api, a, secret["id"])
    tile = card(api, a)
    link = button(api, a)
    hide_from_all(monkeypatch, member, AccessLevel.NONE)
    assert copied(api, closed, a, tile["id"]) == DENIED
    assert envelope(post(api, closed, "copy_tile", {})) == DENIED  # the destination comes before the body
    assert copied(api, b, closed, 999) == DENIED  # the source's right before the tile
    assert copied(api, b, a, hidden["id"]) == DENIED  # the insight's right before its being there already
    assert copied(api, b, a, link["id"]) == INVALID
    assert copied(api, a, a, 999) == INVALID  # the same dashboard before the tile
    assert len(tiles_of(api, b)) == 1
    hide_from_all(monkeypatch, member, AccessLevel.VIEWER)
    assert copied(api, closed, a, tile["id"]) == DENIED
    assert copied(api, b, closed, 999) == UNKNOWN


@pytest.mark.contract("LOG-1")
def test_a_copy_is_noted_on_the_dashboard_that_gained_a_tile(api: TestClient, store: Store, project: Project) -> None:
    a, b = made(api)["id"], made(api)["id"]
    tile = card(api, a)
    before = activity(store, project.id, a)
    post(api, b, "copy_tile", {"fromDashboardId": a, "tileId": tile["id"]})
    assert activity(store, project.id, b) == [("created", []), ("updated", ["tiles"])]
    assert activity(store, project.id, a) == before


@pytest.mark.contract("TILE-13")
def test_of_two_copies_at_the_same_time_the_later_is_told_it_is_there(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = made(api)["id"], made(api)["id"]
    tile = card(api, a)
    post(api, b, "copy_tile", {"fromDashboardId": a, "tileId": tile["id"]})
    # As another request's rows are on PostgreSQL: not seen by the question, met by the write.
    monkeypatch.setattr(Tiles, "holding", lambda *_given, **_named: None)
    assert copied(api, b, a, tile["id"]) == INVALID
    assert len(tiles_of(api, b)) == 1


@pytest.mark.contract("TILE-14", "LOG-1")
@pytest.mark.parametrize("revived", [False, True])
def test_a_copy_that_fails_in_its_middle_leaves_nothing(
    api: TestClient, store: Store, project: Project, monkeypatch: pytest.MonkeyPatch, revived: bool
) -> None:
    a, b = made(api)["id"], made(api)["id"]
    tile = card(api, a, color="red")
    wanted = {"fromDashboardId": a, "tileId": tile["id"]}
    if revived:
        (copy,) = post(api, b, "copy_tile", wanted).json()["tiles"]
        patched(api, b, tiles=[{"id": copy["id"], "deleted": True, "color": "green"}])
    before = everything(store, project.id, [a, b])
    with monkeypatch.context() as broken:
        break_the_log(broken)
        assert post(api, b, "copy_tile", wanted).status_code == 500
    assert everything(store, project.id, [a, b]) == before
    assert post(api, b, "copy_tile", wanted).status_code == 200
    assert got(api, b)["tiles"][0]["color"] == "red"
