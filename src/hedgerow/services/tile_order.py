"""The order in which a dashboard's tiles are shown and run (TILE-4, TILE-6)."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from hedgerow.base.errors import InvalidRequest
from hedgerow.vocab.dashboards import Tile

LayoutSize = Literal["sm", "xs"]
"""Breakpoints: ``sm`` is desktop with 12 columns, ``xs`` mobile with one (TILE-3)."""

_UNPLACED = 100.0


def in_order(tiles: Iterable[Tile], size: LayoutSize = "sm") -> tuple[Tile, ...]:
    """``tiles`` from top to bottom, then left to right; ties by the insight's own order, then by id."""
    return tuple(sorted(tiles, key=lambda tile: _place(tile, size)))


def chosen_tiles(tiles: Sequence[Tile], wanted: Sequence[int]) -> tuple[tuple[int, Tile], ...]:
    """Those of ``tiles`` whose ids are ``wanted``, all when none are, each with its place among all (RUN-11).

    Raises InvalidRequest naming those that are not there.
    """
    if missing := sorted(set(wanted) - {tile.id for tile in tiles}):
        raise InvalidRequest(f"Not on this dashboard: {', '.join(map(str, missing))}.", attr="tile_ids")
    return tuple((order, tile) for order, tile in enumerate(tiles) if not wanted or tile.id in wanted)


def number_in(box: object, key: str) -> float | None:
    """The finite number a layout box holds under ``key``; None for anything else a client may have stored."""
    value: Any = box.get(key) if isinstance(box, Mapping) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return value


def _place(tile: Tile, size: LayoutSize) -> tuple[float, float, float, int]:
    box = tile.layouts.get(size)
    top, left = number_in(box, "y"), number_in(box, "x")
    own = None if tile.insight is None else tile.insight.order
    return (
        _UNPLACED if top is None else top,
        _UNPLACED if left is None else left,
        math.inf if own is None else own,
        tile.id,
    )
