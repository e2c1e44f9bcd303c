"""A slice of a longer list (PAGE-1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which slice: ``limit`` items from ``offset`` on."""

    limit: int = 100
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """The slice and how many items there are in all."""

    items: Sequence[Item]
    count: int
