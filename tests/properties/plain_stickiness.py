"""Stickiness once more, slowly and obviously: every actor asks every interval for every event."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.kinds.storing import Sent
from tests.properties.plain_who import Json, World, matches, passes, text_of

Interval = date | float


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question in plain words; ``series`` are events by name, all of them (None), or actions by number."""

    series: tuple[str | int | None, ...]
    whom: str
    interval: str
    width: int
    zone: str
    monday: bool
    first: date
    days: int
    filtered: Json
    criteria: tuple[str, int] | None
    cumulative: bool
    compare_to: str | None

    @property
    def query(self) -> Json:
        """The same question on the wire."""
        operator, value = self.criteria or (None, None)
        return {
            "kind": "StickinessQuery",
            "series": [self._node(one) for one in self.series],
            "interval": self.interval,
            "intervalCount": self.width,
            "dateRange": {"date_from": self.first.isoformat(), "date_to": f"{_last(self).isoformat()}T23:59:59"},
            "properties": self.filtered,
            "stickinessFilter": {
                "stickinessCriteria": {"operator": operator, "value": value} if operator else None,
                "computedAs": "cumulative" if self.cumulative else None,
            },
            "compareFilter": {"compare": self.compare_to is not None, "compare_to": self.compare_to or None},
        }

    def _node(self, series: str | int | None) -> Json:
        node: Json = {"kind": "EventsNode", "event": series}
        if isinstance(series, int):
            node = {"kind": "ActionsNode", "id": series}
        maths = {"people": {}, "groups": {"math": "unique_group", "math_group_type_index": 0}}
        return node | maths.get(self.whom, {"math": "hogql", "math_hogql": "properties.p"})


def rows(asked: Asked, world: World) -> list[tuple[list[int], int]]:
    """The data and the count of every row: those of the current period, then those of the previous one."""
    starts = [asked.first]
    if asked.compare_to is not None:
        back = {"": asked.days, "-1w": 7, "-2d": 2}[asked.compare_to]
        starts.append(asked.first - timedelta(days=back))
    return [_row(asked, series, start, world) for start in starts for series in asked.series]


def _row(asked: Asked, series: str | int | None, first: date, world: World) -> tuple[list[int], int]:
    blocks = _blocks(asked, first)
    counted = [event for event in world.events if _counts(asked, series, event, first, world)]
    actors = {actor for event in counted if (actor := _actor(asked, event)) is not None}
    numbers = [0] * len(blocks)
    for actor in actors:
        own = [event for event in counted if _actor(asked, event) == actor]
        active = [block for block in blocks if _enough(asked, [event for event in own if _in(asked, event) in block])]
        if active:
            numbers[len(active) - 1] += 1
    count = sum(numbers)
    if asked.cumulative:
        numbers = [sum(numbers[place:]) for place in range(len(numbers))]
    return numbers, count


def _counts(asked: Asked, series: str | int | None, event: Sent, first: date, world: World) -> bool:
    named = matches(series, event, world) if isinstance(series, int) else series in (None, event.event)
    zone = ZoneInfo(asked.zone)
    counted_from = first.replace(day=1) if asked.interval == "month" else first
    lower = datetime.combine(counted_from, time(), tzinfo=zone).astimezone(UTC)
    last = first + timedelta(days=asked.days - 1)
    upper = datetime.combine(last, time(23, 59, 59), tzinfo=zone).astimezone(UTC)
    return named and lower <= event.at <= upper and passes(asked.filtered, event, world)


def _actor(asked: Asked, event: Sent) -> Any:
    if asked.whom == "people":
        return event.who
    if asked.whom == "groups":
        return text_of(event.properties.get("$group_0")) or None
    return text_of(event.properties.get("p"))


def _enough(asked: Asked, events: list[Sent]) -> bool:
    operator, value = asked.criteria or ("gte", 1)
    times = len(events)
    return times > 0 and {"gte": times >= value, "lte": times <= value, "exact": times == value}[operator]


def _blocks(asked: Asked, first: date) -> list[set[Interval]]:
    """The intervals of the range, so many at a time, counted back from its end."""
    zone = ZoneInfo(asked.zone)
    moment = datetime.combine(first, time(), tzinfo=zone).astimezone(UTC)
    end = datetime.combine(first + timedelta(days=asked.days - 1), time(23, 59, 59), tzinfo=zone).astimezone(UTC)
    found: dict[Interval, None] = {}
    while moment <= end:
        found[_interval(asked, moment)] = None
        moment += timedelta(minutes=30)
    backwards = list(reversed(found))
    return [set(backwards[start : start + asked.width]) for start in range(0, len(backwards), asked.width)]


def _in(asked: Asked, event: Sent) -> Interval:
    return _interval(asked, event.at)


def _interval(asked: Asked, moment: datetime) -> Interval:
    local = moment.astimezone(ZoneInfo(asked.zone))
    if asked.interval == "hour":
        return local.replace(minute=0, second=0, microsecond=0).timestamp()
    if asked.interval == "month":
        return local.date().replace(day=1)
    if asked.interval == "week":
        return local.date() - timedelta(days=local.weekday() if asked.monday else (local.weekday() + 1) % 7)
    return local.date()


def _last(asked: Asked) -> date:
    return asked.first + timedelta(days=asked.days - 1)
