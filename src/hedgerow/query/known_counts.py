"""What only counts events is answered from counts that are known, without the engine (ADR 16)."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import lru_cache, reduce
from operator import attrgetter
from zoneinfo import ZoneInfo

from hedgerow.query.buckets import Key, bucket, first_day
from hedgerow.query.context import Context
from hedgerow.query.days_alike import border_of, span_of
from hedgerow.query.moments import hour_start
from hedgerow.query.scan import only_groups
from hedgerow.query.sql.tree import And, Call, Column, Expression, Or, Select, Table, Value, call
from hedgerow.query.wire.dates import Interval
from hedgerow.vocab.event_counts import QUARTER, EventCounts, slot, slot_start
from hedgerow.vocab.events import EVENTS
from hedgerow.vocab.sealed_days import SealedDay
from hedgerow.vocab.statement import Answer

_COUNT = call("count")
_QUARTER = timedelta(microseconds=QUARTER)

Names = frozenset[str] | None
"""Names of events; None for all there are."""


class NotKnown(Exception):
    """What is known does not tell."""


def known_answer(select: Select, context: Context) -> Answer | None:
    """What the engine would answer to ``select``, its rows in any order; None when the known counts do not tell."""
    counts = context.event_counts
    if counts is None or select.source != Table(EVENTS.name) or not only_groups(select):
        return None
    try:
        return _answer(select, context, counts)
    except NotKnown:
        return None


def _answer(select: Select, context: Context, counts: EventCounts) -> Answer:
    match select.columns:
        case (number,) if not select.group_by:
            interval = None
        case (key, number) if select.group_by == (Column(key.name),):
            interval = _interval(key.expression, context)
        case _:
            raise NotKnown
    if number.expression != _COUNT:
        raise NotKnown
    names = names_in(And(tuple(part for part in select.where.parts if border_of(part) is None)))
    numbers: dict[Key | None, int] = defaultdict(int, {} if interval else {None: 0})
    for place, many in _stretches(select.where, interval, names, context, counts):
        numbers[place] += many
    rows = [[key, many] if interval else [many] for key, many in numbers.items()]
    return Answer(columns=tuple(column.name for column in select.columns), types=(), rows=rows)


def _stretches(
    where: And, interval: Interval | None, names: Names, context: Context, counts: EventCounts
) -> Iterator[tuple[Key | None, int]]:
    """The bucket of each stretch of time in which events of ``names`` are, and how many.

    A stretch is a sealed day or a slot, and lies in one bucket of ``interval``.
    """
    first, end = span_of(where)
    if first is None:
        raise NotKnown
    for day in days_between(first, end, context, counts):
        if interval is Interval.HOUR:
            raise NotKnown
        many = _sum(counts.days[day.seal], names)
        if end is not None and day.end > end:
            many -= _sum(counts.last_seconds.get(day.seal, {}), names)
        if many:
            yield first_day(interval, context.week_start_day, day.day).isoformat() if interval else None, many
    for number, many in _slots(max(first, counts.since), end, names, counts).items():
        yield _slot_bucket(number, interval, context.zone, context.week_start_day), many


def days_between(first: datetime, end: datetime | None, context: Context, counts: EventCounts) -> Iterator[SealedDay]:
    """The sealed days from ``first`` until ``end`` or what ``counts`` knows as recent; of the last, the last second may
    be left out. Raises NotKnown unless they are counted and all of that time in which there are events.
    """
    days, over = context.sealed_days, counts.since if end is None else min(end, counts.since)
    is_all = bool(days) and days[0].start <= counts.earliest
    reached = max(first, days[0].start) if is_all else first
    for day in days[bisect_left(days, reached, key=attrgetter("start")) :]:
        if day.end > over and (day.last_second != end or day.end > counts.since):
            break
        if day.seal not in counts.days or day.start != reached:
            raise NotKnown
        reached = day.end
        yield day
    if reached < over:
        raise NotKnown


def _slots(first: datetime, end: datetime | None, names: Names, counts: EventCounts) -> Mapping[int, int]:
    """How many events of ``names`` are in each slot from ``first`` until ``end``."""
    lowest, beyond = _border(first), None if end is None or counts.latest < end else _border(end)
    by_slot: dict[int, int] = defaultdict(int)
    for name in counts.recent if names is None else names:
        for number, many in counts.recent.get(name, {}).items():
            if lowest <= number and (beyond is None or number < beyond):
                by_slot[number] += many
    return by_slot


@lru_cache(maxsize=10_000)
def _slot_bucket(number: int, interval: Interval | None, zone: ZoneInfo, week_start_day: int) -> Key | None:
    """The bucket that all of a slot is in. Raises NotKnown where hours and days begin within slots."""
    local = slot_start(number).astimezone(zone)
    if (local.utcoffset() or timedelta()) % _QUARTER:
        raise NotKnown
    if interval is Interval.HOUR:
        return int(hour_start(local).timestamp())
    return first_day(interval, week_start_day, local.date()).isoformat() if interval else None


def _border(moment: datetime) -> int:
    """The slot that begins at ``moment``."""
    number = slot(moment)
    if slot_start(number) != moment:
        raise NotKnown
    return number


def _sum(by_name: Mapping[str, int], names: Names) -> int:
    return sum(by_name.values()) if names is None else sum(by_name.get(name, 0) for name in names)


def names_in(condition: Expression) -> Names:
    """For which names ``condition`` holds. Raises NotKnown where it asks more than that."""
    match condition:
        case Call("equals", (Column("event", None), Value(str() as name))):
            return frozenset((name,))
        case Call("in", (Column("event", None), Value(tuple() as several))):
            return frozenset(map(str, several))
        case And(parts):
            told = [names for part in parts if (names := names_in(part)) is not None]
            return reduce(frozenset.intersection, told) if told else None
        case Or(parts):
            told = [names for part in parts if (names := names_in(part)) is not None]
            return frozenset().union(*told) if len(told) == len(parts) else None
        case _:
            raise NotKnown


def _interval(key: Expression, context: Context) -> Interval:
    """The interval whose buckets ``key`` names."""
    for interval in (Interval.DAY, Interval.WEEK, Interval.MONTH, Interval.HOUR):
        if key == bucket(interval, context):
            return interval
    raise NotKnown
