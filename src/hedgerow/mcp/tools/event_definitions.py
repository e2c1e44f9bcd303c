"""The events a project knows (MCP-8, MCP-15)."""

from typing import Annotated

from pydantic import Field

from hedgerow.mcp.api_client import ApiClient, Json
from hedgerow.mcp.arguments import Amount, Arguments, Count
from hedgerow.mcp.tool import Tool


class EventSearch(Arguments):
    """Which events."""

    q: Annotated[str | None, Field(description="Words that must all be in the name.", serialization_alias="search")] = (
        None
    )
    limit: Annotated[Amount | None, Field(description="Most events to answer; 100 when left out.")] = None
    offset: Annotated[Count | None, Field(description="How many to pass over first.")] = None


async def _list(client: ApiClient, asked: EventSearch) -> Json:
    page = await client.get("event_definitions", asked.given())
    return [{"name": event["name"], "last_seen_at": event["last_seen_at"]} for event in page["results"]]


tools = (
    Tool(
        name="event-definitions-list",
        title="List events",
        description="Lists the names of the project's events with when each was last seen, the latest first.",
        operation="event_definitions_list",
        scope="event_definition:read",
        arguments=EventSearch,
        answer=_list,
        reads=True,
        repeatable=True,
    ),
)
