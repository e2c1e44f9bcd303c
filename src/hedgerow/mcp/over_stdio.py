"""A bridge for agents that start their servers: MCP on stdin and stdout, a Hedgerow server over the network."""

import httpx2
from mcp.server.stdio import stdio_server

from hedgerow.mcp.api_client import ApiClient
from hedgerow.mcp.server import mcp_server

LONGEST_ANSWER_SECONDS = 300.0
CONNECT_SECONDS = 10.0


async def serve_stdio(*, url: str, key: str, project: str) -> None:
    """Answer MCP messages until stdin ends; each tool calls the server at ``url`` with ``key`` (MCP-17)."""
    async with (
        httpx2.AsyncClient(
            base_url=url,
            headers={"Authorization": f"Bearer {key}"},
            timeout=httpx2.Timeout(LONGEST_ANSWER_SECONDS, connect=CONNECT_SECONDS),
        ) as http,
        stdio_server() as (incoming, outgoing),
    ):
        server = mcp_server(ApiClient(http=http, project=project, web=url))
        await server.run(incoming, outgoing, server.create_initialization_options())
