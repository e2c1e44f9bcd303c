"""Funnels once more, slowly and obviously: every actor asks every event. The real answer must equal this one."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import ceil, floor
from statistics import mean, median
from typing import Any
from zoneinfo import ZoneInfo

from tests.kinds.storing import Sent
from tests.properties.plain_walks import (
    Rules,
    Seen,
    entrances,
    furthest,
    unordered,
    unordered_entrances,
)

Json = dict[str, Any]
Value = tuple[str, ...]
OTHER = ("Other",)


@dataclass(frozen=True)
class Match:
    """Events by name, or all of them; with a value of the property ``p``, or any."""

    event: str | None
    p: str | None

    def of(self, event: Sent) -> bool:
        return self.event in (None, event.event) and self.p in (None, event.properties.get("p"))

    def covers(self, other: "Match") -> bool:
        """Whether every event of ``other`` is one of these."""
        return self.event in (None, other.event) and self.p in (None, other.p)

    @property
    def wire(self) -> Json:
        properties = [] if self.p is None else [{"key": "p", "value": self.p}]
        return {"kind": "EventsNode", "event": self.event, "properties": properties}


@dataclass(frozen=True)
class Excluded:
    """Events that spoil what is between two steps, both from 0."""

    match: Match
    first: int
    last: int


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question in plain words; ``window`` is in seconds, steps are numbered from 0 as on the wire."""

    steps: tuple[Match, ...]
    exclusions: tuple[Excluded, ...]
    order: str
    window: int
    viz: str
    actor: str
    passing: str | None
    breakdown: tuple[str, ...]
    of_person: bool
    attribution: str
    step: int
    limit: int
    first: int
    last: int
    bins: int | None
    interval: str
    zone: str
    monday: bool
    since: date
    until: date

    @property
    def query(self) -> Json:
        """The same question on the wire."""
        options = {
            "funnelVizType": self.viz, "funnelOrderType": self.order,
            "funnelWindowInterval": self.window, "funnelWindowIntervalUnit": "second",
            "exclusions": [
                {**one.match.wire, "funnelFromStep": one.first, "funnelToStep": one.last} for one in self.exclusions
            ],
            "breakdownAttributionType": self.attribution, "breakdownAttributionValue": self.step,
            "funnelFromStep": self.first, "funnelToStep": self.last, "binCount": self.bins,
            "funnelAggregateByHogQL": "properties.q" if self.actor == "written" else None,
        }  # fmt: skip
        return {
            "kind": "FunnelsQuery",
            "series": [step.wire for step in self.steps],
            "funnelsFilter": options,
            "interval": self.interval,
            "dateRange": {"date_from": self.since.isoformat(), "date_to": f"{self.until.isoformat()}T23:59:59"},
            "properties": [] if self.passing is None else [{"key": "p", "value": self.passing, "operator": "is_not"}],
            "aggregation_group_type_index": 0 if self.actor == "group" else None,
            "breakdownFilter": self._breakdown,
        }

    @property
    def _breakdown(self) -> Json:
        if not self.breakdown:
            return {}
        written = list(self.breakdown) if len(self.breakdown) > 1 else self.breakdown[0]
        kind = "person" if self.of_person else "event"
        return {"breakdown": written, "breakdown_type": kind, "breakdown_limit": self.limit}

    @property
    def rules(self) -> Rules:
        return Rules(len(self.steps), self.window * 1_000_000, strict=self.order == "strict")


@dataclass(frozen=True)
class World:
    """All that is known of one project."""

    events: list[Sent]
    people: dict[str, Json]


