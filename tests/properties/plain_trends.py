"""Trends once more, slowly and obviously. The real answer must equal this one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from tests.kinds.storing import Sent
from tests.properties.plain_trends_maths import NONE, Counting, Value, bin_of, text
from tests.properties.plain_trends_time import Period

OTHER = "$$_posthog_breakdown_other_$$"
ONE_NUMBER = ("BoldNumber", "ActionsPie")
GROWING = ("total", "dau", "weekly_active", "monthly_active", "unique_session", "unique_group", "sum")
FORMULAS: dict[str, Callable[[float, float], float]] = {
    "A+B": lambda a, b: a + b,
    "A/B": lambda a, b: a / b if b else 0,
    "(B-A)*2": lambda a, b: (b - a) * 2,
    "B": lambda _, b: b,
}

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class World:
    """A project: its events, the properties of its people and groups, static cohorts, and who is in which sample."""

    events: list[Sent]
    people: dict[str, Json]
    groups: dict[str, Json]
    cohorts: dict[int, list[str]]
    samples: dict[float, set[str]]


@dataclass(frozen=True, kw_only=True)
class Series:
    """``operator`` compares the property ``p`` with ``wanted``."""

    event: str | None
    math: str
    group: bool
    of_person: bool
    operator: str | None

    def query(self, wanted: str) -> Json:
        """The same on the wire."""
        grouped = {"math_group_type_index": 0} if self.group or self.math == "unique_group" else {}
        owner = {"math_property_type": "person_properties"} if self.of_person else {}
        filters = [{"key": "p", "value": wanted, "operator": self.operator}] if self.operator else []
        named = {"event": self.event, "math": self.math, "math_property": "n", "properties": filters}
        return {"kind": "EventsNode", **named, **grouped, **owner}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question in plain words; ``parts`` are those of a breakdown on the wire, ``cohorts`` another breakdown."""

    series: list[Series]
    interval: str
    zone: str
    monday: bool
    first: date
    last: date
    operator: str | None
    wanted: str
    parts: list[Json]
    multiple: bool
    cohorts: list[int | str]
    limit: int
    hide_other: bool
    display: str
    compare: str | None
    formulas: list[str]
    smoothing: int
    sample: float | None

    @property
    def query(self) -> Json:
        """The same question on the wire."""
        return {
            "kind": "TrendsQuery",
            "series": [one.query(self.wanted) for one in self.series],
            "interval": self.interval,
            "dateRange": {"date_from": self.first.isoformat(), "date_to": f"{self.last.isoformat()}T23:59:59"},
            "properties": [{"key": "p", "value": self.wanted, "operator": self.operator}] if self.operator else [],
            "breakdownFilter": self._breakdown,
            "trendsFilter": {
                "display": self.display,
                "formulas": self.formulas,
                "smoothingIntervals": self.smoothing,
            },
            "compareFilter": {"compare": self.compare is not None, "compare_to": self.compare or None},
            "samplingFactor": self.sample,
        }

    @property
    def _breakdown(self) -> Json:
        if self.cohorts:
            return {"breakdown": self.cohorts, "breakdown_type": "cohort"}
        cut = {"breakdown_limit": self.limit, "breakdown_hide_other_aggregation": self.hide_other}
        if self.multiple:
            return {"breakdowns": self.parts, **cut}
        single = (
            {f"breakdown_{key}".replace("_property", ""): told for key, told in self.parts[0].items()}
            if self.parts
            else {}
        )
        return single | cut if single else {}

    @property
    def one_number(self) -> bool:
        return self.display in ONE_NUMBER

    @property
    def cumulative(self) -> bool:
        return self.display == "ActionsLineGraphCumulative"

    @property
    def periods(self) -> list[tuple[str | None, Period]]:
        """The days asked about, and those before them (EN-15)."""
        interval = "day" if self.one_number else self.interval

        def shifted(days: int) -> Period:
            back = timedelta(days=days)
            return Period(
                first=self.first - back, last=self.last - back, interval=interval, zone=self.zone, monday=self.monday
            )

        if self.compare is None:
            return [(None, shifted(0))]
        days = {"": (self.last - self.first).days + 1, "-1w": 7, "-3d": 3}[self.compare]
        return [("current", shifted(0)), ("previous", shifted(days))]


@dataclass(frozen=True)
class Row:
    """What a result row says: whose it is, and its numbers, of which one number is a list of one."""

    period: str | None
    series: int
    value: Value | None
    numbers: list[float]


def rows(asked: Asked, world: World) -> tuple[list[Row], bool]:
    """Every row in order, and whether there are more values."""
    lines = [
        line
        for label, period in asked.periods
        for index in range(len(asked.series))
        for line in _series(asked, world, label, period, index)
    ]
    more = any(OTHER in (line.value or ()) for line in lines)
    if asked.hide_other:
        lines = [line for line in lines if OTHER not in (line.value or ())]
    if not asked.formulas:
        return lines, more
    if asked.cohorts and not _by_total(asked):
        one_by_one = [[line for line in lines if line.value == (str(cohort),)] for cohort in asked.cohorts]
        return [row for own in one_by_one for row in _formulas(asked, own)], more
    return _formulas(asked, lines), more


def _by_total(asked: Asked) -> bool:
    return "all" not in asked.cohorts and len(asked.cohorts) > 1


