"""How stickiness and paths read as text: small tables, of whatever the kinds answer (RUN-22, RUN-28)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hedgerow.base.canonical_json import wire
from hedgerow.query.kinds.paths.text import paths_text
from hedgerow.query.kinds.stickiness.text import stickiness_text
from hedgerow.vocab.results import CachedResult


def result(rows: list[dict[str, Any]], **more: Any) -> CachedResult:
    moment = datetime(2024, 3, 13, tzinfo=UTC)
    body = {"results": rows, **more}
    return CachedResult(json=wire(body), computed_at=moment, timezone="UTC", interval="day", date_range=None)


def row(label: str, data: list[int], **more: Any) -> dict[str, Any]:
    labels = [f"{place} day" if place == 1 else f"{place} days" for place in range(1, len(data) + 1)]
    return {"label": label, "data": data, "labels": labels, "action": {"custom_name": None}, **more}


@pytest.mark.contract("RUN-28")
def test_stickiness_is_a_line_per_number_of_intervals_and_a_column_per_series() -> None:
    rows = [row("v", [1, 0, 2]), row("buy", [0, 3, 0], action={"custom_name": "Bought\nit"})]
    assert stickiness_text(result(rows)).split("\n") == [
        "Number of intervals|v|Bought it",
        "1 day|1|0",
        "2 days|0|3",
        "3 days|2|0",
    ]


@pytest.mark.contract("RUN-22", "RUN-28")
def test_compared_periods_of_stickiness_are_two_tables_each_of_its_own_length() -> None:
    rows = [row("v", [1], compare_label="current"), row("v", [0, 4], compare_label="previous")]
    assert stickiness_text(result(rows)) == (
        "Previous period:\nNumber of intervals|v\n1 day|0\n2 days|4\n\nCurrent period:\nNumber of intervals|v\n1 day|1"
    )


@pytest.mark.contract("RUN-28")
def test_stickiness_without_series_or_intervals_is_its_header() -> None:
    assert stickiness_text(result([])) == "Number of intervals"
    assert stickiness_text(result([row("v", [])])) == "Number of intervals|v"


def edge(source: str, target: str, value: int, milliseconds: float) -> dict[str, Any]:
    return {"source": source, "target": target, "value": value, "average_conversion_time": milliseconds}


@pytest.mark.contract("RUN-28")
def test_paths_are_a_line_per_edge_with_times_in_seconds() -> None:
    edges = [edge("1_/", "2_/a\nb", 2, 90000.0), edge("2_/a\nb", "3_", 1, 1234.5678)]
    assert paths_text(result(edges, hasMore=False)).split("\n") == [
        "Source|Target|Count|Average conversion time",
        "1_/|2_/a b|2|90",
        "2_/a b|3_|1|1.23457",
    ]


@pytest.mark.contract("RUN-28")
def test_paths_say_when_edges_were_cut() -> None:
    assert paths_text(result([], hasMore=True)).endswith(
        "\n(edges of lower counts were left out; raise edgeLimit to see more)"
    )
