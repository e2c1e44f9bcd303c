"""Retention once more, slowly and obviously: every actor is asked about every period and every event."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.kinds.storing import Sent
from tests.properties.plain_buckets import Bucket, bucket, buckets, buckets_until, start_of

NONE, OTHER = "$$_posthog_breakdown_null_$$", "$$_posthog_breakdown_other_$$"
HOURS = {"Hour": 1, "Day": 24, "Week": 168, "Month": 720}


@dataclass(frozen=True)
class Entity:
    """Events by name, any without one; only those whose ``p`` is ``wanted`` if something is."""

    name: str | None
    wanted: str | None

    @property
    def wire(self) -> dict[str, Any]:
        """The same in a question."""
        filters = [] if self.wanted is None else [{"key": "p", "value": self.wanted}]
        return {"id": self.name, "type": "events", "properties": filters}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question in plain words. ``broken_down`` names properties and their types."""

    period: str
    intervals: int
    zone: str
    monday: bool
    first: datetime | None
    last: datetime
    type: str
    target: Entity
    returning: Entity
    least: int
    cumulative: bool
    rolling: bool
    brackets: tuple[int, ...]
    summed: str
    unwanted: str | None
    broken_down: tuple[tuple[str, str], ...]
    limit: int
    hide_other: bool
    group: int | None

    @property
    def query(self) -> dict[str, Any]:
        """The same question on the wire."""
        unwanted = {"key": "p", "value": self.unwanted, "operator": "is_not"}
        parts = [{"property": name, "type": kind, "group_type_index": 0} for name, kind in self.broken_down]
        return {
            "kind": "RetentionQuery",
            "dateRange": {
                "date_from": None if self.first is None else self.first.isoformat(),
                "date_to": self.last.isoformat(),
            },
            "retentionFilter": {
                "period": self.period,
                "totalIntervals": self.intervals,
                "retentionType": self.type,
                "targetEntity": self.target.wire,
                "returningEntity": self.returning.wire,
                "minimumOccurrences": self.least,
                "cumulative": self.cumulative,
                "timeWindowMode": "24_hour_windows" if self.rolling else "strict_calendar_dates",
                "retentionCustomBrackets": list(self.brackets),
                "aggregationType": self.summed,
                "aggregationProperty": "n",
            },
            "properties": [] if self.unwanted is None else [unwanted],
            "breakdownFilter": {
                "breakdowns": parts,
                "breakdown_limit": self.limit,
                "breakdown_hide_other_aggregation": self.hide_other,
            },
            "aggregation_group_type_index": self.group,
        }


@dataclass(frozen=True)
class World:
    """What happened, and the properties of people and of groups of type 0."""

    events: list[Sent]
    people: dict[str, dict[str, Any]]
    groups: dict[str, dict[str, Any]]


Row = tuple[str | None, str, list[int], list[float]]
"""Breakdown value, when the period begins, counts, and aggregated values."""


@dataclass(frozen=True)
class Grid:
    """Numbers by row and column: actors, sums, and how many numbers were summed."""

    actors: Counter[tuple[int, int]]
    sums: dict[tuple[int, int], float]
    known: Counter[tuple[int, int]]


def rows(asked: Asked, world: World) -> tuple[list[Row], bool]:
    """Every row, and whether there are other values than those shown."""
    zone, interval = ZoneInfo(asked.zone), asked.period.lower()
    if asked.first is None:
        periods = buckets_until(interval, zone, asked.monday, asked.last, asked.intervals)
    else:
        periods = buckets(interval, zone, asked.monday, asked.first, asked.last)
    gathered: dict[tuple[str, ...], dict[str, list[Sent]]] = {}
    for event in world.events:
        for actor in _actors(asked, event):
            gathered.setdefault(_value(asked, event, world), {}).setdefault(actor, []).append(event)
    grids = {value: _grid(asked, periods, actors.values()) for value, actors in gathered.items()}
    if not asked.broken_down:
        return _rows(asked, periods, None, [grids.get((), _grid(asked, periods, []))]), False
    starts = {value: sum(grid.actors[row, 0] for row in range(len(periods))) for value, grid in grids.items()}
    ranked = sorted((value for value in grids if starts[value]), key=lambda value: (-starts[value], value))
    shown = [row for value in ranked[: asked.limit] for row in _rows(asked, periods, "::".join(value), [grids[value]])]
    others = [grids[value] for value in ranked[asked.limit :]]
    if others and not asked.hide_other:
        shown += _rows(asked, periods, OTHER, others)
    return shown, bool(others)


