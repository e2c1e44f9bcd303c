"""Going through a tree, in whatever field a node stands, so that a new kind of node is covered too.

Names and numbers are no nodes, nor is what a constant holds.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from hedgerow.query.sql.tree import Value

T = TypeVar("T")


def mapped(node: T, change: Callable[[object], object]) -> T:
    """``node`` with every part below it replaced by ``change`` of it; ``change`` goes deeper by calling this.

    Where nothing changes the node itself is answered: most of a tree stays as it is, and trees are large.
    """
    if isinstance(node, tuple):
        items = tuple(change(item) for item in node)
        return node if all(new is old for new, old in zip(items, node, strict=True)) else type(node)(items)
    changed = {}
    for name in _fields(type(node)):
        old = getattr(node, name)
        if old and type(old) not in _WORDS and (new := change(old)) is not old:
            changed[name] = new
    return replace(node, **changed) if changed else node  # type: ignore[type-var]  # only dataclasses have fields


def below(node: object) -> Iterator[object]:
    """The parts right below ``node``."""
    if isinstance(node, tuple):
        yield from node
    else:
        for name in _fields(type(node)):
            part = getattr(node, name)
            if part and type(part) not in _WORDS:
                yield part


_WORDS = frozenset({str, int, bool})
"""What fields hold that is no part of a tree, as is what is empty; most of a walk would be to look into them."""

_KNOWN: dict[type, tuple[str, ...]] = {Value: ()}
"""A constant has no parts: it may be a list of thousands, and none of them is a node."""


def _fields(kind: type) -> tuple[str, ...]:
    """The names of the fields of a dataclass; none of anything else. Remembered: there are few types and many nodes."""
    if kind not in _KNOWN:
        _KNOWN[kind] = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
    return _KNOWN[kind]
