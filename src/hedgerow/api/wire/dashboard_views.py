"""Saved views of dashboards as bodies and answers show them."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from hedgerow.api.bodies import Body
from hedgerow.vocab.dashboard_views import DashboardView

_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
_Filters = Annotated[dict[str, Any], Field(description="What to send as `filters_override`.")]
_Variables = Annotated[dict[str, Any], Field(description="What to send as `variables_override`.")]


class DashboardViewAnswer(BaseModel):
    """Filters and variables to look at a dashboard with, under a name."""

    id: UUID
    name: str
    filters: _Filters
    variables: _Variables
    created_at: datetime
    created_by: int | None = Field(description="The user's id.")
    updated_at: datetime


class NewDashboardView(Body):
    """A new view."""

    name: _Name
    filters: _Filters = Field(default_factory=dict)
    variables: _Variables = Field(default_factory=dict)


class DashboardViewChange(Body):
    """What can be changed of a view; fields left out stay as they are."""

    name: _Name = ""
    filters: _Filters = Field(default_factory=dict)
    variables: _Variables = Field(default_factory=dict)


def dashboard_view_answer(found: DashboardView) -> DashboardViewAnswer:
    """``found`` as the API shows it."""
    return DashboardViewAnswer(
        id=found.id,
        name=found.name,
        filters=dict(found.filters),
        variables=dict(found.variables),
        created_at=found.created_at,
        created_by=found.created_by,
        updated_at=found.updated_at,
    )
