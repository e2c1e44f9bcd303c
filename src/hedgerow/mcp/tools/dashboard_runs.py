"""The numbers of a dashboard (MCP-6, MCP-13)."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from hedgerow.mcp.api_client import ApiClient, Json
from hedgerow.mcp.arguments import Arguments, Count, DashboardId, Whole
from hedgerow.mcp.overrides import FiltersOverride, VariablesOverride
from hedgerow.mcp.tool import Tool


def _ids(value: object) -> object:
    """One id, or the comma-joined text that results themselves speak of (RUN-12), as a list."""
    if isinstance(value, str):
        return [piece for piece in value.split(",") if piece.strip()]
    return [value] if isinstance(value, int) and not isinstance(value, bool) else value


class Run(Arguments):
    """Which results of a dashboard, how fresh, and in which form."""

    id: DashboardId
    output_format: Annotated[
        Literal["optimized", "json"] | None,
        Field(description="optimized (default): short text tables; json: raw results."),
    ] = None
    refresh: Annotated[
        Literal["force_cache", "blocking", "force_blocking"] | None,
        Field(
            description=(
                "force_cache (default): only what is known, null where nothing is; blocking: compute what is stale; "
                "force_blocking: compute everything."
            )
        ),
    ] = None
    tile_ids: Annotated[
        Annotated[list[Whole], BeforeValidator(_ids)] | None, Field(description="Only these tiles; all when left out.")
    ] = None
    max_result_chars: Annotated[
        Count | None,
        Field(description="Longest table; 2000 when left out, 0 is no limit. Only with optimized."),
    ] = None
    filters_override: FiltersOverride = None
    variables_override: VariablesOverride = None


async def _run(client: ApiClient, asked: Run) -> Json:
    query = {name: value for name, value in asked.given().items() if name != "id"}
    if asked.tile_ids is not None:
        query["tile_ids"] = ",".join(map(str, asked.tile_ids))
    answer = await client.get(f"dashboards/{asked.id}/run_insights", query)
    return {**answer, "_posthogUrl": client.link("dashboard", asked.id)}


tools = (
    Tool(
        name="dashboard-insights-run",
        title="Results of a dashboard",
        description=(
            "Answers the results of a dashboard's insights as text tables, tile by tile. Where a result is null "
            "nothing is known yet: ask again with refresh=blocking."
        ),
        operation="dashboards_run_insights",
        scope="query:read",
        arguments=Run,
        answer=_run,
        reads=True,
        repeatable=True,
    ),
)
