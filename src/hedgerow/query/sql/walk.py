"""Going through a tree, in whatever field a node stands, so that a new kind of node is covered too.

Names and numbers are no nodes, nor is what a constant holds.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from operator import is_
from types import NoneType
from typing import TypeVar, get_args

from hedgerow.query.sql.tree import Value

T = TypeVar("T")


def mapped(node: T, change: Callable[[object], object]) -> T:
    """``node`` with every part below it replaced by ``change`` of it; ``change`` goes deeper by calling this.

    Where nothing changes the node itself is answered: most of a tree stays as it is, and trees are large.
    """
    if isinstance(node, tuple):
        items = tuple([change(item) for item in node])
        return node if all(map(is_, items, node)) else type(node)(items)
    changed = {}
    for name in _fields(type(node)):
        old = getattr(node, name)
        if old and (new := change(old)) is not old:
            changed[name] = new
    return replace(node, **changed) if changed else node  # type: ignore[type-var]  # only dataclasses have fields


def below(node: object) -> Iterator[object]:
    """The parts right below ``node``."""
    if isinstance(node, tuple):
        yield from node
    else:
        for name in _fields(type(node)):
            part = getattr(node, name)
            if part:
                yield part


_WORDS = frozenset({str, int, bool, NoneType})
"""What is no part of a tree, as is what is empty; most of a walk would be to look into fields of nothing else."""

_KNOWN: dict[type, tuple[str, ...]] = {Value: ()}
"""A constant has no parts: it may be a list of thousands, and none of them is a node."""


def _fields(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields that may hold parts; none of anything else.

    Remembered: there are few types and many nodes.
    """
    if kind not in _KNOWN:
        known = fields(kind) if is_dataclass(kind) else ()
        _KNOWN[kind] = tuple(one.name for one in known if not _WORDS.issuperset(get_args(one.type) or (one.type,)))
    return _KNOWN[kind]
