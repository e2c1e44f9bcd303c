"""Funnels as text tables (RUN-25)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hedgerow.base.canonical_json import wire
from hedgerow.query.kinds.funnels.text import funnels_text
from hedgerow.vocab.results import CachedResult

Json = dict[str, Any]


def step(name: str, count: int, seconds: float | None = None, **more: Any) -> Json:
    times = {"average_conversion_time": seconds, "median_conversion_time": seconds}
    return {"name": name, "custom_name": None, "count": count, **times, **more}


def text(results: Any, **more: Any) -> list[str]:
    bounds = {"date_from": "2026-03-01T00:00:00+01:00", "date_to": "2026-03-08T23:59:59.999999+01:00"}
    return funnels_text(
        CachedResult(
            json=wire({"results": results, "resolved_date_range": bounds, **more}),
            computed_at=datetime(2026, 3, 9, 12, tzinfo=UTC),
            timezone="Europe/Berlin",
            interval="day",
            date_range=(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC)),
        )
    ).split("\n")


@pytest.mark.contract("RUN-25")
def test_a_funnel_is_a_column_for_each_step() -> None:
    assert text([step("seen", 3), step("signed\nup", 2, 90.5), step("paid", 1, None, custom_name="Paid")]) == [
        "2026-03-01 00:00:00 to 2026-03-08 23:59:59 (Europe/Berlin)",
        "Metric|seen|signed up|Paid",
        "Total person count|3|2|1",
        "Conversion rate|100%|66.67%|33.33%",
        "Dropoff rate|0%|33.33%|66.67%",
        "Average conversion time|-|90.5s|-",
        "Median conversion time|-|90.5s|-",
        "Conversion and dropoff rates are shares of the first step.",
    ]


@pytest.mark.contract("RUN-25")
def test_rates_are_of_the_step_before_when_the_question_says_so() -> None:
    lines = text([step("a", 4), step("b", 2), step("c", 1), step("d", 0), step("e", 0)], funnelStepReference="previous")
    assert lines[3] == "Conversion rate|100%|50%|50%|0%|0%"
    assert lines[4] == "Dropoff rate|0%|50%|50%|100%|100%"
    assert lines[-1] == "Conversion and dropoff rates are shares of the step before."


@pytest.mark.contract("RUN-25")
def test_every_breakdown_value_has_a_block() -> None:
    lines = text([
        [step("a", 2, breakdown=["x", "y"]), step("b", 1, breakdown=["x", "y"])],
        [step("a", 1, breakdown="Payers"), step("b", 0, breakdown="Payers")],
    ])  # fmt: skip
    assert lines[1] == "---x, y"
    assert lines[2] == "Metric|a|b"
    assert lines[8] == "---Payers"


@pytest.mark.contract("RUN-25")
def test_nobody_is_an_empty_table() -> None:
    assert text([])[1:] == [
        "Metric",
        "Total person count",
        "Conversion rate",
        "Dropoff rate",
        "Average conversion time",
        "Median conversion time",
        "Conversion and dropoff rates are shares of the first step.",
    ]


@pytest.mark.contract("RUN-28")
def test_times_and_rates_are_tables_of_their_own() -> None:
    assert text({"bins": [[100, 2], [160, 0]], "average_conversion_time": 100.0})[1:] == [
        "From|Person count",
        "100s|2",
        "160s|0",
        "Average conversion time|100s",
    ]
    assert text([{"data": [50.0, 0], "days": ["2026-03-01", "2026-03-02"], "breakdown_value": ["x"]}])[1:] == [
        "Date|Conversion rate x",
        "2026-03-01|50%",
        "2026-03-02|0%",
    ]
