"""Cohorts as bodies and answers show them (EN-20)."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from hedgerow.api.bodies import Body
from hedgerow.api.wire.users import UserAnswer, embedded_user
from hedgerow.vocab.cohorts import Cohort

_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
_Description = Annotated[str, Field(max_length=10_000)]
_Filters = Annotated[
    dict[str, Any],
    Field(
        description="Rules that people meet: `{properties: {type, values}}`, nested; a rule has the `type` "
        "`person`, `behavioral` or `cohort`."
    ),
]
_DistinctIds = Annotated[
    list[Annotated[str, StringConstraints(max_length=400)]],
    Field(description="Who is in a static cohort; ids that nobody has are left out.", max_length=10_000),
]


class CohortAnswer(BaseModel):
    """A name for a set of people."""

    id: int
    name: str
    description: str
    is_static: bool
    filters: dict[str, Any]
    count: int | None = Field(description="How many people are in a static cohort.")
    deleted: bool
    created_at: datetime
    created_by: UserAnswer | None
    updated_at: datetime


class NewCohort(Body):
    """A new cohort: static with people of its own, or of whoever meets its rules."""

    name: _Name
    description: _Description = ""
    is_static: bool = False
    filters: _Filters = Field(default_factory=dict)
    distinct_ids: _DistinctIds = Field(default_factory=list)


class CohortChange(Body):
    """What can be changed of a cohort; fields left out stay as they are."""

    name: _Name = ""
    description: _Description = ""
    filters: _Filters = Field(default_factory=dict)
    distinct_ids: _DistinctIds = Field(default_factory=list)
    deleted: bool = False


def cohort_answer(found: Cohort) -> CohortAnswer:
    """``found`` as the API shows it."""
    return CohortAnswer(
        id=found.id,
        name=found.name,
        description=found.description,
        is_static=found.is_static,
        filters=dict(found.filters),
        count=len(found.members) if found.is_static else None,
        deleted=found.deleted,
        created_at=found.created_at,
        created_by=embedded_user(found.created_by),
        updated_at=found.updated_at,
    )
