"""How a saved insight is answered: for agents that wonder about a number or about its price."""

from typing import Annotated

from pydantic import Field

from hedgerow.mcp.api_client import ApiClient, Json
from hedgerow.mcp.arguments import Arguments, Whole
from hedgerow.mcp.overrides import FiltersOverride, VariablesOverride
from hedgerow.mcp.tool import Tool


class Explained(Arguments):
    """Which insight, and how it is looked at."""

    id: Annotated[Whole, Field(description="The insight's id, from dashboard-get; not the tile's.")]
    from_dashboard: Annotated[
        Whole | None, Field(description="Apply the filters of this dashboard, which shows it.")
    ] = None
    filters_override: FiltersOverride = None
    variables_override: VariablesOverride = None


async def _explain(client: ApiClient, asked: Explained) -> Json:
    query = {name: value for name, value in asked.given().items() if name != "id"}
    answer = await client.get(f"insights/{asked.id}/explain", query)
    statements = [
        {name: value for name, value in statement.items() if name not in {"sql", "parameters"}}
        for statement in answer["statements"]
    ]
    return {**answer, "statements": statements}


tools = (
    Tool(
        name="insight-explain",
        title="How an insight is answered",
        description=(
            "Runs an insight's query anew and answers how: the path chosen, the SQL, rows and bytes read, seconds per "
            "stage, and how fresh the cached result is. Not the result: dashboard-insights-run has that."
        ),
        operation="insights_explain",
        scope="insight:read query:read",
        arguments=Explained,
        answer=_explain,
        reads=True,
        repeatable=True,
    ),
)
