"""Buckets of time in plain words: which one a moment is in, and which come one after the other."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Bucket = date | float
"""A local day, or that of the week's or month's first day; or the instant at which an hour or minute begins."""

SHORTEST = {"minute": timedelta(minutes=1), "hour": timedelta(minutes=15)}
"""Steps short enough to meet every bucket."""


def bucket(interval: str, zone: ZoneInfo, monday: bool, moment: datetime) -> Bucket:
    """The bucket that ``moment`` is in. Hours are real ones, counted from the first instant of the local day."""
    local = moment.astimezone(zone)
    day = local.date()
    if interval == "minute":
        return local.replace(second=0, microsecond=0).timestamp()
    if interval == "hour":
        midnight = datetime.combine(day, time(), tzinfo=zone).timestamp()
        return midnight + (moment.timestamp() - midnight) // 3600 * 3600
    if interval == "week":
        return day - timedelta(days=day.weekday() if monday else (day.weekday() + 1) % 7)
    return day.replace(day=1) if interval == "month" else day


def buckets(interval: str, zone: ZoneInfo, monday: bool, first: datetime, last: datetime) -> list[Bucket]:
    """Every bucket from that of ``first`` to that of ``last``, in order; none when the last day or hour comes first."""
    narrow = interval if interval in SHORTEST else "day"
    start, end = (start_of(zone, bucket(narrow, zone, monday, moment)) for moment in (first, last))
    found = (bucket(interval, zone, monday, moment) for moment in _walk(interval, zone, start, end))
    return list(dict.fromkeys(found)) if start <= end else []


def buckets_until(interval: str, zone: ZoneInfo, monday: bool, last: datetime, number: int) -> list[Bucket]:
    """The last ``number`` buckets that end with that of ``last``."""
    longest = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "month": 31}[interval]
    return buckets(interval, zone, monday, last - timedelta(days=longest * (number + 1)), last)[-number:]


def start_of(zone: ZoneInfo, one: Bucket) -> datetime:
    """When the bucket ``one`` begins."""
    if isinstance(one, date):
        return datetime.combine(one, time(), tzinfo=zone).astimezone(UTC)
    return datetime.fromtimestamp(one, UTC)


def _walk(interval: str, zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """Moments close enough to meet every bucket; noons of local days where buckets are of days."""
    if interval in SHORTEST:
        moment = first
        while moment < last:
            yield moment
            moment += SHORTEST[interval]
        yield last
        return
    day, last_day = first.astimezone(zone).date(), last.astimezone(zone).date()
    while day <= last_day:
        yield datetime.combine(day, time(12), tzinfo=zone)
        day += timedelta(days=1)
