"""What a set of properties looks like: the same for most events of one kind, so it is worked out once.

A web page sends the same forty names with the same types over and over. Everything that follows from names and
types alone is kept here; rows and learning read it instead of walking through the properties again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hedgerow.vocab.property_path import property_path

SHAPES_KEPT = 4096
_CONTAINERS = frozenset({dict, list})


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """Names by what they hold. Compared by identity, so that it is cheap to remember.

    ``plain`` tells that every value is a scalar and every name its own path in the engine; ``paths`` are those of
    all names, in order.
    """

    plain: bool
    paths: tuple[str, ...]
    texts: tuple[str, ...]
    numbers: tuple[str, ...]
    containers: tuple[str, ...]
    nulls: tuple[str, ...]


class Shapes:
    """The shapes met lately. Not for several threads at once."""

    def __init__(self) -> None:
        self._kept: dict[tuple[tuple[str, ...], tuple[type, ...]], Shape] = {}

    def of(self, properties: Mapping[str, Any]) -> Shape:
        """The shape of ``properties``; the same object for the same names and types, while it is kept."""
        key = (tuple(properties), tuple(map(type, properties.values())))
        if (known := self._kept.get(key)) is not None:
            return known
        if len(self._kept) >= SHAPES_KEPT:
            self._kept.clear()
        self._kept[key] = shape = _shape(*key)
        return shape


def _shape(names: tuple[str, ...], types: tuple[type, ...]) -> Shape:
    pairs = tuple(zip(names, types, strict=True))
    paths = tuple(map(property_path, names))
    return Shape(
        plain=paths == names and not any(kind in _CONTAINERS or kind is type(None) for kind in types),
        paths=paths,
        texts=tuple(name for name, kind in pairs if kind is str),
        numbers=tuple(name for name, kind in pairs if kind is int or kind is float),
        containers=tuple(name for name, kind in pairs if kind in _CONTAINERS),
        nulls=tuple(name for name, kind in pairs if kind is type(None)),
    )
