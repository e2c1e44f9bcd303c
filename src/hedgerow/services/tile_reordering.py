"""Tiles of a dashboard put in a new order (TILE-30..37)."""

from collections.abc import Sequence

from hedgerow.base.errors import BareRefusal
from hedgerow.services.access import AccessLevel
from hedgerow.services.dashboard_activity import log_change
from hedgerow.services.dashboard_finding import FilledDashboard, filled, found_dashboard, with_tiles
from hedgerow.services.house import House, Visit
from hedgerow.services.tile_arranging import Arrangement, arranged


def reorder_tiles(
    house: House, visit: Visit, dashboard_id: int, order: Sequence[int], arrangement: Arrangement
) -> FilledDashboard:
    """The dashboard with the tiles of ``order`` laid out anew; those not named stay where they are (TILE-34).

    Raises NotFound or PermissionDenied, and BareRefusal when an id comes twice (TILE-31) or is that of no live
    tile here (TILE-32); nothing changes then.
    """
    team, now = visit.project.id, house.clock()
    with house.store.write() as tx:
        before = with_tiles(tx, visit, found_dashboard(tx, visit, dashboard_id, AccessLevel.EDITOR))
        if len(set(order)) < len(order):
            raise BareRefusal("The ids in tile_order must be unique.", key="detail")
        live = {tile.id: tile for tile in before.tiles}
        if missing := sorted(set(order) - live.keys()):
            raise BareRefusal(f"Tiles not found on this dashboard: {missing}.", bare_status=404, key="detail")
        tx.tiles.lay_out(team, arranged([live[number] for number in order], arrangement))
        after = filled(tx, visit, dashboard_id)
        log_change(tx, visit, (before.dashboard, before.tiles), (after.dashboard, after.tiles), now)
        return after
