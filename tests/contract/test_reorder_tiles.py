"""The tiles of a dashboard put in a new order (30 §4)."""

from collections.abc import Callable
from typing import Any

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
    counted_statements,
    insight,
    made,
    patched,
    tile_of,
    tiles_of,
)
from tests.contract.tile_fixtures import (
    DENIED,
    UNKNOWN,
    break_the_log,
    button,
    card,
    everything,
    hide_from_all,
    post,
)


def reordered(api: TestClient, board: int, *tiles: Json, **more: Any) -> list[Json]:
    """The tiles of the answer, after it was seen to be what is stored."""
    answer = post(api, board, "reorder_tiles", {"tile_order": [tile["id"] for tile in tiles], **more})
    assert answer.status_code == 200, answer.text
    assert answer.json()["id"] == board
    shown: list[Json] = answer.json()["tiles"]
    assert shown == tiles_of(api, board)
    return shown


def boxes(shown: list[Json], size: str = "sm") -> list[tuple[int, int, int, int]]:
    return [tuple(tile["layouts"][size][key] for key in "xywh") for tile in shown]


@pytest.mark.contract("TILE-30")
def test_two_tiles_without_layout_stand_side_by_side_in_the_order_given(api: TestClient) -> None:
    board = made(api)["id"]
    first, second = (tile_of(api, board, insight(api, board)["id"]) for _ in range(2))
    shown = reordered(api, board, second, first)
    assert [tile["id"] for tile in shown] == [second["id"], first["id"]]
    assert [tile["order"] for tile in shown] == [0, 1]
    assert boxes(shown) == [(0, 0, 6, 5), (6, 0, 6, 5)]


@pytest.mark.contract("TILE-30", "TILE-27")
def test_cards_buttons_and_insights_can_be_put_in_one_order(api: TestClient) -> None:
    board = made(api)["id"]
    some = [card(api, board), button(api, board), tile_of(api, board, insight(api, board)["id"])]
    for order in (some, some[::-1], [some[1], some[2], some[0]]):
        assert [tile["id"] for tile in reordered(api, board, *order)] == [tile["id"] for tile in order]


@pytest.mark.contract("TILE-31", "ERR-6")
def test_an_id_that_comes_twice_is_refused_with_a_bare_body(api: TestClient, store: Store, project: Project) -> None:
    board = made(api)["id"]
    tile = card(api, board)
    before = everything(store, project.id, [board])
    answer = post(api, board, "reorder_tiles", {"tile_order": [tile["id"], 999, tile["id"]]})
    assert answer.status_code == 400
    assert set(answer.json()) == {"detail"}
    assert "tile_order" in answer.json()["detail"]
    assert "unique" in answer.json()["detail"]
    assert everything(store, project.id, [board]) == before


@pytest.mark.contract("TILE-32", "TILE-2", "ERR-6")
def test_ids_of_no_live_tile_here_are_listed_in_a_bare_body(api: TestClient, store: Store, project: Project) -> None:
    board, other = made(api)["id"], made(api)["id"]
    tile, hidden, foreign = card(api, board), card(api, board, "hidden"), card(api, other)
    lost = tile_of(api, board, insight(api, board)["id"])
    patched(api, board, tiles=[{"id": hidden["id"], "deleted": True}])
    api.patch(f"/api/projects/@current/insights/{lost['insight']['id']}", json={"deleted": True})
    before = everything(store, project.id, [board, other])
    missing = [999_999_999_999, 999, foreign["id"], hidden["id"], lost["id"], -7]
    answer = post(api, board, "reorder_tiles", {"tile_order": [tile["id"], *missing]})
    assert answer.status_code == 404
    assert set(answer.json()) == {"detail"}
    assert ", ".join(map(str, sorted(missing))) in answer.json()["detail"]
    assert everything(store, project.id, [board, other]) == before


