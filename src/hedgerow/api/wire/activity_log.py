"""Lines of the activity log as answers show them (LOG-1)."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from hedgerow.api.wire.users import UserAnswer, embedded_user
from hedgerow.vocab.activity import ActivityEntry


class ActivityChangeAnswer(BaseModel):
    """One field that changed."""

    field: str
    action: str
    before: Any
    after: Any


class ActivityDetailAnswer(BaseModel):
    """What the thing was called, and which of its fields changed; some activities tell more."""

    model_config = ConfigDict(extra="allow")

    name: str | None = None
    changes: list[ActivityChangeAnswer] = Field(default_factory=list)


class ActivityAnswer(BaseModel):
    """One thing that was done."""

    id: int
    user: UserAnswer | None
    activity: str = Field(description="`created`, `updated`, `changed`, `deleted`, `restored` and so on.")
    scope: str = Field(description="The kind of thing it was done to, such as `Dashboard`.")
    item_id: str
    detail: ActivityDetailAnswer
    created_at: datetime


def activity_answer(entry: ActivityEntry) -> ActivityAnswer:
    """``entry`` for a reader of the log."""
    return ActivityAnswer(
        id=entry.id,
        user=embedded_user(entry.user),
        activity=entry.activity,
        scope=entry.scope,
        item_id=entry.item_id,
        detail=ActivityDetailAnswer.model_validate(entry.detail),
        created_at=entry.created_at,
    )
