"""`/api/projects/:id/dashboards/:id/stream_tiles` (30 §6)."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated, Any

from fastapi import Query
from orjson import Fragment

from hedgerow.api.dashboard_doors import (
    FiltersOverride,
    Reader,
    TileIds,
    VariablesOverride,
    dashboard_number,
    numbered_tiles,
    overrides_of,
)
from hedgerow.api.doors import TheHouse
from hedgerow.api.event_stream import EventStream, event
from hedgerow.api.rendered_dashboards import dashboard_head, rendered_tile
from hedgerow.api.routing import resource
from hedgerow.run.freshness import refresh_mode
from hedgerow.services.dashboard_finding import open_dashboard
from hedgerow.services.dashboard_results import TileResult
from hedgerow.services.dashboard_streams import BrokenTile, DashboardStream, dashboard_stream
from hedgerow.services.dashboard_visits import note_visit
from hedgerow.services.tile_order import LayoutSize

router = resource("Dashboards")

IN_METADATA = 2
"""How many tiles the first event brings."""

_EVENT = {"type": "object", "required": ["data"], "properties": {"data": {"type": "string"}}}
_EVENTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Events, each one line `data: <json>`: `metadata`, `tile` or `error` per tile, `complete`.",
        "content": {"text/event-stream": {"schema": _EVENT}},
    }
}


@router.get(
    "/api/projects/{project_id}/dashboards/{dashboard_id:id}/stream_tiles",
    summary="Stream a dashboard",
    response_class=EventStream,
    status_code=200,
    responses=_EVENTS,
)
def dashboards_stream_tiles(
    dashboard_id: str,
    house: TheHouse,
    visit: Reader,
    tile_ids: TileIds,
    layout_size_camel: Annotated[
        str | None, Query(alias="layoutSize", description="Order of the tiles: `sm` (desktop) or `xs` (mobile).")
    ] = None,
    layout_size: Annotated[str | None, Query(description="The same as `layoutSize`.")] = None,
    refresh: Annotated[str | None, Query(description="How fresh results must be; only the cache if absent.")] = None,
    filters_override: FiltersOverride = None,
    variables_override: VariablesOverride = None,
) -> EventStream:
    """Send a dashboard with its first two tiles at once and the others as they come, as server-sent events."""
    opened = open_dashboard(house, visit, dashboard_number(dashboard_id))
    overrides = overrides_of(filters_override, variables_override)
    opened = note_visit(house, visit, opened)
    size: LayoutSize = "xs" if (layout_size_camel or layout_size) == "xs" else "sm"
    mode, only = refresh_mode(refresh), numbered_tiles(tile_ids)
    stream = dashboard_stream(house, visit, opened, overrides=overrides, mode=mode, size=size, tile_ids=only)
    return EventStream(_events(stream))


async def _events(stream: DashboardStream) -> AsyncGenerator[bytes]:
    def shown(result: TileResult) -> Fragment:
        return Fragment(rendered_tile(stream.house, stream.visit, result).text)

    async with aclosing(stream.shown_tiles(shown)) as tiles:
        first = [tile for _ in stream.tiles[:IN_METADATA] if (tile := await anext(tiles, None)) is not None]
        yield _metadata(stream, first)
        for order, _ in stream.tiles[IN_METADATA:]:
            yield _tile(order, await anext(tiles))
    yield event({"type": "complete"})


def _metadata(stream: DashboardStream, first: list[Fragment | BrokenTile]) -> bytes:
    """The first event; a broken tile is in its place with its error (STREAM-5)."""
    dashboard = dashboard_head(stream.dashboard, stream.visit)
    dashboard["tiles"] = [
        {"id": tile.tile_id, "error": {"type": tile.error.type, "message": tile.error.message}}
        if isinstance(tile, BrokenTile)
        else tile
        for tile in first
    ]
    return event({"type": "metadata", "dashboard": dashboard})


def _tile(order: int, tile: Fragment | BrokenTile) -> bytes:
    if isinstance(tile, BrokenTile):
        return event({"type": "error", "tile_id": tile.tile_id, "error": tile.error.message})
    return event({"type": "tile", "order": order, "tile": tile})
