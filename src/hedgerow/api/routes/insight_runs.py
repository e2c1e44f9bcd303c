"""`/api/projects/:id/dashboards/:id/run_insights` (30 §5)."""

from typing import Annotated

from fastapi import Depends, Query

from hedgerow.api.dashboard_doors import (
    FiltersOverride,
    TileIds,
    VariablesOverride,
    dashboard_number,
    numbered_tiles,
    overrides_of,
)
from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.presence import Waiting
from hedgerow.api.query_values import plain_number
from hedgerow.api.routing import resource
from hedgerow.api.wire.insight_runs import InsightRunsAnswer, insight_runs_answer
from hedgerow.run.freshness import RefreshMode
from hedgerow.services.dashboard_finding import open_dashboard
from hedgerow.services.house import Visit
from hedgerow.services.insight_runs import RunRequest, insight_runs

router = resource("Dashboards")

DEFAULT_CHARACTERS = 2000

_MODES = {
    "blocking": RefreshMode.BLOCKING,
    "async": RefreshMode.BLOCKING,
    "async_except_on_cache_miss": RefreshMode.BLOCKING,
    "lazy_async": RefreshMode.BLOCKING,
    "force_async": RefreshMode.BLOCKING,
    "force_blocking": RefreshMode.FORCE_BLOCKING,
}
"""Other values only look in the cache (RUN-5)."""


@router.get("/api/projects/{project_id}/dashboards/{dashboard_id:id}/run_insights", summary="Run all insights")
def dashboards_run_insights(
    dashboard_id: str,
    house: TheHouse,
    waiting: Waiting,
    visit: Annotated[Visit, Depends(Enters("query:read"))],
    tile_ids: TileIds,
    refresh: Annotated[str, Query(description="`force_cache`, `blocking` or `force_blocking`.")] = "force_cache",
    output_format: Annotated[str, Query(description="`optimized` is text tables, `json` raw results.")] = "optimized",
    filters_override: FiltersOverride = None,
    variables_override: VariablesOverride = None,
    max_result_chars: Annotated[
        str, Query(description="Longest text of one result; 0 is no limit. Only with `optimized`.")
    ] = str(DEFAULT_CHARACTERS),
) -> InsightRunsAnswer:
    """Answer the results of a dashboard's insights, tile by tile, for programs and language models."""
    opened = open_dashboard(house, visit, dashboard_number(dashboard_id))
    asked = RunRequest(
        mode=_MODES.get(refresh, RefreshMode.FORCE_CACHE),
        overrides=overrides_of(filters_override, variables_override),
        tile_ids=numbered_tiles(tile_ids),
        characters=plain_number("max_result_chars", max_result_chars) if output_format == "optimized" else None,
    )
    return insight_runs_answer(insight_runs(house, visit, opened, asked, waiting))
