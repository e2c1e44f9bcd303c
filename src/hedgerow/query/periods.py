"""The periods a question is about: its own, and the one before it when they are compared (EN-15)."""

from dataclasses import dataclass

from hedgerow.query.buckets import Buckets
from hedgerow.query.context import Context
from hedgerow.query.dates import previous, span
from hedgerow.query.wire.dates import DateRange, Interval
from hedgerow.query.wire.insight import CompareFilter


@dataclass(frozen=True, slots=True)
class Period:
    """A span's buckets; ``label`` is ``current`` or ``previous`` when two are compared."""

    buckets: Buckets
    label: str | None


def periods(
    written: DateRange, compared: CompareFilter, interval: Interval, context: Context, *, exact: bool = False
) -> tuple[Period, ...]:
    """The current period, and after it the previous one when ``compared`` asks for it. ``exact`` as in `span`.

    Raises InvalidRequest for dates that make no sense.
    """
    current = span(written, interval, context, exact=exact)
    first = Period(Buckets(current, context.week_start_day), "current" if compared.compare else None)
    if not compared.compare:
        return (first,)
    before = previous(current, written, compared.compare_to)
    return (first, Period(Buckets(before, context.week_start_day), "previous"))
