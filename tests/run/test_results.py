"""The cache holds what it may and no more."""

import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from hedgerow.base.canonical_json import kept
from hedgerow.cache.results import ResultCache
from hedgerow.vocab.results import CachedResult


def result(size: int) -> CachedResult:
    empty = CachedResult(
        json=b"", computed_at=datetime(2024, 1, 1, tzinfo=UTC), timezone="UTC", interval="day", date_range=None
    )
    return replace(empty, json=b" " * (size - empty.size))


def test_the_least_recently_used_result_makes_room() -> None:
    cache = ResultCache(10_000, largest=10_000)
    cache.put("a", result(4000))
    cache.put("b", result(4000))
    assert cache.get("a") is not None
    cache.put("c", result(4000))
    assert cache.get("b") is None
    assert cache.get("a") is not None
    assert cache.get("c") is not None


def test_a_result_that_takes_much_of_the_cache_is_not_kept() -> None:
    cache = ResultCache(64_000)
    cache.put("a", result(1000))
    cache.put("b", result(1001))
    assert cache.get("a") is not None
    assert cache.get("b") is None


def test_a_result_larger_than_the_cache_replaces_nothing_but_its_older_self() -> None:
    cache = ResultCache(10_000, largest=10_000)
    cache.put("a", result(6000))
    cache.put("b", result(10_001))
    assert cache.get("a") is not None
    cache.put("a", result(10_001))
    assert cache.get("a") is None
    assert cache.bytes_used == 0


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(1000, 6000)), max_size=60))
def test_the_bytes_never_exceed_the_limit_and_are_counted_right(puts: list[tuple[str, int]]) -> None:
    cache = ResultCache(10_000, largest=10_000)
    for key, size in puts:
        cache.put(key, result(size))
        assert cache.bytes_used <= 10_000
    kept = [cache.get(key) for key in "abcdef"]
    assert cache.bytes_used == sum(found.size for found in kept if found)


def test_what_is_kept_takes_no_more_memory_than_is_counted() -> None:
    cache = ResultCache(10_000_000)
    series = [{"label": f"step {place}", "data": [float(day) for day in range(90)]} for place in range(5)]
    tracemalloc.start()
    try:
        for key in range(500):
            cache.put(f"{key:032}", replace(result(1000), json=kept({"results": series, "key": key})))
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert 0.5 * cache.bytes_used < taken <= cache.bytes_used
