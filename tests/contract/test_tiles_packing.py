"""Pulling tiles up keeps what a layout promises, whatever the layout (TILE-52)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.services.tile_order import in_order
from hedgerow.services.tile_packing import pulled_up
from hedgerow.vocab.dashboards import JsonObject, Tile

pytestmark = pytest.mark.one_store

Boxes = list[dict[str, int]]

boxes = st.lists(
    st.fixed_dictionaries(
        {"x": st.integers(0, 11), "y": st.integers(0, 20), "w": st.integers(1, 12), "h": st.integers(1, 6)}
    ),
    max_size=8,
)


def tiles(layouts: list[JsonObject]) -> list[Tile]:
    return [
        Tile(
            id=number,
            dashboard_id=1,
            layouts=layout,
            color=None,
            filters_overrides={},
            show_description=None,
            transparent_background=None,
            deleted=False,
            insight=None,
            text=None,
            button=None,
        )
        for number, layout in enumerate(layouts)
    ]


def after(sent: Boxes) -> Boxes:
    moved = pulled_up(tiles([{"sm": box} for box in sent]))
    return [dict(moved[number]["sm"]) if number in moved else box for number, box in enumerate(sent)]


def overlaps(some: dict[str, int], other: dict[str, int]) -> bool:
    columns = some["x"] < other["x"] + other["w"] and other["x"] < some["x"] + some["w"]
    return columns and some["y"] < other["y"] + other["h"] and other["y"] < some["y"] + some["h"]


def crowded(found: Boxes) -> bool:
    return any(overlaps(some, other) for index, some in enumerate(found) for other in found[:index])


@pytest.mark.contract("TILE-52")
@given(boxes)
def test_a_tile_only_ever_rises(sent: Boxes) -> None:
    for before, now in zip(sent, after(sent), strict=True):
        assert 0 <= now["y"] <= before["y"]
        assert {**now, "y": 0} == {**before, "y": 0}


@pytest.mark.contract("TILE-52")
@given(boxes)
def test_tiles_that_did_not_overlap_still_do_not_and_nothing_is_left_to_pull(sent: Boxes) -> None:
    if crowded(sent):
        return
    found = after(sent)
    assert not crowded(found)
    assert after(found) == found
    for box in found:
        raised = {**box, "y": box["y"] - 1}
        others = [other for other in found if other is not box]
        assert raised["y"] < 0 or any(overlaps(raised, other) for other in others)


@pytest.mark.contract("TILE-4", "TILE-6")
@given(st.lists(st.dictionaries(st.sampled_from(["sm", "xs"]), st.none() | st.text() | st.dictionaries(
    st.sampled_from("xywh"), st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.none())
)), max_size=5))  # fmt: skip
def test_whatever_a_client_stored_can_be_sorted_and_packed(layouts: list[JsonObject]) -> None:
    some = tiles(layouts)
    assert {tile.id for tile in in_order(some)} == {tile.id for tile in some}
    assert in_order(reversed(some)) == in_order(some)
    moved = pulled_up(some)
    again = [replace(tile, layouts=moved.get(tile.id, tile.layouts)) for tile in some]
    assert {tile.id for tile in in_order(again, "xs")} == {tile.id for tile in some}
