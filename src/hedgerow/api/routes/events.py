"""`/api/projects/:id/events`: events as they came, newest first (NB-96)."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from starlette.requests import Request

from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.paging import DEFAULT_LIMIT, usable_number
from hedgerow.api.paths import requested_url
from hedgerow.api.query_values import group_type_index_of, moment
from hedgerow.api.routing import resource
from hedgerow.api.wire.events import EventsAnswer, event_answer
from hedgerow.base.errors import InvalidRequest
from hedgerow.query.timestamps import iso
from hedgerow.services.events import EventFilter, newest_events
from hedgerow.services.house import Visit

router = resource("Events")

MOST_EVENTS = 1000
"""Events one answer holds."""

_NOT_OFFERED = ("action_id", "orderBy", "properties", "select", "where")
"""Filters of other servers: refused, because an answer without them would be a wrong one."""


@router.get("/api/projects/{project_id}/events", summary="Events")
def events_list(
    request: Request,
    house: TheHouse,
    visit: Annotated[Visit, Depends(Enters("query:read"))],
    event: Annotated[str | None, Query(description="Only events of this name.")] = None,
    distinct_id: Annotated[str | None, Query(description="Only events of this distinct id.")] = None,
    person_id: Annotated[str | None, Query(description="Only events of the person with this uuid.")] = None,
    group_type_index: Annotated[str | None, Query(description="The type of `group_key`.")] = None,
    group_key: Annotated[str | None, Query(description="Only events of this group.")] = None,
    after: Annotated[str | None, Query(description="Only events later than this ISO time or `-7d`.")] = None,
    before: Annotated[str | None, Query(description="Only events earlier than this ISO time or `-1d`.")] = None,
    before_id: Annotated[str | None, Query(description="Set by `next`: the last event of the page before.")] = None,
    limit: Annotated[
        str | None, Query(description=f"Most events to answer, at most {MOST_EVENTS}; {DEFAULT_LIMIT} when absent.")
    ] = None,
) -> EventsAnswer:
    """Answer the project's events, newest first; `next` leads to older ones."""
    for name in _NOT_OFFERED:
        if name in request.query_params:
            raise InvalidRequest(f"Events cannot be asked for by {name} here; a query can.", attr=name)
    here = (house.clock(), visit.project.timezone)
    wanted = EventFilter(
        event=event,
        distinct_id=distinct_id,
        person_id=_uuid("person_id", person_id),
        group=None if group_key is None else (group_type_index_of(group_type_index), group_key),
        after=moment("after", after, *here),
        before=moment("before", before, *here),
        before_id=_uuid("before_id", before_id),
    )
    found = newest_events(house, visit, wanted, min(usable_number(limit, 1, DEFAULT_LIMIT), MOST_EVENTS))
    url = None
    if found.has_more:
        last = found.events[-1]
        url = requested_url(request, house.settings.base_url)
        url = url.include_query_params(before=iso(last.timestamp), before_id=last.uuid)
    return EventsAnswer(next=None if url is None else str(url), results=[event_answer(item) for item in found.events])


def _uuid(name: str, text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise InvalidRequest("A UUID is needed.", attr=name) from None
