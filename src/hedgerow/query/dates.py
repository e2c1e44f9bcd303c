"""A date range becomes a span of time, and the span before it (EN-8, EN-9, EN-11 to EN-13, EN-15)."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from hedgerow.query.context import Context
from hedgerow.query.moments import (
    Bound,
    absolute,
    bound,
    end_of_day,
    hour_start,
    later,
    local_zone,
    midnight,
    minute_start,
    real,
    relative_shift,
)
from hedgerow.query.wire.dates import DateRange, Interval

NO_EVENTS_SINCE = datetime(2015, 1, 1)  # noqa: DTZ001 — local to the project
"""Where ``all`` begins in a project without events (EN-7)."""

_OLDEST = datetime(1970, 1, 2, tzinfo=UTC)
_CLOCKWISE = (Interval.HOUR, Interval.MINUTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The time a question is about, both ends local to the project and inclusive.

    ``aligned`` tells whether events count from the start of the first bucket or from ``start`` itself (EN-11).
    """

    start: datetime
    end: datetime
    interval: Interval
    aligned: bool

    @property
    def first_counted(self) -> datetime:
        """Events count from here, to the whole second."""
        return (_aligned(self.start, self.interval) if self.aligned else self.start).replace(microsecond=0)

    @property
    def last_counted(self) -> datetime:
        """Events count up to here, inclusive, to the whole second: later within it is outside (EN-11 QUIRK)."""
        return self.end.replace(microsecond=0)


def span(written: DateRange, interval: Interval, context: Context, *, exact: bool = False) -> Span:
    """The span ``written`` means now. ``exact`` keeps the time of day of a relative start (EN-13).

    Raises InvalidRequest for dates that do not exist or lie outside the years 1970–2105.
    """
    lower = None if written.date_from in (None, "all") else bound(str(written.date_from), context.local_now)
    upper = None if written.date_to is None else bound(written.date_to, context.local_now)
    by_hours = lower is not None and lower.unit == "h"
    relative = lower is not None and lower.unit is not None
    to_the_second = (
        written.explicitDate
        or exact
        or (interval in _CLOCKWISE and relative)
        or (interval is Interval.DAY and by_hours)
    )
    return Span(
        start=_start(written, lower, interval, context, exact=exact),
        end=_end(upper, interval, context, explicit=written.explicitDate, exact=exact),
        interval=interval,
        aligned=not to_the_second,
    )


def previous(current: Span, written: DateRange, compare_to: str | None) -> Span:
    """The span to compare ``current`` with (EN-15). Lengths are of the calendar, so clock changes don't shift it."""
    start, end = _naive(current.start), _naive(current.end)
    length = end - start
    if compare_to is not None:
        shifted = relative_shift(compare_to, current.start)
        # A midnight that a clock change skips is later that day, and the span after it no longer for that.
        first = _naive(shifted.moment) if shifted.by_clock else datetime.combine(shifted.moment.date(), start.time())
        return _between(current, first, first + length)
    if current.interval is Interval.MINUTE:
        return _between(current, start - length, start)
    first = datetime.combine((start - length).date(), start.time())
    if _keeps_weekdays(current, written):
        first += timedelta(days=1)
    last = first + length
    if current.interval is Interval.HOUR:
        last = last.replace(minute=end.minute, second=end.second, microsecond=end.microsecond)
    else:
        last = datetime.combine(last.date(), end.time())
    return _between(current, first, last)


def _between(current: Span, first: datetime, last: datetime) -> Span:
    """``current`` from ``first`` to ``last``, as the project's clocks show them."""
    zone = local_zone(current.start)
    return replace(current, start=real(first.replace(tzinfo=zone)), end=real(last.replace(tzinfo=zone)))


def _start(written: DateRange, lower: Bound | None, interval: Interval, context: Context, *, exact: bool) -> datetime:
    now = context.local_now
    if written.date_from == "all":
        if context.earliest_event is None:
            return NO_EVENTS_SINCE.replace(tzinfo=context.zone)
        return max(context.earliest_event, _OLDEST).astimezone(context.zone)
    if lower is None:
        return _moved(midnight(now), timedelta(days=-7))
    if lower.unit is None or exact or interval is Interval.MINUTE:
        return lower.moment
    return hour_start(lower.moment) if lower.unit == "h" else midnight(lower.moment)


def _end(upper: Bound | None, interval: Interval, context: Context, *, explicit: bool, exact: bool) -> datetime:
    moment = context.local_now if upper is None else upper.moment
    if explicit or (exact and upper is None):
        return moment
    if interval not in _CLOCKWISE:
        return end_of_day(moment)
    if upper is not None and upper.unit is None:
        return moment
    if interval is Interval.HOUR:
        return later(hour_start(moment), timedelta(hours=1, microseconds=-1))
    return later(minute_start(moment), timedelta(minutes=1, microseconds=-1))


def _aligned(moment: datetime, interval: Interval) -> datetime:
    match interval:
        case Interval.MINUTE:
            return minute_start(moment)
        case Interval.HOUR:
            return hour_start(moment)
        case Interval.MONTH:
            return midnight(moment.replace(day=1))
        case Interval.DAY | Interval.WEEK:
            return midnight(moment)


def _keeps_weekdays(current: Span, written: DateRange) -> bool:
    """Whole weeks back from today: the period before moves by a day so that weekdays meet (EN-15)."""
    if current.interval is not Interval.DAY:
        return False
    days_back = re.fullmatch(r"-(\d{1,9})d", written.date_from or "")
    to_is_relative = written.date_to is not None and absolute(written.date_to, local_zone(current.end)) is None
    return days_back is not None and int(days_back[1]) > 0 and int(days_back[1]) % 7 == 0 and not to_is_relative


def _naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None, fold=0)


def _moved(moment: datetime, by: timedelta) -> datetime:
    return real(moment.replace(fold=0) + by)
