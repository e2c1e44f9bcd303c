"""Which days of a project are sealed (ADR 13)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from hedgerow.store.reading import in_batches
from hedgerow.store.tables.sealed_days import sealed_days
from hedgerow.vocab.sealed_days import SealedDay

_TABLE = sealed_days.c
MARKS = 2**40
"""So much of each seal is added up: the sum of all days there can be fits into 63 bits."""


class SealedDays:
    """Seals and opens days of one project at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, team_id: int) -> tuple[SealedDay, ...]:
        """The sealed days of the project, in their order."""
        query = select(sealed_days).where(_TABLE.team_id == team_id, _TABLE.is_counted).order_by(_TABLE.starts_at)
        return tuple(map(sealed_day, self._connection.execute(query)))

    def mark(self, team_id: int) -> tuple[int, int]:
        """What is another one whenever the project's sealed days are others; far less to read than `all`."""
        query = select(func.count(), func.sum(_TABLE.seal % MARKS)).where(_TABLE.team_id == team_id, _TABLE.is_counted)
        count, total = self._connection.execute(query).one()
        return count, int(total or 0)

    def between(self, team_id: int, first: datetime, last: datetime) -> tuple[SealedDay, ...]:
        """The days with a part between two moments, both inclusive: sealed ones, and those being counted."""
        query = select(sealed_days).where(_TABLE.team_id == team_id, _TABLE.starts_at <= last, _TABLE.ends_at > first)
        return tuple(map(sealed_day, self._connection.execute(query)))

    def seals(self) -> frozenset[int]:
        """Every seal of every project, those of days being counted too."""
        return frozenset(self._connection.execute(select(_TABLE.seal)).scalars())

    def begin(self, team_id: int, days: Iterable[SealedDay]) -> None:
        """Note that the engine is going to count ``days``, none of which is sealed; every earlier note is void."""
        self._connection.execute(delete(sealed_days).where(_TABLE.team_id == team_id, _TABLE.is_counted.is_(False)))
        rows = [{"team_id": team_id, "is_counted": False, **_columns(day)} for day in days]
        if rows:
            self._connection.execute(insert(sealed_days), rows)

    def finish(self, team_id: int, days: Iterable[SealedDay]) -> int:
        """Seal those of ``days``, as the engine counted them, that were not opened meanwhile; how many."""
        return sum(
            self._connection.execute(
                update(sealed_days)
                .where(_TABLE.team_id == team_id, _TABLE.seal == day.seal)
                .values(events=day.events, people=day.people, is_counted=True)
            ).rowcount
            for day in days
        )

    def open(self, team_id: int, days: Iterable[SealedDay]) -> None:
        """Take the seals of ``days`` away: something of them is going to change."""
        for batch in in_batches(day.seal for day in days):
            self._connection.execute(delete(sealed_days).where(_TABLE.team_id == team_id, _TABLE.seal.in_(batch)))

    def open_all(self, team_id: int) -> None:
        """Take every seal of the project away."""
        self._connection.execute(delete(sealed_days).where(_TABLE.team_id == team_id))


def _columns(day: SealedDay) -> dict[str, object]:
    return {
        "day": day.day,
        "timezone": day.timezone,
        "starts_at": day.start,
        "ends_at": day.end,
        "seal": day.seal,
        "events": day.events,
        "people": day.people,
    }


def sealed_day(row: Row[Any]) -> SealedDay:
    """The day of a row with all columns of the table."""
    return SealedDay(
        day=row.day,
        timezone=row.timezone,
        start=row.starts_at,
        end=row.ends_at,
        seal=row.seal,
        events=row.events,
        people=row.people,
    )
