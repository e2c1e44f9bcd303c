"""The people a project's events are about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonState:
    """What the engine knows of a person. ``version`` counts the changes of one person from 1."""

    team_id: int
    number: int
    uuid: UUID
    properties: Mapping[str, Any]
    created_at: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who did something. ``number`` counts from 1 in each project, without gaps."""

    team_id: int
    number: int
    uuid: UUID
    distinct_ids: tuple[str, ...]
    properties: Mapping[str, Any]
    created_at: datetime
