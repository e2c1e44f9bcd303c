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


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The ``changes`` of a detail: each field of ``before`` whose value in ``after`` is another."""
    return [
        {"field": field, "action": "changed", "before": value, "after": after[field]}
        for field, value in before.items()
        if value != after[field]
    ]
