"""Which buckets were over at a moment."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

_STEPS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}


def was_open(bucket: str, interval: str, timezone: str, moment: datetime, *, lag: int = 0) -> bool:
    """Whether the bucket that starts at the label ``bucket`` had not ended at ``moment``.

    A label without an offset is local to ``timezone``. ``lag`` buckets more must have passed where a number says what
    happened so long after the bucket. A label that is no date was never open.
    """
    try:
        start = datetime.fromisoformat(bucket)
    except ValueError:
        return False
    now = moment.astimezone(start.tzinfo or ZoneInfo(timezone)).replace(tzinfo=None)
    return _later(start.replace(tzinfo=None), interval.lower(), lag + 1) > now


def _later(start: datetime, interval: str, count: int) -> datetime:
    if interval != "month":
        return start + count * _STEPS.get(interval, _STEPS["day"])
    for _ in range(count):
        start = (start.replace(day=1) + timedelta(days=31)).replace(day=1)
    return start
