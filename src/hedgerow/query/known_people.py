"""Sets of people that are known already are not asked of the engine (ADR 18).

A select that groups events into sets is read cell by cell: what happened under one name on one day but for its last
second, or in that. Either all of a cell is the same to the keys and conditions, or the sets are not known.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from pyroaring import BitMap

from hedgerow.query.buckets import first_day
from hedgerow.query.context import Context
from hedgerow.query.crowds import crowd
from hedgerow.query.days_alike import AFTER, border_of, span_of
from hedgerow.query.known_counts import NotKnown, days_between, names_in
from hedgerow.query.moments import midnight
from hedgerow.query.scan import only_groups
from hedgerow.query.sql.tree import ALWAYS, And, Call, Column, Expression, Or, Select, Table, Value, text
from hedgerow.query.wire.dates import Interval
from hedgerow.vocab.event_counts import QUARTER, EventCounts
from hedgerow.vocab.events import EVENTS
from hedgerow.vocab.known_people import WantedPeople
from hedgerow.vocab.sealed_days import last_second_before

_TIMESTAMP = Column("timestamp")
_QUARTER = timedelta(microseconds=QUARTER)
_EPOCH = date(1970, 1, 1).toordinal()

Row = list[Any]
"""Keys as the engine gives them, then sets of people."""


@dataclass(frozen=True, slots=True)
class Sets:
    """An answer can be reckoned from the sets that ``select`` groups events into: ``rows`` makes it of theirs."""

    select: Select
    rows: Callable[[list[Row]], Iterable[Row]]


def wanted_people(select: Select, context: Context) -> WantedPeople | None:
    """Whom `known_sets` has to know for ``select``; None when it could not tell anyway."""
    first, _ = span_of(select.where)
    if first is None:
        return None
    try:
        names = _names(select)
        day = first.astimezone(context.zone).date()
        for name in names:
            cell = _Cell(name, day, *_bounds(day, context.zone), BitMap(), context.timezone)
            for half in _halves(cell, BitMap()):
                half.key(select)
    except NotKnown:
        return None
    return WantedPeople(names, first)


def known_sets(select: Select, context: Context) -> list[Row] | None:
    """The rows that the engine would answer ``select`` with, in any order; None when they are not known."""
    counts = context.event_counts
    if counts is None or select.source != Table(EVENTS.name) or not only_groups(select):
        return None
    try:
        return _rows(select, context, counts)
    except NotKnown:
        return None


def _rows(select: Select, context: Context, counts: EventCounts) -> list[Row]:
    sets = [_condition(column.expression) for column in select.columns if Column(column.name) not in select.group_by]
    found: dict[tuple[Any, ...], tuple[list[BitMap], ...]] = defaultdict(lambda: tuple([] for _ in sets))
    if not select.group_by:
        found[()]  # one row, whether there is anything or not
    for cell in _cells(select, context, counts):
        if cell.people and (key := cell.key(select)) is not None:
            for some, holds in zip(found[key], sets, strict=True):
                if cell.value(holds):
                    some.append(cell.people)
    return [[*key, *map(_together, of_key)] for key, of_key in found.items()]


def _together(sets: list[BitMap]) -> BitMap:
    return sets[0] if len(sets) == 1 else BitMap.union(BitMap(), *sets)


def _condition(expression: Expression) -> And:
    """For which events the people are in the set that ``expression`` makes."""
    match expression:
        case Call("groupBitmapStateIf", (_, And() as holds)) if expression == crowd(holds):
            return holds
        case _ if expression == crowd():
            return ALWAYS
        case _:
            raise NotKnown


def _names(select: Select) -> frozenset[str]:
    names = names_in(And(tuple(part for part in select.where.parts if border_of(part) is None)))
    if names is None:
        raise NotKnown
    return names


def _cells(select: Select, context: Context, counts: EventCounts) -> Iterator["_Cell"]:
    """All there may be in the range that ``select`` asks for."""
    names = _names(select)
    first, end = span_of(select.where)
    if first is None or any(name not in counts.people or counts.people[name].first > first for name in names):
        raise NotKnown
    zone = context.zone
    if (first.astimezone(zone).utcoffset() or timedelta()) % _QUARTER:
        raise NotKnown  # its days begin within slots
    for day in days_between(first, end, context, counts):
        for name in names:
            people = counts.people[name].sealed.get(day.seal)
            if people is None:
                raise NotKnown
            yield from _halves(_Cell(name, day.day, day.start, day.end, people.early, context.timezone), people.late)
    beyond = counts.latest + timedelta(microseconds=1)
    for name in names:
        for recent, people in counts.people[name].recent.items():
            start, over = _bounds(recent, zone)
            cell = _Cell(name, recent, start, over, people.early, context.timezone)
            for half in _halves(cell, people.late):
                yield replace(half, end=min(half.end, beyond))


@lru_cache(maxsize=1_000)
def _bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When a local day begins and ends."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
    return midnight(noon), midnight(noon + timedelta(days=1))


def _halves(day: "_Cell", late: BitMap) -> Iterator["_Cell"]:
    """The ``day`` but for its last second, and that; ``late`` are its people."""
    last_second = last_second_before(day.end)
    yield replace(day, end=last_second)
    yield replace(day, start=last_second, people=late)


@dataclass(frozen=True, slots=True)
class _Cell:
    """The ``people`` of the events called ``name`` from ``start`` until ``end``, on one local ``day``."""

    name: str
    day: date
    start: datetime
    end: datetime
    people: BitMap
    timezone: str

    def key(self, select: Select) -> tuple[Any, ...] | None:
        """The row of ``select`` that the events are in, by its keys as the engine gives them; None when in no row."""
        if not self.value(select.where):
            return None
        keys = [column.expression for column in select.columns if Column(column.name) in select.group_by]
        if len(keys) < len(select.group_by):
            raise NotKnown
        return tuple(_told(self.value(key)) for key in keys)

    def value(self, node: Expression) -> Any:
        """What ``node`` is for all events of the cell. Raises NotKnown when it may differ between them."""
        match node:
            case And(parts):
                return all(map(self.value, parts))
            case Or(parts):
                return any(map(self.value, parts))
            case Column("event"):
                return self.name
            case Value(str() as day, "Date"):
                return date.fromisoformat(day)
            case Value(value):
                return value
            case Call(function) if (border := border_of(node)) is not None:
                if self.start < border < self.end:
                    raise NotKnown
                return (border <= self.start) == (function in AFTER)
            case Call(function, (moment, *options, zone)) if moment == _TIMESTAMP and zone == text(self.timezone):
                return self._of_day(function, options)
            case Call(function, arguments, ()) if function in _FUNCTIONS:
                return _FUNCTIONS[function](*map(self.value, arguments))
            case _:
                raise NotKnown

    def _of_day(self, function: str, options: list[Expression]) -> date | int:
        match function, options:
            case "toDate", []:
                return self.day
            case "toYear", []:
                return self.day.year
            case "toMonth", []:
                return self.day.month
            case "toStartOfWeek", [Value(int() as mode)]:
                return first_day(Interval.WEEK, mode, self.day)
            case "toStartOfMonth", []:
                return first_day(Interval.MONTH, 0, self.day)
            case _:
                raise NotKnown


def _whole(value: Any) -> int:
    """Days since 1970, or the number itself."""
    return value.toordinal() - _EPOCH if isinstance(value, date) else value


def _told(value: Any) -> Any:
    """A key as the engine gives it."""
    return value.isoformat() if isinstance(value, date) else value


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "equals": lambda one, other: one == other,
    "in": lambda one, several: one in several,
    "intDiv": lambda one, other: one // other,
    "minus": lambda one, other: _whole(one) - _whole(other),
    "multiply": lambda one, other: one * other,
    "plus": lambda one, other: one + other,
    "toInt64": _whole,
    "toUInt32": _whole,
}
"""What functions give in the engine, of names, days and numbers that are not negative."""
