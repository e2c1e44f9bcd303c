"""Actions: names for sets of events (EN-5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hedgerow.vocab.people import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An event matches when it passes any of ``steps``, which are as clients wrote them; without steps, always."""

    id: int
    team_id: int
    name: str
    description: str
    steps: tuple[Mapping[str, Any], ...]
    deleted: bool
    created_at: datetime
    created_by: User | None
    updated_at: datetime
