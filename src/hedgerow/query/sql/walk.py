"""Going through a tree, in whatever field a node stands, so that a new kind of node is covered too."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

T = TypeVar("T")


def mapped(node: T, change: Callable[[object], object]) -> T:
    """``node`` with every part below it replaced by ``change`` of it; ``change`` goes deeper by calling this."""
    if isinstance(node, tuple):
        return type(node)(change(item) for item in node)
    if is_dataclass(node) and not isinstance(node, type):
        changed = {field.name: change(getattr(node, field.name)) for field in fields(node)}
        return replace(node, **changed)
    return node


def below(node: object) -> Iterator[object]:
    """The parts right below ``node``."""
    if isinstance(node, tuple):
        yield from node
    elif is_dataclass(node):
        for field in fields(node):
            yield getattr(node, field.name)
