"""`/api/projects/:id/event_definitions` (contract 70)."""

from typing import Annotated

from fastapi import Depends, Query

from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.paging import PageAnswer, StrictPaging
from hedgerow.api.query_values import exact_json_texts, is_true, json_texts, split_values
from hedgerow.api.routing import resource
from hedgerow.api.wire.event_definitions import EventDefinitionAnswer, event_definition_answer
from hedgerow.base.errors import InvalidRequest
from hedgerow.services import event_definitions
from hedgerow.services.event_definitions import STALE_AFTER
from hedgerow.services.house import Visit
from hedgerow.store.repositories.event_filter import EventDefinitionFilter, EventNames

router = resource("Event definitions")

Reader = Annotated[Visit, Depends(Enters("event_definition:read"))]

_ALSO_ALL = {"", "all", "action_event"}
_ORDERS = "`name`, `last_seen_at`, `last_seen_at::date`, `created_at`, `created_at::date`; `-` in front descends."


@router.get("/api/projects/{project_id}/event_definitions", summary="Event definitions")
def event_definitions_list(
    house: TheHouse,
    visit: Reader,
    paging: StrictPaging,
    ordering: Annotated[list[str], Query(default_factory=list, description=_ORDERS)],
    names: Annotated[list[str], Query(default_factory=list, description="Exact names, repeated or joined by commas.")],
    search: Annotated[str, Query(description="Every word must be in the name, whatever its case.")] = "",
    event_type: Annotated[str, Query(description="`event`, `event_custom` or `event_posthog`.")] = "event",
    tags: Annotated[str | None, Query(description="JSON list; events with any of these tags.")] = None,
    verified: Annotated[str | None, Query(description="`true`: verified and core events; else the rest.")] = None,
    excluded_properties: Annotated[str | None, Query(description="JSON list of event names to leave out.")] = None,
    exclude_hidden: Annotated[str | None, Query(description="`true` leaves hidden events out.")] = None,
    exclude_stale: Annotated[str | None, Query(description="`true` leaves out events unseen for 30 days.")] = None,
) -> PageAnswer[EventDefinitionAnswer]:
    """Answer the events the project knows; the most recently seen first unless ordered otherwise."""
    found_tags = json_texts(tags)
    filters = EventDefinitionFilter(
        search=search,
        event_names=_event_names(event_type),
        tags=None if found_tags is None else [tag.strip().lower() for tag in found_tags],
        names=split_values(names) or None,
        excluded_names=exact_json_texts("excluded_properties", excluded_properties),
        verified=None if verified is None else is_true(verified),
        exclude_hidden=is_true(exclude_hidden),
        not_seen_since=house.clock() - STALE_AFTER if is_true(exclude_stale) else None,
    )
    page = event_definitions.event_definitions(house, visit, paging.asked, filters, split_values(ordering))
    return paging.answer(page, event_definition_answer)


@router.get("/api/projects/{project_id}/event_definitions/{definition_id:id}", summary="An event definition")
def event_definitions_retrieve(definition_id: str, house: TheHouse, visit: Reader) -> EventDefinitionAnswer:
    """Answer one event definition by its UUID."""
    return event_definition_answer(event_definitions.event_definition(house, visit, definition_id))


def _event_names(text: str) -> EventNames:
    if text in _ALSO_ALL:
        return EventNames.ALL
    try:
        return EventNames(text)
    except ValueError:
        raise InvalidRequest(f'"{text}" is not a valid event type.', attr="event_type") from None
