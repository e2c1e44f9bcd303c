"""What was done to what, by whom (LOG-1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hedgerow.vocab.people import User


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityEntry:
    """One line of the activity log. ``detail`` is ``{"name", "changes": [{field, action, before, after}]}``."""

    id: int
    team_id: int
    scope: str
    item_id: str
    activity: str
    user: User | None
    detail: Mapping[str, Any]
    created_at: datetime
