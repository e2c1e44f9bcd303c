"""`/api/projects/:id/events/live` and `…/recent`: events and warnings as they come in."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated, Any

from fastapi import Depends, Query

from hedgerow.api.answers import JsonAnswer
from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.event_stream import EventStream
from hedgerow.api.event_stream import event as stream_event
from hedgerow.api.routing import resource
from hedgerow.api.wire.ingestion import RecentItemsAnswer, live_answer
from hedgerow.capture.live import Seen
from hedgerow.services.house import Visit
from hedgerow.services.live_events import live_items, recent_items

router = resource("Ingestion")

_EVENTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Events, each one line `data: <json>`: `event`, `warning`, and `missed` with the `count` of "
        "what came too fast to be shown.",
        "content": {
            "text/event-stream": {
                "schema": {"type": "object", "required": ["data"], "properties": {"data": {"type": "string"}}}
            }
        },
    }
}

Reader = Annotated[Visit, Depends(Enters("query:read"))]
OfEvent = Annotated[str | None, Query(description="Only events of this name, and warnings that may be about it.")]
OfDistinctId = Annotated[str | None, Query(description="Only what may be about this distinct id.")]


@router.get(
    "/api/projects/{project_id}/events/live",
    summary="Watch events come in",
    response_class=EventStream,
    status_code=200,
    responses=_EVENTS,
)
def events_live(house: TheHouse, visit: Reader, event: OfEvent = None, distinct_id: OfDistinctId = None) -> EventStream:
    """Send the newest events and warnings, oldest first, and then what comes, for a quarter of an hour."""
    return EventStream(_events(live_items(house, visit, event=event, distinct_id=distinct_id)))


@router.get(
    "/api/projects/{project_id}/events/recent",
    summary="What came in during the last moments",
    response_model=RecentItemsAnswer,
)
def events_recent(
    house: TheHouse, visit: Reader, event: OfEvent = None, distinct_id: OfDistinctId = None
) -> JsonAnswer:
    """Answer the newest events and warnings, newest first: what the live stream begins with."""
    items = recent_items(house, visit, event=event, distinct_id=distinct_id)
    return JsonAnswer({"results": [live_answer(item) for item in reversed(items)]})


async def _events(live: AsyncGenerator[Seen]) -> AsyncGenerator[bytes]:
    async with aclosing(live):
        async for seen in live:
            missed = stream_event({"type": "missed", "count": seen.missed}) if seen.missed else b""
            yield missed + b"".join(stream_event(live_answer(item)) for item in seen.items)