def _rows(asked: Asked, periods: list[Bucket], value: str | None, grids: list[Grid]) -> list[Row]:
    found = []
    for row, period in enumerate(periods):
        columns = range(len(asked.brackets) + 1 if asked.brackets else asked.intervals)
        counts = [sum(grid.actors[row, column] for grid in grids) for column in columns]
        sums = [sum(grid.sums.get((row, column), 0) for grid in grids) for column in columns]
        if asked.summed == "avg":
            known = [sum(grid.known[row, column] for grid in grids) for column in columns]
            sums = [one / number if number else 0 for one, number in zip(sums, known, strict=True)]
        start = start_of(ZoneInfo(asked.zone), period).astimezone(ZoneInfo(asked.zone)).isoformat()
        start = start.removesuffix("+00:00") + "Z" if start.endswith("+00:00") else start
        found.append((value, start, counts, [] if asked.summed == "count" else sums))
    return found


def _grid(asked: Asked, periods: list[Bucket], actors: Iterable[list[Sent]]) -> Grid:
    grid = Grid(Counter(), {}, Counter())
    for events in actors:
        for row, start in _starts(asked, periods, events).items():
            _count(asked, periods, events, row, start, grid)
    return grid


def _count(asked: Asked, periods: list[Bucket], events: list[Sent], row: int, start: datetime, grid: Grid) -> None:
    """Add to ``grid`` what an actor did who started in ``row`` at ``start``."""
    last = sum(asked.brackets) if asked.brackets else asked.intervals - 1

    def offset(event: Sent) -> int:
        if not asked.rolling:
            return _place(asked, periods, event.at) - row
        return (event.at - start) // timedelta(hours=HOURS[asked.period])

    inside = [event for event in events if _place(asked, periods, event.at) >= 0]
    returns = [event for event in inside if _is(asked, asked.returning, event) and 0 < offset(event) <= last]
    times = Counter(map(offset, returns))
    kept = [event for event in returns if times[offset(event)] >= asked.least]
    columns = {0} | {_column(asked, offset(event)) for event in kept}
    for column in range(max(columns) + 1) if asked.cumulative else columns:
        grid.actors[row, column] += 1
    summed = [event for event in inside if _is(asked, asked.target, event) and offset(event) == 0] + kept
    for event in summed:
        number = _number(event.properties.get("n"))
        if number is None:
            continue
        column = _column(asked, offset(event))
        for one in range(column + 1) if asked.cumulative else [column]:
            grid.sums[row, one] = grid.sums.get((row, one), 0) + number
            grid.known[row, one] += 1


def _starts(asked: Asked, periods: list[Bucket], events: list[Sent]) -> dict[int, datetime]:
    """By row, when the actor started in it first."""
    targets = sorted(event.at for event in events if _is(asked, asked.target, event))
    if asked.type == "retention_first_ever_occurrence":
        named = [event.at for event in events if asked.target.name in (None, event.event)]
        targets = [moment for moment in targets if moment == min(named)]
    if asked.type != "retention_recurring":
        targets = targets[:1]
    placed = [(_place(asked, periods, moment), moment) for moment in targets]
    return {row: min(moment for place, moment in placed if place == row) for row, _ in placed if row >= 0}


def _place(asked: Asked, periods: list[Bucket], moment: datetime) -> int:
    """The period that ``moment`` is in; below zero outside of all."""
    found = bucket(asked.period.lower(), ZoneInfo(asked.zone), asked.monday, moment)
    return periods.index(found) if found in periods else -1_000_000


def _column(asked: Asked, offset: int) -> int:
    """Where ``offset`` is shown."""
    if not asked.brackets:
        return offset
    return next(place for place in range(len(asked.brackets) + 1) if offset <= sum(asked.brackets[:place]))


def _is(asked: Asked, entity: Entity, event: Sent) -> bool:
    named = entity.name in (None, event.event)
    passes = entity.wanted is None or _text(event.properties.get("p")) == entity.wanted
    return named and passes and (asked.unwanted is None or _text(event.properties.get("p")) != asked.unwanted)


def _actors(asked: Asked, event: Sent) -> list[str]:
    if asked.group is None:
        return [event.who]
    key = event.properties.get(f"$group_{asked.group}")
    return [key] if key else []


def _value(asked: Asked, event: Sent, world: World) -> tuple[str, ...]:
    """What ``event`` falls under."""
    owners = {
        "event": event.properties,
        "person": world.people.get(event.who, {}),
        "group": world.groups.get(event.properties.get("$group_0", ""), {}),
    }
    return tuple(_text(owners[kind].get(name)) or NONE for name, kind in asked.broken_down)


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else str(value)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or value is None or value == "x":
        return None
    return float(value)
