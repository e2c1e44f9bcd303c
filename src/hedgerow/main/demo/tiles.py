"""What a dashboard of the demo is made of."""

from dataclasses import dataclass
from typing import Any

JsonObject = dict[str, Any]

Box = tuple[int, int, int, int]
"""A place on the twelve-column grid: x, y, width, height."""


@dataclass(frozen=True, slots=True)
class DemoTile:
    """An insight and its place."""

    name: str
    description: str
    query: JsonObject
    box: Box


@dataclass(frozen=True, slots=True)
class DemoText:
    """A text in Markdown and its place."""

    body: str
    box: Box
