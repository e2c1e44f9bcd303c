"""What is done to the tiles of a dashboard (30 §2–§4, §7)."""

from typing import Annotated

from fastapi import Depends

from hedgerow.api.bodies import LARGEST_ID, Sends, Sent
from hedgerow.api.dashboard_doors import Writer, dashboard_number
from hedgerow.api.doors import TheHouse
from hedgerow.api.routing import resource
from hedgerow.api.wire.dashboards import DashboardAnswer, dashboard_answer
from hedgerow.api.wire.errors import BareDetail, bare
from hedgerow.api.wire.tile_actions import (
    NewTextTile,
    TextTileChange,
    TileChoice,
    TileCopyOrder,
    TileMove,
    TileOrder,
)
from hedgerow.api.wire.tiles import TileAnswer, tile_answer
from hedgerow.base.errors import NotFound
from hedgerow.services import single_tiles, tile_transfers
from hedgerow.services.dashboard_finding import FilledDashboard, require_editable
from hedgerow.services.dashboard_results import dashboard_results
from hedgerow.services.house import House, Visit
from hedgerow.services.single_tiles import CardValues
from hedgerow.services.tile_reordering import reorder_tiles

router = resource("Dashboards")

_TILES = "/api/projects/{project_id}/dashboards/{dashboard_id:id}"

New = Annotated[Sent[NewTextTile], Depends(Sends(NewTextTile))]
Change = Annotated[Sent[TextTileChange], Depends(Sends(TextTileChange))]
Choice = Annotated[Sent[TileChoice], Depends(Sends(TileChoice))]
Copy = Annotated[Sent[TileCopyOrder], Depends(Sends(TileCopyOrder))]
Move = Annotated[Sent[TileMove], Depends(Sends(TileMove))]
Order = Annotated[Sent[TileOrder], Depends(Sends(TileOrder))]


@router.post(f"{_TILES}/copy_tile", summary="Copy a tile from another dashboard")
def dashboards_copy_tile(dashboard_id: str, house: TheHouse, visit: Writer, sent: Copy) -> DashboardAnswer:
    """Put what a tile of another dashboard holds on this dashboard too, and answer this dashboard."""
    number = dashboard_number(dashboard_id)
    require_editable(house, visit, number)
    wanted = sent.checked()
    source = _possible(wanted.from_dashboard)
    return _shown(
        house, visit, tile_transfers.copy_tile(house, visit, number, source_id=source, tile_id=wanted.tile_id)
    )


@router.api_route(f"{_TILES}/move_tile", methods=["PATCH", "POST"], summary="Move a tile to another dashboard")
def dashboards_move_tile(dashboard_id: str, house: TheHouse, visit: Writer, sent: Move) -> DashboardAnswer:
    """Move a tile from this dashboard to another one, and answer this dashboard without it."""
    number = dashboard_number(dashboard_id)
    require_editable(house, visit, number)
    wanted = sent.checked()
    destination = _possible(wanted.to_dashboard)
    return _shown(
        house, visit, tile_transfers.move_tile(house, visit, number, to_id=destination, tile_id=wanted.tile.id)
    )


@router.post(
    f"{_TILES}/reorder_tiles",
    summary="Put tiles in a new order",
    responses=bare(BareDetail, {400: "The order is not usable.", 404: "There is no such dashboard, or no such tile."}),
)
def dashboards_reorder_tiles(dashboard_id: str, house: TheHouse, visit: Writer, sent: Order) -> DashboardAnswer:
    """Lay tiles out anew in the order given; those not named stay where they are."""
    number = dashboard_number(dashboard_id)
    require_editable(house, visit, number)
    wanted = sent.checked()
    return _shown(house, visit, reorder_tiles(house, visit, number, wanted.tile_order, wanted.layout))


@router.post(f"{_TILES}/create_text_tile", summary="Add a text card", status_code=201)
def dashboards_create_text_tile(dashboard_id: str, house: TheHouse, visit: Writer, sent: New) -> TileAnswer:
    """Add a text card to a dashboard."""
    number = dashboard_number(dashboard_id)
    require_editable(house, visit, number)
    return tile_answer(single_tiles.create_text_tile(house, visit, number, sent.checked().given(CardValues)), visit)


@router.post(f"{_TILES}/update_text_tile", summary="Change a text card")
def dashboards_update_text_tile(dashboard_id: str, house: TheHouse, visit: Writer, sent: Change) -> TileAnswer:
    """Change the text, the colour or the place of a text card; fields left out stay as they are."""
    number = dashboard_number(dashboard_id)
    require_editable(house, visit, number)
    wanted = sent.checked()
    return tile_answer(single_tiles.update_text_tile(house, visit, number, wanted.tile_id, wanted.values()), visit)


@router.post(f"{_TILES}/delete_tile", summary="Remove a tile", status_code=204)
def dashboards_delete_tile(dashboard_id: str, house: TheHouse, visit: Writer, sent: Choice) -> None:
    """Take a tile off a dashboard and pull up what lay below it; the insight or text is kept."""
    number = dashboard_number(dashboard_id)
    require_editable(house, visit, number)
    single_tiles.delete_tile(house, visit, number, sent.checked().tile_id)


def _possible(number: int) -> int:
    """``number``, if a dashboard could have it; raises NotFound before a database is asked."""
    if not 0 < number <= LARGEST_ID:
        raise NotFound
    return number


def _shown(house: House, visit: Visit, opened: FilledDashboard) -> DashboardAnswer:
    return dashboard_answer(dashboard_results(house, visit, opened), visit)
