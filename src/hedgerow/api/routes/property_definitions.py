"""`/api/projects/:id/property_definitions` (NB-50..52)."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Query

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.paging import PageAnswer, Paging
from hedgerow.api.query_values import exact_json_texts, is_true, json_texts, split_values, switch, wanted_names
from hedgerow.api.routing import resource
from hedgerow.api.wire.definition_usage import AllTimesUsedAnswer, UsageAnswer, times_used_answer, usage_answer
from hedgerow.api.wire.property_definitions import (
    EventsWithPropertyAnswer,
    PropertyDefinitionAnswer,
    PropertyDefinitionChange,
    events_with_property_answer,
    property_definition_answer,
)
from hedgerow.base.errors import InvalidRequest
from hedgerow.services import property_definitions
from hedgerow.services.definition_marks import stale_before
from hedgerow.services.definition_usage import times_used, unused_properties, usage_of_property
from hedgerow.services.house import Visit
from hedgerow.store.repositories.property_filter import PropertyDefinitionFilter
from hedgerow.vocab.definitions import GROUP_OWNERS, INTERNAL_PROPERTIES, PropertyOwner
from hedgerow.vocab.groups import MOST_TYPES

router = resource("Property definitions")

_LIST = "/api/projects/{project_id}/property_definitions"
_ONE = f"{_LIST}/{{definition_id:id}}"
_STALE = "`true`: only properties not seen for as many days as the project's `stale_after_days`."
_TYPES = "`event`, `person` or `group`; of `session` no definitions are kept."
_INDEX = "With the type `group`: only those of groups whose type has this index, 0 to 4."

Reader = Annotated[Visit, Depends(Enters("property_definition:read"))]
Writer = Annotated[Visit, Depends(Enters("property_definition:write"))]
Change = Annotated[Sent[PropertyDefinitionChange], Depends(Sends(PropertyDefinitionChange))]


@router.get(_LIST, summary="Property definitions")
def property_definitions_list(
    house: TheHouse,
    visit: Reader,
    paging: Paging,
    search: Annotated[str, Query(description="Every word must be in the name, whatever its case.")] = "",
    type: Annotated[str, Query(description=_TYPES)] = "event",  # noqa: A002
    group_type_index: Annotated[str, Query(description=_INDEX)] = "",
    properties: Annotated[str, Query(description="Exact names, joined by commas.")] = "",
    event_names: Annotated[str | None, Query(description="JSON list of events the flags below speak of.")] = None,
    filter_by_event_names: Annotated[str | None, Query(description="`true`: only those seen on the events.")] = None,
    is_event_property: Annotated[str | None, Query(description="`true`: only those seen; `false`: all others.")] = None,
    is_numerical: Annotated[str | None, Query(description="`true`: only numbers; `false`: all others.")] = None,
    is_feature_flag: Annotated[str | None, Query(description="`true`: only flags; `false`: all others.")] = None,
    excluded_properties: Annotated[str | None, Query(description="JSON list of names to leave out.")] = None,
    exclude_hidden: Annotated[str | None, Query(description="`true` leaves hidden properties out.")] = None,
    stale: Annotated[str | None, Query(description=_STALE)] = None,
    unused: Annotated[str | None, Query(description="`true`: only properties that nothing saved names.")] = None,
    tags: Annotated[str | None, Query(description="JSON list; properties with any of these tags.")] = None,
    verified: Annotated[str | None, Query(description="`true`: only verified ones; `false`: all others.")] = None,
) -> PageAnswer[PropertyDefinitionAnswer]:
    """Answer the properties the project knows of events, people or groups, by name."""
    events = json_texts(event_names)
    filters = PropertyDefinitionFilter(
        owners=_owners(type, group_type_index),
        search=search,
        names=split_values([properties]) or None,
        event_names=events,
        on_events=True if is_true(filter_by_event_names) and events is not None else switch(is_event_property),
        is_numerical=switch(is_numerical),
        is_feature_flag=switch(is_feature_flag),
        excluded_names=[*INTERNAL_PROPERTIES, *exact_json_texts("excluded_properties", excluded_properties)],
        exclude_hidden=is_true(exclude_hidden),
        last_seen_before=stale_before(house, visit) if is_true(stale) else None,
        tags=json_texts(tags) or None,
        verified=switch(verified),
    )
    if is_true(unused):
        filters = unused_properties(house, visit, filters)
    page = property_definitions.property_definitions(house, visit, paging.asked, filters)
    return paging.answer(page, property_definition_answer)


def _owners(type_name: str, group_type_index: str) -> Sequence[PropertyOwner]:
    """Whose properties are asked for; nobody's of `session`. The index counts for `group` only."""
    match type_name:
        case "event" | "person":
            return (PropertyOwner(type_name),)
        case "group":
            return _group_owners(group_type_index)
        case "session":
            return ()
    raise InvalidRequest(f'"{type_name}" is not a valid property type.', attr="type", code="invalid_choice")


def _group_owners(index: str) -> Sequence[PropertyOwner]:
    if not index:
        return GROUP_OWNERS
    if index not in map(str, range(MOST_TYPES)):
        raise InvalidRequest(f"A group_type_index is 0 to {MOST_TYPES - 1}.", attr="group_type_index")
    return (GROUP_OWNERS[int(index)],)


@router.get(f"{_LIST}/usage", summary="In how many saved things properties stand")
def property_definitions_times_used(
    house: TheHouse,
    visit: Reader,
    names: Annotated[list[str], Query(default_factory=list, description="Exact names, repeated or joined by commas.")],
) -> AllTimesUsedAnswer:
    """Answer in how many saved things each of these properties of events stands."""
    return times_used_answer(times_used(house, visit, PropertyOwner.EVENT, wanted_names(names)))


@router.get(_ONE, summary="A property definition")
def property_definitions_retrieve(definition_id: str, house: TheHouse, visit: Reader) -> PropertyDefinitionAnswer:
    """Answer one property definition by its UUID."""
    return property_definition_answer(property_definitions.property_definition(house, visit, definition_id))


@router.patch(_ONE, summary="Change a property definition")
def property_definitions_partial_update(
    definition_id: str, house: TheHouse, visit: Writer, sent: Change
) -> PropertyDefinitionAnswer:
    """Change a property definition; fields left out stay as they are, and the name always does."""
    property_definitions.property_definition(house, visit, definition_id)
    values = sent.checked().values()
    changed = property_definitions.change_property_definition(house, visit, definition_id, values)
    return property_definition_answer(changed)


@router.delete(_ONE, summary="Forget a property definition", status_code=204)
def property_definitions_destroy(definition_id: str, house: TheHouse, visit: Writer) -> None:
    """Forget a property definition; it is made again when the property is next seen."""
    property_definitions.delete_property_definition(house, visit, definition_id)


@router.get(f"{_ONE}/usage", summary="Where a property is used")
def property_definitions_usage(definition_id: str, house: TheHouse, visit: Reader) -> UsageAnswer:
    """Answer the insights, dashboards, actions and cohorts that name the property."""
    return usage_answer(usage_of_property(house, visit, definition_id))


@router.get(f"{_ONE}/events", summary="The events a property comes with")
def property_definitions_events(definition_id: str, house: TheHouse, visit: Reader) -> EventsWithPropertyAnswer:
    """Answer the events that the property was seen on, each with the types it showed there."""
    found = property_definitions.events_with_property(house, visit, definition_id)
    return events_with_property_answer(found)
