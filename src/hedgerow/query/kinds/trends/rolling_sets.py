"""Rolling actives from the sets of people by day: each point counts who is in some set of its window (TR-4).

The faster way where days are all that matters: `rolling` answers everything else.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from pyroaring import BitMap

from hedgerow.query.buckets import bucket
from hedgerow.query.crowds import are_sets, crowd, together
from hedgerow.query.kinds.trends.rolling import earliest
from hedgerow.query.kinds.trends.series_scan import SeriesScan, grouped
from hedgerow.query.known_people import Row, Sets
from hedgerow.query.scan import since, until
from hedgerow.query.sql.tree import And, Column, Lambda, Named, Select, Table, Value, call
from hedgerow.query.stating import Asked
from hedgerow.query.wire.dates import Interval
from hedgerow.vocab.events import EVENTS

_DAY, _POINT = Column("day"), Column("point")


def are_sets_of_days(scan: SeriesScan, days: int) -> bool:
    """Whether windows of ``days`` can be told from one set for each day."""
    numbers = scan.buckets.numbers
    by_day = scan.breakdown is None and scan.buckets.span.interval in (Interval.DAY, Interval.WEEK)
    return by_day and are_sets(scan.actor, numbers[-1] - numbers[0] + days)


def rolling_sets(scan: SeriesScan, days: int) -> Asked:
    """Columns: ``bucket``, one of `Buckets.numbers`, and ``number``, the actives of the ``days`` up to it."""
    buckets = scan.buckets
    day = call("toInt64", bucket(Interval.DAY, scan.context))
    by_day = Select(
        columns=(Named("day", day), Named("people", crowd())),
        source=Table(EVENTS.name),
        where=scan.within(since(earliest(buckets.starts[0], days, by_clock=False)), until(buckets.span.last_counted)),
        group_by=(_DAY,),
    )
    ends = call("plus", _DAY, Value(days, "Int64"))
    counts = And((call("greaterOrEquals", _POINT, _DAY), call("less", _POINT, ends)))
    points = call("arrayFilter", Lambda(("point",), counts), Value(buckets.numbers, "Array(Int64)"))
    at_points = Select(
        columns=(Named("point", call("arrayJoin", points)), Named("people", Column("people"))), source=by_day
    )
    select = grouped((Named("bucket", _POINT),), together("people"), at_points)
    return Asked(select, Sets(by_day, partial(_rolled, buckets.numbers, days)))


def _rolled(points: Sequence[int], days: int, by_day: Sequence[Row]) -> Iterator[Row]:
    """The rows of the answer, from the sets of days."""
    people = dict(map(tuple, by_day))
    for point in points:
        active = [people[day] for day in range(point - days + 1, point + 1) if day in people]
        if active:
            yield [point, len(BitMap.union(*active))]
