"""The buckets of a span: where each starts, what it is called, and how the engine names it (EN-10, EN-16, EN-17)."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from hedgerow.query.context import Context
from hedgerow.query.dates import Span
from hedgerow.query.moments import hour_start, later, local_zone, midnight, minute_start
from hedgerow.query.refusals import invalid
from hedgerow.query.sql.tree import Column, Expression, Value, call, text
from hedgerow.query.wire.dates import Interval

MOST_BUCKETS = 100_000
"""A finer interval over a longer range is refused: nobody reads it, and it would hold up everybody else."""

_EPOCH = date(1970, 1, 1).toordinal()

_TIMESTAMP = Column("timestamp")

Key = str | int
"""How the engine names a bucket: a local date, or the unix time of an hour's or minute's start."""


@dataclass(frozen=True)
class Buckets:
    """The buckets of ``span`` in their order. ``week_start_day`` is 0 for Sunday, 1 for Monday."""

    span: Span
    week_start_day: int

    @cached_property
    def starts(self) -> tuple[datetime, ...]:
        """The first instant of each bucket, local to the project. Empty when the span ends before it starts.

        Raises InvalidRequest when there would be more than MOST_BUCKETS.
        """
        starts: list[datetime] = []
        for start in self._starts():
            if len(starts) == MOST_BUCKETS:
                raise invalid(f"Interval '{self.span.interval}' over this date range makes over {MOST_BUCKETS} points.")
            starts.append(start)
        return tuple(starts)

    @cached_property
    def positions(self) -> dict[Key, int]:
        """Where the bucket stands that the engine names so, or that has this number of `numbers`."""
        named: tuple[Key, ...] = () if self._by_clock else tuple(day.isoformat() for day in self._days)
        return {name: place for names in (self.numbers, named) for place, name in enumerate(names)}

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The engine's names of the buckets as numbers: days since 1970 or, by the clock, seconds since then."""
        if self._by_clock:
            return tuple(int(start.timestamp()) for start in self.starts)
        return tuple(day.toordinal() - _EPOCH for day in self._days)

    @cached_property
    def days(self) -> list[str]:
        """``days[]`` of a result row."""
        if self._by_clock:
            return [start.strftime("%Y-%m-%d %H:%M:%S") for start in self.starts]
        return [day.isoformat() for day in self._days]

    @cached_property
    def labels(self) -> list[str]:
        """``labels[]`` of a result row."""
        match self.span.interval:
            case Interval.MINUTE | Interval.HOUR:
                return [f"{start.day}-{_month(start)} {start:%H:%M}" for start in self.starts]
            case Interval.DAY:
                return [_day_label(day) for day in self._days]
            case Interval.MONTH:
                return [f"{_month(day)} {day.year}" for day in self._days]
            case Interval.WEEK:
                first, last = self.span.start.date(), self.span.end.date()
                return [_range_label(max(day, first), min(day + timedelta(days=6), last)) for day in self._days]

    @property
    def _by_clock(self) -> bool:
        return self.span.interval in (Interval.HOUR, Interval.MINUTE)

    @cached_property
    def _days(self) -> tuple[date, ...]:
        """Calendar buckets by their first day: dates, because a zone may skip a midnight or a whole day."""
        days: list[date] = []
        day, last = self._first_day(self.span.start.date()), self._first_day(self.span.end.date())
        while day <= last and len(days) <= MOST_BUCKETS:
            days.append(day)
            day = self._next_day(day)
        return tuple(days) if self.span.start <= self.span.end else ()

    @cached_property
    def over(self) -> datetime:
        """The first instant after the last bucket; the span's own start when there is no bucket."""
        if not self.starts:
            return self.span.start
        return self._after(self.starts[-1]) if self._by_clock else self._opens(self._next_day(self._days[-1]))

    def _starts(self) -> Iterator[datetime]:
        if not self._by_clock:
            yield from map(self._opens, self._days)
            return
        start, last = self._floor(self.span.start), self._floor(self.span.end)
        while start.timestamp() <= last.timestamp():
            yield start
            start = self._after(start)

    def _opens(self, day: date) -> datetime:
        return midnight(datetime(day.year, day.month, day.day, tzinfo=local_zone(self.span.start)))

    def _floor(self, moment: datetime) -> datetime:
        return hour_start(moment) if self.span.interval is Interval.HOUR else minute_start(moment)

    def _after(self, start: datetime) -> datetime:
        """The start of the hour or minute after the one that begins at ``start``."""
        step = timedelta(hours=1) if self.span.interval is Interval.HOUR else timedelta(minutes=1)
        return self._floor(later(start, step))

    def _first_day(self, day: date) -> date:
        return first_day(self.span.interval, self.week_start_day, day)

    def _next_day(self, day: date) -> date:
        if self.span.interval is Interval.MONTH:
            return day + timedelta(days=calendar.monthrange(day.year, day.month)[1])
        return day + timedelta(days=7 if self.span.interval is Interval.WEEK else 1)


def bucket(interval: Interval, context: Context, moment: Expression = _TIMESTAMP) -> Expression:
    """The `Key` of the bucket of an event or another ``moment``, as the engine computes it in the project's zone."""
    zone = text(context.timezone)
    match interval:
        case Interval.MINUTE:
            return call("toUnixTimestamp", call("toStartOfMinute", moment, zone))
        case Interval.HOUR:
            return call("toUnixTimestamp", call("toStartOfHour", moment, zone))
        case Interval.DAY:
            return call("toDate", moment, zone)
        case Interval.WEEK:
            return call("toStartOfWeek", moment, Value(1 if context.week_start_day == 1 else 0, "UInt8"), zone)
        case Interval.MONTH:
            return call("toStartOfMonth", moment, zone)


def first_day(interval: Interval, week_start_day: int, day: date) -> date:
    """The first day of the day, week or month that ``day`` is of: what `bucket` gives for all its moments."""
    if interval is Interval.MONTH:
        return day.replace(day=1)
    if interval is Interval.WEEK:
        return day - timedelta(days=(day.isoweekday() - week_start_day) % 7)
    return day


def _month(day: date) -> str:
    return _MONTHS[day.month - 1]


def _day_label(day: date) -> str:
    return f"{day.day}-{_month(day)}-{day.year}"


def _range_label(first: date, last: date) -> str:
    if first >= last:
        return _day_label(first)
    if first.year != last.year:
        return f"{_day_label(first)} – {_day_label(last)}"
    if first.month != last.month:
        return f"{first.day}-{_month(first)} – {last.day}-{_month(last)}"
    return f"{first.day}–{last.day} {_month(first)}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
