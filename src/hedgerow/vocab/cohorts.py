"""Cohorts: names for sets of people (EN-20)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hedgerow.vocab.people import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """A static cohort is the people whose numbers are ``members``; any other those who meet ``filters`` now.

    ``filters`` are as clients wrote them, ``{properties: group of rules}``.
    """

    id: int
    team_id: int
    name: str
    description: str
    is_static: bool
    filters: Mapping[str, Any]
    members: tuple[int, ...]
    deleted: bool
    created_at: datetime
    created_by: User | None
    updated_at: datetime
