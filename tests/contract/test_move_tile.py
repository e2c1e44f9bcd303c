"""A tile moved to another dashboard (30 §3)."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from hedgerow.services.access import AccessLevel
from hedgerow.store.store import Store
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import bearer, envelope
from tests.contract.dashboard_fixtures import (
    BASE,
    Json,
    activity,
    box,
    insight,
    made,
    patched,
    tile_of,
    tiles_of,
)
from tests.contract.tile_fixtures import (
    DENIED,
    INVALID,
    UNKNOWN,
    break_the_log,
    button,
    card,
    everything,
    hide_from_all,
)


def moved(api: TestClient, source: int, to: int, tile: int, **more: object) -> Json:
    answer = api.patch(f"{BASE}/{source}/move_tile", json={"toDashboard": to, "tile": {"id": tile}, **more})
    assert answer.status_code == 200, answer.text
    shown: Json = answer.json()
    return shown


def refused(api: TestClient, source: int, to: int, tile: int) -> tuple[int, str, str, str | None]:
    return envelope(api.patch(f"{BASE}/{source}/move_tile", json={"toDashboard": to, "tile": {"id": tile}}))


@pytest.mark.contract("TILE-20", "CONV-11")
def test_a_moved_tile_keeps_its_id_its_insight_and_its_look(api: TestClient) -> None:
    a, b = made(api)["id"], made(api)["id"]
    asked = insight(api, a)
    look = {
        "layouts": box(3, 4), "color": "blue", "show_description": True, "transparent_background": True,
        "filters_overrides": {"date_from": "-1d"},
    }  # fmt: skip
    patched(api, a, tiles=[{"id": tile_of(api, a, asked["id"])["id"], **look}])
    (tile,) = tiles_of(api, a)
    shown = moved(api, a, b, tile["id"], name="ignored", tiles="ignored", deleted="ignored")
    assert (shown["id"], shown["tiles"], shown["name"]) == (a, [], None)
    (there,) = tiles_of(api, b)
    assert (there["id"], there["insight"]["id"], there["insight"]["dashboards"]) == (tile["id"], asked["id"], [b])
    assert {field: there[field] for field in look} == look


@pytest.mark.contract("TILE-20", "TILE-25")
def test_both_verbs_and_both_spellings_move_a_whole_tile_or_its_id(api: TestClient) -> None:
    a, b = made(api)["id"], made(api)["id"]
    tile = card(api, a)
    for method, source, to, name, sent in (
        ("PATCH", a, b, "toDashboard", tile),
        ("POST", b, a, "to_dashboard", {"id": tile["id"]}),
        ("POST", a, b, "toDashboard", {"id": str(tile["id"])}),
        ("PATCH", b, a, "to_dashboard", {**tile, "text": None, "order": "x"}),
    ):
        answer = api.request(method, f"{BASE}/{source}/move_tile", json={name: to, "tile": sent})
        assert (answer.status_code, answer.json()["id"]) == (200, source)
        assert [shown["id"] for shown in tiles_of(api, to)] == [tile["id"]]
    answer = api.get(f"{BASE}/{a}/move_tile")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "PATCH, POST")


@pytest.mark.contract("TILE-21", "TILE-1", "TILE-27")
def test_a_hidden_tile_for_the_same_content_makes_way(api: TestClient) -> None:
    a, b = made(api)["id"], made(api)["id"]
    asked = insight(api, a, b)
    hidden, tile = tile_of(api, b, asked["id"]), tile_of(api, a, asked["id"])
    patched(api, b, tiles=[{"id": hidden["id"], "deleted": True, "color": "green"}])
    assert moved(api, a, b, tile["id"])["tiles"] == []
    (there,) = tiles_of(api, b)
    assert (there["id"], there["color"]) == (tile["id"], None)
    assert there["insight"]["dashboard_tiles"] == [{"id": tile["id"], "dashboard_id": b, "deleted": False}]


@pytest.mark.contract("TILE-27")
def test_cards_and_buttons_move_too(api: TestClient) -> None:
    a, b = made(api)["id"], made(api)["id"]
    text, link = card(api, a, layouts=box(0, 0)), button(api, a, layouts=box(0, 5))
    moved(api, a, b, text["id"])
    assert moved(api, a, b, link["id"])["tiles"] == []
    there = tiles_of(api, b)
    assert there[0]["text"] == {
        **text["text"],
        "dashboard_tiles": [{"id": text["id"], "dashboard_id": b, "deleted": False}],
    }
    assert there[1]["button_tile"]["id"] == link["button_tile"]["id"]


@pytest.mark.contract("TILE-22", "TILE-26", "TILE-1")
def test_where_the_content_already_is_no_tile_goes(api: TestClient, store: Store, project: Project) -> None:
    a, b = made(api)["id"], made(api)["id"]
    tile = tile_of(api, a, insight(api, a, b)["id"])
    before = everything(store, project.id, [a, b])
    assert refused(api, a, b, tile["id"]) == INVALID
    assert refused(api, a, a, tile["id"]) == INVALID
    assert everything(store, project.id, [a, b]) == before


@pytest.mark.contract("TILE-23", "TILE-26", "TILE-2")
def test_only_live_tiles_move_and_only_to_living_dashboards_of_the_project(
    api: TestClient, store: Store, project: Project, owner: User
) -> None:
    a, b, gone = (made(api)["id"] for _ in range(3))
    tile, hidden, other = card(api, a), card(api, a, "hidden"), card(api, b)
    buried = card(api, gone)
    lost = tile_of(api, a, insight(api, a)["id"])
    patched(api, a, tiles=[{"id": hidden["id"], "deleted": True}])
    api.patch(f"/api/projects/@current/insights/{lost['insight']['id']}", json={"deleted": True})
    patched(api, gone, deleted=True)
    with store.write() as tx:
        theirs = tx.projects.create(
            organization_id=project.organization_id, name="Other", api_token="phc_other", now=owner.date_joined
        )
        foreign = tx.dashboards.create(theirs.id, created_by=owner.id, now=owner.date_joined).id
    before = everything(store, project.id, [a, b, gone])
    for source, to, number in (
        (a, gone, tile["id"]), (a, foreign, tile["id"]), (a, 999, tile["id"]), (a, 2**63, tile["id"]),
        (a, -1, tile["id"]), (a, b, other["id"]), (a, b, hidden["id"]), (a, b, lost["id"]), (a, b, 10**18),
        (gone, b, buried["id"]), (999, b, tile["id"]),
    ):  # fmt: skip
        assert refused(api, source, to, number) == UNKNOWN, (source, to, number)
    assert everything(store, project.id, [a, b, gone]) == before


@pytest.mark.contract("TILE-24", "CONV-13")
def test_both_dashboards_must_be_editable(
    api: TestClient, member: User, make_key: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    a = made(api)["id"]
    closed = api.post(BASE, json={}, headers=bearer(make_key("*", user=member))).json()["id"]
    mine, theirs = card(api, a), card(api, closed)
    hide_from_all(monkeypatch, member, AccessLevel.VIEWER)
    assert refused(api, a, closed, mine["id"]) == DENIED
    assert refused(api, a, closed, 999) == DENIED
    assert refused(api, closed, a, theirs["id"]) == DENIED
    assert envelope(api.patch(f"{BASE}/{closed}/move_tile", json={})) == DENIED
    assert [tile["id"] for tile in tiles_of(api, a)] == [mine["id"]]


@pytest.mark.contract("TILE-25", "ERR-3", "ERR-4", "CONV-13")
def test_what_the_body_must_hold_is_asked_after_the_dashboard_was_found(api: TestClient) -> None:
    a, b = made(api)["id"], made(api)["id"]
    tile = card(api, a)
    for body, code, attr in (
        ({}, "required", "toDashboard"),
        ({"tile": {"id": tile["id"]}}, "required", "toDashboard"),
        ({"to_dashboard": b}, "required", "tile"),
        ({"toDashboard": b, "tile": None}, "null", "tile"),
        ({"toDashboard": b, "tile": tile["id"]}, "invalid_input", "tile"),
        ({"toDashboard": b, "tile": {}}, "required", "tile__id"),
        ({"toDashboard": b, "tile": {"id": "x"}}, "invalid_input", "tile__id"),
        ({"toDashboard": b, "tile": {"id": True}}, "invalid_input", "tile__id"),
        ({"toDashboard": "x", "tile": {"id": tile["id"]}}, "invalid_input", "toDashboard"),
        ({"to_dashboard": "x", "tile": {"id": tile["id"]}}, "invalid_input", "to_dashboard"),
    ):
        for method in ("PATCH", "POST"):
            answer = api.request(method, f"{BASE}/{a}/move_tile", json=body)
            assert envelope(answer) == (400, "validation_error", code, attr)
    assert envelope(api.patch(f"{BASE}/999/move_tile", json={})) == UNKNOWN
    assert len(tiles_of(api, a)) == 1


@pytest.mark.contract("LOG-1")
def test_a_move_is_noted_on_both_dashboards(api: TestClient, store: Store, project: Project) -> None:
    a, b = made(api)["id"], made(api)["id"]
    tile = card(api, a)
    moved(api, a, b, tile["id"])
    assert activity(store, project.id, a)[-1] == ("updated", ["tiles"])
    assert activity(store, project.id, b)[-1] == ("updated", ["tiles"])


@pytest.mark.contract("TILE-21", "TILE-23", "LOG-1")
@pytest.mark.parametrize("noted", [0, 1])
def test_a_move_that_fails_in_its_middle_leaves_everything_where_it_was(
    api: TestClient, store: Store, project: Project, monkeypatch: pytest.MonkeyPatch, noted: int
) -> None:
    a, b = made(api)["id"], made(api)["id"]
    asked = insight(api, a, b)
    hidden, tile = tile_of(api, b, asked["id"]), tile_of(api, a, asked["id"])
    patched(api, b, tiles=[{"id": hidden["id"], "deleted": True}])
    before = everything(store, project.id, [a, b])
    wanted = {"toDashboard": b, "tile": {"id": tile["id"]}}
    with monkeypatch.context() as broken:
        break_the_log(broken, after=noted)
        assert api.patch(f"{BASE}/{a}/move_tile", json=wanted).status_code == 500
    assert everything(store, project.id, [a, b]) == before
    assert moved(api, a, b, tile["id"])["tiles"] == []
