"""Who may come in, what is refused, and in which words (MCP-16, MCP-17)."""

import os
import subprocess
from contextlib import AbstractAsyncContextManager
from typing import Any

import anyio
import httpx2
import pytest
from mcp.client.client import Client

from tests.mcp.conftest import Agent, Site, over_stdio, text_of
from tests.server_process import HEDGEROW

INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-11-25",
        "capabilities": {},
        "clientInfo": {"name": "tests", "version": "1"},
    },
}


def sent(site: Site, method: str = "POST", **headers: str) -> httpx2.Response:
    """What ``/mcp`` answers to the first message of a client."""
    body: dict[str, Any] = {"json": INITIALIZE} if method == "POST" else {}
    return httpx2.request(method, f"{site.server.url}/mcp", headers={"Accept": "application/json", **headers}, **body)


@pytest.mark.contract("MCP-17")
@pytest.mark.parametrize("method", ["POST", "GET", "DELETE", "OPTIONS"])
@pytest.mark.parametrize(
    ("authorization", "code"),
    [
        ({}, "not_authenticated"),
        ({"Authorization": "Basic abc"}, "not_authenticated"),
        ({"Authorization": "Bearer"}, "not_authenticated"),
        ({"Authorization": "Bearer phx_wrong"}, "authentication_failed"),
        ({"Authorization": "Bearer pha_oauth"}, "authentication_failed"),
    ],
)
def test_nothing_is_told_without_a_good_key(site: Site, method: str, authorization: dict[str, str], code: str) -> None:
    answer = sent(site, method, **authorization)
    assert (answer.status_code, answer.json()["code"]) == (401, code)
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.contract("MCP-17")
def test_messages_come_by_post_and_are_answered_as_json_without_a_session(site: Site) -> None:
    key = {"Authorization": f"Bearer {site.key}"}
    answer = sent(site, **key)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["result"]["serverInfo"]["name"] == "hedgerow"
    assert "mcp-session-id" not in answer.headers
    for method in ("GET", "DELETE"):
        refused = sent(site, method, **key)
        assert (refused.status_code, refused.headers["Allow"]) == (405, "POST")
    assert httpx2.post(f"{site.server.url}/mcp/", json=INITIALIZE, headers=key).status_code == 200


def test_pages_of_other_servers_may_not_call(site: Site) -> None:
    key = {"Authorization": f"Bearer {site.key}"}
    assert sent(site, **key, Origin="https://elsewhere.example").status_code == 403
    assert sent(site, **key, Origin="null").status_code == 403
    assert sent(site, **key, Origin=site.server.url).status_code == 200


@pytest.mark.contract("MCP-16")
@pytest.mark.parametrize(
    ("tool", "arguments", "scope"),
    [
        ("dashboards-get-all", {}, "dashboard:read"),
        ("dashboard-get", {"id": 1}, "dashboard:read"),
        ("dashboard-create", {}, "dashboard:write"),
        ("dashboard-update", {"id": 1, "name": "x"}, "dashboard:write"),
        ("dashboard-delete", {"id": 1}, "dashboard:write"),
        ("dashboard-insights-run", {"id": 1}, "query:read"),
        ("dashboard-reorder-tiles", {"id": 1, "tile_order": [1]}, "dashboard:write"),
    ],
)
def test_a_key_without_the_scope_is_told_which_one_is_missing(
    site: Site, narrow: Agent, tool: str, arguments: dict[str, Any], scope: str
) -> None:
    refusal = narrow.refusal(tool, **arguments)
    assert f"'{scope}'" in refusal
    assert "403" in refusal


@pytest.fixture(scope="module")
def narrow(site: Site) -> Agent:
    """An agent that may read the names of events and nothing else."""
    return site.agent_with("event_definition:read")


@pytest.mark.contract("MCP-8")
def test_a_narrow_key_can_do_what_it_is_for(narrow: Agent) -> None:
    assert len(narrow.call("event-definitions-list")) == 3


@pytest.mark.contract("MCP-17")
def test_a_header_names_another_project_than_the_keys_current_one(site: Site) -> None:
    board = site.board()["id"]
    second = Agent(site.server.url, site.key, {"X-Hedgerow-Project": str(site.second_project_id)})
    assert second.call("dashboards-get-all")["count"] == 0
    assert second.call("dashboards-get-all")["_posthogUrl"].endswith(f"/project/{site.second_project_id}/dashboard")
    assert "404" in second.refusal("dashboard-get", id=board)

    for named, words in (("999", "Project not found."), ("../users", "no project's id"), ("1/x", "no project's id")):
        lost = Agent(site.server.url, site.key, {"X-Hedgerow-Project": named})
        assert words in lost.refusal("dashboards-get-all")


