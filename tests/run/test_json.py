"""JSON for clients and for cache keys."""

import math
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.base.canonical_json import canonical, wire, without_nan

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.contract("FMT-5")
@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"a": math.nan}, {"a": None, "a::nan!": True}),
        ({"a": -math.inf}, {"a": None, "a::inf!": True}),
        ({"data": [1, math.nan]}, {"data": [1, None], "data::nan!": {"1": True}}),
        ({"rows": [{"x": math.inf}]}, {"rows": [{"x": None, "x::inf!": True}]}),
        ({"data": [0.5, math.inf]}, {"data": [0.5, None], "data::inf!": {"1": True}}),
        ({"data": [0.5, 1.5]}, {"data": [0.5, 1.5]}),
        ({"a": 1.5, "b": [None, "x"]}, {"a": 1.5, "b": [None, "x"]}),
    ],
)
def test_numbers_that_json_lacks_become_null_with_a_marker(value: Any, written: Any) -> None:
    assert without_nan(value) == written


def test_an_answer_without_such_numbers_is_not_copied() -> None:
    row = {"days": ["2026-03-01"], "data": [1], "mean": [0.5], "label": "a"}
    assert without_nan(row) is row


@given(JSON)
def test_what_is_cleaned_is_json_for_every_parser(value: Any) -> None:
    clean = without_nan(value)
    assert orjson.loads(wire(clean)) == clean


@pytest.mark.contract("FMT-6", "EN-36")
def test_equal_values_have_one_spelling() -> None:
    assert canonical({"b": 1, "a": [True, None]}) == canonical({"a": [True, None], "b": 1})
    assert wire({"a": 1, "ü": "x"}) == '{"a":1,"ü":"x"}'.encode()
