"""Closing the gap that a removed tile leaves (TILE-52)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hedgerow.services.tile_order import number_in
from hedgerow.vocab.dashboards import JsonObject, Tile


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    width: float
    height: float

    def shares_columns(self, other: "_Box") -> bool:
        return self.left < other.left + other.width and other.left < self.left + self.width


def pulled_up(tiles: Iterable[Tile]) -> dict[int, JsonObject]:
    """The new layouts of those ``tiles`` that move up, by tile id.

    In every breakpoint each box keeps its column, width and height and rises to the first row below the boxes
    above it. A box never moves down, and what is no box is left as it is.
    """
    layouts: dict[int, dict[str, Any]] = {tile.id: dict(tile.layouts) for tile in tiles}
    moved: set[int] = set()
    for size in {size for layout in layouts.values() for size in layout}:
        boxes = {number: box for number, layout in layouts.items() if (box := _box(layout.get(size)))}
        for number, top in _tops(boxes).items():
            if top != boxes[number].top:
                layouts[number][size] = {**layouts[number][size], "y": top}
                moved.add(number)
    return {number: layouts[number] for number in moved}


def _tops(boxes: Mapping[int, _Box]) -> dict[int, float]:
    placed: list[_Box] = []
    tops: dict[int, float] = {}
    for number, box in sorted(boxes.items(), key=lambda item: (item[1].top, item[1].left, item[0])):
        floor = max((other.top + other.height for other in placed if other.shares_columns(box)), default=0)
        tops[number] = min(box.top, floor)
        placed.append(_Box(box.left, tops[number], box.width, box.height))
    return tops


def _box(value: object) -> _Box | None:
    numbers = [number_in(value, key) for key in ("x", "y", "w", "h")]
    left, top, width, height = numbers
    if left is None or top is None or width is None or height is None:
        return None
    return _Box(left, top, width, height)