def _series(asked: Asked, world: World, label: str | None, period: Period, index: int) -> list[Row]:
    series = asked.series[index]
    count = partial(_count, asked, world, period, series)
    if asked.cohorts:
        found: dict[Value, list[float]] = {}
        for cohort in asked.cohorts:
            own = None if cohort == "all" else world.cohorts[int(cohort)]
            found |= {(str(cohort),): numbers for numbers in count(own).values()}
        order = list(found)
        if _by_total(asked):
            order.sort(key=lambda value: -sum(_scaled(asked, series, found[value])))
        return [Row(label, index, value, _shaped(asked, series, found[value], plain=False)) for value in order]
    found = count(None)
    if not asked.parts:
        zeros = [0.0] * (1 if asked.one_number else len(period.buckets))
        return [Row(label, index, None, _shaped(asked, series, found.get((), zeros), plain=True))]
    ranked = sorted(found, key=lambda value: (NONE in value and not asked.one_number, -sum(found[value]), value))
    kept = sorted(ranked[: asked.limit], key=lambda value: NONE in value)
    others = [found[value] for value in ranked[asked.limit :]]
    if others:
        rest = (OTHER,) * len(asked.parts)
        found[rest] = [sum(numbers) for numbers in zip(*others, strict=True)]
        kept.append(rest)
    return [Row(label, index, value, _shaped(asked, series, found[value], plain=False)) for value in kept]


def _count(
    asked: Asked, world: World, period: Period, series: Series, cohort: list[str] | None
) -> dict[Value, list[float]]:
    def passes(event: Sent) -> bool:
        value = text(event.properties.get("p"))
        inside = cohort is None or event.who in cohort
        return inside and _holds(asked.operator, value, asked.wanted) and _holds(series.operator, value, asked.wanted)

    def actor(event: Sent) -> str | None:
        by_group = series.group or series.math == "unique_group"
        return text(event.properties.get("$group_0")) or None if by_group else event.who

    def number(event: Sent) -> Any:
        return (world.people.get(event.who, {}) if series.of_person else event.properties).get("n")

    named = (event for event in world.events if series.event in (None, event.event))
    return Counting(
        series.math,
        period,
        [event for event in named if asked.sample is None or event.who in world.samples[asked.sample]],
        passes,
        actor,
        lambda event, among: tuple(_part(part, event, among, world) for part in asked.parts),
        one_number=asked.one_number,
        cumulative=asked.cumulative,
        number_of=number,
    ).lines()


def _holds(operator: str | None, value: str | None, wanted: str) -> bool:
    rules: dict[str, Callable[[str], bool]] = {
        "exact": lambda text: text == wanted,
        "is_not": lambda text: text != wanted,
        "icontains": lambda text: wanted.lower() in text.lower(),
        "gt": lambda text: text.encode() > wanted.encode(),
        "is_set": lambda _: True,
    }
    if operator is None:
        return True
    return rules[operator](value) if value is not None else operator == "is_not"


def _part(part: Json, event: Sent, among: list[Sent], world: World) -> str:
    if "histogram_bin_count" in part:
        every = (_read(part, one, world) for one in among)
        return bin_of(_read(part, event, world), every, part["histogram_bin_count"])
    value = text(_read(part, event, world)) or ""
    if part.get("normalize_url"):
        value = value.rstrip("/?#") or value[:1]
    return value or NONE


def _read(part: Json, event: Sent, world: World) -> Any:
    name = part["property"]
    match part["type"]:
        case "person":
            return world.people.get(event.who, {}).get(name)
        case "group":
            return world.groups.get(event.properties.get("$group_0") or "", {}).get(name)
        case "event_metadata" if name == "event":
            return event.event
    return event.properties.get(name)


def _shaped(asked: Asked, series: Series, numbers: list[float], *, plain: bool) -> list[float]:
    """Scaled, summed up and smoothed."""
    numbers = _scaled(asked, series, numbers)
    if asked.cumulative:
        numbers = [sum(numbers[: place + 1]) for place in range(len(numbers))]
    if plain and asked.display in ("ActionsLineGraph", "ActionsLineGraphCumulative"):
        windows = [numbers[max(0, place - asked.smoothing + 1) : place + 1] for place in range(len(numbers))]
        if asked.smoothing > 1:
            numbers = [sum(some) // len(some) for some in windows]
    return numbers


def _scaled(asked: Asked, series: Series, numbers: list[float]) -> list[float]:
    if asked.sample is None or not (series.math in GROWING or series.math.startswith("first_")):
        return numbers
    return [round(one / asked.sample) for one in numbers]


def _formulas(asked: Asked, lines: list[Row]) -> list[Row]:
    found = []
    for order, formula in enumerate(asked.formulas):
        for label in dict.fromkeys(line.period for line in lines):
            made = []
            for value in dict.fromkeys(line.value for line in lines if line.period == label):
                own = {line.series: line.numbers for line in lines if (line.period, line.value) == (label, value)}
                length = len(next(iter(own.values())))
                a, b = (own.get(index, [0.0] * length) for index in (0, 1))
                made.append(Row(label, order, value, list(map(FORMULAS[formula], a, b))))
            made.sort(key=lambda row: (sum(row.numbers), row.numbers, row.value or ()), reverse=True)
            found += sorted(made, key=lambda row: 2 if OTHER in (row.value or ()) else int(NONE in (row.value or ())))
    return found