@pytest.mark.contract("TILE-33", "TILE-24", "CONV-13", "CONV-11")
def test_the_dashboard_is_found_and_editable_before_the_order_is_read(
    api: TestClient, member: User, make_key: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    board, gone = made(api)["id"], made(api)["id"]
    closed = api.post(BASE, json={}, headers=bearer(make_key("*", user=member))).json()["id"]
    patched(api, gone, deleted=True)
    for number in (gone, 999):
        assert envelope(post(api, number, "reorder_tiles", {"tile_order": [1]})) == UNKNOWN
        assert envelope(post(api, number, "reorder_tiles", {})) == UNKNOWN
    hide_from_all(monkeypatch, member, AccessLevel.VIEWER)
    assert envelope(post(api, closed, "reorder_tiles", {})) == DENIED
    for body, code, attr in (
        ({}, "required", "tile_order"),
        ({"name": "x"}, "required", "tile_order"),
        ({"tile_order": None}, "null", "tile_order"),
        ({"tile_order": []}, "min_length", "tile_order"),
        ({"tile_order": [], "layout": "round"}, "min_length", "tile_order"),
        ({"tile_order": 5}, "not_a_list", "tile_order"),
        ({"tile_order": "5"}, "not_a_list", "tile_order"),
        ({"tile_order": {"0": 1}}, "not_a_list", "tile_order"),
        ({"tile_order": [1, "x"]}, "invalid_input", "tile_order__1"),
        ({"tile_order": [1.5]}, "invalid_input", "tile_order__0"),
        ({"tile_order": [True]}, "invalid_input", "tile_order__0"),
        ({"tile_order": [1], "layout": "round"}, "invalid_choice", "layout"),
        ({"tile_order": [1], "layout": None}, "null", "layout"),
    ):
        assert envelope(post(api, board, "reorder_tiles", body)) == (400, "validation_error", code, attr)


@pytest.mark.contract("TILE-34")
def test_tiles_that_are_not_named_stay_where_they_are(api: TestClient) -> None:
    board = made(api)["id"]
    stays, goes = card(api, board, layouts=box(0, 0)), card(api, board, layouts=box(6, 9))
    shown = {tile["id"]: tile["layouts"] for tile in reordered(api, board, goes)}
    assert shown[stays["id"]] == box(0, 0)
    assert shown[goes["id"]]["sm"] == box(0, 0)["sm"]


@pytest.mark.contract("TILE-35", "TILE-3", "TILE-36")
def test_the_regular_layouts_give_all_tiles_the_same_size(api: TestClient) -> None:
    board = made(api)["id"]
    free = {"sm": {"x": 1, "y": 1, "w": 3, "h": 2, "minW": 2}, "lg": {"x": 0}}
    some = [card(api, board, str(number), layouts=free) for number in range(3)]
    shown = reordered(api, board, *some, layout="two_column")
    assert boxes(shown) == [(0, 0, 6, 5), (6, 0, 6, 5), (0, 5, 6, 5)]
    assert boxes(shown, "xs") == [(0, 0, 1, 5), (0, 5, 1, 5), (0, 10, 1, 5)]
    assert {tuple(tile["layouts"]) for tile in shown} == {("sm", "xs")}
    assert {tuple(sorted(tile["layouts"]["sm"])) for tile in shown} == {("h", "w", "x", "y")}
    shown = reordered(api, board, *some, layout="full_width")
    assert boxes(shown) == [(0, 0, 12, 5), (0, 5, 12, 5), (0, 10, 12, 5)]
    assert boxes(shown, "xs") == [(0, 0, 1, 5), (0, 5, 1, 5), (0, 10, 1, 5)]


@pytest.mark.contract("TILE-35", "TILE-36")
def test_sizes_are_kept_unless_asked_otherwise(api: TestClient) -> None:
    board = made(api)["id"]
    sizes: list[Json] = [
        {"w": 8, "h": 4, "minW": 2, "static": True}, {"w": 4, "h": 6}, {"w": 4, "h": 1}, {"w": 99, "h": 2},
        {"w": 0, "h": -1}, {"w": "6", "h": None}, {},
    ]  # fmt: skip
    some = [
        card(api, board, str(number), layouts={"sm": {"x": 9, "y": 9, **size}}) for number, size in enumerate(sizes)
    ]
    answer = post(api, board, "reorder_tiles", {"tile_order": [tile["id"] for tile in some]})
    shown = {tile["id"]: tile["layouts"] for tile in answer.json()["tiles"]}
    kept = [{"layouts": shown[tile["id"]]} for tile in some]
    assert boxes(kept) == [
        (0, 0, 8, 4), (8, 0, 4, 6), (0, 4, 4, 1), (0, 6, 12, 2), (0, 8, 6, 5), (6, 8, 6, 5), (0, 13, 6, 5),
    ]  # fmt: skip
    assert boxes(kept, "xs") == [
        (0, 0, 1, 4), (0, 4, 1, 6), (0, 10, 1, 1), (0, 11, 1, 2), (0, 13, 1, 5), (0, 18, 1, 5), (0, 23, 1, 5),
    ]  # fmt: skip
    again = {tile["id"]: tile["layouts"] for tile in reordered(api, board, *some, layout="preserve")}
    assert again == shown


@pytest.mark.contract("TILE-37")
def test_many_tiles_take_no_more_statements_than_few(api: TestClient, store: Store) -> None:
    counts = []
    for many in (2, 12):
        board = made(api)["id"]
        some = [card(api, board, str(number)) for number in range(many)]
        with counted_statements(store) as seen:
            post(api, board, "reorder_tiles", {"tile_order": [tile["id"] for tile in some], "layout": "full_width"})
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.contract("LOG-1")
def test_a_new_order_is_noted_and_the_same_order_again_is_not(api: TestClient, store: Store, project: Project) -> None:
    board = made(api)["id"]
    some = [card(api, board), card(api, board)]
    noted = len(activity(store, project.id, board))
    for _ in range(2):
        reordered(api, board, *some)
        assert activity(store, project.id, board)[noted:] == [("updated", ["tiles"])]


@pytest.mark.contract("TILE-37")
def test_an_order_that_fails_in_its_middle_changes_no_tile(
    api: TestClient, store: Store, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = made(api)["id"]
    some = [card(api, board, layouts=box(0, 0)), card(api, board, layouts=box(0, 5))]
    before = everything(store, project.id, [board])
    with monkeypatch.context() as broken:
        break_the_log(broken)
        wanted = {"tile_order": [tile["id"] for tile in some[::-1]]}
        assert post(api, board, "reorder_tiles", wanted).status_code == 500
    assert everything(store, project.id, [board]) == before
