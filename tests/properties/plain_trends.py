"""Trends once more, slowly and obviously: every bucket asks every event. The real answer must equal this one."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.kinds.storing import Sent

NONE, OTHER = "$$_posthog_breakdown_null_$$", "$$_posthog_breakdown_other_$$"
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")

AGGREGATES: dict[str, Callable[[list[float]], float]] = {
    "sum": sum,
    "min": min,
    "max": max,
    "avg": lambda numbers: sum(numbers) / len(numbers),
}

Bucket = date | float


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question in plain words."""

    event: str | None
    math: str
    interval: str
    zone: str
    monday: bool
    first: date
    last: date
    operator: str | None
    wanted: str
    limit: int | None
    display: str

    @property
    def query(self) -> dict[str, Any]:
        """The same question on the wire."""
        return {
            "kind": "TrendsQuery",
            "series": [{"kind": "EventsNode", "event": self.event, "math": self.math, "math_property": "n"}],
            "interval": self.interval,
            "dateRange": {"date_from": self.first.isoformat(), "date_to": f"{self.last.isoformat()}T23:59:59"},
            "properties": [{"key": "p", "value": self.wanted, "operator": self.operator}] if self.operator else [],
            "breakdownFilter": {"breakdown": "p", "breakdown_limit": self.limit} if self.limit else {},
            "trendsFilter": {"display": self.display},
        }


def rows(asked: Asked, events: list[Sent]) -> list[tuple[str | None, list[float]]]:
    """The breakdown value and the numbers of every row; one number is a list of one."""
    counted = [event for event in events if _counts(asked, event)]
    if asked.limit is None:
        return [(None, _numbers(asked, counted))]
    values = {_shown(event) for event in counted}
    lines = {value: _numbers(asked, [event for event in counted if _shown(event) == value]) for value in values}
    one_number = asked.display == "BoldNumber"
    totals = {value: sum(_uncumulated(asked, numbers)) for value, numbers in lines.items()}
    ranked = sorted(lines, key=lambda value: (value == NONE and not one_number, -totals[value], value))
    kept = sorted(ranked[: asked.limit], key=lambda value: value == NONE)
    others = [lines[value] for value in ranked[asked.limit :]]
    rest = [(OTHER, [sum(numbers) for numbers in zip(*others, strict=True)])] if others else []
    return [*((value, lines[value]) for value in kept), *rest]


def _counts(asked: Asked, event: Sent) -> bool:
    zone = ZoneInfo(asked.zone)
    first = asked.first.replace(day=1) if asked.interval == "month" and asked.display != "BoldNumber" else asked.first
    lower = datetime.combine(first, time(), tzinfo=zone).astimezone(UTC)
    upper = datetime.combine(asked.last, time(23, 59, 59), tzinfo=zone).astimezone(UTC)
    named = asked.event is None or event.event == asked.event
    return named and lower <= event.at.astimezone(UTC) <= upper and _passes(asked, _text(event.properties.get("p")))


def _passes(asked: Asked, value: str | None) -> bool:
    rules: dict[str, Callable[[str], bool]] = {
        "exact": lambda text: text == asked.wanted,
        "is_not": lambda text: text != asked.wanted,
        "icontains": lambda text: asked.wanted.lower() in text.lower(),
        "gt": lambda text: text.encode() > asked.wanted.encode(),
        "is_set": lambda _: True,
    }
    if asked.operator is None:
        return True
    return rules[asked.operator](value) if value is not None else asked.operator == "is_not"


def _numbers(asked: Asked, events: list[Sent]) -> list[float]:
    if asked.display == "BoldNumber":
        return [_aggregated(asked.math, events)]
    buckets = _buckets(asked)
    numbers = []
    seen: set[str] = set()
    for bucket in buckets:
        inside = [event for event in events if _bucket(asked, event.at) == bucket]
        if asked.display == "ActionsLineGraphCumulative" and asked.math == "dau":
            people = {event.who for event in inside} - seen
            seen |= people
            numbers.append(float(len(people)))
        else:
            numbers.append(_aggregated(asked.math, inside))
    if asked.display == "ActionsLineGraphCumulative":
        return [sum(numbers[: index + 1]) for index in range(len(numbers))]
    return numbers


def _uncumulated(asked: Asked, numbers: list[float]) -> list[float]:
    return numbers[-1:] if asked.display == "ActionsLineGraphCumulative" else numbers


def _aggregated(math: str, events: list[Sent]) -> float:
    if math == "total":
        return len(events)
    if math == "dau":
        return len({event.who for event in events})
    found = [number for event in events if (number := _number(event.properties.get("n"))) is not None]
    if not found:
        return 0
    return AGGREGATES[math](found)


def _buckets(asked: Asked) -> list[Bucket]:
    """Every half hour of the range says which bucket it is in."""
    zone = ZoneInfo(asked.zone)
    moment = datetime.combine(asked.first, time(), tzinfo=zone).astimezone(UTC)
    last = datetime.combine(asked.last, time(23, 59, 59), tzinfo=zone).astimezone(UTC)
    found: dict[Bucket, None] = {}
    while moment <= last:
        found[_bucket(asked, moment)] = None
        moment += timedelta(minutes=30)
    return list(found)


def _bucket(asked: Asked, moment: datetime) -> Bucket:
    local = moment.astimezone(ZoneInfo(asked.zone))
    if asked.interval == "hour":
        return local.replace(minute=0, second=0, microsecond=0).timestamp()
    if asked.interval == "month":
        return local.date().replace(day=1)
    if asked.interval == "week":
        return local.date() - timedelta(days=local.weekday() if asked.monday else (local.weekday() + 1) % 7)
    return local.date()


def _shown(event: Sent) -> str:
    return _text(event.properties.get("p")) or NONE


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        return float(value) if NUMBER.fullmatch(value) else None
    return float(value)
