"""`/api/projects/:id/groups` and `groups_types`: what events belong to besides people (CAP-44)."""

from typing import Annotated

from fastapi import Depends, Query
from pydantic import WithJsonSchema

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.paging import PageAnswer, Paging
from hedgerow.api.query_values import group_type_index_of
from hedgerow.api.routing import resource
from hedgerow.api.wire.groups import GroupAnswer, GroupTypeAnswer, GroupTypesChange, group_answer, group_type_answer
from hedgerow.base.errors import InvalidRequest
from hedgerow.services import groups
from hedgerow.services.house import Visit
from hedgerow.vocab.groups import MOST_TYPES

router = resource("Groups")

MOST_GROUPS = 1000
"""Groups one answer holds."""

_PROJECT = "/api/projects/{project_id}"

Change = Annotated[Sent[GroupTypesChange], Depends(Sends(GroupTypesChange, shape=list))]
Reader = Annotated[Visit, Depends(Enters("group:read"))]
TypeIndex = Annotated[
    str | None,
    Query(description="The type of groups, by its index."),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": MOST_TYPES - 1}),
]


@router.get(f"{_PROJECT}/groups_types", summary="Types of groups")
def groups_types_list(house: TheHouse, visit: Reader) -> list[GroupTypeAnswer]:
    """Answer the types of groups that the project's events named, by index."""
    return [group_type_answer(one) for one in groups.group_types(house, visit)]


@router.patch(f"{_PROJECT}/groups_types/update_metadata", summary="Name types of groups")
def groups_types_update_metadata(
    house: TheHouse, visit: Annotated[Visit, Depends(Enters("group:write"))], sent: Change
) -> list[GroupTypeAnswer]:
    """Say what one and several groups of a type are called; answer all types."""
    names = {one.group_type_index: one.names() for one in sent.checked().root}
    return [group_type_answer(one) for one in groups.name_group_types(house, visit, names)]


@router.get(f"{_PROJECT}/groups", summary="Groups of a type")
def groups_list(
    house: TheHouse,
    visit: Reader,
    paging: Paging,
    group_type_index: TypeIndex = None,
    search: Annotated[str | None, Query(description="Part of a key, or of the property `name`.")] = None,
) -> PageAnswer[GroupAnswer]:
    """Answer the groups of one type, newest first, at most 1000 at a time."""
    pager = paging.at_most(MOST_GROUPS)
    index = group_type_index_of(group_type_index)
    return pager.answer(groups.groups_page(house, visit, index, search=search or None, page=pager.asked), group_answer)


@router.get(f"{_PROJECT}/groups/find", summary="A group")
def groups_find(
    house: TheHouse,
    visit: Reader,
    group_type_index: TypeIndex = None,
    group_key: Annotated[str | None, Query(description="The key of the group.")] = None,
) -> GroupAnswer:
    """Answer one group by its type and key."""
    index = group_type_index_of(group_type_index)
    if group_key is None:
        raise InvalidRequest("A key is needed.", attr="group_key", code="required")
    return group_answer(groups.group(house, visit, index, group_key))
