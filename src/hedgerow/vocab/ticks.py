"""Moments as the engine keeps them: whole numbers, of microseconds since 1970 began in UTC."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def ticks(moment: datetime) -> int:
    """An aware ``moment`` in microseconds since 1970; negative before."""
    return (moment - _EPOCH) // _TICK


def moment_of(number: int) -> datetime:
    """The moment, in UTC, that is so many microseconds after 1970 began. Raises OverflowError beyond the year 9999."""
    return _EPOCH + number * _TICK
