"""The facts in words (SNAP-26, SNAP-28)."""

import pytest

from hedgerow.comparison.text import NO_CHANGES, comparison_text, number_text, percent_text
from tests.comparison.results import QUIET, by_plan, compared, row


@pytest.mark.contract("SNAP-26", "SNAP-28")
def test_small_differences_are_no_significant_change_however_quiet_the_series_was() -> None:
    small = compared(Flat=([row("v", [1000] * 8)], [row("v", [1000] * 7 + [1004])]))
    assert comparison_text(small) == NO_CHANGES == comparison_text(compared())
    assert "No significant changes" in NO_CHANGES
    assert [(change.noteworthy, change.outside_noise) for change in small.changes] == [(False, True)]


@pytest.mark.contract("SNAP-28")
def test_half_a_percent_is_worth_telling() -> None:
    at_limit = compared(Flat=([row("v", [1000] * 8)], [row("v", [1000] * 7 + [1005])]))
    assert comparison_text(at_limit).splitlines()[0] == "1 of 1 compared insights changed:"


@pytest.mark.contract("SNAP-28")
def test_a_bullet_says_what_moved_where_and_through_what() -> None:
    before = [by_plan("free", QUIET), by_plan("pro", [10] * 8)]
    after = [by_plan("free", QUIET), by_plan("pro", [10] * 6 + [80, 14])]
    assert comparison_text(compared(Signups=(before, after))) == (
        "1 of 1 compared insights changed:\n"
        "- Signups: total 826 → 900 (+9.0%), last value 50 → 54 (+8.0%); "
        "2 of 8 buckets moved, 2026-03-07 most: 110 → 180 (+63.6%); "
        "outside its usual swings; driven by pro (+74, 100% of it)"
    )


@pytest.mark.contract("SNAP-28")
def test_five_are_told_the_largest_first_and_the_first_line_counts_all() -> None:
    tiles = {f"T{n}": ([row("v", [100] * 8)], [row("v", [100 + n] * 8)]) for n in range(1, 8)}
    first, *bullets = comparison_text(compared(**tiles)).splitlines()
    assert first == "7 of 7 compared insights changed; the 5 largest changes:"
    assert [bullet.split(":")[0] for bullet in bullets] == ["- T7", "- T6", "- T5", "- T4", "- T3"]


def test_names_stay_on_one_line_and_in_bounds() -> None:
    name = "a\n- fake: line " + "x" * 300
    text = comparison_text(compared(**{name: ([row("v", [1] * 8)], [row("v", [2] * 8)])}))
    assert len(text.splitlines()) == 2
    assert len(text) < 300


def test_numbers_and_percentages_are_short_and_signed() -> None:
    assert [number_text(n) for n in (3.0, 2.5, 1 / 3, 0.00012345, 1e20)] == ["3", "2.5", "0.33", "0.000123", "1e+20"]
    assert [percent_text(p) for p in (15, -7.25, 0.01, -0.01, None)] == ["+15.0%", "-7.2%", "0.0%", "0.0%", "from zero"]
