"""The grid of a retention result: a row for each period people start in, a column for each time they may return."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate

from hedgerow.query.buckets import Buckets
from hedgerow.query.context import Context
from hedgerow.query.dates import span
from hedgerow.query.kinds.retention.model import Period, RetentionQuery
from hedgerow.query.moments import later, relative_shift
from hedgerow.query.refusals import invalid

MOST_VALUES = 250_000
"""A larger result is refused: nobody reads it, and it would hold up everybody else."""

_UNITS = {Period.HOUR: "h", Period.DAY: "d", Period.WEEK: "w", Period.MONTH: "m"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """``buckets`` are the rows. ``lasts`` are the columns: the last offset that each holds, from 0 up (RT-9)."""

    period: Period
    buckets: Buckets
    lasts: tuple[int, ...]

    @property
    def rows(self) -> int:
        """How many periods there are to start in."""
        return len(self.buckets.starts)

    @property
    def columns(self) -> int:
        """How many values a row has."""
        return len(self.lasts)

    @property
    def first(self) -> datetime:
        """Where the rows begin; what was asked for when there are none."""
        return self.buckets.starts[0] if self.rows else self.buckets.span.start

    @property
    def last(self) -> datetime:
        """The last microsecond of the rows."""
        return later(self.buckets.over, timedelta(microseconds=-1))

    @property
    def bracketed(self) -> bool:
        """Whether some column holds several offsets."""
        return self.lasts[-1] >= self.columns

    @property
    def labels(self) -> list[str]:
        """What the columns are called: ``Day 0``, or ``Day 2-4`` for several offsets."""
        firsts = (0, *(last + 1 for last in self.lasts[:-1]))
        spans = zip(firsts, self.lasts, strict=True)
        return [f"{self.period} {first}" + (f"-{last}" if last > first else "") for first, last in spans]


def grid_of(query: RetentionQuery, context: Context, times: int) -> Grid:
    """The grid ``query`` asks for now (RT-2), ``times`` over. It has no rows when the range ends before it starts.

    Raises InvalidRequest for dates that make no sense, and for more than MOST_VALUES values.
    """
    options = query.retentionFilter
    brackets = options.retentionCustomBrackets
    lasts = tuple(accumulate(brackets, initial=0)) if brackets else tuple(range(options.totalIntervals))
    grid = Grid(period=options.period, buckets=_buckets(query, context), lasts=lasts)
    if grid.rows * grid.columns * times > MOST_VALUES:
        size = f"{grid.rows} periods with {grid.columns} values each" + (f", {times} times over," if times > 1 else "")
        raise invalid(f"{size} are more than {MOST_VALUES} values; ask for fewer.")
    return grid


def _buckets(query: RetentionQuery, context: Context) -> Buckets:
    options = query.retentionFilter
    asked = span(query.dateRange, options.period.interval, context)
    if query.dateRange.date_from is not None:
        return Buckets(asked, context.week_start_day)
    last = Buckets(replace(asked, start=asked.end), context.week_start_day).starts[0]
    start = relative_shift(f"-{options.totalIntervals - 1}{_UNITS[options.period]}", last).moment
    return Buckets(replace(asked, start=start), context.week_start_day)
