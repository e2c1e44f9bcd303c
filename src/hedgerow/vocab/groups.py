"""The groups that a project's events belong to: companies, teams, sites (CAP-44)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

MOST_TYPES = 5
"""Types of groups a project can have; further ones are ignored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupType:
    """A type of groups by its index (from 0), and what people call one and several of them."""

    name: str
    index: int
    name_singular: str | None = None
    name_plural: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group of the type ``type_index`` (from 0). ``version`` counts its changes from 1."""

    team_id: int
    type_index: int
    key: str
    properties: Mapping[str, Any]
    created_at: datetime
    version: int
