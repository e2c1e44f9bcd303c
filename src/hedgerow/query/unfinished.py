"""Buckets that were not over when a result was computed: text tables mark them (RUN-24)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hedgerow.vocab.results import CachedResult

_PARTIAL = " (partial)"


def bucket_text(start: datetime, result: CachedResult) -> str:
    """The bucket that begins at ``start`` on the project's clocks: its day or minute, and a mark if it was not over."""
    day = f"{start:%Y-%m-%d %H:%M}" if result.interval in ("hour", "minute") else f"{start:%Y-%m-%d}"
    now = result.computed_at.astimezone(ZoneInfo(result.timezone)).replace(tzinfo=None)
    return day + (_PARTIAL if _end(start, result.interval) > now else "")


def with_note(table: str, result: CachedResult) -> str:
    """``table``, and below it what the mark means when it is there."""
    if _PARTIAL not in table:
        return table
    return (
        f"{table}\n{_PARTIAL.strip()}: this bucket was not over when the result was computed; {result.timezone} time."
    )


def _end(start: datetime, interval: str) -> datetime:
    """When the bucket that begins at ``start`` ends, on the project's clocks."""
    match interval:
        case "minute":
            return start + timedelta(minutes=1)
        case "hour":
            return start + timedelta(hours=1)
        case "week":
            return start + timedelta(weeks=1)
        case "month":
            return (start.replace(day=1) + timedelta(days=31)).replace(day=1)
        case _:
            return start + timedelta(days=1)
