"""Dashboards as agents see them: without what costs tokens and helps nobody (MCP-11)."""

from collections.abc import Iterable

from hedgerow.mcp.api_client import Json

OF_DASHBOARDS = frozenset(
    {
        "effective_restriction_level", "effective_privilege_level", "user_access_level", "access_control_version",
        "restriction_level", "creation_mode", "deleted", "breakdown_colors", "data_color_theme_id", "quick_filter_ids",
    }
)  # fmt: skip
OF_TILES = frozenset({"color", "transparent_background", "show_description", "button_tile"})
OF_INSIGHTS = frozenset(
    {
        "result", "hasMore", "columns", "hogql", "types", "query_status", "cache_target_age",
        "next_allowed_client_refresh", "filters_hash", "dashboards", "dashboard_tiles", "effective_restriction_level",
        "effective_privilege_level", "user_access_level", "filters", "is_sample", "order", "deleted", "alerts",
        "timezone", "resolved_date_range", "freshness",
    }
)  # fmt: skip
OF_NEW_INSIGHTS = OF_INSIGHTS | {"saved", "last_viewed_at"}


def trimmed(dashboard: Json, *, of_insights: Iterable[str] = OF_INSIGHTS) -> Json:
    """The API's dashboard object without the fields above; results are what `dashboard-insights-run` is for."""
    shown = _without(dashboard, OF_DASHBOARDS)
    shown["tiles"] = [_trimmed_tile(tile, of_insights) for tile in dashboard["tiles"]]
    return shown


def _trimmed_tile(tile: Json, of_insights: Iterable[str]) -> Json:
    shown = _without(tile, OF_TILES)
    if shown.get("insight"):
        shown["insight"] = _without(shown["insight"], of_insights)
    return shown


def _without(value: Json, fields: Iterable[str]) -> Json:
    return {name: item for name, item in value.items() if name not in fields}
