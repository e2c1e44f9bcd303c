import math

import pytest

from hedgerow.base.errors import InvalidRequest
from hedgerow.query.formula import formula


@pytest.mark.contract("TR-10")
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A", 8.0),
        ("a + b * 2", 14.0),
        ("(A + B) * 2", 22.0),
        ("-B ** 2", -9.0),
        ("2 ** B ** 2", 512.0),
        ("2 ** -1", 0.5),
        ("A - B - 1", 4.0),
        ("A / 0", 0.0),
        ("A % 0", 0.0),
        ("A % B", 2.0),
        ("0 ** -1", 0.0),
        (".5 * +A", 4.0),
        ("1.5", 1.5),
        ("10 ** 999", math.inf),
    ],
)
def test_a_formula_is_worked_out_as_people_write_it(text: str, value: float) -> None:
    assert formula(text, 2).over({"A": [8], "B": [3]}, 1) == [value]


@pytest.mark.contract("TR-10", "TR-18")
@pytest.mark.parametrize(
    "text",
    ["", "  ", "A +", "A B", "A2", "(A", "A)", "()", "sum(A)", "A; B", "A // B", "C", "__import__('os')", "٣", "1e5",
     "(" * 60 + "A" + ")" * 60, "-" * 60 + "A", "A" + "+A" * 600],
)  # fmt: skip
def test_anything_else_is_no_formula(text: str) -> None:
    with pytest.raises(InvalidRequest):
        formula(text, 2)
