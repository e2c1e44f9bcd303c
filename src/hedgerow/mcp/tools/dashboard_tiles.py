"""Tiles of a dashboard: their order (MCP-7), and the single ones (MCP-19)."""

from typing import Annotated, Any, Literal

from pydantic import Field

from hedgerow.mcp.api_client import ApiClient, Json
from hedgerow.mcp.arguments import Arguments, DashboardId, TileId, Whole
from hedgerow.mcp.tool import Tool
from hedgerow.mcp.tools.dashboards import linked
from hedgerow.mcp.trimming import trimmed

Body = Annotated[str, Field(description="Markdown, at most 4000 characters.")]
Layouts = Annotated[dict[str, Any] | None, Field(description="Boxes {x, y, w, h}: sm has 12 columns, xs has one.")]
Color = Annotated[str | None, Field(description="Accent colour by name.")]


class Order(Arguments):
    """A dashboard and its tiles in their new order."""

    id: DashboardId
    tile_order: Annotated[list[Whole], Field(min_length=1, description="Tile ids in reading order, none twice.")]
    layout: Annotated[
        Literal["preserve", "two_column", "full_width"] | None,
        Field(description="preserve (default) keeps sizes; the others give every tile the same."),
    ] = None


class NewText(Arguments):
    """A dashboard and a text card for it."""

    id: DashboardId
    body: Body
    layouts: Layouts = None
    color: Color = None


class TextChange(Arguments):
    """A text card and what to change of it."""

    id: DashboardId
    tile_id: TileId
    body: Body | None = None
    layouts: Layouts = None
    color: Color = None


class TileChoice(Arguments):
    """A tile of a dashboard."""

    id: DashboardId
    tile_id: TileId


class TileCopy(Arguments):
    """A tile and the dashboard that shall have it too."""

    id: Annotated[Whole, Field(description="The dashboard to copy to.")]
    from_dashboard_id: Annotated[Whole, Field(description="The dashboard that has the tile.")]
    tile_id: TileId


class TileMove(Arguments):
    """A tile and the dashboard that shall have it instead."""

    id: Annotated[Whole, Field(description="The dashboard that has the tile.")]
    to_dashboard_id: Annotated[Whole, Field(description="The dashboard to move it to.")]
    tile_id: TileId


async def _reorder(client: ApiClient, asked: Order) -> Json:
    return linked(client, await _post(client, asked, "reorder_tiles"))


async def _create_text(client: ApiClient, asked: NewText) -> Json:
    return await _post(client, asked, "create_text_tile")


async def _update_text(client: ApiClient, asked: TextChange) -> Json:
    return await _post(client, asked, "update_text_tile")


async def _delete(client: ApiClient, asked: TileChoice) -> Json:
    await _post(client, asked, "delete_tile")
    return {"id": asked.tile_id, "deleted": True}


async def _copy(client: ApiClient, asked: TileCopy) -> Json:
    body = {"fromDashboardId": asked.from_dashboard_id, "tileId": asked.tile_id}
    return linked(client, trimmed(await client.post(f"dashboards/{asked.id}/copy_tile", body)))


async def _move(client: ApiClient, asked: TileMove) -> Json:
    body = {"toDashboard": asked.to_dashboard_id, "tile": {"id": asked.tile_id}}
    return linked(client, trimmed(await client.patch(f"dashboards/{asked.id}/move_tile", body)))


async def _post(client: ApiClient, asked: Order | NewText | TextChange | TileChoice, action: str) -> Json:
    body = {name: value for name, value in asked.given().items() if name != "id"}
    return await client.post(f"dashboards/{asked.id}/{action}", body)


tools = (
    Tool(
        name="dashboard-reorder-tiles",
        title="Reorder tiles",
        description=(
            "Lays the named tiles out anew, in the order given; tiles not named keep their place. Look up the tile "
            "ids with dashboard-get first."
        ),
        operation="dashboards_reorder_tiles",
        scope="dashboard:write",
        arguments=Order,
        answer=_reorder,
        repeatable=True,
    ),
    Tool(
        name="dashboard-create-tile",
        title="Add a text card",
        description="Adds a text card to a dashboard.",
        operation="dashboards_create_text_tile",
        scope="dashboard:write",
        arguments=NewText,
        answer=_create_text,
    ),
    Tool(
        name="dashboard-update-text-tile",
        title="Change a text card",
        description="Changes the text, the colour or the place of a text card; what is left out stays as it is.",
        operation="dashboards_update_text_tile",
        scope="dashboard:write",
        arguments=TextChange,
        answer=_update_text,
        repeatable=True,
    ),
    Tool(
        name="dashboard-delete-tile",
        title="Remove a tile",
        description="Takes a tile off a dashboard and pulls up what lay below; its insight or text is kept.",
        operation="dashboards_delete_tile",
        scope="dashboard:write",
        arguments=TileChoice,
        answer=_delete,
        destroys=True,
    ),
    Tool(
        name="dashboard-tile-copy",
        title="Copy a tile",
        description="Shows a tile's insight or text on another dashboard too; both show the same one.",
        operation="dashboards_copy_tile",
        scope="dashboard:write",
        arguments=TileCopy,
        answer=_copy,
    ),
    Tool(
        name="dashboard-transfer-tile",
        title="Move a tile",
        description="Moves a tile to another dashboard and answers the one it left.",
        operation="dashboards_move_tile",
        scope="dashboard:write",
        arguments=TileMove,
        answer=_move,
    ),
)
