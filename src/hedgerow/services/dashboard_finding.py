"""Finding a dashboard for somebody who may see or change it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hedgerow.base.errors import NotFound
from hedgerow.services.access import AccessLevel, require_access
from hedgerow.services.house import House, Looker, SharedVisit, Visit
from hedgerow.services.tile_order import in_order
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.dashboards import Dashboard, Tile


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledDashboard:
    """A dashboard with its live tiles, in the order of a desktop (TILE-2, TILE-4)."""

    dashboard: Dashboard
    tiles: tuple[Tile, ...]


def open_dashboard(house: House, visit: Visit, dashboard_id: int) -> FilledDashboard:
    """The dashboard with its tiles, for looking at; raises NotFound, also when it is deleted (DASH-23).

    It is remembered, so of visits to it, which happen all the time, it tells nothing that is sure.
    """
    team = visit.project.id

    def read(tx: Transaction) -> FilledDashboard | None:
        found = tx.dashboards.get(team, dashboard_id)
        return None if found is None else _with_live_tiles(tx, found)

    opened = house.store.remembered(("dashboard", team, dashboard_id), read)
    if opened is None:
        raise NotFound
    require_access(visit.caller, opened.dashboard.created_by, AccessLevel.VIEWER)
    return opened


def require_editable(house: House, visit: Visit, dashboard_id: int, *, with_deleted: bool = False) -> None:
    """Raise NotFound or PermissionDenied unless the caller may change the dashboard."""
    with house.store.read() as tx:
        found_dashboard(tx, visit, dashboard_id, AccessLevel.EDITOR, with_deleted=with_deleted)


def found_dashboard(
    tx: Transaction, visit: Visit, dashboard_id: int, needed: AccessLevel, *, with_deleted: bool = False
) -> Dashboard:
    """The project's dashboard; raises NotFound, or PermissionDenied without the level ``needed`` (AUTH-40)."""
    found = tx.dashboards.get(visit.project.id, dashboard_id, with_deleted=with_deleted)
    if found is None:
        raise NotFound
    require_access(visit.caller, found.created_by, needed)
    return found


def with_tiles(tx: Transaction, visit: Looker, dashboard: Dashboard) -> FilledDashboard:
    """``dashboard`` with its live tiles, and when the caller last opened it."""
    (seen,) = seen_by(tx, visit, [dashboard])
    return _with_live_tiles(tx, seen)


def _with_live_tiles(tx: Transaction, dashboard: Dashboard) -> FilledDashboard:
    return FilledDashboard(dashboard=dashboard, tiles=in_order(tx.tiles.on_dashboard(dashboard.team_id, dashboard.id)))


def seen_by(tx: Transaction, visit: Looker, dashboards: Sequence[Dashboard]) -> list[Dashboard]:
    """``dashboards``, each with when the caller last opened it; who has a link is nobody that could be remembered."""
    if isinstance(visit, SharedVisit):
        return list(dashboards)
    last = tx.dashboard_visits.last(visit.project.id, visit.caller.user.id, (one.id for one in dashboards))
    return [replace(one, last_viewed_at=last.get(one.id)) for one in dashboards]


def filled(tx: Transaction, visit: Visit, dashboard_id: int) -> FilledDashboard:
    """The dashboard as it now is in ``tx``, deleted or not, with its live tiles; raises NotFound."""
    dashboard = tx.dashboards.get(visit.project.id, dashboard_id, with_deleted=True)
    if dashboard is None:
        raise NotFound
    return with_tiles(tx, visit, dashboard)
