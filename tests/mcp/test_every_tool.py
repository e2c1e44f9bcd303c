"""Every tool through every way in, with the official client (MCP-17)."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import anyio
import orjson
import pytest
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError
from mcp_types import ToolAnnotations

from hedgerow.api.app import ROUTES
from hedgerow.api.openapi import openapi_document
from hedgerow.mcp.tools.registry import TOOLS
from tests.mcp.conftest import Agent, Site, over_http, over_stdio, text_of

FIELDS = (
    "name description pinned breakdown_colors data_color_theme_id tags restriction_level quick_filter_ids "
    "use_template use_dashboard delete_insights"
)
OVERRIDES = "filters_override variables_override"
CONTRACT = {
    # read-only, destructive, idempotent; arguments that must be given, and those that may
    "dashboards-get-all": (True, False, True, "", "limit offset"),
    "dashboard-get": (True, False, True, "id", OVERRIDES),
    "dashboard-create": (False, False, False, "", FIELDS),
    "dashboard-update": (False, False, True, "id", FIELDS),
    "dashboard-delete": (False, True, False, "id", ""),
    "dashboard-insights-run": (
        True, False, True, "id", f"output_format refresh tile_ids max_result_chars {OVERRIDES}",
    ),
    "dashboard-reorder-tiles": (False, False, True, "id tile_order", "layout"),
    "event-definitions-list": (True, False, True, "", "q limit offset"),
}  # fmt: skip
"""The table of contract 90 and MCP-1 to MCP-8."""


@pytest.mark.contract("MCP-17", "MCP-19")
@pytest.mark.parametrize("mode", ["auto", "legacy"])
@pytest.mark.parametrize("way", [over_http, over_stdio])
def test_every_tool_works_over_http_and_stdio_with_and_without_a_handshake(
    site: Site, way: Callable[[Agent, str], AbstractAsyncContextManager[Client]], mode: str
) -> None:
    asked = site.board()["tiles"][0]["insight"]["id"]
    answers = anyio.run(_tour, way(site.agent, mode), asked)
    assert set(answers) == set(TOOLS)
    assert answers["dashboard-get"]["name"] == "Toured"
    assert [event["name"] for event in answers["event-definitions-list"]] == ["order"]
    assert answers["dashboard-delete"]["deleted"] is True


async def _tour(connecting: AbstractAsyncContextManager[Client], insight: int) -> dict[str, Any]:
    """What each tool answers; each does a step of one small story, or asks about ``insight``."""
    answers: dict[str, Any] = {}
    async with connecting as client:
        assert {tool.name for tool in (await client.list_tools()).tools} == set(TOOLS)

        async def call(tool: str, **arguments: Any) -> Any:
            result = await client.call_tool(tool, arguments)
            assert not result.is_error, text_of(result)
            answers[tool] = orjson.loads(text_of(result))
            return answers[tool]

        board = (await call("dashboard-create", name="Tour"))["id"]
        other = (await call("dashboard-create", name="Other"))["id"]
        first = (await call("dashboard-create-tile", id=board, body="one"))["id"]
        second = (await call("dashboard-create-tile", id=board, body="two"))["id"]
        await call("dashboard-update-text-tile", id=board, tile_id=first, body="three")
        await call("dashboard-reorder-tiles", id=board, tile_order=[second, first])
        await call("dashboard-tile-copy", id=other, from_dashboard_id=board, tile_id=first)
        await call("dashboard-transfer-tile", id=board, to_dashboard_id=other, tile_id=second)
        await call("dashboard-delete-tile", id=board, tile_id=first)
        await call("dashboard-update", id=board, name="Toured")
        await call("dashboard-get", id=board)
        await call("dashboards-get-all")
        await call("dashboard-insights-run", id=board)
        await call("insight-explain", id=insight)
        await call("event-definitions-list", q="ord")
        template = (await call("dashboard-templates-list", limit=1))["results"][0]
        assert "tiles" not in template
        assert (await call("dashboard-templates-retrieve", id=template["id"]))["tiles"]
        await call("dashboard-delete", id=other)
        await call("dashboard-delete", id=board)
    return answers


@pytest.mark.contract("MCP-1", "MCP-2", "MCP-3", "MCP-4", "MCP-5", "MCP-6", "MCP-7", "MCP-8", "MCP-17")
def test_the_list_of_tools_is_the_contracts_table(site: Site) -> None:
    listed = {tool.name: tool for tool in site.agent.during(lambda client: client.list_tools()).tools}
    for name, (reads, destroys, repeatable, required, optional) in CONTRACT.items():
        tool = listed[name]
        schema = tool.input_schema
        assert tool.annotations == ToolAnnotations(
            read_only_hint=reads, destructive_hint=destroys, idempotent_hint=repeatable, open_world_hint=False
        ), name
        assert set(schema["properties"]) == {*required.split(), *optional.split()}, name
        assert schema.get("required", []) == required.split(), name
        assert schema["additionalProperties"] is False


@pytest.mark.contract("MCP-18")
def test_descriptions_say_where_results_and_tile_ids_are_found(site: Site) -> None:
    listed = {tool.name: tool for tool in site.agent.during(lambda client: client.list_tools()).tools}
    assert all(tool.description and tool.title for tool in listed.values())
    assert "dashboard-insights-run" in str(listed["dashboard-get"].description)
    assert "dashboard-get" in str(listed["dashboard-reorder-tiles"].description)


def test_every_tool_calls_an_operation_of_the_api_that_asks_for_the_scope_the_tool_names() -> None:
    scopes = {
        operation["operationId"]: operation.get("x-required-scope")
        for methods in openapi_document(ROUTES)["paths"].values()
        for operation in methods.values()
        if isinstance(operation, dict)
    }
    assert {tool.name: scopes.get(tool.operation) for tool in TOOLS.values()} == {
        tool.name: tool.scope for tool in TOOLS.values()
    }


@pytest.mark.contract("MCP-16", "MCP-17")
def test_a_tool_nobody_has_is_an_error_that_names_it(site: Site) -> None:
    with pytest.RaisesGroup(pytest.RaisesExc(MCPError, match="no tool named dashboard-fly"), flatten_subgroups=True):
        site.agent.call("dashboard-fly")
