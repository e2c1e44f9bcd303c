"""The MCP server of one caller: lists the tools and calls them."""

from typing import Any

import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel.server import Server
from mcp.shared.exceptions import MCPError

import hedgerow
from hedgerow.base.canonical_json import wire
from hedgerow.mcp.api_client import ApiClient, ToolFailure
from hedgerow.mcp.arguments import checked, input_schema
from hedgerow.mcp.tool import Tool
from hedgerow.mcp.tools.registry import TOOLS

INSTRUCTIONS = (
    "Hedgerow is a product-analytics server. Find a dashboard with dashboards-get-all, read its tiles with "
    "dashboard-get, and its numbers with dashboard-insights-run."
)


def mcp_server(client: ApiClient) -> Server[Any]:
    """A server whose tools call the API through ``client``."""

    async def list_tools(
        _context: ServerRequestContext[Any], _params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_listed(tool) for tool in TOOLS.values()])

    async def call_tool(
        _context: ServerRequestContext[Any], params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        tool = TOOLS.get(params.name)
        if tool is None:
            raise MCPError(code=types.INVALID_PARAMS, message=f"There is no tool named {params.name}.")
        try:
            answer = await tool.answer(client, checked(tool.arguments, params.arguments))
        except ToolFailure as failure:
            return _result(str(failure), is_error=True)
        return _result(wire(answer).decode())

    return Server(
        "hedgerow",
        version=hedgerow.__version__,
        title="Hedgerow",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _listed(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=input_schema(tool.arguments),
        annotations=types.ToolAnnotations(
            read_only_hint=tool.reads,
            destructive_hint=tool.destroys,
            idempotent_hint=tool.repeatable,
            open_world_hint=False,
        ),
    )


def _result(text: str, *, is_error: bool = False) -> types.CallToolResult:
    """Compact JSON as text, once: a structured copy beside it would double what the model reads."""
    return types.CallToolResult(content=[types.TextContent(text=text)], is_error=is_error)
