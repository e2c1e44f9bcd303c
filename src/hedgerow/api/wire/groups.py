"""Groups as answers show them (CAP-44)."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from hedgerow.services.groups import GroupType, KnownGroup


class GroupTypeAnswer(BaseModel):
    """A type of groups; what one and several are called is not kept yet."""

    group_type: str
    group_type_index: int
    name_singular: str | None = None
    name_plural: str | None = None


class GroupAnswer(BaseModel):
    """One group, such as a company."""

    group_type_index: int
    group_key: str
    group_properties: dict[str, Any]
    created_at: datetime


def group_type_answer(found: GroupType) -> GroupTypeAnswer:
    """``found`` as the API shows it."""
    return GroupTypeAnswer(group_type=found.name, group_type_index=found.index)


def group_answer(found: KnownGroup) -> GroupAnswer:
    """``found`` as the API shows it."""
    return GroupAnswer(
        group_type_index=found.type_index,
        group_key=found.key,
        group_properties=dict(found.properties),
        created_at=found.created_at,
    )