def step_rows(asked: Asked, world: World) -> list[tuple[Value, list[int], list[float | None], list[float | None]]]:
    """The value, the counts, and the averages and medians from the second step on of every list of steps."""
    by_value: dict[Value, list[list[int]]] = {}
    for value, seen in _walks(asked, world):
        times = unordered(seen, asked.rules) if asked.order == "unordered" else furthest(seen, asked.rules)
        if times:
            by_value.setdefault(value, []).append(times)
    ranked = sorted(by_value, key=lambda value: ([-one for one in reversed(_counts(asked, by_value[value]))], value))
    kept = ranked[: asked.limit] if asked.breakdown else ranked
    rest = [times for value in ranked[len(kept) :] for times in by_value[value]]
    lists = [(value, by_value[value]) for value in kept] + ([(OTHER, rest)] if rest else [])
    return [(value, _counts(asked, all_times), *_durations(asked, all_times)) for value, all_times in lists]


def time_bins(asked: Asked, world: World) -> tuple[list[tuple[int, int]], float] | None:
    """The bins and the average; None when nobody converts."""
    took = []
    for _, seen in _walks(asked, world):
        times = unordered(seen, asked.rules) if asked.order == "unordered" else furthest(seen, asked.rules)
        if len(times) > asked.last:
            took.append((times[asked.last] - times[asked.first]) / 1_000_000)
    if not took:
        return None
    number = max(1, min(60, next(n for n in range(1, 100) if n**3 >= len(took))))
    if asked.bins is not None:
        number = max(1, min(90, asked.bins))
    low = floor(min(took))
    width = ceil((ceil(max(took)) - low) / number) or 60
    starts = [low + place * width for place in range(number + 1)]
    return [(start, len([one for one in took if start <= one < start + width])) for start in starts], mean(took)


def rate_rows(asked: Asked, world: World) -> list[tuple[Value, list[float]]]:
    """The value and the rates of every row."""
    entered: dict[Value, Counter[int]] = {}
    converted: dict[Value, Counter[int]] = {}
    walk = unordered_entrances if asked.order == "unordered" else entrances
    for value, seen in _walks(asked, world):
        for period, gone in walk(seen, asked.rules, asked.first + 1, asked.last + 1).items():
            entered.setdefault(value, Counter())[period] += 1
            converted.setdefault(value, Counter())[period] += gone
    if not asked.breakdown:
        return [((), _rates(asked, entered.get((), Counter()), converted.get((), Counter())))]
    ranked = sorted(entered, key=lambda value: (-converted[value].total(), -entered[value].total(), value))
    kept, rest = ranked[: asked.limit], ranked[asked.limit :]
    rows = [(value, _rates(asked, entered[value], converted[value])) for value in sorted(kept)]
    if rest:
        rows.append((OTHER, _rates(asked, _sum(entered, rest), _sum(converted, rest))))
    return rows


def _sum(counters: dict[Value, Counter[int]], values: list[Value]) -> Counter[int]:
    total: Counter[int] = Counter()
    for value in values:
        total.update(counters[value])
    return total


def _rates(asked: Asked, entered: Counter[int], converted: Counter[int]) -> list[float]:
    return [round(100 * converted[period] / entered[period], 2) if entered[period] else 0 for period in _periods(asked)]


def _counts(asked: Asked, all_times: list[list[int]]) -> list[int]:
    return [len([times for times in all_times if len(times) > step]) for step in range(len(asked.steps))]


def _durations(asked: Asked, all_times: list[list[int]]) -> tuple[list[float | None], list[float | None]]:
    averages: list[float | None] = []
    medians: list[float | None] = []
    for step in range(1, len(asked.steps)):
        took = [times[step] - times[step - 1] for times in all_times if len(times) > step]
        took = [one for one in took if one > 0]
        averages.append(mean(took) / 1_000_000 if took else None)
        medians.append(median(took) / 1_000_000 if took else None)
    return averages, medians


def _walks(asked: Asked, world: World) -> list[tuple[Value, list[Seen]]]:
    """The events of each actor, once for every breakdown value that it counts under."""
    by_actor: dict[str, list[Sent]] = {}
    for event in world.events:
        actor = _actor(asked, event)
        if actor and _is_candidate(asked, event):
            by_actor.setdefault(actor, []).append(event)
    broken_down = asked.breakdown and asked.viz != "time_to_convert"
    return [
        walk
        for events in by_actor.values()
        for walk in (_of_values(asked, world, events) if broken_down else [((), [_seen(asked, one) for one in events])])
    ]


