"""What holds for whatever two results."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.comparison.noise import noise_of
from hedgerow.comparison.text import comparison_text
from hedgerow.comparison.tile_changes import comparison, tile_change
from tests.comparison.results import DAYS, Row, by_plan, pair, row

numbers = st.integers(-1000, 1000)
eight = st.lists(numbers, min_size=8, max_size=8)
plans = st.dictionaries(st.sampled_from(["free", "pro", "team", "other"]), eight, min_size=1)
json_values = st.recursive(
    st.none() | st.booleans() | numbers | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
"""Any JSON."""


def rows(of_plans: dict[str, list[int]]) -> list[Row]:
    return [by_plan(plan, data) for plan, data in of_plans.items()]


def shuffled(value: Any, rng: random.Random) -> Any:
    """``value`` with the keys of every object in another order."""
    if isinstance(value, dict):
        keys = list(value)
        rng.shuffle(keys)
        return {key: shuffled(value[key], rng) for key in keys}
    return [shuffled(item, rng) for item in value] if isinstance(value, list) else value


@pytest.mark.contract("SNAP-25")
@given(value=json_values, rng=st.randoms(use_true_random=False))
def test_equal_data_is_never_a_change(value: Any, rng: random.Random) -> None:
    assert tile_change(pair(value, shuffled(value, rng))) is None


@given(before=json_values, after=json_values)
def test_any_two_values_can_be_compared_and_told(before: Any, after: Any) -> None:
    found = comparison([pair(before, after)])
    assert len(comparison_text(found).splitlines()) in {1, 2}


@given(before=plans, after=plans, rng=st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_of_keys_matters(
    before: dict[str, list[int]], after: dict[str, list[int]], rng: random.Random
) -> None:
    mixed = []
    for side in (rows(before), rows(after)):
        side = shuffled(side, rng)
        rng.shuffle(side)
        mixed.append(side)
    assert tile_change(pair(*mixed)) == tile_change(pair(rows(before), rows(after)))


@given(before=plans, after=plans)
def test_the_way_back_is_the_same_way(before: dict[str, list[int]], after: dict[str, list[int]]) -> None:
    there, back = tile_change(pair(rows(before), rows(after))), tile_change(pair(rows(after), rows(before)))
    if there is None or back is None:
        assert there is back
        return
    for one, other in zip(there.series, back.series, strict=True):
        assert one.move.difference == -other.move.difference
        assert {b.bucket: b.move.difference for b in one.buckets} == {
            b.bucket: -b.move.difference for b in other.buckets
        }
        assert (one.new_values, one.gone_values) == (other.gone_values, other.new_values)


@given(base=st.integers(1, 1000), by=st.integers(1, 1000))
def test_growth_and_loss_of_one_size_weigh_the_same(base: int, by: int) -> None:
    up, down = (tile_change(pair([row("v", [base] * 8)], [row("v", [base + d] * 8)])) for d in (by, -by))
    assert up is not None
    assert down is not None
    assert up.relative == pytest.approx(down.relative)


@given(tiles=st.lists(st.tuples(eight, eight), max_size=8), rng=st.randoms(use_true_random=False))
def test_the_ranking_does_not_depend_on_the_order_of_tiles(
    tiles: list[tuple[list[int], list[int]]], rng: random.Random
) -> None:
    pairs = [pair([row("v", a)], [row("v", b)], tile_id=n) for n, (a, b) in enumerate(tiles)]
    ranked = comparison(pairs)
    rng.shuffle(pairs)
    assert comparison(pairs) == ranked
    assert [c.relative for c in ranked.changes] == sorted((c.relative for c in ranked.changes), reverse=True)


@given(before=eight, after=eight, shift=st.integers(1, 7))
def test_only_buckets_of_both_windows_are_compared(before: list[int], after: list[int], shift: int) -> None:
    later = [*DAYS, *(f"2026-03-{day:02d}" for day in range(9, 16))][shift : shift + 8]
    found = tile_change(pair([row("v", before)], [row("v", after, days=later)]))
    assert found is not None
    moved = sum(now != was for was, now in zip(before[shift:], after, strict=False))
    assert sum(series.changed_buckets for series in found.series) == moved


@given(
    values=st.lists(numbers, min_size=6, max_size=30), by=st.integers(-500, 500), scale=st.sampled_from([-2, 0.5, 4])
)
def test_noise_does_not_see_the_level_and_grows_with_the_scale(values: list[int], by: int, scale: float) -> None:
    noise, raised, scaled = (noise_of(some) for some in (values, [v + by for v in values], [v * scale for v in values]))
    assert noise is not None
    assert scaled is not None
    assert raised == noise
    assert scaled.spread == pytest.approx(abs(scale) * noise.spread)


@given(quiet=st.lists(st.integers(-3, 3), min_size=11, max_size=11), wild=st.integers(10_000, 10**9))
def test_one_wild_bucket_does_not_hide_news(quiet: list[int], wild: int) -> None:
    values = [100 + n for n in quiet]
    noise = noise_of([*values[:5], wild, *values[6:]])
    assert noise is not None
    if noise.spread <= 10 * 1.4826:  # more than half of the changes were not all equal
        assert noise.is_exceeded_by(100)
