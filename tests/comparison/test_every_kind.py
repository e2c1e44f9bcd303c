"""Results of every kind, in the shapes the contract gives them, compared in words (SNAP-28)."""

from collections.abc import Sequence
from typing import Any

import pytest

from hedgerow.comparison.text import NO_CHANGES, comparison_text
from tests.comparison.results import DAYS, Row, compared

HEAD = "1 of 1 compared insights changed:\n- Tile: "


def told(before: Any, after: Any) -> str:
    """What the text says of a tile, behind the insight's name."""
    text = comparison_text(compared(Tile=(before, after)))
    return text.removeprefix(HEAD)


def funnel(*counts: int, seconds: float | None = 60.0, value: Any = None, shown: Any = None) -> list[Row]:
    """Steps a, b, c with these counts (FN-12, FN-13); those of a breakdown ``value`` carry it (FN-14)."""
    more = {} if value is None else {"breakdown": shown or value, "breakdown_value": value}
    return [
        {
            "action_id": name, "name": name, "custom_name": None, "order": order, "people": [], "count": count,
            "type": "events", "average_conversion_time": seconds if order else None,
            "median_conversion_time": seconds if order else None, **more,
        }
        for order, (name, count) in enumerate(zip("abc", counts, strict=False))
    ]  # fmt: skip


def rates(data: Sequence[float], **more: Any) -> Row:
    """A row of conversion trends (FN-18)."""
    return {"count": len(data), "data": list(data), "days": DAYS, "labels": DAYS, **more}


def matrix(*rows: Sequence[float], **more: Any) -> list[Row]:
    """Retention by the day, with these counts (RT-6)."""
    return [
        {
            "date": f"2026-03-0{day + 5}T00:00:00+01:00",
            "label": f"Day {day}",
            "values": [{"count": count, "label": f"Day {offset}"} for offset, count in enumerate(counts)],
            **more,
        }
        for day, counts in enumerate(rows)
    ]


def lifecycle(**of_status: Sequence[float]) -> list[Row]:
    """The four rows of lifecycle (LC-5)."""
    return [
        {
            "status": status, "label": f"v - {status}", "data": list(data), "count": sum(data),
            "days": DAYS[: len(data)], "labels": DAYS[: len(data)],
            "action": {"id": "v", "name": "v", "type": "events", "order": 0, "math": "total"},
        }
        for status, data in of_status.items()
    ]  # fmt: skip


def stickiness(data: Sequence[int], *, order: int = 0, label: str = "v", count: int = 0, more: str = "") -> Row:
    """A row of stickiness (ST-6)."""
    units = [f"{n} day{'s' if n > 1 else ''}{more}" for n in range(1, len(data) + 1)]
    action = {"order": order, "type": "events", "name": label, "id": label}
    return {
        "count": count or sum(data), "data": list(data), "days": list(range(1, len(data) + 1)), "label": label,
        "labels": units, "action": action,
    }  # fmt: skip


def edges(*found: tuple[str, str, int, float]) -> list[Row]:
    """Edges of paths with their mean gaps in seconds (PA-8)."""
    return [
        {"source": source, "target": target, "value": value, "average_conversion_time": 1000 * seconds}
        for source, target, value, seconds in found
    ]


@pytest.mark.contract("SNAP-28", "FN-12", "FN-13")
def test_a_funnel_tells_its_steps_its_conversion_and_its_times() -> None:
    assert told(funnel(200, 80, 50), funnel(220, 90, 80)) == (
        "step 3 (c) total 50 → 80 (+60.0%); conversion 25% → 36.36% (+45.5%); step 2 (b) total 80 → 90 (+12.5%); "
        "1 more series moved"
    )
    assert told(funnel(200, 80), funnel(200, 80, seconds=90.0)) == "average time to step 2 (b) 60 s → 90 s (+50.0%)"
    assert told(funnel(5, 0, seconds=None), funnel(5, 1)) == (
        "conversion 0% → 20% (from zero); step 2 (b) total 0 → 1 (from zero); new series: average time to step 2 (b)"
    )


@pytest.mark.contract("SNAP-28", "FN-12")
def test_steps_of_one_name_are_told_apart() -> None:
    twice = [[{**step, "name": "a"} for step in funnel(100, count)] for count in (50, 70)]
    assert told(*twice) == "conversion 50% → 70% (+40.0%); step 2 (a) total 50 → 70 (+40.0%)"


