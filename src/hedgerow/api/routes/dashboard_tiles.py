"""Tiles of a dashboard, one at a time (TILE-50..52)."""

from typing import Annotated

from fastapi import Depends

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.dashboard_doors import Writer, dashboard_number
from hedgerow.api.doors import TheHouse
from hedgerow.api.routing import resource
from hedgerow.api.wire.tiles import NewTextTile, TextTileChange, TileAnswer, TileChoice, tile_answer
from hedgerow.services import single_tiles
from hedgerow.services.dashboard_finding import require_editable
from hedgerow.services.single_tiles import CardValues

router = resource("Dashboards")

_TILES = "/api/projects/{project_id}/dashboards/{dashboard_id:id}"

New = Annotated[Sent[NewTextTile], Depends(Sends(NewTextTile))]
Change = Annotated[Sent[TextTileChange], Depends(Sends(TextTileChange))]
Choice = Annotated[Sent[TileChoice], Depends(Sends(TileChoice))]


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
