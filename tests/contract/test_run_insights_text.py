"""Results as text: numbers, and tables made to fit (RUN-12, RUN-22, RUN-23)."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.base.canonical_json import wire
from hedgerow.query.kinds.trends.text import trends_text
from hedgerow.query.number_text import number_text
from hedgerow.services.shortening import shortened
from hedgerow.services.side_by_side import side_by_side
from hedgerow.vocab.results import CachedResult

pytestmark = pytest.mark.one_store


@pytest.mark.contract("RUN-23")
@pytest.mark.parametrize(
    ("number", "text"),
    [(242, "242"), (242.0, "242"), (0, "0"), (-3.0, "-3"), (1.5, "1.5"), (1.234567, "1.23457"), (0.1 + 0.2, "0.3"),
     (-0.000001, "0"), (2.50000, "2.5"), (1e20, "100000000000000000000"), (None, "N/A"), ("x", "N/A"),
     (float("nan"), "N/A"), (float("inf"), "N/A")],
)  # fmt: skip
def test_numbers_are_short(number: object, text: str) -> None:
    assert number_text(number) == text


@pytest.mark.contract("RUN-12")
@given(st.integers(0, 200), st.integers(1, 12), st.integers(200, 3000))
def test_a_shortened_table_fits_and_counts_what_it_leaves_out(rows: int, width: int, most: int) -> None:
    lines = ["Date|views", *(f"{number:0{width}}|{number}" for number in range(rows))]
    text = shortened("\n".join(lines), most, 7)
    assert len(text) <= most
    shown = text.split("\n")
    if shown == lines:
        return
    gap = next(index for index, line in enumerate(shown) if "tile_ids=7" in line)
    head, tail = shown[:gap], shown[gap + 1 :]
    assert head == lines[: len(head)]
    assert tail == lines[len(lines) - len(tail) :]
    assert 0 <= len(head) - 1 - len(tail) <= 1
    assert f" {len(lines) - len(head) - len(tail)} rows " in shown[gap]


@pytest.mark.contract("RUN-12")
def test_a_header_that_does_not_fit_is_cut() -> None:
    text = shortened("Date|" + "y" * 900 + "\n1|2", 300, 7)
    assert len(text) <= 300
    assert text.startswith("Date|yyy")
    assert "1 rows left out" in text


def result(*rows: dict[str, Any]) -> CachedResult:
    return CachedResult(
        json=wire({"results": list(rows)}),
        computed_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
        timezone="Europe/Berlin",
        interval="month",
        date_range=None,
    )


@pytest.mark.contract("RUN-20", "RUN-21", "RUN-24")
def test_what_a_result_lacks_is_said_plainly() -> None:
    assert trends_text(result()) == "Date"
    assert trends_text(result({"label": None, "aggregated_value": 2, "days": [], "data": []})).split("\n") == [
        "Date range|Aggregated value for ",
        "All time|2",
    ]
    rows = {"label": "a\nb", "data": [1, None, 2], "days": ["2026-01-01", "2026-02-01", "2026-03-01"]}
    assert trends_text(result(rows)).split("\n")[:4] == [
        "Date|a b",
        "2026-01-01|1",
        "2026-02-01|N/A",
        "2026-03-01 (partial)|2",
    ]


def test_tiles_are_run_at_the_same_time_and_told_in_order() -> None:
    together = threading.Barrier(3, timeout=20)

    def meet(number: int) -> int:
        together.wait()  # passes only when three are under way
        return number * 2

    assert list(side_by_side(meet, range(6), at_once=3)) == [0, 2, 4, 6, 8, 10]
    assert list(side_by_side(str, [1], at_once=3)) == ["1"]
    assert list(side_by_side(str, [1, 2], at_once=1)) == ["1", "2"]


def test_a_caller_who_has_enough_starts_no_more() -> None:
    begun: list[int] = []
    answers = side_by_side(begun.append, range(100), at_once=2)
    next(answers)
    answers.close()
    assert len(begun) <= 4


def test_what_one_raises_reaches_the_caller() -> None:
    def fail(number: int) -> int:
        if number == 1:
            raise LookupError(number)
        return number

    with pytest.raises(LookupError):
        list(side_by_side(fail, range(4), at_once=2))
