"""Tiles copied and moved to another dashboard (TILE-10..27)."""

from collections.abc import Generator
from contextlib import contextmanager

from hedgerow.base.errors import InvalidRequest, NotFound
from hedgerow.services.access import AccessLevel, require_access
from hedgerow.services.dashboard_activity import log_change
from hedgerow.services.dashboard_finding import FilledDashboard, filled, found_dashboard, with_tiles
from hedgerow.services.house import House, Visit
from hedgerow.store.errors import Conflict
from hedgerow.store.repositories.tiles import tile_content, tile_look
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.dashboards import Tile

_ALREADY = "What this tile holds is already on the destination dashboard."


def copy_tile(house: House, visit: Visit, dashboard_id: int, *, source_id: int, tile_id: int) -> FilledDashboard:
    """The dashboard with a tile for what a live tile of another one holds (TILE-10..19).

    A soft-deleted tile for the same content is revived with the look of the copied one. Raises NotFound,
    PermissionDenied or InvalidRequest in the order of TILE-19.
    """
    team, now = visit.project.id, house.clock()
    with _content_may_be_there(), house.store.write() as tx:
        before = _opened(tx, visit, dashboard_id, AccessLevel.EDITOR)
        if source_id == dashboard_id:
            raise InvalidRequest("A tile is copied from another dashboard, not from the same.")
        tile = _live(_opened(tx, visit, source_id, AccessLevel.VIEWER), tile_id)
        if tile.button is not None:
            raise InvalidRequest("Button tiles cannot be copied.")
        if tile.insight is not None:
            require_access(visit.caller, tile.insight.created_by, AccessLevel.VIEWER)
        hidden = _hidden_twin(tx, visit, dashboard_id, tile)
        if hidden is None:
            tx.tiles.create(team, dashboard_id, **tile_content(tile), **tile_look(tile))
        else:
            tx.tiles.update(team, hidden.id, deleted=False, **tile_look(tile))
        after = filled(tx, visit, dashboard_id)
        log_change(tx, visit, (before.dashboard, before.tiles), (after.dashboard, after.tiles), now)
        return after


def move_tile(house: House, visit: Visit, dashboard_id: int, *, to_id: int, tile_id: int) -> FilledDashboard:
    """The dashboard without one of its live tiles, which another one now has, with its id and look (TILE-20..27).

    Raises NotFound, PermissionDenied or InvalidRequest; the tile stays then. Both dashboards' logs tell of it.
    """
    team, now = visit.project.id, house.clock()
    with _content_may_be_there(), house.store.write() as tx:
        source = _opened(tx, visit, dashboard_id, AccessLevel.EDITOR)
        if to_id == dashboard_id:
            raise InvalidRequest("A tile is moved to another dashboard, not to the same.")
        destination = _opened(tx, visit, to_id, AccessLevel.EDITOR)
        tile = _live(source, tile_id)
        hidden = _hidden_twin(tx, visit, to_id, tile)
        if hidden is not None:
            tx.tiles.remove(team, hidden.id)
        tx.tiles.update(team, tile.id, dashboard_id=to_id)
        for before in (source, destination):
            after = filled(tx, visit, before.dashboard.id)
            log_change(tx, visit, (before.dashboard, before.tiles), (after.dashboard, after.tiles), now)
        return filled(tx, visit, dashboard_id)


def _opened(tx: Transaction, visit: Visit, dashboard_id: int, needed: AccessLevel) -> FilledDashboard:
    return with_tiles(tx, visit, found_dashboard(tx, visit, dashboard_id, needed))


def _live(opened: FilledDashboard, tile_id: int) -> Tile:
    for tile in opened.tiles:
        if tile.id == tile_id:
            return tile
    raise NotFound


def _hidden_twin(tx: Transaction, visit: Visit, dashboard_id: int, tile: Tile) -> Tile | None:
    """The dashboard's soft-deleted tile for what ``tile`` holds; InvalidRequest when it has a live one (TILE-1)."""
    twin = tx.tiles.holding(visit.project.id, dashboard_id, **tile_content(tile))
    if twin is not None and not twin.deleted:
        raise InvalidRequest(_ALREADY)
    return twin


@contextmanager
def _content_may_be_there() -> Generator[None]:
    """Refuse like `_hidden_twin` when another request put the same content there at the same time."""
    try:
        yield
    except Conflict as error:
        raise InvalidRequest(_ALREADY) from error
