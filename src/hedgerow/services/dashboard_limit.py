"""How many dashboards a project may have (DASH-109)."""

from hedgerow.base.errors import InvalidRequest
from hedgerow.services.house import House, Visit
from hedgerow.store.transaction import Transaction


def require_room(tx: Transaction, house: House, visit: Visit) -> None:
    """Raise InvalidRequest when the project is full; until ``tx`` ends, nobody else can fill it."""
    most = house.settings.max_dashboards_per_project
    if most is None:
        return
    tx.projects.lock(visit.project.id)
    if tx.dashboards.count(visit.project.id) >= most:
        raise InvalidRequest(f"This project may have at most {most} dashboards.")
