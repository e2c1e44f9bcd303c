"""Templates that dashboards can be made from (MCP-19)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from hedgerow.mcp.api_client import ApiClient, Json
from hedgerow.mcp.arguments import Arguments, Whole
from hedgerow.mcp.tool import Tool


class TemplateSearch(Arguments):
    """Which templates."""

    search: Annotated[str | None, Field(description="In the name, the description or a tag.")] = None
    limit: Annotated[Whole | None, Field(description="Most templates to answer; 100 when left out.")] = None
    offset: Annotated[Whole | None, Field(description="How many to pass over first.")] = None


class TemplateChoice(Arguments):
    """A template."""

    id: Annotated[UUID, Field(description="The template's id, from dashboard-templates-list.")]


async def _list(client: ApiClient, asked: TemplateSearch) -> Json:
    page = await client.get("dashboard_templates", asked.given())
    return {**page, "results": [_without_contents(template) for template in page["results"]]}


async def _retrieve(client: ApiClient, asked: TemplateChoice) -> Json:
    return await client.get(f"dashboard_templates/{asked.id}")


def _without_contents(template: Json) -> Json:
    return {name: value for name, value in template.items() if name not in {"tiles", "variables", "dashboard_filters"}}


tools = (
    Tool(
        name="dashboard-templates-list",
        title="List templates",
        description=(
            "Lists dashboard templates without their tiles. dashboard-create takes a template_name as use_template."
        ),
        operation="dashboard_templates_list",
        scope="dashboard_template:read",
        arguments=TemplateSearch,
        answer=_list,
        reads=True,
        repeatable=True,
    ),
    Tool(
        name="dashboard-templates-retrieve",
        title="Read a template",
        description="Reads one dashboard template with its tiles.",
        operation="dashboard_templates_retrieve",
        scope="dashboard_template:read",
        arguments=TemplateChoice,
        answer=_retrieve,
        reads=True,
        repeatable=True,
    ),
)
