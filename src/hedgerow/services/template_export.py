"""From a dashboard to the template document that makes one like it (contract 50 §1)."""

from collections.abc import Mapping
from typing import Any

from hedgerow.services.dashboard_finding import FilledDashboard
from hedgerow.vocab.dashboards import Tile

UNTITLED = "Untitled dashboard"


def dashboard_document(opened: FilledDashboard) -> Mapping[str, Any]:
    """What a dashboard says, without what only this project knows: ids, people, times and results.

    Queries are the stored ones. A dashboard without tiles has no valid document: a template needs one at least.
    """
    dashboard = opened.dashboard
    return {
        "template_name": dashboard.name or UNTITLED,
        "dashboard_description": dashboard.description,
        "dashboard_filters": dict(dashboard.filters),
        "tags": list(dashboard.tags),
        "variables": [],
        "tiles": [_tile(tile) for tile in opened.tiles],
    }


def _tile(tile: Tile) -> dict[str, Any]:
    shared = {"layouts": dict(tile.layouts), "color": tile.color}
    if tile.insight is not None:
        insight = tile.insight
        name = insight.name or insight.derived_name
        return {"type": "INSIGHT", "name": name, "description": insight.description, "query": insight.query, **shared}
    look = {**shared, "transparent_background": tile.transparent_background}
    if tile.text is not None:
        return {"type": "TEXT", "body": tile.text.body, **look}
    button = tile.button
    said = {key: getattr(button, key) for key in ("url", "text", "placement", "style")}
    return {"type": "BUTTON", "button_tile": said, **look}
