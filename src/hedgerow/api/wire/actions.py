"""Actions as bodies and answers show them (EN-5)."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from hedgerow.api.bodies import Body
from hedgerow.api.wire.users import UserAnswer, embedded_user
from hedgerow.vocab.actions import Action

_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
_Description = Annotated[str, Field(max_length=10_000)]
_Steps = Annotated[
    list[dict[str, Any]],
    Field(
        description="An event matches when it passes any step: `{event, url, url_matching, properties}`.",
        max_length=100,
    ),
]


class ActionAnswer(BaseModel):
    """A name for a set of events."""

    id: int
    name: str
    description: str
    steps: list[dict[str, Any]]
    deleted: bool
    is_action: bool = True
    created_at: datetime
    created_by: UserAnswer | None
    updated_at: datetime


class NewAction(Body):
    """A new action; without steps every event matches it."""

    name: _Name
    description: _Description = ""
    steps: _Steps = Field(default_factory=list)


class ActionChange(Body):
    """What can be changed of an action; fields left out stay as they are."""

    name: _Name = ""
    description: _Description = ""
    steps: _Steps = Field(default_factory=list)
    deleted: bool = False


def action_answer(found: Action) -> ActionAnswer:
    """``found`` as the API shows it."""
    return ActionAnswer(
        id=found.id,
        name=found.name,
        description=found.description,
        steps=[dict(step) for step in found.steps],
        deleted=found.deleted,
        created_at=found.created_at,
        created_by=embedded_user(found.created_by),
        updated_at=found.updated_at,
    )
