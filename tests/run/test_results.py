"""The cache holds what it may and no more."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from hedgerow.cache.results import ResultCache
from hedgerow.vocab.results import CachedResult


def result(size: int) -> CachedResult:
    return CachedResult(
        body={"size": size},
        computed_at=datetime(2024, 1, 1, tzinfo=UTC),
        timezone="UTC",
        interval="day",
        date_range=None,
        size=size,
    )


def test_the_least_recently_used_result_makes_room() -> None:
    cache = ResultCache(100, largest=100)
    cache.put("a", result(40))
    cache.put("b", result(40))
    assert cache.get("a") is not None
    cache.put("c", result(40))
    assert cache.get("b") is None
    assert cache.get("a") is not None
    assert cache.get("c") is not None


def test_a_result_that_takes_much_of_the_cache_is_not_kept() -> None:
    cache = ResultCache(6400)
    cache.put("a", result(100))
    cache.put("b", result(101))
    assert cache.get("a") is not None
    assert cache.get("b") is None


def test_a_result_larger_than_the_cache_replaces_nothing_but_its_older_self() -> None:
    cache = ResultCache(100, largest=100)
    cache.put("a", result(60))
    cache.put("b", result(101))
    assert cache.get("a") is not None
    cache.put("a", result(101))
    assert cache.get("a") is None
    assert cache.bytes_used == 0


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 60)), max_size=60))
def test_the_bytes_never_exceed_the_limit_and_are_counted_right(puts: list[tuple[str, int]]) -> None:
    cache = ResultCache(100, largest=100)
    for key, size in puts:
        cache.put(key, result(size))
        assert cache.bytes_used <= 100
    kept = [cache.get(key) for key in "abcdef"]
    assert cache.bytes_used == sum(found.size for found in kept if found)
