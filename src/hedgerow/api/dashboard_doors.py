"""What the endpoints of dashboards ask for: the visit, the dashboard's number, overrides, freshness."""

from typing import Annotated

from fastapi import Depends, Query

from hedgerow.api.doors import Enters
from hedgerow.api.overrides import json_object
from hedgerow.api.paths import whole_number
from hedgerow.api.query_values import plain_number, split_values
from hedgerow.base.errors import NotFound
from hedgerow.services.dashboard_results import Overrides
from hedgerow.services.house import Visit

READS = Enters("dashboard:read")

Reader = Annotated[Visit, Depends(READS)]
Writer = Annotated[Visit, Depends(Enters("dashboard:write"))]

FiltersOverride = Annotated[str | None, Query(description="JSON object laid over the filters for this answer.")]
VariablesOverride = Annotated[str | None, Query(description="JSON object laid over the variables for this answer.")]
TileFiltersOverride = Annotated[str | None, Query(description="JSON object laid over every tile's own filters.")]
TileIds = Annotated[list[str], Query(default_factory=list, description="Only these tiles, joined by commas.")]


def dashboard_number(text: str) -> int:
    """The dashboard id in a path; raises NotFound when no dashboard could have it (DASH-28)."""
    number = whole_number(text)
    if number is None:
        raise NotFound
    return number


def overrides_of(filters: str | None, variables: str | None, tile_filters: str | None = None) -> Overrides:
    """What a request lays over the stored filters; raises InvalidRequest naming the parameter (DASH-12, DASH-13)."""
    return Overrides(
        filters=json_object("filters_override", filters),
        variables=json_object("variables_override", variables),
        tile_filters=json_object("tile_filters_override", tile_filters),
    )


def numbered_tiles(sent: list[str]) -> list[int]:
    """The ids of ``tile_ids``; raises InvalidRequest for one that is no whole number (RUN-11)."""
    return [plain_number("tile_ids", text) for text in split_values(sent)]
