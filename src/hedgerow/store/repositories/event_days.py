"""Counts per event and day: how often it was asked about (EVDEF-55), how many were refused."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Column, Connection, Table, delete, func, select

from hedgerow.store.reading import in_batches
from hedgerow.store.tables.definitions import event_queries, event_rejections
from hedgerow.store.writing import insert_or_meet

DayOfEvent = tuple[int, str, date]
"""A project, the name of an event, and a day in UTC."""


class EventDays:
    """Adds up and tells what ``count``, a column of ``table``, counts."""

    def __init__(self, connection: Connection, table: Table, count: Column[int]) -> None:
        self._connection = connection
        self._table = table
        self._count = count

    def add(self, counts: Mapping[DayOfEvent, int]) -> None:
        """Add ``counts`` to what is there. One statement, whatever the number."""
        if not counts:
            return
        name = self._count.name
        statement = insert_or_meet(self._connection, self._table)
        statement = statement.on_conflict_do_update(
            index_elements=["team_id", "event", "day"],
            set_={name: self._count + statement.excluded[name]},
        )
        rows = [
            {"team_id": team_id, "event": event, "day": day, name: counts[team_id, event, day]}
            for team_id, event, day in sorted(counts)  # one order for all writers, so that none waits in a circle
        ]
        self._connection.execute(statement, rows)

    def drop_before(self, day: date) -> None:
        """Forget what was counted before ``day``, in every project."""
        self._connection.execute(delete(self._table).where(self._table.c.day < day))

    def totals(self, team_id: int, events: Sequence[str], *, since: date) -> dict[str, int]:
        """How much was counted of each of ``events`` from the day ``since`` on; nothing is 0."""
        totals, table = dict.fromkeys(events, 0), self._table.c
        for batch in in_batches(totals):
            counted = select(table.event, func.sum(self._count).label("total")).group_by(table.event)
            here = counted.where(table.team_id == team_id, table.event.in_(batch), table.day >= since)
            totals.update({row.event: int(row.total) for row in self._connection.execute(here)})
        return totals


class EventQueries(EventDays):
    """How often each event was asked about."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, event_queries, event_queries.c.queries)


class EventRejections(EventDays):
    """How many events of each name were refused for their schema."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, event_rejections, event_rejections.c.rejections)
