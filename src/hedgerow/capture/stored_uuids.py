"""Which uuids cannot have been stored, so that the engine is asked about few: a Bloom filter of whole days.

Every uuid of a day that was looked at is in it, those stored since, too. So its no is sure; its yes is for the engine
to confirm.
"""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from mmap import mmap
from random import Random

from hedgerow.engine.port import Engine
from hedgerow.vocab.events import Event
from hedgerow.vocab.statement import Parameter, Statement

DAYS_MOVED = (-1, 0, 1)
"""How far an event may move between two sendings: its clock skew is measured anew each time."""

MOST_HELD = 2**24
"""Uuids in the filter; with so many, one new uuid in 200 is taken for a stored one. Then it begins anew."""

MOST_READ = 2**19
"""Uuids read from the engine at once, which takes a second. About fuller days the engine is asked every time."""

MOST_DAYS = 100_000

# Days are made of moments by the engine: it counts those before 1970 and after 2149 in a way of its own.
OF_DAYS = """FROM events WHERE team_id = {team_id:UInt32}
AND toDate(timestamp) IN CAST({days:Array(DateTime64(6, 'UTC'))} AS Array(Date))"""

_COUNT = f"SELECT count() {OF_DAYS}"
_READ = f"""WITH reinterpretAsUInt128(uuid) AS number
SELECT groupArray(reinterpretAsUInt64(bitXor(number, bitShiftRight(number, 64)))) {OF_DAYS}"""

_LOW = 2**64 - 1
_SPREAD = 0x9E3779B97F4A7C15
"""An odd number without a pattern: multiplied by it, numbers that follow each other lie far apart."""

_WORDS, _WORD_FROM = 2**22, 42
"""Words of 64 bits; which one is a uuid's, the highest bits of its spread number tell."""

_MARKS, _MARK_FROM = 2**12, 30
"""Which bits of its word a uuid sets, the bits below tell."""

_BITS_SET = 5
_draw = Random(0)  # noqa: S311 - nothing secret
_MARK = tuple(sum(1 << bit for bit in _draw.sample(range(64), _BITS_SET)) for _ in range(_MARKS))


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
        days = [event.timestamp.toordinal() for event in events]
        known = self._known(team_id, set(days))
        return [
            event for event, day in zip(events, days, strict=True) if day not in known or self._holds(_folded(event))
        ]

    def note(self, events: Iterable[Event]) -> None:
        """Take ``events`` for stored; call it before they are."""
        if not self._engine.shared:
            self._add(list(map(_folded, events)))

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
        self._words = memoryview(mmap(-1, _WORDS * 8)).cast("Q")
        self._held = 0
        self._days: set[tuple[int, int]] = set()
        self._full_days: set[tuple[int, int]] = set()

    def _add(self, numbers: Collection[int]) -> None:
        self._held += len(numbers)
        words = self._words
        for number in numbers:
            spread = number * _SPREAD & _LOW
            words[spread >> _WORD_FROM] |= _MARK[spread >> _MARK_FROM & _MARKS - 1]

    def _holds(self, number: int) -> bool:
        spread = number * _SPREAD & _LOW
        mark = _MARK[spread >> _MARK_FROM & _MARKS - 1]
        return self._words[spread >> _WORD_FROM] & mark == mark


def of_days(team_id: int, days: Iterable[int]) -> tuple[Parameter, Parameter]:
    """The parameters of `OF_DAYS`; each day is an ordinal."""
    moments = [datetime.fromordinal(day).replace(tzinfo=UTC) for day in sorted(days)]
    return Parameter("team_id", "UInt32", team_id), Parameter("days", "Array(DateTime64(6, 'UTC'))", moments)


def _folded(event: Event) -> int:
    """Both halves of the uuid in one number of 64 bits, as `_READ` does it."""
    number = event.uuid.int
    return (number >> 64) ^ (number & _LOW)
