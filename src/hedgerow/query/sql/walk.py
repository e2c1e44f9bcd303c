"""Going through a tree, in whatever field a node stands, so that a new kind of node is covered too."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

T = TypeVar("T")


def mapped(node: T, change: Callable[[object], object]) -> T:
    """``node`` with every part below it replaced by ``change`` of it; ``change`` goes deeper by calling this.

    Where nothing changes the node itself is answered: most of a tree stays as it is, and trees are large.
    """
    if isinstance(node, tuple):
        items = [item if type(item) in _LEAVES else change(item) for item in node]
        return node if all(new is old for new, old in zip(items, node, strict=True)) else type(node)(items)
    changed = {}
    for name in _fields(type(node)):
        old = getattr(node, name)
        if type(old) not in _LEAVES and (new := change(old)) is not old:
            changed[name] = new
    return replace(node, **changed) if changed else node  # type: ignore[type-var]  # only dataclasses have fields


def below(node: object) -> Iterator[object]:
    """The parts right below ``node`` that are no `_LEAVES`."""
    parts = node if isinstance(node, tuple) else [getattr(node, name) for name in _fields(type(node))]
    for part in parts:
        if type(part) not in _LEAVES:
            yield part


_LEAVES = frozenset({str, int, float, bool, type(None)})
"""What most fields hold and nobody looks for: it is stepped over."""

_KNOWN: dict[type, tuple[str, ...]] = {}


def _fields(kind: type) -> tuple[str, ...]:
    """The names of the fields of a dataclass; none of anything else. Remembered: there are few types and many nodes."""
    if kind not in _KNOWN:
        _KNOWN[kind] = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
    return _KNOWN[kind]
