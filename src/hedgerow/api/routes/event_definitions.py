"""`/api/projects/:id/event_definitions` (contract 70)."""

from typing import Annotated

from fastapi import Depends, Query

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.paging import PageAnswer, StrictPaging
from hedgerow.api.query_values import exact_json_texts, is_true, json_numbers, json_texts, split_values
from hedgerow.api.routing import resource
from hedgerow.api.wire.errors import BareDetail, ErrorAnswer, bare
from hedgerow.api.wire.event_definitions import (
    EventDefinitionAnswer,
    EventDefinitionChange,
    NewEventDefinition,
    PrimaryPropertiesAnswer,
    VerifiedAnswer,
    VerifiedChange,
    VerifiedItem,
    event_definition_answer,
)
from hedgerow.api.wire.tags import SkippedAnswer
from hedgerow.base.errors import BareRefusal, InvalidRequest
from hedgerow.services import event_definitions
from hedgerow.services.definition_marks import stale_before
from hedgerow.services.definition_usage import unused_events
from hedgerow.services.event_definition_verifying import verify_event_definitions
from hedgerow.services.house import Visit
from hedgerow.store.repositories.event_filter import EventDefinitionFilter, EventNames

router = resource("Event definitions")

_LIST = "/api/projects/{project_id}/event_definitions"
_ONE = f"{_LIST}/{{definition_id:id}}"

Reader = Annotated[Visit, Depends(Enters("event_definition:read"))]
Writer = Annotated[Visit, Depends(Enters("event_definition:write"))]
New = Annotated[Sent[NewEventDefinition], Depends(Sends(NewEventDefinition))]
Change = Annotated[Sent[EventDefinitionChange], Depends(Sends(EventDefinitionChange))]
Verify = Annotated[Sent[VerifiedChange], Depends(Sends(VerifiedChange))]

_ALSO_ALL = {"", "all", "action_event"}
_STALE = "`true`: only events not seen for as many days as the project's `stale_after_days`."
_UNUSED = "`true`: only events that nothing saved names and that nobody asked about in 30 days."
_ORDERS = "`name`, `last_seen_at`, `last_seen_at::date`, `created_at`, `created_at::date`; `-` in front descends."


@router.get(
    _LIST, summary="Event definitions", responses={503: {"model": ErrorAnswer, "description": "It took too long."}}
)
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
    exclude_stale: Annotated[str | None, Query(description="`true` leaves stale events out.")] = None,
    stale: Annotated[str | None, Query(description=_STALE)] = None,
    unused: Annotated[str | None, Query(description=_UNUSED)] = None,
    owner: Annotated[str | None, Query(description="JSON list of user ids; owned by any of them.")] = None,
) -> PageAnswer[EventDefinitionAnswer]:
    """Answer the events the project knows; the most recently seen first unless ordered otherwise."""
    filters = EventDefinitionFilter(
        search=search,
        event_names=_event_names(event_type),
        tags=json_texts(tags) or None,
        names=split_values(names) or None,
        excluded_names=exact_json_texts("excluded_properties", excluded_properties),
        verified=None if verified is None else is_true(verified),
        exclude_hidden=is_true(exclude_hidden),
        not_seen_since=stale_before(house, visit) if is_true(exclude_stale) else None,
        last_seen_before=stale_before(house, visit) if is_true(stale) else None,
        owners=json_numbers("owner", owner),
    )
    if is_true(unused):
        filters = unused_events(house, visit, filters)
    page = event_definitions.event_definitions(house, visit, paging.asked, filters, split_values(ordering))
    return paging.answer(page, event_definition_answer)


@router.post(_LIST, summary="Define an event", status_code=201)
def event_definitions_create(house: TheHouse, visit: Writer, sent: New) -> EventDefinitionAnswer:
    """Define an event before it is first seen."""
    wanted = sent.checked()
    return event_definition_answer(
        event_definitions.create_event_definition(house, visit, wanted.name, wanted.values())
    )


@router.get(
    f"{_LIST}/by_name",
    summary="An event definition by its name",
    responses=bare(BareDetail, {400: "No name was given.", 404: "There is no such event."}),
)
def event_definitions_by_name(
    house: TheHouse, visit: Reader, name: Annotated[str, Query(description="Exactly the event's name.")] = ""
) -> EventDefinitionAnswer:
    """Answer the definition of exactly this event."""
    if not name:
        raise BareRefusal("The name of an event is needed.", bare_status=400, key="detail")
    found = event_definitions.event_definition_by_name(house, visit, name)
    if found is None:
        raise BareRefusal("There is no event definition of this name.", bare_status=404, key="detail")
    return event_definition_answer(found)


@router.get(f"{_LIST}/primary_properties", summary="The property shown beside each event")
def event_definitions_primary_properties(
    house: TheHouse,
    visit: Reader,
    names: Annotated[list[str] | None, Query(description="Exact names, repeated; all events without any.")] = None,
) -> PrimaryPropertiesAnswer:
    """Answer the property shown beside each event that has one."""
    return PrimaryPropertiesAnswer(primary_properties=event_definitions.primary_properties(house, visit, names))


@router.post(f"{_LIST}/bulk_update_verified", summary="Verify many events")
def event_definitions_bulk_update_verified(house: TheHouse, visit: Writer, sent: Verify) -> VerifiedAnswer:
    """Verify up to 500 events at once, or take that back; all or nothing."""
    wanted = sent.checked()
    done = verify_event_definitions(house, visit, wanted.ids, verified=wanted.verified)
    return VerifiedAnswer(
        updated=[VerifiedItem(id=one, verified=wanted.verified) for one in done.changed],
        skipped=[SkippedAnswer(id=one, reason="Not found.") for one in done.missing],
    )


@router.get(_ONE, summary="An event definition")
def event_definitions_retrieve(definition_id: str, house: TheHouse, visit: Reader) -> EventDefinitionAnswer:
    """Answer one event definition by its UUID."""
    return event_definition_answer(event_definitions.event_definition(house, visit, definition_id))


@router.patch(_ONE, summary="Change an event definition")
def event_definitions_partial_update(
    definition_id: str, house: TheHouse, visit: Writer, sent: Change
) -> EventDefinitionAnswer:
    """Change an event definition; fields left out stay as they are, and the name always does."""
    event_definitions.event_definition(house, visit, definition_id)
    values = sent.checked().values()
    return event_definition_answer(event_definitions.change_event_definition(house, visit, definition_id, values))


@router.delete(_ONE, summary="Forget an event definition", status_code=204)
def event_definitions_destroy(definition_id: str, house: TheHouse, visit: Writer) -> None:
    """Forget an event definition; it is made again when the event is next seen."""
    event_definitions.delete_event_definition(house, visit, definition_id)


def _event_names(text: str) -> EventNames:
    if text in _ALSO_ALL:
        return EventNames.ALL
    try:
        return EventNames(text)
    except ValueError:
        raise InvalidRequest(f'"{text}" is not a valid event type.', attr="event_type") from None
