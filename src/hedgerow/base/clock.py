"""The one source of time, so that a test, a demo or a screenshot can pin it."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Answers the present moment as an aware UTC datetime."""


def system_clock() -> datetime:
    """The machine's time in UTC."""
    return datetime.now(UTC)


def pinned_clock(moment: datetime) -> Clock:
    """A clock that stands still at ``moment`` (setting ``HEDGEROW_NOW``); a naive moment is taken as UTC."""
    fixed = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return lambda: fixed
