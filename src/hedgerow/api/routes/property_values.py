"""`…/events/values`, `…/persons/values`, `…/groups/property_values`: what filters offer to pick from."""

from typing import Annotated

from fastapi import Depends, Query
from pydantic import WithJsonSchema

from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.query_values import group_type_index_of
from hedgerow.api.routing import resource
from hedgerow.api.wire.property_values import PropertyValueAnswer, property_value_answers
from hedgerow.base.errors import InvalidRequest
from hedgerow.services import property_values
from hedgerow.services.house import Visit
from hedgerow.vocab.groups import MOST_TYPES

router = resource("Property values")

_PROJECT = "/api/projects/{project_id}"

Key = Annotated[str | None, Query(description="The name of the property.")]
Search = Annotated[str, Query(description="Only values that contain this, whatever its case.")]


@router.get(f"{_PROJECT}/events/values", summary="Values of an event property")
def events_values(
    house: TheHouse,
    visit: Annotated[Visit, Depends(Enters("query:read"))],
    event_name: Annotated[list[str], Query(default_factory=list, description="Only on these events; repeated.")],
    key: Key = None,
    value: Search = "",
) -> list[PropertyValueAnswer]:
    """Answer up to 50 values, the most frequent first: of the last 30 days, or of all time where these have none."""
    found = property_values.event_property_values(house, visit, _named(key), events=event_name, search=value)
    return property_value_answers(found)


@router.get(f"{_PROJECT}/persons/values", summary="Values of a person property")
def persons_values(
    house: TheHouse, visit: Annotated[Visit, Depends(Enters("person:read"))], key: Key = None, value: Search = ""
) -> list[PropertyValueAnswer]:
    """Answer up to 50 values that people have now, the most frequent first."""
    return property_value_answers(property_values.person_property_values(house, visit, _named(key), search=value))


@router.get(f"{_PROJECT}/groups/property_values", summary="Values of a group property")
def groups_property_values(
    house: TheHouse,
    visit: Annotated[Visit, Depends(Enters("group:read"))],
    group_type_index: Annotated[
        str | None,
        Query(description="The type of groups, by its index."),
        WithJsonSchema({"type": "integer", "minimum": 0, "maximum": MOST_TYPES - 1}),
    ] = None,
    key: Key = None,
    value: Search = "",
) -> list[PropertyValueAnswer]:
    """Answer up to 50 values that groups of one type have now, the most frequent first."""
    index = group_type_index_of(group_type_index)
    return property_value_answers(property_values.group_property_values(house, visit, index, _named(key), search=value))


def _named(key: str | None) -> str:
    if not key:
        raise InvalidRequest("The name of a property is needed.", attr="key", code="required")
    return key
