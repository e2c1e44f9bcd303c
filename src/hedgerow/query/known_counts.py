"""What only counts events is answered from counts that are known, without the engine (ADR 16)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import reduce

from hedgerow.query.buckets import Key, bucket, bucket_key
from hedgerow.query.context import Context
from hedgerow.query.days_alike import border_of, span_of
from hedgerow.query.scan import only_groups
from hedgerow.query.sql.tree import And, Call, Column, Expression, Or, Select, Table, Value, call
from hedgerow.query.wire.dates import Interval
from hedgerow.vocab.event_counts import QUARTER, EventCounts, slot, slot_start
from hedgerow.vocab.events import EVENTS
from hedgerow.vocab.statement import Answer

_COUNT = call("count")
_QUARTER = timedelta(microseconds=QUARTER)

Names = frozenset[str] | None
"""Names of events; None for all there are."""


class _NotKnown(Exception):
    """The counts do not tell."""


def known_answer(select: Select, context: Context) -> Answer | None:
    """What the engine would answer to ``select``, its rows in any order; None when the known counts do not tell."""
    counts = context.event_counts
    if counts is None or select.source != Table(EVENTS.name) or not only_groups(select):
        return None
    try:
        return _answer(select, context, counts)
    except _NotKnown:
        return None


def _answer(select: Select, context: Context, counts: EventCounts) -> Answer:
    match select.columns:
        case (number,) if not select.group_by:
            interval = None
        case (key, number) if select.group_by == (Column(key.name),):
            interval = _interval(key.expression, context)
        case _:
            raise _NotKnown
    if number.expression != _COUNT:
        raise _NotKnown
    names = _names(And(tuple(part for part in select.where.parts if border_of(part) is None)))
    numbers: dict[Key | None, int] = defaultdict(int, {} if interval else {None: 0})
    for moment, many in _stretches(select.where, interval, names, context, counts):
        numbers[bucket_key(interval, context, moment) if interval else None] += many
    rows = [[key, many] if interval else [many] for key, many in numbers.items()]
    return Answer(columns=tuple(column.name for column in select.columns), types=(), rows=rows)


def _stretches(
    where: And, interval: Interval | None, names: Names, context: Context, counts: EventCounts
) -> Iterator[tuple[datetime, int]]:
    """A moment, local to the project, of each stretch of time in which events of ``names`` are, and how many.

    A stretch is a sealed day or a slot, and lies in one bucket of ``interval``.
    """
    first, end = span_of(where)
    if first is None:
        raise _NotKnown
    reached, over = first, counts.since if end is None else min(end, counts.since)
    for day in context.sealed_days:
        cut = end == day.last_second and day.end <= counts.since
        if reached <= day.start and (day.end <= over or cut):
            by_name = counts.days.get(day.seal)
            if by_name is None or day.start != reached or interval is Interval.HOUR:
                raise _NotKnown
            reached = day.end
            many = _sum(by_name, names) - (_sum(counts.last_seconds.get(day.seal, {}), names) if cut else 0)
            if many:
                yield day.start.astimezone(context.zone), many
    if reached < over:
        raise _NotKnown
    yield from _slots(max(first, counts.since), end, names, context, counts)


def _slots(
    first: datetime, end: datetime | None, names: Names, context: Context, counts: EventCounts
) -> Iterator[tuple[datetime, int]]:
    lowest, beyond = _border(first), None if end is None or counts.latest < end else _border(end)
    by_slot: dict[int, int] = defaultdict(int)
    for name in counts.recent if names is None else names:
        for number, many in counts.recent.get(name, {}).items():
            if lowest <= number and (beyond is None or number < beyond):
                by_slot[number] += many
    for number, many in by_slot.items():
        local = slot_start(number).astimezone(context.zone)
        if (local.utcoffset() or timedelta()) % _QUARTER:
            raise _NotKnown
        yield local, many


def _border(moment: datetime) -> int:
    """The slot that begins at ``moment``."""
    number = slot(moment)
    if slot_start(number) != moment:
        raise _NotKnown
    return number


def _sum(by_name: Mapping[str, int], names: Names) -> int:
    return sum(by_name.values()) if names is None else sum(by_name.get(name, 0) for name in names)


def _names(condition: Expression) -> Names:
    """For which names ``condition`` holds."""
    match condition:
        case Call("equals", (Column("event", None), Value(str() as name))):
            return frozenset((name,))
        case Call("in", (Column("event", None), Value(tuple() as several))):
            return frozenset(map(str, several))
        case And(parts):
            told = [names for part in parts if (names := _names(part)) is not None]
            return reduce(frozenset.intersection, told) if told else None
        case Or(parts):
            told = [names for part in parts if (names := _names(part)) is not None]
            return frozenset().union(*told) if len(told) == len(parts) else None
        case _:
            raise _NotKnown


def _interval(key: Expression, context: Context) -> Interval:
    """The interval whose buckets ``key`` names."""
    for interval in (Interval.DAY, Interval.WEEK, Interval.MONTH, Interval.HOUR):
        if key == bucket(interval, context):
            return interval
    raise _NotKnown
