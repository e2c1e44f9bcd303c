"""When a kept answer is still good enough (contract EN-33 to EN-35)."""

from datetime import datetime, timedelta
from enum import StrEnum

from hedgerow.vocab.results import CachedResult


class RefreshMode(StrEnum):
    """How far a caller wants an answer computed (EN-33, RUN-5).

    Answers are computed while the caller waits, so the asynchronous modes act as their waiting counterparts.
    """

    FORCE_CACHE = "force_cache"
    BLOCKING = "blocking"
    FORCE_BLOCKING = "force_blocking"
    LAZY = "lazy_async"


_BY_NAME = {
    "force_cache": RefreshMode.FORCE_CACHE,
    "blocking": RefreshMode.BLOCKING,
    "async": RefreshMode.BLOCKING,
    "async_except_on_cache_miss": RefreshMode.BLOCKING,
    "lazy_async": RefreshMode.LAZY,
    "force_blocking": RefreshMode.FORCE_BLOCKING,
    "force_async": RefreshMode.FORCE_BLOCKING,
    "": RefreshMode.FORCE_BLOCKING,
    "true": RefreshMode.FORCE_BLOCKING,
    "1": RefreshMode.FORCE_BLOCKING,
    "yes": RefreshMode.FORCE_BLOCKING,
}

# Age limits after `last_refresh`: (default, lazy). Every other interval counts as days.
_LIMITS = {
    "minute": (timedelta(minutes=5), timedelta(minutes=15)),
    "hour": (timedelta(hours=1), timedelta(hours=2)),
    "week": (timedelta(hours=24), timedelta(hours=24)),
    "month": (timedelta(hours=24), timedelta(hours=24)),
}
_DAY_LIMITS = (timedelta(hours=6), timedelta(hours=12))
_CLOSED_AFTER = timedelta(seconds=10)


def refresh_mode(text: str | bool | None, *, default: RefreshMode = RefreshMode.FORCE_CACHE) -> RefreshMode:
    """The mode a ``refresh`` value asks for; ``default`` when absent, FORCE_CACHE when unknown (DASH-19)."""
    if text is None:
        return default
    return _BY_NAME.get(str(text).lower(), RefreshMode.FORCE_CACHE)


def fresh_until(result: CachedResult) -> datetime | None:
    """Until when ``result`` counts as fresh: its ``cache_target_age``; None when it never goes stale (EN-34)."""
    if _is_closed(result):
        return None
    return result.computed_at + _LIMITS.get(result.interval, _DAY_LIMITS)[0]


def is_good_enough(result: CachedResult, mode: RefreshMode, now: datetime) -> bool:
    """Whether ``mode`` is content with ``result`` at ``now`` (EN-33)."""
    if mode is RefreshMode.FORCE_CACHE:
        return True
    if mode is RefreshMode.FORCE_BLOCKING:
        return False
    age_limit = _LIMITS.get(result.interval, _DAY_LIMITS)[mode is RefreshMode.LAZY]
    return _is_closed(result) or now - result.computed_at <= age_limit


def freshness_told(result: CachedResult | None, now: datetime) -> str:
    """Whether ``result``, which is what is kept, would be served at ``now``, and why; for people."""
    if result is None:
        return "No result is kept: the next request that may compute will."
    until = fresh_until(result)
    if until is None:
        return "The kept result never goes stale: its range was over when it was computed."
    moment = f"{until:%Y-%m-%d %H:%M:%S %Z}"
    if is_good_enough(result, RefreshMode.BLOCKING, now):
        return f"The kept result is served until {moment}: results by the {result.interval} keep so long."
    return f"The kept result is stale since {moment}: the next request that may compute will."


def next_client_refresh(result: CachedResult) -> datetime:
    """The earliest moment at which a client's refresh computes again (EN-35)."""
    if result.interval == "minute" or result.date_range is None:
        wait = timedelta(minutes=1)
    elif result.interval == "hour" or result.date_range[1] - result.date_range[0] <= timedelta(days=7):
        wait = timedelta(minutes=3)
    else:
        wait = timedelta(minutes=15)
    return result.computed_at + wait


def _is_closed(result: CachedResult) -> bool:
    return result.date_range is not None and result.date_range[1] < result.computed_at - _CLOSED_AFTER
