"""Tiles changed one at a time: text cards made and rewritten, tiles removed (TILE-50..52)."""

from datetime import datetime
from typing import TypedDict

from hedgerow.base.errors import InvalidRequest, NotFound
from hedgerow.services.access import AccessLevel
from hedgerow.services.dashboard_activity import log_change
from hedgerow.services.dashboard_finding import FilledDashboard, filled, found_dashboard, with_tiles
from hedgerow.services.dashboard_results import TileResult
from hedgerow.services.house import House, Visit
from hedgerow.services.tile_packing import pulled_up
from hedgerow.store.repositories.tiles import TileChanges
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.dashboards import JsonObject, Tile


class CardValues(TypedDict, total=False):
    """What a client may write of a text card."""

    body: str
    layouts: JsonObject
    color: str | None


def create_text_tile(house: House, visit: Visit, dashboard_id: int, values: CardValues) -> TileResult:
    """A new text card on a dashboard (TILE-50); raises NotFound or PermissionDenied."""
    team, now = visit.project.id, house.clock()
    with house.store.write() as tx:
        before = _opened(tx, visit, dashboard_id)
        text = tx.texts.create(team, body=values.get("body"), created_by=visit.caller.user.id, now=now)
        made = tx.tiles.create(
            team, dashboard_id, text_id=text.id, layouts=values.get("layouts"), color=values.get("color")
        )
        return _placed(_logged(tx, visit, before, now), made.id)


def update_text_tile(house: House, visit: Visit, dashboard_id: int, tile_id: int, values: CardValues) -> TileResult:
    """A text card with ``values`` written, modified by the caller (TILE-51).

    Raises NotFound for a tile that is not on the dashboard, InvalidRequest for one that holds no text.
    """
    team, now = visit.project.id, house.clock()
    with house.store.write() as tx:
        before = _opened(tx, visit, dashboard_id)
        tile = _live(before, tile_id)
        if tile.text is None:
            raise InvalidRequest(f"Tile {tile_id} is no text card.")
        body, user = values.get("body", tile.text.body), visit.caller.user.id
        tx.texts.update(team, tile.text.id, now=now, body=body, last_modified_by=user)
        look: TileChanges = {}
        if "layouts" in values:
            look["layouts"] = values["layouts"]
        if "color" in values:
            look["color"] = values["color"]
        tx.tiles.update(team, tile_id, **look)
        return _placed(_logged(tx, visit, before, now), tile_id)


def delete_tile(house: House, visit: Visit, dashboard_id: int, tile_id: int) -> None:
    """Take a live tile off its dashboard and pull up what lay below it; what it held is kept (TILE-52)."""
    team, now = visit.project.id, house.clock()
    with house.store.write() as tx:
        before = _opened(tx, visit, dashboard_id)
        tile = _live(before, tile_id)
        tx.tiles.update(team, tile.id, deleted=True)
        tx.tiles.lay_out(team, pulled_up(other for other in before.tiles if other.id != tile.id))
        _logged(tx, visit, before, now)


def _opened(tx: Transaction, visit: Visit, dashboard_id: int) -> FilledDashboard:
    return with_tiles(tx, visit, found_dashboard(tx, visit, dashboard_id, AccessLevel.EDITOR))


def _live(opened: FilledDashboard, tile_id: int) -> Tile:
    for tile in opened.tiles:
        if tile.id == tile_id:
            return tile
    raise NotFound


def _logged(tx: Transaction, visit: Visit, before: FilledDashboard, now: datetime) -> FilledDashboard:
    after = filled(tx, visit, before.dashboard.id)
    log_change(tx, visit, (before.dashboard, before.tiles), (after.dashboard, after.tiles), now)
    return after


def _placed(opened: FilledDashboard, tile_id: int) -> TileResult:
    tile = _live(opened, tile_id)
    return TileResult(tile=tile, order=opened.tiles.index(tile), result=None)
