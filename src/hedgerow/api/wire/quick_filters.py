"""Quick filters as bodies and answers show them (NB-71)."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from hedgerow.api.bodies import Body
from hedgerow.vocab.variables import QuickFilter

_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
_Type = Annotated[_Name, Field(description="How its options are found, as the client names it, e.g. `manual-options`.")]
_Options = Annotated[
    list[dict[str, Any]], Field(description="The choices, mostly `{value, label, operator}`.", max_length=1000)
]


class QuickFilterAnswer(BaseModel):
    """A property filter that dashboards offer as a choice."""

    id: UUID
    name: str
    property_name: str
    type: str
    options: list[dict[str, Any]]
    created_at: datetime
    updated_at: datetime


class NewQuickFilter(Body):
    """A new quick filter."""

    name: _Name
    property_name: _Name
    type: _Type = "manual-options"
    options: _Options = Field(default_factory=list)


class QuickFilterChange(Body):
    """What can be changed of a quick filter; fields left out stay as they are."""

    name: _Name = ""
    property_name: _Name = ""
    type: _Type = ""
    options: _Options = Field(default_factory=list)


def quick_filter_answer(found: QuickFilter) -> QuickFilterAnswer:
    """``found`` as the API shows it."""
    return QuickFilterAnswer(
        id=found.id,
        name=found.name,
        property_name=found.property_name,
        type=found.type,
        options=[dict(option) for option in found.options],
        created_at=found.created_at,
        updated_at=found.updated_at,
    )
