"""The people of the events that questions are about, by day, as capture adds to them (ADR 18)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from pyroaring import BitMap

from hedgerow.vocab.event_counts import slot_start
from hedgerow.vocab.known_people import KnownPeople, PeopleOfDay, WantedPeople
from hedgerow.vocab.sealed_days import SealedDay

UNUSED_AFTER = timedelta(hours=1)
"""For so long after somebody last asked are the people of an event kept."""


@dataclass(slots=True)
class _OfEvent:
    """The people of one event's name: of sealed days from ``first`` on by their seals, None where there are too many.

    ``everybody`` is whoever is in a sealed day. The first ``merges`` of the project's are seen to in all days. ``told``
    is what was handed out last, None since something changed.
    """

    first: datetime
    sealed: dict[int, PeopleOfDay | None] = field(default_factory=dict)
    everybody: BitMap = field(default_factory=BitMap)
    recent: dict[date, PeopleOfDay] = field(default_factory=dict)
    merges: int = 0
    told: KnownPeople | None = None

    def seal(self, days: Mapping[int, PeopleOfDay | None]) -> None:
        """``days`` are the sealed ones."""
        self.sealed = dict(days)
        self.everybody = BitMap.union(
            BitMap(), *(people for day in days.values() if day for people in (day.early, day.late))
        )
        self.told = None

    def add(self, place: int, zone: ZoneInfo, people: Iterable[int]) -> None:
        """``people`` did it at times in the slot ``place``."""
        day, is_late = _day_of(place, zone)
        of_day = self.recent.setdefault(day, PeopleOfDay())
        (of_day.late if is_late else of_day.early).update(people)
        self.told = None


class KeptPeople:
    """Those of one project, from the end of its ``last`` sealed day on by what capture tells. Not for several threads
    at a time.

    ``lacking`` tells that somebody may be wanted who is not kept.
    """

    def __init__(self, last: SealedDay) -> None:
        self.since = last.end
        self.lacking = False
        self._zone = ZoneInfo(last.timezone)
        self._wanted: dict[str, tuple[datetime, datetime]] = {}
        self._events: dict[str, _OfEvent] = {}
        self._into: dict[int, int] = {}
        self._merged: list[int] = []

    def __bool__(self) -> bool:
        return bool(self._events)

    @property
    def numbers(self) -> int:
        """How many numbers of people are kept."""
        days = [day for one in self._events.values() for day in (*one.sealed.values(), *one.recent.values()) if day]
        return sum(len(day.early) + len(day.late) for day in days)

    def want(self, people: Iterable[WantedPeople], now: datetime) -> None:
        """Somebody asked at ``now`` for what could be reckoned from ``people``."""
        for one in people:
            for name in one.names:
                first, _ = self._wanted.get(name, (None, now))
                self.lacking |= first is None or one.first < first
                self._wanted[name] = min(first or one.first, one.first), now

    def new_names(self, now: datetime) -> list[str]:
        """The names that are wanted but not kept. Whoever nobody asked for lately is neither from now on."""
        self._wanted = {name: one for name, one in self._wanted.items() if now - one[1] < UNUSED_AFTER}
        self._events = {name: one for name, one in self._events.items() if name in self._wanted}
        return [name for name in self._wanted if name not in self._events]

    def begin(self, recent: Mapping[str, Iterable[tuple[int, Iterable[int]]]], into: Mapping[int, int]) -> None:
        """Keep the people of new names: ``recent`` are those of each slot since the sealed days.

        ``into`` tells into whom people were merged, if nobody was kept before.
        """
        if not self._events:
            self._into, self._merged = dict(into), list(into)
        for name, slots in recent.items():
            self._events[name] = one = _OfEvent(self._wanted[name][0])
            for place, people in slots:
                one.add(place, self._zone, people)

    def add(self, name: str, place: int, person: int) -> None:
        """``person`` did it at a time in the slot ``place``."""
        if one := self._events.get(name):
            one.add(place, self._zone, (person,))

    def merge(self, number: int, into: int) -> None:
        """Who was ``number`` is ``into`` now; of those who were merged into ``number`` it is told too."""
        if self._events:
            self._into[number] = into
            self._merged.append(number)

    def retain(self, sealed: Sequence[SealedDay]) -> dict[str, list[SealedDay]]:
        """Forget all but the ``sealed`` days. Answers which of them are missing, by name, the last day first."""
        seals = {day.seal for day in sealed}
        missing: dict[str, list[SealedDay]] = {}
        for name, one in self._events.items():
            one.first = self._wanted[name][0]
            one.seal({seal: day for seal, day in one.sealed.items() if seal in seals})
            missing[name] = [day for day in reversed(sealed) if day.start >= one.first and day.seal not in one.sealed]
        return {name: days for name, days in missing.items() if days}

    def put(self, name: str, days: Mapping[int, PeopleOfDay | None]) -> None:
        """The people of ``days`` by their seals, who they were then; None of those that are too many."""
        if one := self._events.get(name):
            away = BitMap(self._merged)
            one.seal({**one.sealed, **{seal: day and self._now(day, away) for seal, day in days.items()}})

    def known(self) -> dict[str, KnownPeople]:
        """Everybody, as who they are now. What is handed out does not change."""
        return {name: self._told(one) for name, one in self._events.items()}

    def _told(self, one: _OfEvent) -> KnownPeople:
        if one.merges < len(self._merged):
            away = BitMap(self._merged[one.merges :])
            if not away.isdisjoint(one.everybody):  # seldom: most who are merged came just now
                one.seal({seal: day and self._now(day, away) for seal, day in one.sealed.items()})
            one.recent = {day: self._now(people, away) for day, people in one.recent.items()}
            one.merges, one.told = len(self._merged), None
        if one.told is None:
            sealed = {seal: day for seal, day in one.sealed.items() if day}
            recent = {day: PeopleOfDay(of.early.copy(), of.late.copy()) for day, of in one.recent.items()}
            one.told = KnownPeople(one.first, sealed, recent)
        return one.told

    def _now(self, day: PeopleOfDay, away: BitMap) -> PeopleOfDay:
        """``day`` with those they are now in the place of all who were merged ``away``."""

        def survivors(people: BitMap) -> BitMap:
            gone = people & away
            return (people - gone) | BitMap(self._into[number] for number in gone) if gone else people

        return PeopleOfDay(survivors(day.early), survivors(day.late))


@lru_cache(maxsize=10_000)
def _day_of(place: int, zone: ZoneInfo) -> tuple[date, bool]:
    """The local day of a slot, and whether that is its last second."""
    day = slot_start(place).astimezone(zone).date()
    return day, bool(place % 2) and slot_start(place + 1).astimezone(zone).date() != day
