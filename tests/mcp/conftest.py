"""A running server, and agents that speak MCP with it through the official client."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import anyio
import httpx2
import orjson
import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult, TextContent

from tests.server_process import HEDGEROW, ServerProcess, hedgerow_json, started_server

Json = dict[str, Any]
Done = TypeVar("Done")


@dataclass
class Agent:
    """An agent with a key; each call is a connection of its own."""

    url: str
    key: str
    headers: dict[str, str] = field(default_factory=dict)

    def call(self, tool: str, **arguments: Any) -> Any:
        """The JSON a tool answers; it must succeed."""
        result = self.result(tool, **arguments)
        assert not result.is_error, text_of(result)
        return orjson.loads(text_of(result))

    def refusal(self, tool: str, **arguments: Any) -> str:
        """The words of a tool's error; it must fail."""
        result = self.result(tool, **arguments)
        assert result.is_error, text_of(result)
        return text_of(result)

    def result(self, tool: str, **arguments: Any) -> CallToolResult:
        return self.during(lambda client: client.call_tool(tool, arguments))

    def during(self, work: Callable[[Client], Awaitable[Done]], mode: str = "auto") -> Done:
        """What ``work`` makes of a connected client."""

        async def connected() -> Done:
            async with over_http(self, mode) as client:
                return await work(client)

        return anyio.run(connected)


@dataclass
class Site:
    """A server with the owner's project, a second project, and a key for everything."""

    server: ServerProcess
    key: str
    project_id: int
    second_project_id: int
    http: httpx2.Client

    @property
    def agent(self) -> Agent:
        return Agent(self.server.url, self.key)

    def agent_with(self, *scopes: str) -> Agent:
        """An agent whose key may do no more than ``scopes`` say."""
        made = hedgerow_json("keys", "create", "narrow", "--scopes", ",".join(scopes), data=self.server.data)
        return Agent(self.server.url, made["value"])

    def api(self, method: str, path: str, **sent: Any) -> Any:
        """What the HTTP API answers inside the owner's project; it must succeed."""
        answer = self.http.request(method, f"/api/projects/{self.project_id}/{path}", **sent)
        assert answer.is_success, answer.text
        return answer.json()

    def board(self, insights: int = 1) -> Json:
        """A new dashboard with insights, as the API shows it."""
        board = self.api("POST", "dashboards", json={"name": "Board"})
        for number in range(insights):
            series = [{"kind": "EventsNode", "event": "signup"}]
            source = {"kind": "TrendsQuery", "series": series, "dateRange": {"date_from": "-3d"}}
            query = {"kind": "InsightVizNode", "source": source}
            body = {"name": f"Signups {number}", "query": query, "dashboards": [board["id"]]}
            self.api("POST", "insights", json=body)
        shown: Json = self.api("GET", f"dashboards/{board['id']}")
        return shown


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    server = started_server(tmp_path_factory.mktemp("mcp") / "data")
    try:
        key = hedgerow_json("keys", "create", "tests", "--scopes", "*", data=server.data)["value"]
        second = hedgerow_json("projects", "create", "Second", data=server.data)
        headers = {"Authorization": f"Bearer {key}"}
        with httpx2.Client(base_url=server.url, headers=headers, timeout=30) as http:
            project = http.get("/api/projects/@current").json()
            batch = [{"event": name, "distinct_id": "anna"} for name in ("signup", "sign out", "order")]
            sent = http.post("/batch", json={"api_key": project["api_token"], "batch": batch})
            assert sent.status_code == 200, sent.text
            yield Site(server, key, project["id"], second["id"], http)
    finally:
        server.stop()


@asynccontextmanager
async def _over_http(agent: Agent, mode: str) -> Any:
    async with AsyncExitStack() as stack:
        headers = {"Authorization": f"Bearer {agent.key}", **agent.headers}
        http = await stack.enter_async_context(httpx2.AsyncClient(headers=headers, timeout=30))
        transport = streamable_http_client(f"{agent.url}/mcp", http_client=http)
        yield await stack.enter_async_context(Client(transport, mode=mode))


def over_http(agent: Agent, mode: str = "auto") -> AbstractAsyncContextManager[Client]:
    """A client connected to ``/mcp``; ``mode`` is "auto" (newest protocol) or "legacy" (with a handshake)."""
    connected: AbstractAsyncContextManager[Client] = _over_http(agent, mode)
    return connected


def over_stdio(agent: Agent, mode: str = "auto") -> AbstractAsyncContextManager[Client]:
    """A client that started `hedgerow mcp` and talks with it through pipes."""
    environment = {"HEDGEROW_URL": agent.url, "HEDGEROW_API_KEY": agent.key}
    return Client(StdioServerParameters(command=HEDGEROW, args=["mcp"], env=environment), mode=mode)


def text_of(result: CallToolResult) -> str:
    """The one text a tool answers."""
    [content] = result.content
    assert isinstance(content, TextContent)
    assert result.structured_content is None
    return content.text