@pytest.mark.contract("SNAP-28", "FN-14")
def test_a_funnel_by_value_adds_up_its_steps_and_tells_the_conversion_of_each_value() -> None:
    before = [funnel(100, 50, value=["Chrome"]), funnel(100, 20, value=["Safari", "17"]), funnel(10, 1, value=[""])]
    after = [funnel(100, 50, value=["Chrome"]), funnel(100, 60, value=["Safari", "17"]), funnel(5, 1, value=["Edge"])]
    assert told(before, after) == (
        "conversion Safari, 17 20% → 60% (+200.0%); step 2 (b) total 71 → 111 (+56.3%); "
        "step 1 (a) total 210 → 205 (-2.4%); new series: conversion Edge; series gone: conversion (none)"
    )
    paying = [[funnel(100, count, value=7, shown="Payers"), funnel(9, 3, value="all")] for count in (50, 75)]
    assert told(*paying).startswith("conversion Payers 50% → 75% (+50.0%)")


@pytest.mark.contract("SNAP-28", "FN-17")
def test_times_to_convert_are_told_by_bin_while_the_bins_are_the_same() -> None:
    before = {"bins": [[100, 2], [250, 0], [400, 1]], "average_conversion_time": 220.0}
    same = {"bins": [[100, 2], [250, 3], [400, 1]], "average_conversion_time": 242.0}
    other = {"bins": [[100, 2], [260, 3], [420, 1]], "average_conversion_time": 242.0}
    average = "average time to convert 220 s → 242 s (+10.0%)"
    assert told(before, same) == f"conversions total 3 → 6 (+100.0%); only 250 s moved; {average}"
    assert told(before, other) == f"conversions total 3 → 6 (+100.0%); {average}"
    nobody = {"bins": [[0, 0], [60, 0]], "average_conversion_time": None}
    assert told(nobody, same) == "total 0 → 6 (from zero); new series: average time to convert"


@pytest.mark.contract("SNAP-28", "FN-18")
def test_conversion_by_entrance_is_an_average_of_percentages() -> None:
    data = [50, 40, 50, 60, 50, 40, 50, 60]
    assert told([rates(data)], [rates([*data[:-1], 30])]) == (
        "conversion average 50% → 46.25% (-7.5%), last value 60% → 30% (-50.0%); "
        "only the unfinished bucket 2026-03-08 moved; within its usual swings"
    )
    by_value = [
        [rates(data, breakdown_value=["Chrome"]), rates([*data[:-1], last], breakdown_value=[""])] for last in (60, 20)
    ]
    assert told(*by_value).startswith("conversion (none) average 50% → 45% (-10.0%)")


@pytest.mark.contract("SNAP-28", "RT-6")
def test_retention_tells_starts_and_returns_by_their_distance() -> None:
    before, after = matrix((20, 10, 5), (30, 9, 0), (10, 0, 0)), matrix((20, 10, 8), (30, 12, 0), (16, 0, 0))
    assert told(before, after) == (
        "Day 2 returns total 5 → 8 (+60.0%), last value 5 → 8 (+60.0%); only 2026-03-05 moved; "
        "Day 1 returns total 19 → 22 (+15.8%); Day 0 starts total 60 → 66 (+10.0%)"
    )


@pytest.mark.contract("SNAP-28", "RT-6", "RT-7")
def test_retention_by_value_is_driven_by_values() -> None:
    quiet = matrix((20, 10), (30, 0), breakdown_value="S")
    before, after = (matrix((20, count), (30, 0), breakdown_value="N::Pro") for count in (10, 15))
    assert told([*before, *quiet], [*after, *quiet]) == (
        "total 20 → 25 (+25.0%), last value 20 → 25 (+25.0%); only 2026-03-05 moved; driven by N::Pro (+5, 100% of it)"
    )


@pytest.mark.contract("SNAP-28", "RT-1", "RT-6")
def test_added_up_or_averaged_retention_is_told_by_what_it_shows() -> None:
    spent = [
        [{**row, "values": [{**cell, "aggregation_value": money} for cell in row["values"]]} for row in matrix((5,))]
        for money in (12.5, 20.0)
    ]
    assert told(*spent).startswith("average 12.5 → 20 (+60.0%)")


@pytest.mark.contract("SNAP-28", "RT-6")
def test_a_matrix_that_moved_on_is_compared_over_the_days_of_both() -> None:
    first, second = matrix((20, 10), (30, 9), (10, 0)), matrix((20, 10), (30, 12), (10, 4), (7, 0))[1:]
    assert told(first, second) == (
        "total 9 → 12 (+33.3%), last value 9 → 12 (+33.3%); only 2026-03-06 moved; "
        "the window moved from 2026-03-05–2026-03-06 to 2026-03-06–2026-03-07, compared over the one bucket of both"
    )
    nothing_in_both = matrix((20, 10), (30, 9), (10, 4), (7, 0))[1:]
    assert told(first, nothing_in_both) == NO_CHANGES


