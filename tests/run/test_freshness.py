"""How fresh an answer must be, and how long it is."""

from datetime import UTC, datetime, timedelta

import pytest

from hedgerow.run.freshness import (
    RefreshMode,
    fresh_until,
    freshness_told,
    is_good_enough,
    next_client_refresh,
    refresh_mode,
)
from hedgerow.vocab.results import CachedResult

NOW = datetime(2024, 3, 13, 15, 45, tzinfo=UTC)


def result(interval: str = "day", *, age: timedelta = timedelta(), closed: bool = False, days: int = 7) -> CachedResult:
    computed = NOW - age
    end = computed - timedelta(days=1) if closed else computed + timedelta(hours=8)
    return CachedResult(
        json=b"{}",
        computed_at=computed,
        timezone="UTC",
        interval=interval,
        date_range=(end - timedelta(days=days), end),
    )


@pytest.mark.contract("EN-33", "RUN-5", "DASH-19")
@pytest.mark.parametrize(
    ("text", "mode"),
    [
        (None, RefreshMode.FORCE_CACHE),
        ("force_cache", RefreshMode.FORCE_CACHE),
        ("blocking", RefreshMode.BLOCKING),
        ("async", RefreshMode.BLOCKING),
        ("force_blocking", RefreshMode.FORCE_BLOCKING),
        ("force_async", RefreshMode.FORCE_BLOCKING),
        ("lazy_async", RefreshMode.LAZY),
        (True, RefreshMode.FORCE_BLOCKING),
        ("TRUE", RefreshMode.FORCE_BLOCKING),
        ("1", RefreshMode.FORCE_BLOCKING),
        ("", RefreshMode.FORCE_BLOCKING),
        (False, RefreshMode.FORCE_CACHE),
        ("no", RefreshMode.FORCE_CACHE),
        ("sometimes", RefreshMode.FORCE_CACHE),
    ],
)
def test_every_refresh_value_has_its_mode(text: str | bool | None, mode: RefreshMode) -> None:
    assert refresh_mode(text) is mode


@pytest.mark.contract("EN-34")
@pytest.mark.parametrize(
    ("interval", "default", "lazy"),
    [
        ("minute", timedelta(minutes=5), timedelta(minutes=15)),
        ("hour", timedelta(hours=1), timedelta(hours=2)),
        ("day", timedelta(hours=6), timedelta(hours=12)),
        ("week", timedelta(hours=24), timedelta(hours=24)),
        ("month", timedelta(hours=24), timedelta(hours=24)),
    ],
)
def test_an_answer_goes_stale_by_its_interval(interval: str, default: timedelta, lazy: timedelta) -> None:
    second = timedelta(seconds=1)
    assert is_good_enough(result(interval, age=default), RefreshMode.BLOCKING, NOW)
    assert not is_good_enough(result(interval, age=default + second), RefreshMode.BLOCKING, NOW)
    assert is_good_enough(result(interval, age=lazy), RefreshMode.LAZY, NOW)
    assert not is_good_enough(result(interval, age=lazy + second), RefreshMode.LAZY, NOW)
    assert is_good_enough(result(interval, age=timedelta(days=900)), RefreshMode.FORCE_CACHE, NOW)
    assert not is_good_enough(result(interval), RefreshMode.FORCE_BLOCKING, NOW)
    assert fresh_until(result(interval)) == NOW + default


@pytest.mark.contract("EN-34")
def test_a_range_that_is_over_never_goes_stale() -> None:
    old = result(age=timedelta(days=400), closed=True)
    assert is_good_enough(old, RefreshMode.BLOCKING, NOW)
    assert fresh_until(old) is None


def test_freshness_is_told_in_words() -> None:
    assert freshness_told(None, NOW) == "No result is kept: the next request that may compute will."
    assert freshness_told(result("hour"), NOW) == (
        "The kept result is served until 2024-03-13 16:45:00 UTC: results by the hour keep so long."
    )
    assert freshness_told(result(age=timedelta(days=1)), NOW) == (
        "The kept result is stale since 2024-03-12 21:45:00 UTC: the next request that may compute will."
    )
    assert "never goes stale" in freshness_told(result(closed=True), NOW)


@pytest.mark.contract("EN-35")
@pytest.mark.parametrize(
    ("interval", "days", "minutes"), [("minute", 1, 1), ("hour", 30, 3), ("day", 7, 3), ("day", 8, 15)]
)
def test_a_client_may_refresh_again_after_a_while(interval: str, days: int, minutes: int) -> None:
    assert next_client_refresh(result(interval, days=days)) == NOW + timedelta(minutes=minutes)
