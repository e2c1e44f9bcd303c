"""How a request says from where, and with what laid over it, a saved insight is looked at (NB-27)."""

from typing import Annotated

from fastapi import Query

from hedgerow.api.overrides import json_object
from hedgerow.api.paths import whole_number
from hedgerow.services.house import House, Visit
from hedgerow.services.insight_looks import InsightLook, insight_look

FromDashboard = Annotated[str | None, Query(description="Apply this dashboard's filters.")]
FiltersOverride = Annotated[str | None, Query(description="JSON object of filters for this answer.")]
VariablesOverride = Annotated[str | None, Query(description="JSON object of variables for this answer.")]


def asked_look(
    house: House, visit: Visit, insight_id: str, from_dashboard: str | None, filters: str | None, variables: str | None
) -> InsightLook:
    """The look that a request asks for; raises NotFound, and InvalidRequest naming the parameter."""
    return insight_look(
        house,
        visit,
        insight_id,
        dashboard_id=whole_number(from_dashboard or ""),
        filters=json_object("filters_override", filters),
        variables=json_object("variables_override", variables),
    )
