"""Tiles: their order, and how they change through their dashboard and alone (10 §6; 30 §1, §7)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.vocab.people import User
from tests.contract.conftest import HandClock, bearer, envelope
from tests.contract.dashboard_fixtures import BASE, Json, box, got, insight, made, patched, tile_of


def card(api: TestClient, dashboard_id: int, body: str = "hello", **more: Any) -> Json:
    return made(api, f"/{dashboard_id}/create_text_tile", body=body, **more)


def bodies(shown: Json) -> list[str]:
    return [tile["text"]["body"] for tile in shown["tiles"]]


def refusal(api: TestClient, dashboard_id: int, **element: Any) -> tuple[int, str, str, str | None]:
    return envelope(api.patch(f"{BASE}/{dashboard_id}", json={"tiles": [element]}))


@pytest.mark.contract("TILE-4", "TILE-6", "DASH-57", "TILE-3")
def test_tiles_are_sorted_by_row_then_column_and_unplaced_ones_come_last(api: TestClient) -> None:
    board = made(api)["id"]
    for name, layouts in {
        "none": {},
        "words": {"sm": {"x": "left", "y": "top"}},
        "text": {"sm": "anything"},
        "phone only": {"xs": {"x": 0, "y": 0}},
        "far": {"sm": {"x": 0, "y": 101}},
        "second": {"sm": {"x": 6, "y": 0}},
        "third": {"sm": {"x": 0, "y": 5}},
        "first": {"sm": {"x": 0, "y": 0}},
    }.items():
        assert card(api, board, name, layouts=layouts)["layouts"] == layouts
    shown = got(api, board)
    assert bodies(shown) == ["first", "second", "third", "none", "words", "text", "phone only", "far"]
    assert [tile["order"] for tile in shown["tiles"]] == list(range(8))


@pytest.mark.contract("TILE-4")
def test_ties_go_by_the_insights_own_order_then_by_age(api: TestClient) -> None:
    board = made(api)["id"]
    text = card(api, board)
    late, early = insight(api, board, order=2), insight(api, board, order=1)
    unordered = insight(api, board)
    shown = got(api, board)["tiles"]
    assert [tile["insight"] and tile["insight"]["id"] for tile in shown] == [
        early["id"],
        late["id"],
        None,
        unordered["id"],
    ]
    assert shown[2]["id"] == text["id"]


@pytest.mark.contract("TILE-5")
def test_layouts_sent_as_json_text_are_read_as_json(api: TestClient) -> None:
    board = made(api)["id"]
    tile = card(api, board, layouts='{"sm":{"x":1,"y":2}}')
    assert tile["layouts"] == {"sm": {"x": 1, "y": 2}}


@pytest.mark.contract("DASH-50", "DASH-51")
def test_an_element_with_text_makes_a_card_and_one_with_its_id_changes_it(
    api: TestClient, owner: User, make_key: Callable[..., str], member: User, clock: HandClock
) -> None:
    board = made(api)["id"]
    shown = patched(api, board, tiles=[{"text": {"body": "one"}, "layouts": box(0, 0), "color": "red", "order": 9}])
    tile = shown["tiles"][0]
    assert (tile["text"]["body"], tile["layouts"], tile["color"], tile["order"]) == ("one", box(0, 0), "red", 0)
    assert (tile["text"]["created_by"]["id"], tile["text"]["last_modified_by"]) == (owner.id, None)
    clock.move(timedelta(hours=1))
    echoed = {"id": tile["id"], "text": {**tile["text"], "body": "two"}, "is_cached": True}
    answer = api.patch(f"{BASE}/{board}", json={"tiles": [echoed]}, headers=bearer(make_key("*", user=member)))
    (tile,) = answer.json()["tiles"]
    assert (tile["text"]["body"], tile["color"]) == ("two", "red")
    assert tile["text"]["created_by"]["id"] == owner.id
    assert tile["text"]["last_modified_by"]["id"] == member.id
    assert tile["text"]["last_modified_at"] == "2026-03-01T13:30:15Z"
    by_text = patched(api, board, tiles=[{"text": {"id": tile["text"]["id"], "body": "three"}}])
    assert bodies(by_text) == ["three"]
    by_tile = patched(api, board, tiles=[{"id": tile["id"], "text": {"body": "four"}}])
    assert bodies(by_tile) == ["four"]
    assert by_tile["tiles"][0]["text"]["id"] == tile["text"]["id"]


@pytest.mark.contract("DASH-50", "DASH-51", "DASH-52", "DASH-53")
def test_an_element_that_reaches_beyond_the_dashboard_is_refused(api: TestClient) -> None:
    board, other = made(api)["id"], made(api)["id"]
    theirs = card(api, other, "theirs")
    asked = tile_of(api, board, insight(api, board)["id"])
    mine = card(api, board, "mine")
    status, kind, code, attr = refusal(api, board, text={"body": "x" * 4001})
    assert (status, kind, code) == (400, "validation_error", "max_length")
    assert attr == "text__body"
    invalid = (400, "validation_error", "invalid_input")
    assert refusal(api, board, text={"body": "x", "created_by": {"id": 999}}) == (*invalid, None)
    assert refusal(api, board, text={"body": "x", "created_by": {"id": "x"}}) == (*invalid, None)
    assert refusal(api, board, text={"id": theirs["text"]["id"], "body": "x"}) == (*invalid, "text")
    assert refusal(api, board, id=mine["id"], text={"id": theirs["text"]["id"]}) == (*invalid, "text")
    assert refusal(api, board, id=theirs["id"], text={"body": "x"}) == (*invalid, "tiles")
    assert refusal(api, board, id=asked["id"], text={"body": "x"}) == (*invalid, "tiles")
    assert refusal(api, board, button_tile={"id": "b", "url": "/"}) == (*invalid, "button_tile")
    assert refusal(api, board, text="x")[3] == "text"
    assert refusal(api, board, id=mine["id"], color="x" * 401) == (400, "validation_error", "max_length", "color")
    assert refusal(api, board, id=mine["id"], layouts=5) == (*invalid, "layouts")
    answer = api.patch(f"{BASE}/{board}", json={"tiles": [{"text": {"id": theirs["text"]["id"]}}]})
    assert "not found" in answer.json()["detail"]
    assert bodies(got(api, other)) == ["theirs"]


@pytest.mark.contract("DASH-54", "DASH-55", "DASH-59")
def test_an_element_without_content_changes_only_the_look_of_its_own_tile(api: TestClient) -> None:
    board, other = made(api)["id"], made(api)["id"]
    asked, elsewhere = insight(api, board), insight(api, other)
    tile, foreign = tile_of(api, board, asked["id"]), tile_of(api, other, elsewhere["id"])
    look = {
        "color": "green", "layouts": {"sm": {"x": "1", "free": None}}, "filters_overrides": {"date_from": "-1d"},
        "show_description": True, "transparent_background": False,
    }  # fmt: skip
    sent = {**look, "insight": {"id": elsewhere["id"], "name": "x"}, "insight_id": elsewhere["id"], "text": None}
    elements = [{**sent, "id": tile["id"]}, {**sent, "id": foreign["id"]}, {**sent, "id": 999}, {"id": 10**12}, sent]
    (shown,) = patched(api, board, tiles=elements)["tiles"]
    assert {key: shown[key] for key in look} == look
    assert shown["insight"]["id"] == asked["id"]
    assert tile_of(api, other, elsewhere["id"])["color"] is None
    (shown,) = patched(api, board, tiles=[{"id": tile["id"], "color": None, "layouts": None}])["tiles"]
    assert (shown["color"], shown["layouts"], shown["show_description"]) == (None, {}, True)


@pytest.mark.contract("DASH-56")
def test_a_hidden_card_stays_hidden_when_another_is_added(api: TestClient) -> None:
    board = made(api)["id"]
    first = card(api, board, "first")
    assert patched(api, board, tiles=[{"id": first["id"], "deleted": True}])["tiles"] == []
    assert bodies(patched(api, board, tiles=[{"text": {"body": "second"}}])) == ["second"]
    assert bodies(patched(api, board, tiles=[{"id": first["id"], "deleted": False}])) == ["first", "second"]


@pytest.mark.contract("DASH-58")
def test_duplicates_hold_copies_on_the_same_dashboard(api: TestClient) -> None:
    board = made(api)["id"]
    long = insight(api, board, name="n" * 400, tags=["core"])
    text = card(api, board, "text", layouts=box(0, 9), color="red")
    tile = tile_of(api, board, long["id"])
    shown = patched(api, board, duplicate_tiles=[{"id": tile["id"], "layouts": box(0, 0)}, {"id": text["id"]}])
    assert len(shown["tiles"]) == 4
    copy = shown["tiles"][0]
    assert copy["layouts"] == box(0, 0)
    assert copy["insight"]["id"] != long["id"]
    assert copy["insight"]["tags"] == ["core"]
    assert copy["insight"]["name"].endswith("n (Copy)")
    assert len(copy["insight"]["name"]) == 400
    texts = [tile for tile in shown["tiles"] if tile["text"]]
    assert [(tile["layouts"], tile["color"]) for tile in texts] == [(box(0, 9), "red")] * 2
    assert texts[0]["text"]["id"] != texts[1]["text"]["id"]
    other = card(api, made(api)["id"])
    for sent, status in (([{"id": other["id"]}], 404), ([{"id": 999}], 404), ([{}], 400), (True, 400), ([], 200)):
        assert api.patch(f"{BASE}/{board}", json={"duplicate_tiles": sent}).status_code == status


@pytest.mark.contract("TILE-50")
def test_a_text_card_is_added(api: TestClient, owner: User) -> None:
    board = made(api)["id"]
    answer = api.post(
        f"{BASE}/{board}/create_text_tile", json={"body": "x" * 4000, "layouts": box(1, 2), "color": "red"}
    )
    assert answer.status_code == 201
    tile = answer.json()
    assert (tile["layouts"], tile["color"], tile["order"], tile["insight"]) == (box(1, 2), "red", 0, None)
    assert tile["text"]["created_by"]["id"] == owner.id
    assert got(api, board)["tiles"] == [tile]
    for body, code, attr in (
        ({}, "required", "body"),
        ({"body": ""}, "blank", "body"),
        ({"body": " \n"}, "blank", "body"),
        ({"body": None}, "null", "body"),
        ({"body": "x" * 4001}, "max_length", "body"),
        ({"body": "x", "color": "x" * 401}, "max_length", "color"),
        ({"body": "x", "layouts": [1]}, "invalid_input", "layouts"),
    ):
        refused = api.post(f"{BASE}/{board}/create_text_tile", json=body)
        assert envelope(refused) == (400, "validation_error", code, attr)


@pytest.mark.contract("TILE-51")
def test_a_text_card_is_changed(api: TestClient, owner: User, clock: HandClock) -> None:
    board = made(api)["id"]
    tile = card(api, board, "old", layouts=box(0, 0), color="red")
    clock.move(timedelta(hours=2))
    answer = api.post(f"{BASE}/{board}/update_text_tile", json={"tile_id": tile["id"], "body": "new"})
    assert answer.status_code == 200
    shown = answer.json()
    assert (shown["text"]["body"], shown["layouts"], shown["color"]) == ("new", box(0, 0), "red")
    assert shown["text"]["last_modified_by"]["id"] == owner.id
    assert shown["text"]["last_modified_at"] == "2026-03-01T14:30:15Z"
    answer = api.post(f"{BASE}/{board}/update_text_tile", json={"tile_id": tile["id"], "color": None, "layouts": {}})
    assert (answer.json()["text"]["body"], answer.json()["color"], answer.json()["layouts"]) == ("new", None, {})


@pytest.mark.contract("TILE-51", "TILE-52")
def test_a_tile_that_is_not_there_cannot_be_changed_or_removed(api: TestClient) -> None:
    board = made(api)["id"]
    foreign, gone = card(api, made(api)["id"]), card(api, board)
    asked = tile_of(api, board, insight(api, board)["id"])
    assert api.post(f"{BASE}/{board}/delete_tile", json={"tile_id": gone["id"]}).status_code == 204
    for action in ("update_text_tile", "delete_tile"):
        path = f"{BASE}/{board}/{action}"
        for number in (foreign["id"], gone["id"], 999, 10**30):
            assert envelope(api.post(path, json={"tile_id": number})) in {
                (404, "invalid_request", "not_found", None),
                (400, "validation_error", "invalid_input", "tile_id"),
            }
        assert envelope(api.post(path, json={})) == (400, "validation_error", "required", "tile_id")
        assert envelope(api.post(f"{BASE}/999/{action}", json={}))[0] == 404
    refused = api.post(f"{BASE}/{board}/update_text_tile", json={"tile_id": asked["id"], "body": "x"})
    assert envelope(refused) == (400, "validation_error", "invalid_input", None)


@pytest.mark.contract("TILE-52")
def test_what_lay_below_a_removed_tile_moves_up(api: TestClient) -> None:
    board = made(api)["id"]
    asked = insight(api, board)
    top = tile_of(api, board, asked["id"])
    wide = {"sm": {"x": 0, "y": 0, "w": 6, "h": 5}, "xs": {"x": 0, "y": 0, "w": 1, "h": 5}}
    patched(api, board, tiles=[{"id": top["id"], "layouts": wide}])
    card(
        api,
        board,
        "below",
        layouts={"sm": {"x": 0, "y": 5, "w": 6, "h": 5, "minW": 3}, "xs": {"x": 0, "y": 5, "w": 1, "h": 5}},
    )
    card(api, board, "right", layouts={"sm": {"x": 6, "y": 0, "w": 6, "h": 7}, "xs": {"x": 0, "y": 10, "w": 1, "h": 2}})
    card(api, board, "bottom", layouts={"sm": {"x": 0, "y": 10, "w": 12, "h": 1}})
    card(api, board, "nowhere", layouts={"sm": {"x": "a"}})
    answer = api.post(f"{BASE}/{board}/delete_tile", json={"tile_id": top["id"]})
    assert (answer.status_code, answer.content) == (204, b"")
    shown = {tile["text"]["body"]: tile["layouts"] for tile in got(api, board)["tiles"]}
    assert shown == {
        "below": {"sm": {"x": 0, "y": 0, "w": 6, "h": 5, "minW": 3}, "xs": {"x": 0, "y": 0, "w": 1, "h": 5}},
        "right": {"sm": {"x": 6, "y": 0, "w": 6, "h": 7}, "xs": {"x": 0, "y": 5, "w": 1, "h": 2}},
        "bottom": {"sm": {"x": 0, "y": 7, "w": 12, "h": 1}},
        "nowhere": {"sm": {"x": "a"}},
    }
    kept = api.get(f"/api/projects/@current/insights/{asked['id']}").json()
    assert (kept["deleted"], kept["dashboards"]) == (False, [])
