"""Groups as answers show them (CAP-44)."""

from datetime import datetime
from typing import Annotated, Any, cast

from pydantic import BaseModel, Field, RootModel, StringConstraints

from hedgerow.api.bodies import Body
from hedgerow.services.groups import KnownGroup
from hedgerow.store.repositories.groups import GroupTypeNames
from hedgerow.vocab.groups import MOST_TYPES, GroupType


class GroupTypeAnswer(BaseModel):
    """A type of groups, and what people call one and several of them."""

    group_type: str
    group_type_index: int
    name_singular: str | None
    name_plural: str | None


class GroupAnswer(BaseModel):
    """One group, such as a company."""

    group_type_index: int
    group_key: str
    group_properties: dict[str, Any]
    created_at: datetime


_Called = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)]


class GroupTypeChange(Body):
    """What groups of one type are called; a name left out stays as it is, and a blank one is none."""

    group_type_index: Annotated[int, Field(ge=0, lt=MOST_TYPES)]
    name_singular: _Called | None = None
    name_plural: _Called | None = None

    def names(self) -> GroupTypeNames:
        """What was sent, in the store's words."""
        sent = self.model_dump(include=self.model_fields_set - {"group_type_index"})
        return cast("GroupTypeNames", {name: called or None for name, called in sent.items()})  # these are its keys


class GroupTypesChange(RootModel[Annotated[list[GroupTypeChange], Field(max_length=MOST_TYPES)]]):
    """A list, an element for each type whose names change."""


def group_type_answer(found: GroupType) -> GroupTypeAnswer:
    """``found`` as the API shows it."""
    return GroupTypeAnswer(
        group_type=found.name,
        group_type_index=found.index,
        name_singular=found.name_singular,
        name_plural=found.name_plural,
    )


def group_answer(found: KnownGroup) -> GroupAnswer:
    """``found`` as the API shows it."""
    return GroupAnswer(
        group_type_index=found.type_index,
        group_key=found.key,
        group_properties=dict(found.properties),
        created_at=found.created_at,
    )
