"""Where tiles come to lie when they are put in a new order (TILE-35)."""

import math
from collections.abc import Sequence
from typing import Literal

from hedgerow.services.tile_order import number_in
from hedgerow.vocab.dashboards import JsonObject, Tile

Arrangement = Literal["preserve", "two_column", "full_width"]
"""``preserve`` keeps every tile's own size; the others give all tiles the same."""

COLUMNS = 12
"""Columns of a desktop's grid (TILE-3)."""

_WIDTH = 6
_HEIGHT = 5
_MOST_ROWS = 10_000
"""A tile higher than this has no usable height: sums of heights have to stay numbers that JSON can carry."""


def arranged(tiles: Sequence[Tile], arrangement: Arrangement) -> dict[int, JsonObject]:
    """The whole new layouts of ``tiles`` in their order, by tile id: boxes for desktop and phone (TILE-36)."""
    if arrangement == "preserve":
        return _kept_sizes(tiles)
    return {tile.id: _regular(index, arrangement) for index, tile in enumerate(tiles)}


def _regular(index: int, arrangement: Arrangement) -> JsonObject:
    phone = {"x": 0, "y": index * _HEIGHT, "w": 1, "h": _HEIGHT}
    if arrangement == "full_width":
        return {"sm": {**phone, "w": COLUMNS}, "xs": phone}
    row, column = divmod(index, COLUMNS // _WIDTH)
    return {"sm": {"x": column * _WIDTH, "y": row * _HEIGHT, "w": _WIDTH, "h": _HEIGHT}, "xs": phone}


def _kept_sizes(tiles: Sequence[Tile]) -> dict[int, JsonObject]:
    """Each tile where its top is highest on the page beneath those before it, leftmost on ties."""
    layouts: dict[int, JsonObject] = {}
    filled: list[float] = [0] * COLUMNS  # rows that are taken, per column
    below: float = 0  # the phone's next free row
    for tile in tiles:
        width, height = _size(tile)
        span = math.ceil(width)
        tops = [max(filled[left : left + span]) for left in range(COLUMNS - span + 1)]
        top = min(tops)
        left = tops.index(top)
        filled[left : left + span] = [top + height] * span
        layouts[tile.id] = {
            "sm": {"x": left, "y": top, "w": width, "h": height},
            "xs": {"x": 0, "y": below, "w": 1, "h": height},
        }
        below += height
    return layouts


def _size(tile: Tile) -> tuple[float, float]:
    """The width and height of a tile on desktops; the usual ones for what no tile can have."""
    box = tile.layouts.get("sm")
    width, height = number_in(box, "w"), number_in(box, "h")
    if width is None or width <= 0:
        width = _WIDTH
    if height is None or not 0 < height <= _MOST_ROWS:
        height = _HEIGHT
    return min(width, COLUMNS), height
