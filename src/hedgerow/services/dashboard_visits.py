"""When people open dashboards: anybody, and the caller (contract 10 §1: `last_accessed_at`, `last_viewed_at`)."""

from dataclasses import replace
from datetime import datetime, timedelta

from hedgerow.services.dashboard_finding import FilledDashboard
from hedgerow.services.house import House, Visit

_VISITS_APART = timedelta(seconds=1)
"""Visits closer together than this are noted as one: a dashboard on a busy wall is not written at every look."""


def note_visit(house: House, visit: Visit, opened: FilledDashboard) -> FilledDashboard:
    """Remember that the caller looks at ``opened`` now (DASH-10); the same as it is after that."""
    now, dashboard = house.clock(), opened.dashboard
    if _just_now(dashboard.last_accessed_at, now) and _just_now(dashboard.last_viewed_at, now):
        return opened
    with house.store.write(revises=False) as tx:
        tx.dashboards.update(visit.project.id, dashboard.id, last_accessed_at=now)
        tx.dashboard_visits.note(visit.project.id, dashboard.id, visit.caller.user.id, now=now)
    return replace(opened, dashboard=replace(dashboard, last_accessed_at=now, last_viewed_at=now))


def _just_now(before: datetime | None, now: datetime) -> bool:
    return before is not None and abs(now - before) < _VISITS_APART
