"""Which uuids cannot have been stored, so that the engine is asked about few: a Bloom filter of whole days.

Every uuid of a day that was looked at is in it, those stored since, too. So its no is sure; its yes is for the engine
to confirm.
"""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from mmap import mmap

from hedgerow.engine.port import Engine
from hedgerow.vocab.events import Event
from hedgerow.vocab.statement import Parameter, Statement

DAYS_MOVED = (-1, 0, 1)
"""How far an event may move between two sendings: its clock skew is measured anew each time."""

MOST_HELD = 2**24
"""Uuids in the filter; with so many, one new uuid in 700 is taken for a stored one. Then it begins anew."""

MOST_READ = 2**19
"""Uuids read from the engine at once, which takes a second. About fuller days the engine is asked every time."""

MOST_DAYS = 100_000

# Days are made of moments by the engine: it counts those before 1970 and after 2149 in a way of its own.
OF_DAYS = """FROM events WHERE team_id = {team_id:UInt32}
AND toDate(timestamp) IN CAST({days:Array(DateTime64(6, 'UTC'))} AS Array(Date))"""

_COUNT = f"SELECT count() {OF_DAYS}"
_READ = f"""WITH reinterpretAsUInt128(uuid) AS number
SELECT groupArray(reinterpretAsUInt64(bitXor(number, bitShiftRight(number, 64)))) {OF_DAYS}"""

_BITS = 2**28
_PROBES = 5
_LOW = 2**64 - 1
_SPREAD = 0x9E3779B97F4A7C15
"""An odd number without a pattern: multiplied by it, numbers that follow each other lie far apart."""


class StoredUuids:
    """Knows what capture stored itself and what it read from the engine; not for several threads at once.

    Of an engine that others write to as well it knows nothing.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._clear()

    def possible(self, team_id: int, events: Collection[Event]) -> list[Event]:
        """Those of one project's ``events`` that may have been stored. Raises an EngineError when it cannot say."""
        if self._engine.shared:
            return list(events)
        known = self._known(team_id, {event.timestamp.toordinal() for event in events})
        return [event for event in events if event.timestamp.toordinal() not in known or self._holds(_folded(event))]

    def note(self, events: Iterable[Event]) -> None:
        """Take ``events`` for stored; call it before they are."""
        if not self._engine.shared:
            self._add(map(_folded, events))

    def _known(self, team_id: int, days: Collection[int]) -> set[int]:
        """Those of ``days`` whose events can only have been stored on days looked at."""
        around = {(team_id, day + moved) for day in days for moved in DAYS_MOVED}
        if missing := around - self._days - self._full_days:
            self._look_at(team_id, missing)
        return {day for day in days if all((team_id, day + moved) in self._days for moved in DAYS_MOVED)}

    def _look_at(self, team_id: int, days: Collection[tuple[int, int]]) -> None:
        if self._held > MOST_HELD or len(self._days) + len(self._full_days) > MOST_DAYS:
            self._clear()
        parameters = of_days(team_id, [day for _, day in days])
        [[count]] = self._engine.query(Statement(_COUNT, parameters)).rows
        if count > MOST_READ:
            self._full_days.update(days)
            return
        if count:
            [[found]] = self._engine.query(Statement(_READ, parameters)).rows
            self._add(found)
        self._days.update(days)

    def _clear(self) -> None:
        # Memory that no uuid has touched takes no place; a bytearray would be written whole to begin with.
        self._bits = mmap(-1, _BITS // 8)
        self._held = 0
        self._days: set[tuple[int, int]] = set()
        self._full_days: set[tuple[int, int]] = set()

    def _add(self, numbers: Iterable[int]) -> None:
        bits = self._bits
        for number in numbers:
            self._held += 1
            place, step = _start(number)
            for _ in range(_PROBES):
                bits[place % _BITS >> 3] |= 1 << (place & 7)
                place += step

    def _holds(self, number: int) -> bool:
        bits = self._bits
        place, step = _start(number)
        for _ in range(_PROBES):
            if not bits[place % _BITS >> 3] >> (place & 7) & 1:
                return False
            place += step
        return True


def of_days(team_id: int, days: Iterable[int]) -> tuple[Parameter, Parameter]:
    """The parameters of `OF_DAYS`; each day is an ordinal."""
    moments = [datetime.fromordinal(day).replace(tzinfo=UTC) for day in sorted(days)]
    return Parameter("team_id", "UInt32", team_id), Parameter("days", "Array(DateTime64(6, 'UTC'))", moments)


def _folded(event: Event) -> int:
    """Both halves of the uuid in one number of 64 bits, as `_READ` does it."""
    number = event.uuid.int
    return (number >> 64) ^ (number & _LOW)


def _start(number: int) -> tuple[int, int]:
    """The first bit to look at, and how far on each next one is."""
    spread = number * _SPREAD & _LOW
    return spread >> 32, spread & 0xFFFFFFFF | 1
