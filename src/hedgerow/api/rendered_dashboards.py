"""Dashboards as JSON text, put together from texts that are kept while nothing in them changes."""

from dataclasses import replace
from typing import Any

from orjson import Fragment

from hedgerow.api.wire.dashboards import dashboard_answer
from hedgerow.api.wire.tiles import tile_answer
from hedgerow.base.canonical_json import Json, kept, wire
from hedgerow.cache.renderings import Rendering
from hedgerow.services.access import AccessLevel, level_of
from hedgerow.services.dashboard_results import DashboardResults, TileResult
from hedgerow.services.house import House, Visit

_VISITS = ("last_accessed_at", "last_viewed_at")
"""They change by looking, and are nothing that whoever looks has to be shown anew."""


def rendered_tile(house: House, visit: Visit, shown: TileResult) -> Rendering:
    """The tile as `tile_answer` tells it. Of ``visit``, only what the caller may do with the insight is in it."""
    return house.renderings.rendering(
        ("tile", shown.tile.id, _level(visit, shown)),
        _made_of(shown),
        lambda: kept(tile_answer(shown, visit).model_dump(mode="json", by_alias=True)),
    )


def dashboard_head(shown: DashboardResults, visit: Visit) -> dict[str, Any]:
    """The dashboard as `dashboard_answer` tells it, without tiles."""
    return dashboard_answer(replace(shown, tiles=()), visit).model_dump(mode="json", by_alias=True)


def rendered_dashboard(house: House, visit: Visit, shown: DashboardResults) -> tuple[bytes, Json]:
    """The dashboard as `dashboard_answer` tells it, and what it says to this caller but for visits to it."""
    head, tiles = _rendered_head(house, visit, shown), _rendered_tiles(house, visit, shown)
    visits = {name: getattr(shown.dashboard, name) for name in _VISITS}
    body = b"".join((head.text[:-1], b",", wire(visits)[1:-1], b',"tiles":', tiles.text, b"}"))
    return body, [visit.caller.user.id, head.digest, tiles.digest]


def _rendered_head(house: House, visit: Visit, shown: DashboardResults) -> Rendering:
    """All of it but for tiles and visits."""

    def render() -> bytes:
        head = dashboard_head(shown, visit)
        return kept({name: head[name] for name in head if name not in (*_VISITS, "tiles")})

    dashboard = shown.dashboard
    made_of = (id(dashboard), dashboard, visit.caller, wire([shown.filters, shown.variables]))
    return house.renderings.rendering(("head", dashboard.id, visit.caller.user.id), made_of, render)


def _rendered_tiles(house: House, visit: Visit, shown: DashboardResults) -> Rendering:
    """All of its tiles: a list."""

    def render() -> bytes:
        return kept([Fragment(rendered_tile(house, visit, tile).text) for tile in shown.tiles])

    levels = tuple(_level(visit, tile) for tile in shown.tiles)
    made_of = tuple(_made_of(tile) for tile in shown.tiles)
    return house.renderings.rendering(("tiles", shown.dashboard.id, levels), made_of, render)


def _level(visit: Visit, shown: TileResult) -> AccessLevel | None:
    return None if shown.tile.insight is None else level_of(visit, shown.tile.insight.created_by)


def _made_of(shown: TileResult) -> tuple[object, ...]:
    """What the tile's text is made of. What people wrote is compared as one object or as text: to Python, true is 1."""
    tile, result = shown.tile, shown.result
    if result is None:
        return (id(tile), tile, shown.order)
    asked = None if tile.insight is not None and result.query is tile.insight.query else wire(result.query)
    return (id(tile), tile, shown.order, asked, result.run, result.error, result.events_since)
