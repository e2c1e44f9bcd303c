"""How often events were asked about (EVDEF-55)."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, delete, func, select

from hedgerow.store.tables.definitions import event_queries
from hedgerow.store.writing import insert_or_meet

_TABLE = event_queries.c

DayOfEvent = tuple[int, str, date]
"""A project, the name of an event, and a day in UTC."""


class EventQueries:
    """Adds up and tells how often each event was asked about, per day."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, counts: Mapping[DayOfEvent, int]) -> None:
        """Add ``counts`` to what is there. One statement, whatever the number."""
        if not counts:
            return
        statement = insert_or_meet(self._connection, event_queries)
        statement = statement.on_conflict_do_update(
            index_elements=["team_id", "event", "day"],
            set_={"queries": _TABLE.queries + statement.excluded.queries},
        )
        rows = [
            {"team_id": team_id, "event": event, "day": day, "queries": counts[team_id, event, day]}
            for team_id, event, day in sorted(counts)  # one order for all writers, so that none waits in a circle
        ]
        self._connection.execute(statement, rows)

    def drop_before(self, day: date) -> None:
        """Forget what was counted before ``day``, in every project."""
        self._connection.execute(delete(event_queries).where(_TABLE.day < day))

    def total(self, team_id: int, event: str, *, since: date) -> int:
        """How often the event was asked about from the day ``since`` on."""
        counted = select(func.coalesce(func.sum(_TABLE.queries), 0))
        here = counted.where(_TABLE.team_id == team_id, _TABLE.event == event, _TABLE.day >= since)
        return int(self._connection.execute(here).scalar_one())
