"""Every tool by its name."""

from hedgerow.mcp.tools import (
    dashboard_runs,
    dashboard_templates,
    dashboard_tiles,
    dashboards,
    event_definitions,
    explanations,
)

TOOLS = {
    tool.name: tool
    for tool in (
        *dashboards.tools,
        *dashboard_runs.tools,
        *dashboard_tiles.tools,
        *dashboard_templates.tools,
        *event_definitions.tools,
        *explanations.tools,
    )
}
"""In the order clients see them."""
