"""The people a project's events are about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonState:
    """One person now. ``version`` counts their changes from 1.

    ``is_identified`` tells that `$identify` or `$create_alias` vouched for one of their distinct ids (CAP-44).
    """

    team_id: int
    number: int
    uuid: UUID
    properties: Mapping[str, Any]
    created_at: datetime
    version: int
    is_identified: bool = False


@dataclass(slots=True)
class PersonUpdate:
    """What several events, in their order, say of one person's properties (CAP-44)."""

    set: dict[str, Any] = field(default_factory=dict)
    set_once: dict[str, Any] = field(default_factory=dict)
    unset: dict[str, None] = field(default_factory=dict)

    def then(self, to_set: Mapping[str, Any], to_set_once: Mapping[str, Any], to_unset: Iterable[str]) -> None:
        """Add what the next event says; within one event ``$unset`` comes last."""
        self.set.update(to_set)
        for name, value in to_set_once.items():
            self.set_once.setdefault(name, value)
        for name in to_unset:
            self.set.pop(name, None)
            self.set_once.pop(name, None)
            self.unset[name] = None

    def applied(self, properties: Mapping[str, Any]) -> dict[str, Any]:
        """``properties`` after the update."""
        left = {name: value for name, value in properties.items() if name not in self.unset}
        return {**self.set_once, **left, **self.set}


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedPerson:
    """Who several people turn out to be: ``number`` is one of theirs, the others are ``absorbed``."""

    number: int
    absorbed: tuple[int, ...]
    uuid: UUID
    properties: Mapping[str, Any]
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who did something. ``number`` counts from 1 in each project, without gaps."""

    team_id: int
    number: int
    uuid: UUID
    distinct_ids: tuple[str, ...]
    properties: Mapping[str, Any]
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMerge:
    """``number`` once stood for a person who turned out to be ``merged_into``. ``version`` counts changes from 1."""

    team_id: int
    number: int
    merged_into: int
    version: int
