"""`/api/projects/:id/property_definitions` (NB-50..52)."""

from typing import Annotated

from fastapi import Depends, Query

from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.paging import PageAnswer, Paging, page_of
from hedgerow.api.query_values import exact_json_texts, is_true, json_texts, split_values
from hedgerow.api.routing import resource
from hedgerow.api.wire.property_definitions import PropertyDefinitionAnswer, property_definition_answer
from hedgerow.services import property_definitions
from hedgerow.services.house import Visit
from hedgerow.store.repositories.property_definitions import PropertyDefinitionFilter

router = resource("Property definitions")

Reader = Annotated[Visit, Depends(Enters("property_definition:read"))]

INTERNAL_NAMES = ("$set", "$set_once", "$unset", "$groups", "$group_type", "$group_key", "$group_set")
"""Properties that carry instructions, not facts: never listed (NB-51)."""


@router.get("/api/projects/{project_id}/property_definitions", summary="Property definitions")
def property_definitions_list(
    house: TheHouse,
    visit: Reader,
    paging: Paging,
    search: Annotated[str, Query(description="Every word must be in the name, whatever its case.")] = "",
    type: Annotated[str, Query(description="`event`; other kinds of properties are not kept.")] = "event",  # noqa: A002
    properties: Annotated[str, Query(description="Exact names, joined by commas.")] = "",
    event_names: Annotated[str | None, Query(description="JSON list of events, for `filter_by_event_names`.")] = None,
    filter_by_event_names: Annotated[str | None, Query(description="`true`: only those seen on the events.")] = None,
    is_numerical: Annotated[str | None, Query(description="`true`: only numbers; `false`: all others.")] = None,
    excluded_properties: Annotated[str | None, Query(description="JSON list of names to leave out.")] = None,
) -> PageAnswer[PropertyDefinitionAnswer]:
    """Answer the event properties the project knows, by name."""
    if type != "event":
        return paging.answer(page_of((), paging.asked), property_definition_answer)
    filters = PropertyDefinitionFilter(
        search=search,
        names=split_values([properties]) or None,
        event_names=json_texts(event_names) if is_true(filter_by_event_names) else None,
        is_numerical=None if is_numerical is None else is_true(is_numerical),
        excluded_names=[*INTERNAL_NAMES, *exact_json_texts("excluded_properties", excluded_properties)],
    )
    page = property_definitions.property_definitions(house, visit, paging.asked, filters)
    return paging.answer(page, property_definition_answer)


@router.get("/api/projects/{project_id}/property_definitions/{definition_id:id}", summary="A property definition")
def property_definitions_retrieve(definition_id: str, house: TheHouse, visit: Reader) -> PropertyDefinitionAnswer:
    """Answer one property definition by its UUID."""
    return property_definition_answer(property_definitions.property_definition(house, visit, definition_id))
