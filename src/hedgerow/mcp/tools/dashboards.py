"""Dashboards: list, read, create, change, delete (MCP-1..5)."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field

from hedgerow.mcp.api_client import ApiClient, Json
from hedgerow.mcp.arguments import Arguments, DashboardId, Whole
from hedgerow.mcp.overrides import FiltersOverride, VariablesOverride
from hedgerow.mcp.tool import Tool
from hedgerow.mcp.trimming import OF_NEW_INSIGHTS, trimmed


def _number(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdecimal() else value


class Slice(Arguments):
    """A part of a list."""

    limit: Annotated[Whole | None, Field(description="Most dashboards to answer; 100 when left out.")] = None
    offset: Annotated[Whole | None, Field(description="How many to pass over first.")] = None


class OneDashboard(Arguments):
    """A dashboard and how to look at it."""

    id: DashboardId
    filters_override: FiltersOverride = None
    variables_override: VariablesOverride = None


class DashboardFields(Arguments):
    """What can be written of a dashboard."""

    name: str | None = None
    description: str | None = None
    pinned: Annotated[bool | None, Field(description="Pinned dashboards come first in lists.")] = None
    breakdown_colors: Annotated[Any, Field(description="Colours of breakdown values, as JSON.")] = None
    data_color_theme_id: Whole | None = None
    tags: Annotated[list[str] | None, Field(description="Replaces all tags.")] = None
    restriction_level: Annotated[
        Annotated[Literal[21, 37], BeforeValidator(_number)] | None,
        Field(description="21: everyone in the project can edit; 37: only invited people."),
    ] = None
    quick_filter_ids: list[UUID] | None = None
    use_template: Annotated[str | None, Field(description="On creation: the template to make it from.")] = None
    use_dashboard: Annotated[Whole | None, Field(description="On creation: the dashboard to copy.")] = None
    delete_insights: Annotated[bool | None, Field(description="Has an effect only together with a deletion.")] = None


class DashboardChoice(Arguments):
    """A dashboard."""

    id: DashboardId


class DashboardChange(DashboardFields, DashboardChoice):
    """A dashboard and what to change of it."""


async def _list(client: ApiClient, asked: Slice) -> Json:
    page = await client.get("dashboards", asked.given())
    for item in page["results"]:
        item["_posthogUrl"] = client.link("dashboard", item["id"], project=item["team_id"])
    project = page["results"][0]["team_id"] if page["results"] else None
    return {**page, "_posthogUrl": client.link("dashboard", project=project)}


async def _get(client: ApiClient, asked: OneDashboard) -> Json:
    query = asked.given("filters_override", "variables_override")
    return linked(client, trimmed(await client.get(f"dashboards/{asked.id}", query)))


async def _create(client: ApiClient, asked: DashboardFields) -> Json:
    return linked(client, trimmed(await client.post("dashboards", asked.given()), of_insights=OF_NEW_INSIGHTS))


async def _update(client: ApiClient, asked: DashboardChange) -> Json:
    fields = {name: value for name, value in asked.given().items() if name != "id"}
    return linked(client, trimmed(await client.patch(f"dashboards/{asked.id}", fields)))


async def _delete(client: ApiClient, asked: DashboardChoice) -> Json:
    return await client.patch(f"dashboards/{asked.id}", {"deleted": True})


def linked(client: ApiClient, dashboard: Json) -> Json:
    """A dashboard object with its address in the web app (MCP-11)."""
    return {**dashboard, "_posthogUrl": client.link("dashboard", dashboard["id"], project=dashboard["team_id"])}


tools = (
    Tool(
        name="dashboards-get-all",
        title="List dashboards",
        description="Lists the project's dashboards without their tiles: pinned ones first, then by name.",
        operation="dashboards_list",
        scope="dashboard:read",
        arguments=Slice,
        answer=_list,
        reads=True,
        repeatable=True,
    ),
    Tool(
        name="dashboard-get",
        title="Read a dashboard",
        description=(
            "Reads one dashboard: its filters, and its tiles with their ids, layouts, texts and insight queries. "
            "Results are left out; use dashboard-insights-run for the numbers."
        ),
        operation="dashboards_retrieve",
        scope="dashboard:read",
        arguments=OneDashboard,
        answer=_get,
        reads=True,
        repeatable=True,
    ),
    Tool(
        name="dashboard-create",
        title="Create a dashboard",
        description="Creates a dashboard: empty, from a template, or as a copy that shows the same insights.",
        operation="dashboards_create",
        scope="dashboard:write",
        arguments=DashboardFields,
        answer=_create,
    ),
    Tool(
        name="dashboard-update",
        title="Change a dashboard",
        description="Changes the fields that are given and leaves all others as they are.",
        operation="dashboards_update",
        scope="dashboard:write",
        arguments=DashboardChange,
        answer=_update,
        repeatable=True,
    ),
    Tool(
        name="dashboard-delete",
        title="Delete a dashboard",
        description="Removes a dashboard and its tiles from every list; people can bring it back. Insights stay.",
        operation="dashboards_update",
        scope="dashboard:write",
        arguments=DashboardChoice,
        answer=_delete,
        destroys=True,
    ),
)
