"""When people open dashboards: anybody, and the caller (contract 10 §1: `last_accessed_at`, `last_viewed_at`)."""

from dataclasses import replace

from hedgerow.services.dashboard_finding import FilledDashboard
from hedgerow.services.house import House, Visit


def note_visit(house: House, visit: Visit, opened: FilledDashboard) -> FilledDashboard:
    """Remember that the caller looks at ``opened`` now (DASH-10); the same as it is after that."""
    now, before, user = house.clock(), opened.dashboard, visit.caller.user.id
    after = house.visits.recent(before, user, now)
    if after is None:
        with house.store.write(revises=False) as tx:
            tx.dashboards.update(before.team_id, before.id, last_accessed_at=now)
            tx.dashboard_visits.note(before.team_id, before.id, user, now=now)
        after = replace(before, last_accessed_at=now, last_viewed_at=now)
        house.visits.note(before, user, after)
    return replace(opened, dashboard=after)
