"""Soft-deleting dashboards and bringing them back (DASH-41..46)."""

from datetime import datetime

from hedgerow.services.house import Visit
from hedgerow.store.transaction import Transaction


def delete_dashboard(tx: Transaction, visit: Visit, dashboard_id: int, *, with_insights: bool, now: datetime) -> None:
    """Mark a dashboard and its tiles as deleted; it stops being the project's primary one.

    ``with_insights`` also deletes the insights that show nowhere else (DASH-43).
    """
    team = visit.project.id
    if with_insights:
        only_here = tx.insights.ids_on_dashboard(team, dashboard_id, only_there=True)
        tx.insights.set_deleted(team, only_here, deleted=True, now=now)
    tx.tiles.set_deleted_on(team, dashboard_id, deleted=True)
    tx.dashboards.update(team, dashboard_id, deleted=True)
    project = tx.projects.get(team)
    if project is not None and project.primary_dashboard_id == dashboard_id:
        tx.projects.update(team, now=now, primary_dashboard_id=None)


def restore_dashboard(tx: Transaction, visit: Visit, dashboard_id: int, *, now: datetime) -> None:
    """Bring a dashboard back with all its tiles and their insights, whenever those were deleted (DASH-44)."""
    team = visit.project.id
    tx.insights.set_deleted(team, tx.insights.ids_on_dashboard(team, dashboard_id), deleted=False, now=now)
    tx.tiles.set_deleted_on(team, dashboard_id, deleted=False)
    tx.dashboards.update(team, dashboard_id, deleted=False)
