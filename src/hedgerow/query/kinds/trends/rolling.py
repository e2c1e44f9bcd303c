"""Rolling actives: at each point, who was active in the days before it (TR-4).

An actor is active at the points of a window from each of their days (hours, minutes) on. Windows that overlap are cut
where the next begins; what is left never counts an actor twice, so it is enough to tell where windows begin and end:
the work follows the days on which somebody did something, not the length of the window.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import reduce
from itertools import accumulate

from hedgerow.query.buckets import Buckets, bucket
from hedgerow.query.kinds.trends.series_scan import SeriesScan, grouped, same
from hedgerow.query.moments import later, midnight, real
from hedgerow.query.scan import since, until
from hedgerow.query.sql.tree import And, Column, Expression, Lambda, Named, Select, Table, Value, call
from hedgerow.query.wire.dates import Interval
from hedgerow.query.wire.series import Series
from hedgerow.vocab.events import EVENTS

DAYS = {"weekly_active": 7, "monthly_active": 30}
"""The windows, by math."""

_STEPS = {Interval.MINUTE: 60, Interval.HOUR: 3600, Interval.DAY: 1, Interval.WEEK: 7}
"""From one point to the next, in the numbers of `Buckets.numbers`."""

_DAY_ON_THE_CLOCK = 86_400
_DAY, _NEXT, _DAYS, _CHANGE = Column("day"), Column("next"), Column("days"), Column("change")


def rolling_days(series: Series, buckets: Buckets, *, one_number: bool) -> int | None:
    """How many days the window of ``series`` has; None for other maths and for buckets at least as wide as it.

    Then each bucket is a window itself, and the math is that of unique actors.
    """
    days = DAYS.get(series.math)
    if days is None or one_number:
        return days
    wide = buckets.span.interval is Interval.MONTH or (buckets.span.interval is Interval.WEEK and days == 7)
    return None if wide or not buckets.numbers else days


def up_to_the_end(scan: SeriesScan, days: int) -> And:
    """True for the events of the ``days`` up to the end of the period, whenever it starts."""
    end = scan.buckets.span.end
    start = real((end - timedelta(days=days)).replace(fold=end.fold))
    return scan.within(since(later(start, timedelta(microseconds=1))), until(scan.buckets.span.last_counted))


def changes(scan: SeriesScan, days: int) -> Select:
    """Columns: ``bucket``, ``value`` with a breakdown, ``number``: by how much the actives change there.

    ``bucket`` is a number like those of `Buckets.numbers`, not always one of them: the change is then seen at the
    next bucket. `rolled` reads it.
    """
    buckets = scan.buckets
    by_clock = buckets.span.interval in (Interval.HOUR, Interval.MINUTE)
    first, last = buckets.numbers[0], buckets.numbers[-1]
    window = days * (_DAY_ON_THE_CLOCK if by_clock else 1)
    day = call("toInt64", bucket(buckets.span.interval if by_clock else Interval.DAY, scan.context))
    events = scan.within(
        since(earliest(buckets.starts[0], days, by_clock=by_clock)),
        until(buckets.span.last_counted),
        call("greater", day, _whole(first - window)),
        call("lessOrEquals", day, _whole(last)),
    )
    value = scan.value(events)
    active = Select(
        columns=(
            Named("actor", scan.actor.key),
            *value,
            Named("days", call("arraySort", call("groupUniqArray", day))),
        ),
        source=Table(EVENTS.name),
        where=events,
        group_by=(Column("actor"), *(Column(key.name) for key in value)),
    )
    joined = Select(columns=(*same(value), Named("change", call("arrayJoin", _begun_and_ended(window)))), source=active)
    at = call("greatest", _element(_CHANGE, 1), _whole(first))
    return grouped((Named("bucket", at), *same(value)), call("sum", _element(_CHANGE, 2)), joined)


def total_of(buckets: Buckets) -> Expression:
    """The sum over all points of what `changes` tells: each change is seen at every point from there on."""
    step = _STEPS[buckets.span.interval]
    points = (
        call("least", _whole(length), call("intDiv", _whole_from(last + step), _whole(step)))
        for last, length in _runs(buckets.numbers, step)
    )
    seen = reduce(lambda some, more: call("plus", some, more), points)
    return call("sum", call("multiply", Column("number"), seen))


def rolled(changed: Iterable[Sequence[int]], buckets: Buckets) -> tuple[int, ...]:
    """The actives at every bucket, from rows of `changes`: where, and by how much."""
    numbers = [0] * len(buckets.numbers)
    for at, change in changed:
        index = bisect_left(buckets.numbers, at)
        if index < len(numbers):
            numbers[index] += change
    return tuple(accumulate(numbers))


def earliest(first: datetime, days: int, *, by_clock: bool) -> datetime:
    """A moment before which no event is in the window of the point ``first``."""
    return later(first, timedelta(days=-days)) if by_clock else midnight(first - timedelta(days=days))


def _begun_and_ended(window: int) -> Expression:
    """Of one actor's ``days``, sorted: where a window begins, and where one ends or the next cuts it off."""
    nexts = call("arrayPushBack", call("arrayPopFront", _DAYS), _whole(1 << 40))
    begun = call("arrayMap", Lambda(("day",), call("tuple", _DAY, _whole(1))), _DAYS)
    end = call("least", call("plus", _DAY, _whole(window)), _NEXT)
    ended = call("arrayMap", Lambda(("day", "next"), call("tuple", end, _whole(-1))), _DAYS, nexts)
    return call("arrayConcat", begun, ended)


def _runs(numbers: Sequence[int], step: int) -> Iterator[tuple[int, int]]:
    """The last number and the length of each stretch without a clock change that moves the hour's start."""
    length = 0
    for place, number in enumerate(numbers):
        length += 1
        if place + 1 == len(numbers) or numbers[place + 1] - number != step:
            yield number, length
            length = 0


def _whole_from(end: int) -> Expression:
    """How far it is from ``bucket`` to ``end``, at least 0."""
    return call("greatest", call("minus", _whole(end), Column("bucket")), _whole(0))


def _element(pair: Expression, place: int) -> Expression:
    return call("tupleElement", pair, Value(place, "UInt8"))


def _whole(number: int) -> Value:
    return Value(number, "Int64")
