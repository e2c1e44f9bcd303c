"""Tags as bodies write them, and what a bulk change of them answers (contract 60)."""

from typing import Annotated, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints

from hedgerow.api.bodies import Body
from hedgerow.services.bulk_tags import TagsChanged
from hedgerow.vocab.tags import TagAction

MOST_IDS = 500
MOST_TAGS = 100

_TagName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)]


def _no_switch(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("A valid integer is required.")  # noqa: TRY004  (what pydantic expects)
    return value


ItemNumber = Annotated[int, BeforeValidator(_no_switch), Field(ge=-(2**63), lt=2**63)]
"""A number that could be an id."""

Tag = Annotated[str, StringConstraints(max_length=255)]
"""A tag of one thing; blank ones are dropped (TAG-4)."""

ItemId = TypeVar("ItemId", int, UUID)


class TagsChange(Body, Generic[ItemId]):
    """What to do with the tags of many things."""

    ids: Annotated[list[ItemId], Field(min_length=1, max_length=MOST_IDS)]
    action: TagAction = Field(description="`add` and `remove` need tags; `set` without any clears all.")
    tags: Annotated[list[_TagName], Field(max_length=MOST_TAGS)]


class NumberedTagsChange(TagsChange[int]):
    """What to do with the tags of things that have numbers."""

    ids: Annotated[list[ItemNumber], Field(min_length=1, max_length=MOST_IDS)]


class DefinitionTagsChange(TagsChange[UUID]):
    """What to do with the tags of event definitions."""


class TaggedAnswer(BaseModel, Generic[ItemId]):
    """A thing that was found, with all its tags as they are now, ascending."""

    id: ItemId
    tags: list[str]


class SkippedAnswer(BaseModel, Generic[ItemId]):
    """An id that was left alone."""

    id: ItemId
    reason: str


class TagsChangedAnswer(BaseModel, Generic[ItemId]):
    """What became of each id, in the order they were sent (TAG-19)."""

    updated: list[TaggedAnswer[ItemId]]
    skipped: list[SkippedAnswer[ItemId]]


def tags_changed_answer(changed: TagsChanged[ItemId], reason: str) -> TagsChangedAnswer[ItemId]:
    """``changed``; everything that was skipped has the same ``reason``, so that ids cannot be probed (TAG-13)."""
    return TagsChangedAnswer(
        updated=[TaggedAnswer(id=item, tags=list(tags)) for item, tags in changed.updated.items()],
        skipped=[SkippedAnswer(id=item, reason=reason) for item in changed.skipped],
    )
