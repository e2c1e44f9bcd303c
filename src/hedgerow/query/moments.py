"""Moments written as text: absolute (``2024-03-01T10:00``) or relative to now (``-7d``, ``mStart``) (EN-7).

Days and longer move the calendar, so that a day stays a day over a clock change; hours and shorter are real time.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from hedgerow.query.refusals import invalid

FIRST_YEAR, LAST_YEAR = 1970, 2105
"""The years the engine can put into buckets."""

_RELATIVE = re.compile(r"-?(?P<number>\d+)?(?P<unit>[sMhHdDwWmqQyY])(?P<edge>Start|End)?")
_UNPADDED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(.*)", re.DOTALL)
_ABSOLUTE = re.compile(r"\s*\d{4}-")


@dataclass(frozen=True, slots=True)
class Bound:
    """A moment in the project's time zone; ``unit`` and ``number`` tell how a relative one was written."""

    moment: datetime
    unit: str | None = None
    number: int = 0

    @property
    def by_clock(self) -> bool:
        """Whether it was moved in real time, not over the calendar."""
        return self.unit in ("s", "M", "h")


def bound(text: str, now: datetime) -> Bound:
    """What ``text`` means at ``now``, which is local to the project.

    Text that is neither absolute nor relative means now. Raises InvalidRequest for a date that does not exist
    and for one outside the years 1970–2105.
    """
    zone = local_zone(now)
    if (moment := absolute(text, zone)) is not None:
        return Bound(_within_years(moment, text))
    if _ABSOLUTE.match(text):
        raise invalid(f"'{text}' is not a date.")
    found = _RELATIVE.search(text)
    if found is None:
        return Bound(now, "now")
    number = int((found["number"] or "0")[:9])
    moment = _edge(shifted(now, found["unit"], number, text), found["unit"], found["edge"])
    return Bound(_within_years(moment, text), found["unit"], number)


def absolute(text: str, zone: ZoneInfo) -> datetime | None:
    """The moment an ISO date or time names, local to ``zone`` unless it has an offset; None for other text."""
    try:
        moment = _parsed(text)
        return real(moment.replace(tzinfo=zone)) if moment.tzinfo is None else moment.astimezone(zone)
    except (ValueError, OverflowError):
        return None


def property_moment(text: str, zone: ZoneInfo) -> datetime | None:
    """The same in UTC as the engine reads it in an event's property, so that the two are equal.

    A local time that the clocks skip or show twice is the earlier of the two moments that it may be.
    """
    try:
        moment = _parsed(text)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
        return min(moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    except (ValueError, OverflowError):
        return None


def _parsed(text: str) -> datetime:
    padded = _UNPADDED.fullmatch(text.strip())
    candidate = f"{padded[1]}-{int(padded[2]):02d}-{int(padded[3]):02d}{padded[4]}" if padded else text.strip()
    return datetime.fromisoformat(candidate)


def is_relative(text: str) -> bool:
    """Whether the whole of ``text`` is one relative expression."""
    return _RELATIVE.fullmatch(text) is not None


def shifted(moment: datetime, unit: str, number: int, text: str) -> datetime:
    """``moment`` less ``number`` units; an upper-case ``H D W Q Y`` moves nothing (EN-7). ``text`` names errors."""
    try:
        return _SHIFTS[unit](moment, number) if unit in _SHIFTS else moment
    except (OverflowError, ValueError):
        raise invalid(f"'{text}' lies outside the years {FIRST_YEAR} to {LAST_YEAR}.") from None


def relative_shift(text: str, moment: datetime) -> Bound:
    """``moment`` moved back by the relative expression ``text``, as ``compare_to`` does (EN-15)."""
    found = _RELATIVE.search(text)
    if found is None:
        raise invalid(f"compare_to '{text}' is not a relative date such as '-1w'.")
    number = int((found["number"] or "0")[:9])
    return Bound(_within_years(shifted(moment, found["unit"], number, text), text), found["unit"], number)


def midnight(moment: datetime) -> datetime:
    """The start of the local day of ``moment``; where midnight is skipped, the day's first instant."""
    return _day_start(moment.date(), local_zone(moment))


@lru_cache(maxsize=10_000)
def _day_start(day: date, zone: ZoneInfo) -> datetime:
    return real(datetime.combine(day, time(), tzinfo=zone))


def end_of_day(moment: datetime) -> datetime:
    """The last microsecond of the local day of ``moment``."""
    return datetime.combine(moment.date(), time.max, tzinfo=local_zone(moment)).replace(fold=1)


def hour_start(moment: datetime) -> datetime:
    """The start of the real hour of ``moment``, counted from its day's first instant, as the engine counts."""
    first = midnight(moment)
    elapsed = moment.astimezone(UTC) - first.astimezone(UTC)
    return later(first, timedelta(hours=elapsed // timedelta(hours=1)))


def minute_start(moment: datetime) -> datetime:
    """The start of the minute of ``moment``."""
    return moment.replace(second=0, microsecond=0)


def later(moment: datetime, by: timedelta) -> datetime:
    """``moment`` plus real time, in the same time zone."""
    return (moment.astimezone(UTC) + by).astimezone(local_zone(moment))


def real(moment: datetime) -> datetime:
    """``moment`` as a clock shows it: a local time that a clock change skips moves past the gap."""
    return moment.astimezone(UTC).astimezone(local_zone(moment))


def local_zone(moment: datetime) -> ZoneInfo:
    """The time zone that ``moment`` is local to."""
    if not isinstance(moment.tzinfo, ZoneInfo):
        raise TypeError("a local moment carries its project's ZoneInfo")
    return moment.tzinfo


def _months_back(moment: datetime, number: int) -> datetime:
    month = moment.year * 12 + moment.month - 1 - number
    year, month = divmod(month, 12)
    return _clamped(moment.replace(day=1), year, month + 1, moment.day)


def _clamped(moment: datetime, year: int, month: int, day: int) -> datetime:
    if year < 1:
        raise OverflowError
    return real(moment.replace(year=year, month=month, day=min(day, calendar.monthrange(year, month)[1])))


_SHIFTS: dict[str, Callable[[datetime, int], datetime]] = {
    "s": lambda moment, number: later(moment, timedelta(seconds=-number)),
    "M": lambda moment, number: later(moment, timedelta(minutes=-number)),
    "h": lambda moment, number: later(moment, timedelta(hours=-number)),
    "d": lambda moment, number: real(moment - timedelta(days=number)),
    "w": lambda moment, number: real(moment - timedelta(weeks=number)),
    "m": _months_back,
    "q": lambda moment, number: real(moment - timedelta(weeks=13 * number)),
    "y": lambda moment, number: _months_back(moment, 12 * number),
}


def _edge(moment: datetime, unit: str, edge: str | None) -> datetime:
    match unit, edge:
        case "h", "Start":
            return hour_start(moment)
        case "h", "End":
            return later(hour_start(moment), timedelta(hours=1, microseconds=-1))
        case "d", "Start":
            return midnight(moment)
        case "d", "End":
            return end_of_day(moment)
        case "m", "Start":
            return real(moment.replace(day=1))
        case "m" | "y", "End":
            return _clamped(moment.replace(day=1), moment.year, moment.month, 31)
        case "y", "Start":
            return midnight(moment.replace(month=1, day=1))
        case _:
            return moment


def _within_years(moment: datetime, text: str) -> datetime:
    if not FIRST_YEAR <= moment.astimezone(UTC).year <= LAST_YEAR:
        raise invalid(f"'{text}' lies outside the years {FIRST_YEAR} to {LAST_YEAR}.")
    return moment
