"""Tiles in a new order lie as the layout promises, whatever their sizes were (TILE-35)."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.services.tile_arranging import COLUMNS, arranged
from hedgerow.services.tile_order import in_order
from hedgerow.vocab.dashboards import JsonObject, Tile
from tests.contract.test_tiles_packing import crowded, tiles

usual = st.fixed_dictionaries({"w": st.integers(1, 20), "h": st.integers(1, 9)})
anything = st.dictionaries(
    st.sampled_from("xywh"), st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.none())
)
layouts = st.lists(st.fixed_dictionaries({"sm": usual | anything}), min_size=1, max_size=12)


def placed(some: list[Tile], size: str = "sm") -> list[dict[str, Any]]:
    found = arranged(some, "preserve")
    return [found[tile.id][size] for tile in some]


@pytest.mark.contract("TILE-35")
@given(layouts)
def test_tiles_never_overlap_nor_stand_out_of_the_grid(sent: list[JsonObject]) -> None:
    found = placed(tiles(sent))
    assert not crowded(found)
    for box in found:
        assert 0 < box["w"] <= COLUMNS
        assert 0 <= box["x"] <= COLUMNS - box["w"]
        assert box["y"] >= 0
        assert box["h"] > 0


@pytest.mark.contract("TILE-35")
@given(st.lists(st.fixed_dictionaries({"sm": usual}), min_size=1, max_size=12))
def test_sizes_are_kept_and_each_tile_rests_on_the_top_or_on_one_before_it(sent: list[JsonObject]) -> None:
    found = placed(tiles(sent))
    for index, (before, box) in enumerate(zip(sent, found, strict=True)):
        assert (box["w"], box["h"]) == (min(before["sm"]["w"], COLUMNS), before["sm"]["h"])
        rests = [
            other for other in found[:index]
            if other["x"] < box["x"] + box["w"] and box["x"] < other["x"] + other["w"]
        ]  # fmt: skip
        assert box["y"] == max((other["y"] + other["h"] for other in rests), default=0)


@pytest.mark.contract("TILE-35", "TILE-4")
@given(st.lists(st.integers(1, 9), min_size=1, max_size=12), st.integers(1, COLUMNS))
def test_tiles_of_one_width_are_shown_in_the_order_given(heights: list[int], width: int) -> None:
    some = tiles([{"sm": {"w": width, "h": height}} for height in heights])
    tops = [box["y"] for box in placed(some)]
    assert all(above <= below for above, below in pairwise(tops))
    after = tiles([arranged(some, "preserve")[tile.id] for tile in some])
    shown = [tile.layouts["sm"] for tile in in_order(after)]
    assert [box["y"] for box in shown] == tops


@pytest.mark.contract("TILE-35")
@given(layouts)
def test_the_same_order_again_changes_nothing(sent: list[JsonObject]) -> None:
    some = tiles(sent)
    once = arranged(some, "preserve")
    assert arranged(tiles([once[tile.id] for tile in some]), "preserve") == once


@pytest.mark.contract("TILE-35", "TILE-3")
@given(layouts)
def test_a_phone_shows_one_below_the_other_without_gaps(sent: list[JsonObject]) -> None:
    some = tiles(sent)
    below: float = 0
    for desktop, phone in zip(placed(some), placed(some, "xs"), strict=True):
        assert phone == {"x": 0, "y": below, "w": 1, "h": desktop["h"]}
        below += phone["h"]