def _actor(asked: Asked, event: Sent) -> str | None:
    read = {"person": event.who, "group": event.properties.get("$group_0"), "written": event.properties.get("q")}
    return read[asked.actor]


def _is_candidate(asked: Asked, event: Sent) -> bool:
    zone = ZoneInfo(asked.zone)
    lower = datetime.combine(asked.since, time(), tzinfo=zone).astimezone(UTC)
    last = time(23, 59, 59) if asked.interval == "hour" else time.max
    upper = datetime.combine(asked.until, last, tzinfo=zone).astimezone(UTC)
    if not lower <= event.at.astimezone(UTC) <= upper:
        return False
    if asked.passing is not None and event.properties.get("p") == asked.passing:
        return False
    matches = [*asked.steps, *(one.match for one in asked.exclusions)]
    return asked.order == "strict" or any(match.of(event) for match in matches)


def _seen(asked: Asked, event: Sent) -> Seen:
    steps = frozenset(number for number, step in enumerate(asked.steps, 1) if step.of(event))
    excluding = [one for one in asked.exclusions if one.match.of(event)]
    blocks = frozenset(step for one in excluding for step in range(one.first + 1, one.last + 1))
    return Seen(at=_micros(event.at), steps=steps, blocks=blocks, period=_period(asked, event.at))


def _of_values(asked: Asked, world: World, events: list[Sent]) -> list[tuple[Value, list[Seen]]]:
    """FN-16."""
    told = [(_value(asked, world, event), event, _seen(asked, event)) for event in events]
    values = {value for value, _, _ in told}
    if asked.attribution == "all_events":
        return [(value, [seen for own, _, seen in told if own == value]) for value in values]
    if asked.attribution in ("first_touch", "last_touch"):
        forwards = 1 if asked.attribution == "first_touch" else -1
        having = [(forwards * seen.at, value) for value, _, seen in told if any(value)]
        return [(min(having)[1] if having else ("",) * len(asked.breakdown), [seen for _, _, seen in told])]
    if asked.order == "unordered":
        values = {value for value, _, seen in told if seen.steps}
        return [(value, [_with(seen, own=own == value) for own, _, seen in told]) for value in values]
    step = asked.step + 1
    values = {value for value, _, seen in told if step in seen.steps}
    return [
        (value, [seen if own == value else _with(seen, steps=seen.steps - {step}) for own, _, seen in told])
        for value in values
    ]


def _with(seen: Seen, *, own: bool = True, steps: frozenset[int] | None = None) -> Seen:
    return Seen(
        at=seen.at, steps=seen.steps if steps is None else steps, blocks=seen.blocks, period=seen.period, own=own
    )


def _value(asked: Asked, world: World, event: Sent) -> Value:
    source = world.people.get(event.who, {}) if asked.of_person else event.properties
    return tuple(str(source.get(name, "")) for name in asked.breakdown)


def _period(asked: Asked, moment: datetime) -> int:
    local = moment.astimezone(ZoneInfo(asked.zone))
    if asked.interval == "hour":
        return int(local.replace(minute=0, second=0, microsecond=0).timestamp())
    day = local.date()
    if asked.interval == "month":
        day = day.replace(day=1)
    if asked.interval == "week":
        day -= timedelta(days=day.weekday() if asked.monday else (day.weekday() + 1) % 7)
    return day.toordinal()


def _periods(asked: Asked) -> list[int]:
    """Every half hour of the range says which period it is in."""
    zone = ZoneInfo(asked.zone)
    moment = datetime.combine(asked.since, time(), tzinfo=zone).astimezone(UTC)
    last = datetime.combine(asked.until, time(23, 59, 59), tzinfo=zone).astimezone(UTC)
    found: dict[int, None] = {}
    while moment <= last:
        found[_period(asked, moment)] = None
        moment += timedelta(minutes=30)
    return list(found)


def _micros(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
