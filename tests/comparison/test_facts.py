"""What changed in a tile: by how much, where, through what, and whether that is usual."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from hedgerow.comparison.facts import Window
from hedgerow.comparison.series import Measure
from hedgerow.comparison.tile_changes import tile_change
from tests.comparison.results import DAYS, QUIET, UNDER, by_plan, changed, only_series, pair, row, step


def with_last(number: float) -> list[float]:
    return [*QUIET[:-1], number]


@pytest.mark.contract("SNAP-28")
def test_totals_and_last_values_are_told_with_their_buckets() -> None:
    series = only_series([row("view", QUIET)], [row("view", [100, 104, 99, 153, 98, 102, 100, 60])])
    assert (series.name, series.measure) == ("view", Measure.TOTAL)
    assert (series.move.before, series.move.after) == (746, 816)
    assert series.relative == pytest.approx(70 / 746)
    assert series.last is not None
    assert (series.last_bucket, series.last.before, series.last.after) == (DAYS[-1], 40, 60)
    assert [(bucket.bucket, bucket.move.difference) for bucket in series.buckets] == [(DAYS[3], 50), (DAYS[7], 20)]


@pytest.mark.contract("SNAP-25")
def test_the_echo_of_the_question_is_no_change() -> None:
    before, after = ([row("v", QUIET, filter={"date_to": date})] for date in ("a", "b"))
    assert tile_change(pair(before, after)) is None


@pytest.mark.contract("SNAP-25")
def test_whole_numbers_may_be_written_either_way() -> None:
    assert tile_change(pair([row("v", [8] * 8)], [row("v", [8.0] * 8)])) is None
    assert tile_change(pair([[True]], [[1]])) is not None


def test_growth_of_the_unfinished_bucket_alone_is_told_as_such() -> None:
    found = changed([row("v", QUIET)], [row("v", with_last(70))])
    assert (found.only_unfinished, found.outside_noise) == (True, False)
    closed = replace(UNDER, before_at=datetime(2026, 3, 9, tzinfo=UTC))
    assert not changed([row("v", QUIET)], [row("v", with_last(70))], under=closed).only_unfinished


def test_a_bucket_ends_by_the_clocks_of_the_project() -> None:
    moment = datetime(2026, 3, 9, 3, tzinfo=UTC)
    for zone, unfinished in (("UTC", False), ("America/New_York", True)):
        under = replace(UNDER, before_at=moment, timezone=zone)
        assert only_series([row("v", QUIET)], [row("v", with_last(70))], under=under).only_unfinished is unfinished


def test_a_change_is_outside_noise_when_neighbouring_buckets_never_moved_so_far() -> None:
    inside, outside = [*QUIET[:3], 108, *QUIET[4:]], [*QUIET[:3], 133, *QUIET[4:]]
    assert only_series([row("v", QUIET)], [row("v", inside)]).outside_noise is False
    assert only_series([row("v", QUIET)], [row("v", outside)]).outside_noise is True


def test_an_unfinished_bucket_is_unusual_once_it_outgrows_the_bucket_before_it() -> None:
    assert only_series([row("v", QUIET)], [row("v", with_last(110))]).outside_noise is False
    assert only_series([row("v", QUIET)], [row("v", with_last(160))]).outside_noise is True


def test_too_few_buckets_tell_nothing_of_noise() -> None:
    series = only_series([row("v", [1, 2, 3], days=DAYS[:3])], [row("v", [1, 2, 9], days=DAYS[:3])])
    assert (series.noise, series.outside_noise) == (None, None)


def test_breakdown_values_are_parts_of_one_whole_and_drive_it() -> None:
    before = [by_plan("free", QUIET), by_plan("pro", [10] * 8), by_plan("gone", [1] * 8)]
    after = [by_plan("free", [*QUIET[:-1], 50]), by_plan("pro", [20] * 8), by_plan("team", [2] * 8)]
    series = only_series(before, after)
    assert (series.name, series.breakdown, series.move.difference) == ("signup", None, 98)
    assert [(driver.value, driver.move.difference) for driver in series.drivers] == [
        ("pro", 80), ("team", 16), ("free", 10), ("gone", -8),
    ]  # fmt: skip
    assert sum(driver.share or 0 for driver in series.drivers) == pytest.approx(100)
    assert (series.new_values, series.gone_values) == (("team",), ("gone",))


def test_averages_and_unique_users_are_never_added_up() -> None:
    before = [by_plan("free", [10] * 8, math="dau"), by_plan("pro", [20] * 8, math="dau")]
    after = [by_plan("free", [10] * 8, math="dau"), by_plan("pro", [30] * 8, math="dau")]
    series = only_series(before, after)
    assert (series.breakdown, series.measure, series.drivers) == ("pro", Measure.AVERAGE, ())
    assert (series.move.before, series.move.after, series.move.percent) == (20, 30, 50)


def test_what_shifts_between_values_is_a_change_although_the_whole_is_the_same() -> None:
    before, after = ([by_plan("a", [x] * 8), by_plan("b", [10 - x] * 8)] for x in (2, 6))
    found = changed(before, after)
    assert found.noteworthy
    assert found.series[0].move.difference == 0
    assert found.relative == pytest.approx(0.8)


def test_a_window_that_moved_is_said_and_only_common_buckets_are_compared() -> None:
    moved = [*DAYS[1:], "2026-03-09"]
    same = changed([row("v", QUIET)], [row("v", [*QUIET[1:], 7], days=moved)])
    assert (same.noteworthy, same.series, same.window is not None) == (False, (), True)
    series = only_series([row("v", QUIET)], [row("v", [*QUIET[1:7], 90, 7], days=moved)])
    assert series.window == Window(before=(DAYS[0], DAYS[7]), after=(DAYS[1], "2026-03-09"), common_buckets=7)
    assert (series.move.before, series.move.after, series.last_bucket) == (646, 696, DAYS[7])


def test_windows_without_a_common_bucket_are_compared_as_wholes() -> None:
    days = [day.replace("-03-", "-04-") for day in DAYS]
    series = only_series([row("v", [1] * 8)], [row("v", [2] * 8, days=days)])
    assert series.window is not None
    assert (series.window.common_buckets, series.move.before, series.move.after, series.buckets) == (0, 8, 16, ())


@pytest.mark.contract("SNAP-28")
def test_series_that_came_or_went_are_named() -> None:
    found = changed([row("old", QUIET), row("v", QUIET, order=1)], [row("new", QUIET), row("v", QUIET, order=1)])
    assert (found.new_series, found.gone_series, found.noteworthy) == (("new",), ("old",), True)


def test_a_cumulative_series_counts_by_its_last_value() -> None:
    echo = {"display": "ActionsLineGraphCumulative"}
    series = only_series([row("v", range(8), filter=echo)], [row("v", [*range(7), 14], filter=echo)])
    assert (series.measure, series.move.before, series.move.after, series.relative) == (Measure.CUMULATIVE, 7, 14, 1)


def test_a_single_number_is_compared_as_it_is() -> None:
    before: list[Any] = [{"aggregated_value": 8, "data": [], "days": [], "label": "v", "order": 0}]
    after = [{**before[0], "aggregated_value": 10}]
    series = only_series(before, after)
    assert (series.move.percent, series.last, series.buckets, series.noise) == (25, None, (), None)


@pytest.mark.contract("FN-12")
def test_a_funnel_is_its_steps_and_its_conversion() -> None:
    found = changed([step("a", 0, 200), step("b", 1, 50)], [step("a", 0, 200), step("b", 1, 80)])
    assert [(s.name, s.move.before, s.move.after) for s in found.series] == [
        ("step 2 (b)", 50, 80), ("conversion", 25, 40),
    ]  # fmt: skip


@pytest.mark.contract("RT-6")
def test_retention_is_compared_by_the_day_people_started_and_stays_unfinished_for_later_days() -> None:
    def cohorts(returned: int) -> list[dict[str, object]]:
        counts = [(5, returned) if day == DAYS[6] else (5, 3) for day in DAYS]
        return [
            {"date": f"{day}T00:00:00Z", "values": [{"count": n, "label": f"Day {k}"} for k, n in enumerate(two)]}
            for day, two in zip(DAYS, counts, strict=True)
        ]

    series = only_series(cohorts(1), cohorts(2))
    assert (series.name, series.only_unfinished) == ("Day 1 returns", True)
    assert [bucket.bucket for bucket in series.buckets] == [f"{DAYS[6]}T00:00:00Z"]


@pytest.mark.contract("PA-8", "FN-17")
def test_paths_and_times_to_convert_are_series_too() -> None:
    edges = [[{"source": "1_/", "target": t, "value": n} for t, n in (("x", x), ("y", 3))] for x in (2, 6)]
    series = only_series(*edges)
    assert [(driver.value, driver.move.difference) for driver in series.drivers] == [("1_/ → x", 4)]
    times = [{"bins": [[0, n], [60, 1]], "average_conversion_time": 30.0} for n in (2, 4)]
    assert only_series(*times).name == "conversions"


@pytest.mark.contract("SNAP-28")
def test_anything_else_is_compared_by_rows() -> None:
    rows = changed([["a", 1], ["b", 2]], [["b", 2], ["a", 3], ["c", 4]]).rows
    assert rows is not None
    assert (rows.move.before, rows.move.after, rows.differing) == (2, 3, 2)
    text = changed("before", "after").rows
    assert text is not None
    assert text.differing == 1