@pytest.mark.contract("MCP-16")
def test_the_apis_refusals_are_tool_errors_with_its_words(site: Site) -> None:
    agent, board = site.agent, site.board()
    assert agent.refusal("dashboard-get", id=999_999) == "Not found. (not_found, status 404)"
    too_long = agent.refusal("dashboard-update", id=board["id"], name="x" * 401)
    assert too_long.startswith("name: ")
    assert "max_length, status 400" in too_long
    tile = board["tiles"][0]["id"]
    repeated = agent.refusal("dashboard-reorder-tiles", id=board["id"], tile_order=[tile, tile])
    assert "unique" in repeated
    assert "424242" in agent.refusal("dashboard-reorder-tiles", id=board["id"], tile_order=[424242])


@pytest.mark.contract("MCP-2", "MCP-3", "MCP-6", "MCP-7", "MCP-8")
@pytest.mark.parametrize(
    ("tool", "arguments", "named"),
    [
        ("dashboard-get", {}, "id: "),
        ("dashboard-get", {"id": None}, "id: "),
        ("dashboard-get", {"id": True}, "id: "),
        ("dashboard-get", {"id": "seven"}, "id: "),
        ("dashboard-get", {"id": 1, "filters_override": "no object"}, "filters_override: "),
        ("dashboard-create", {"deleted": True}, "deleted: "),
        ("dashboard-create", {"last_refresh": "2026-01-01"}, "last_refresh: "),
        ("dashboard-create", {"last_accessed_at": "2026-01-01"}, "last_accessed_at: "),
        ("dashboard-create", {"_create_in_folder": "A"}, "_create_in_folder: "),
        ("dashboard-create", {"restriction_level": 5}, "restriction_level: "),
        ("dashboard-create", {"quick_filter_ids": ["x"]}, "quick_filter_ids.0: "),
        ("dashboard-insights-run", {"id": 1, "refresh": "soon"}, "refresh: "),
        ("dashboard-insights-run", {"id": 1, "output_format": "xml"}, "output_format: "),
        ("dashboard-insights-run", {"id": 1, "max_result_chars": -1}, "max_result_chars: "),
        ("dashboard-reorder-tiles", {"id": 1}, "tile_order: "),
        ("dashboard-reorder-tiles", {"id": 1, "tile_order": []}, "tile_order: "),
        ("dashboard-reorder-tiles", {"id": 1, "tile_order": ["a"]}, "tile_order.0: "),
        ("event-definitions-list", {"limit": 0}, "limit: "),
        ("event-definitions-list", {"offset": -1}, "offset: "),
        ("event-definitions-list", {"search": "x"}, "search: this tool has no such argument; it has q, limit, offset"),
    ],
)
def test_a_wrong_argument_is_an_error_that_names_it(
    site: Site, tool: str, arguments: dict[str, Any], named: str
) -> None:
    assert site.agent.refusal(tool, **arguments).startswith(named)


@pytest.mark.contract("MCP-2")
def test_a_number_may_come_as_text(site: Site) -> None:
    board = site.board()
    assert site.agent.call("dashboard-get", id=str(board["id"]))["id"] == board["id"]


@pytest.mark.contract("MCP-17")
def test_the_bridge_says_what_is_missing_in_words() -> None:
    for environment, words in (
        ({}, "HEDGEROW_API_KEY is not set"),
        ({"HEDGEROW_API_KEY": "phx_x", "HEDGEROW_URL": "example.org"}, "HEDGEROW_URL must start with"),
    ):
        done = bridge(**environment)
        assert done.returncode == 1
        assert words in done.stderr
        assert done.stdout == ""


@pytest.mark.contract("MCP-16", "MCP-17")
def test_the_bridge_tells_the_model_when_the_server_is_not_there() -> None:
    refusal = anyio.run(_refusal, over_stdio(Agent("http://127.0.0.1:9", "phx_x")))
    assert "Hedgerow at http://127.0.0.1:9 does not answer" in refusal


@pytest.mark.contract("MCP-16", "MCP-17")
def test_the_bridge_passes_the_servers_words_on_when_the_key_is_wrong(site: Site) -> None:
    refusal = anyio.run(_refusal, over_stdio(Agent(site.server.url, "phx_wrong")))
    assert "invalid" in refusal
    assert "authentication_failed, status 401" in refusal


async def _refusal(connecting: AbstractAsyncContextManager[Client]) -> str:
    async with connecting as client:
        result = await client.call_tool("dashboards-get-all", {})
    assert result.is_error
    return text_of(result)


def bridge(**environment: str) -> "subprocess.CompletedProcess[str]":
    """How `hedgerow mcp` ends when nobody talks to it."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("HEDGEROW_")}
    return subprocess.run(
        [HEDGEROW, "mcp"], env={**own, **environment}, input="", capture_output=True, text=True, timeout=60, check=False
    )
