"""Events as answers show them (NB-96)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from hedgerow.services.events import StoredEvent


class EventAnswer(BaseModel):
    """One event as it came."""

    id: UUID
    event: str
    distinct_id: str
    timestamp: datetime
    properties: dict[str, Any]


class EventsAnswer(BaseModel):
    """Some events, newest first; `next` is where older ones are."""

    next: str | None
    results: list[EventAnswer]


def event_answer(stored: StoredEvent) -> EventAnswer:
    """``stored`` as the API shows it."""
    return EventAnswer(
        id=stored.uuid,
        event=stored.event,
        distinct_id=stored.distinct_id,
        timestamp=stored.timestamp,
        properties=dict(stored.properties),
    )
