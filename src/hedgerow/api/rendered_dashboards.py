"""Dashboards as JSON text, put together from the texts of their tiles: those are kept while nothing in them changes."""

from dataclasses import replace
from typing import Any

from orjson import Fragment

from hedgerow.api.wire.dashboards import dashboard_answer
from hedgerow.api.wire.tiles import tile_answer
from hedgerow.base.canonical_json import Json, kept, wire
from hedgerow.cache.renderings import Rendering
from hedgerow.services.access import level_of
from hedgerow.services.dashboard_results import DashboardResults, TileResult
from hedgerow.services.house import House, Visit

_VISITS = ("last_accessed_at", "last_viewed_at")
"""They change by looking, and are nothing that whoever looks has to be shown anew."""


def rendered_tile(house: House, visit: Visit, shown: TileResult) -> Rendering:
    """The tile as `tile_answer` tells it. Of ``visit``, only what the caller may do with the insight is in it."""
    tile, result = shown.tile, shown.result
    level = None if tile.insight is None else level_of(visit, tile.insight.created_by)
    # What people wrote is compared as one object or as text: to Python, true is 1.
    made_of: tuple[object, ...] = (id(tile), tile, shown.order)
    if result is not None:
        made_of += (wire(result.query), result.run, result.error, result.events_since)
    return house.renderings.rendering(
        (tile.id, level), made_of, lambda: kept(tile_answer(shown, visit).model_dump(mode="json", by_alias=True))
    )


def dashboard_head(shown: DashboardResults, visit: Visit) -> dict[str, Any]:
    """The dashboard as `dashboard_answer` tells it, without tiles."""
    return dashboard_answer(replace(shown, tiles=()), visit).model_dump(mode="json", by_alias=True)


def rendered_dashboard(house: House, visit: Visit, shown: DashboardResults) -> tuple[bytes, Json]:
    """The dashboard as `dashboard_answer` tells it, and what it says to this caller but for visits to it."""
    head = dashboard_head(shown, visit)
    tiles = [rendered_tile(house, visit, tile) for tile in shown.tiles]
    body = wire({**head, "tiles": [Fragment(tile.text) for tile in tiles]})
    digests = [tile.digest for tile in tiles]
    return body, [visit.caller.user.id, {**head, **dict.fromkeys(_VISITS)}, digests]