@pytest.mark.contract("SNAP-28", "LC-5")
def test_lifecycle_tells_each_status() -> None:
    before = lifecycle(new=[1, 0, 1], returning=[1, 1, 0], resurrecting=[0, 0, 1], dormant=[0, -1, -1])
    after = lifecycle(new=[1, 0, 4], returning=[1, 1, 0], resurrecting=[0, 0, 1], dormant=[0, -1, -2])
    assert told(before, after) == (
        "v - new total 2 → 5 (+150.0%), last value 1 → 4 (+300.0%); only 2026-03-03 moved; "
        "v - dormant total -2 → -3 (-50.0%)"
    )


@pytest.mark.contract("SNAP-28", "ST-4", "ST-6")
def test_stickiness_tells_how_many_were_active_on_how_many_days() -> None:
    plain = [stickiness([1, 0, 2])], [stickiness([1, 3, 2])]
    cumulative = (
        [stickiness([3, 2, 2], count=3, more=" or more")],
        [stickiness([6, 5, 2], count=6, more=" or more")],
    )
    assert told(*plain) == told(*cumulative) == "total 3 → 6 (+100.0%); only 2 days moved"
    assert told([stickiness([1, 0, 2])], [stickiness([1, 0, 2, 1])]) == "total 3 → 4 (+33.3%)"
    two = (
        [stickiness([1]), stickiness([4], order=1, label="w")],
        [stickiness([1]), stickiness([6], order=1, label="w")],
    )
    assert told(*two) == "total 4 → 6 (+50.0%); only 1 day moved"


@pytest.mark.contract("SNAP-28", "PA-8")
def test_paths_tell_steps_by_edge_and_their_time() -> None:
    before = edges(("1_/", "2_/buy", 2, 90), ("1_/", "2_/docs", 1, 30))
    after = edges(("1_/", "2_/buy", 5, 90), ("2_/buy", "3_/help", 1, 30))
    assert told(before, after) == (
        "steps total 3 → 6 (+100.0%); driven by 1_/ → 2_/buy (+3, 100% of it), 1_/ → 2_/docs (-1, -33% of it), "
        "2_/buy → 3_/help (+1, 33% of it); new: 2_/buy → 3_/help; gone: 1_/ → 2_/docs; "
        "average time of a step 70 s → 80 s (+14.3%)"
    )


@pytest.mark.contract("SNAP-28", "SQ-8")
def test_a_table_tells_its_rows_and_the_numbers_of_rows_with_names() -> None:
    assert told([[3]], [[5]]) == "rows 1 → 1 (0.0%); 1 row differs; value 3 → 5 (+66.7%)"
    assert told([["view", 3], ["buy", 1]], [["buy", 1], ["view", 5], ["ask", 2]]) == (
        "rows 2 → 3 (+50.0%); 2 rows differ; view 3 → 5 (+66.7%); new rows: ask"
    )
    assert told([["de", "a", 3, 0.5]], [["de", "a", 3, 0.75]]) == (
        "rows 1 → 1 (0.0%); 1 row differs; de, a column 4 0.5 → 0.75 (+50.0%)"
    )
    assert told([[1_000_000]], [[1_000_001]]) == NO_CHANGES
    assert told([["a", 1], ["a", 2]], [["a", 1], ["a", 3]]) == "rows 2 → 2 (0.0%); 1 row differs"
    assert told([["a", [1, 2]]], [["a", [1, 3]]]) == "rows 1 → 1 (0.0%); 1 row differs"


@pytest.mark.contract("SNAP-25", "SNAP-28", "EV-7")
def test_events_are_rows() -> None:
    first, second = ({"uuid": uuid, "event": "buy", "properties": {"n": 1}} for uuid in ("1", "2"))
    assert told([[first, "ann"]], [[second, "bob"], [first, "ann"]]) == "rows 1 → 2 (+100.0%); 1 row differs"
    assert told([["buy", "ann", "2026-03-01T00:00:00Z"]], [["buy", "ann", "2026-03-02T00:00:00Z"]]) == (
        "rows 1 → 1 (0.0%); 1 row differs"
    )
    assert told([["a", 1], ["b", 2]], [["b", 2], ["a", 1]]) == NO_CHANGES
