"""A day that is over and counted: what it holds is known without its events (ADR 13)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedDay:
    """One day of one project, in ``timezone``: from ``start`` to before ``end``.

    All events of that time are counted in the rows of the engine's `activity` that carry ``seal``. Capture takes the
    seal away before it stores another. ``events`` is how many they are, ``people`` how many names of people stand in
    the rows: somebody who did three different things is there three times.
    """

    day: date
    timezone: str
    start: datetime
    end: datetime
    seal: int
    events: int = 0
    people: int = 0

    @property
    def last_second(self) -> datetime:
        """The first moment that a range up to the end of the day does not count: it ends a second earlier (EN-11).

        What is not before it is counted in rows of its own, which stand at this moment; all others at ``start``.
        """
        return last_second_before(self.end)


def last_second_before(end: datetime) -> datetime:
    """`SealedDay.last_second` of a day that ends at ``end``."""
    return end - timedelta(seconds=1) + timedelta(microseconds=1)


SEALED_AFTER = timedelta(minutes=5)
"""How long a day is over before it is sealed."""

LATE_AFTER = timedelta(minutes=2)
"""An event that is no older than this surely falls into no sealed day: so far may the clock of a process that seals be
ahead of that of one that captures, an event be on its way to the engine, or a clock be set back.
"""
