"""The numbers of a series for each breakdown value: every bucket asks every event (TR-1 to TR-7, EN-27)."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from tests.kinds.storing import Sent
from tests.properties.plain_trends_time import Period

NONE = "$$_posthog_breakdown_null_$$"
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")

WINDOWS = {"weekly_active": 7, "monthly_active": 30}
UNIQUE = ("dau", "unique_group", *WINDOWS)
FIRST = ("first_time_for_user", "first_matching_event_for_user")
LEVELS = {"median": 0.5, "p75": 0.75, "p90": 0.9, "p95": 0.95, "p99": 0.99}
OF_NUMBERS = ("avg", "min", "max", *LEVELS)
PER_ACTOR = tuple(f"{name}_count_per_actor" for name in OF_NUMBERS)

Value = tuple[str, ...]
Test = Callable[[Sent], bool]
ValueOf = Callable[[Sent, list[Sent]], Value]
ActorOf = Callable[[Sent], str | None]


class Counting:
    """One series in one period. ``pool`` are its events ever, ``passes`` is every filter together."""

    def __init__(
        self,
        math: str,
        period: Period,
        pool: Iterable[Sent],
        passes: Test,
        actor: ActorOf,
        value_of: ValueOf,
        *,
        one_number: bool,
        cumulative: bool,
        number_of: Callable[[Sent], Any],
    ) -> None:
        about_actors = math in UNIQUE or math in FIRST or math in PER_ACTOR
        self.math, self.period, self.actor, self.number_of = math, period, actor, number_of
        self.pool = [e for e in pool if e.at <= period.upper and (actor(e) is not None or not about_actors)]
        self.passing = [event for event in self.pool if passes(event)]
        self.in_range = [event for event in self.passing if event.at >= period.lower]
        self.value_of, self.one_number, self.cumulative = value_of, one_number, cumulative

    def lines(self) -> dict[Value, list[float]]:
        """The numbers of every value that has any event."""
        if self.math in FIRST:
            return self._firsts()
        if self._window is not None:
            return self._rolling(self._window)
        by_value = self._by_value(self.in_range)
        return {value: self._numbers(events) for value, events in by_value.items()}

    @property
    def _window(self) -> int | None:
        days = WINDOWS.get(self.math)
        if days is None or self.one_number:
            return days
        wide = self.period.interval == "month" or (self.period.interval == "week" and days == 7)
        return None if wide else days

    def _by_value(self, events: list[Sent]) -> dict[Value, list[Sent]]:
        found: dict[Value, list[Sent]] = {}
        for event in events:
            found.setdefault(self.value_of(event, events), []).append(event)
        return found

    def _numbers(self, events: list[Sent]) -> list[float]:
        if self.one_number:
            return [self._number(events)]
        numbers, seen = [], set[str | None]()
        for bucket in self.period.buckets:
            inside = [event for event in events if self.period.bucket(event.at) == bucket]
            if self.cumulative and self.math in UNIQUE:
                new = {self.actor(event) for event in inside} - seen
                seen |= new
                numbers.append(float(len(new)))
            else:
                numbers.append(self._number(inside))
        return numbers

    def _number(self, events: list[Sent]) -> float:
        if self.math in UNIQUE:
            return len({self.actor(event) for event in events})
        if self.math == "unique_session":
            return len({text(event.properties.get("$session_id")) or "" for event in events})
        if self.math in PER_ACTOR:
            counts = Counter(self.actor(event) for event in events)
            return aggregated(self.math.removesuffix("_count_per_actor"), list(map(float, counts.values())))
        if self.math == "sum" or self.math in OF_NUMBERS:
            numbers = (number(self.number_of(event)) for event in events)
            return aggregated(self.math, [found for found in numbers if found is not None])
        return len(events)

    def _rolling(self, days: int) -> dict[Value, list[float]]:
        if self.one_number:
            inside = [e for e in self.passing if self.period.in_window(e.at, self.period.last, days)]
            return {value: [self._number(events)] for value, events in self._by_value(inside).items()}
        buckets = self.period.buckets
        seen = [e for e in self.passing if any(self.period.in_window(e.at, bucket, days) for bucket in buckets)]
        return {
            value: [
                self._number([e for e in events if self.period.in_window(e.at, bucket, days)]) for bucket in buckets
            ]
            for value, events in self._by_value(seen).items()
        }

    def _firsts(self) -> dict[Value, list[float]]:
        found: dict[Value, list[Sent]] = {}
        considered = self.pool if self.math == "first_time_for_user" else self.passing
        for actor in {self.actor(event) for event in considered}:
            first = min(event.at for event in considered if self.actor(event) == actor)
            own = [event for event in self.in_range if self.actor(event) == actor and event.at == first]
            if own:
                value, event = min(
                    ((self.value_of(event, self.in_range), event) for event in own), key=lambda pair: pair[0]
                )
                found.setdefault(value, []).append(event)
        return {value: self._numbers(events) for value, events in found.items()}


def aggregated(name: str, numbers: list[float]) -> float:
    """The aggregate called ``name``; of nothing it is 0."""
    if not numbers:
        return 0
    if name in LEVELS:
        ordered = sorted(numbers)
        place = LEVELS[name] * (len(ordered) - 1)
        below, part = int(place), place - int(place)
        return ordered[below] + (part * (ordered[below + 1] - ordered[below]) if part else 0)
    if name == "avg":
        return sum(numbers) / len(numbers)
    return sum(numbers) if name == "sum" else min(numbers) if name == "min" else max(numbers)


def bin_of(value: Any, values: Iterable[Any], count: int) -> str:
    """The bin of ``value`` among ``count`` equal ones over all ``values`` (EN-27)."""
    own = number(value)
    if own is None:
        return NONE
    known = [found for one in values if (found := number(one)) is not None]
    low, width = min(known), (max(known) - min(known)) / count
    edges = [low + place * width for place in range(count)]
    place = max(place for place, edge in enumerate(edges) if edge <= own)
    upper = max(known) + 0.01 if place == count - 1 else edges[place + 1]
    return f"[{shown(edges[place])},{shown(upper)}]"


def shown(value: float) -> str:
    """A number as JSON has it, integers without decimals."""
    return str(int(value)) if value.is_integer() else repr(value)


def text(value: Any) -> str | None:
    """A property as text (EN-21)."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def number(value: Any) -> float | None:
    """A property as a number, where it is one."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        return float(value) if NUMBER.fullmatch(value) else None
    return float(value)
