"""How many events a project has, by name and by time: what is asked so often that it is kept in memory (ADR 16)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from hedgerow.vocab.known_people import KnownPeople
from hedgerow.vocab.ticks import moment_of, ticks

QUARTER = 900_000_000
"""A quarter of an hour, in microseconds: hours and days begin where one does, in whatever zone."""

LAST_SECOND = 899_000_000
"""How far into a quarter its last second begins, in microseconds. What is later is in a slot of its own, for ranges end
a second before midnight and count that very moment (EN-11).
"""


@dataclass(frozen=True, slots=True)
class EventCounts:
    """Numbers of events by name: ``days`` of sealed days by their seals, with those of their ``last_seconds``, and
    ``recent`` of all time from ``since`` on, by `slot`. What is missing is none. No event is earlier than ``earliest``
    or later than ``latest``. ``people`` are those of some names, with whatever is in ``recent``.
    """

    days: Mapping[int, Mapping[str, int]]
    last_seconds: Mapping[int, Mapping[str, int]]
    since: datetime
    recent: Mapping[str, Mapping[int, int]]
    earliest: datetime
    latest: datetime
    people: Mapping[str, KnownPeople] = field(default_factory=dict)


def slot(moment: datetime) -> int:
    """The slot that an aware ``moment`` falls into: two for each quarter of an hour, the second for its last second."""
    quarter, within = divmod(ticks(moment), QUARTER)
    return 2 * quarter + (within > LAST_SECOND)


def slot_start(number: int) -> datetime:
    """The first moment of a slot, in UTC."""
    quarter, is_last = divmod(number, 2)
    return moment_of(quarter * QUARTER + (LAST_SECOND + 1 if is_last else 0))
