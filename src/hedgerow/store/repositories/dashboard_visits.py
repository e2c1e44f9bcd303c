"""When each user last opened each dashboard: one row for both, so what is kept does not grow with time."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select

from hedgerow.store.reading import in_batches
from hedgerow.store.tables.dashboards import dashboard_visits
from hedgerow.store.writing import insert_or_meet

_TABLE = dashboard_visits.c


class DashboardVisits:
    """Notes and tells the last visits of users to the dashboards of one project at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, team_id: int, dashboard_id: int, user_id: int, *, now: datetime) -> None:
        """Remember that the user opened the project's dashboard ``now``."""
        values = {"team_id": team_id, "dashboard_id": dashboard_id, "user_id": user_id, "visited_at": now}
        statement = insert_or_meet(self._connection, dashboard_visits).values(values)
        statement = statement.on_conflict_do_update(
            index_elements=["dashboard_id", "user_id"], set_={"visited_at": statement.excluded.visited_at}
        )
        self._connection.execute(statement)

    def last(self, team_id: int, user_id: int, dashboard_ids: Iterable[int]) -> dict[int, datetime]:
        """When the user last opened each of these dashboards of the project; never opened ones are absent."""
        found: dict[int, datetime] = {}
        for batch in in_batches(dashboard_ids):
            query = select(_TABLE.dashboard_id, _TABLE.visited_at).where(
                _TABLE.team_id == team_id, _TABLE.user_id == user_id, _TABLE.dashboard_id.in_(batch)
            )
            found.update((row.dashboard_id, row.visited_at) for row in self._connection.execute(query))
        return found
