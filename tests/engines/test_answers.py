"""What a question to an engine gives back, the same on each."""

import math
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.base.errors import QueryFailed
from hedgerow.engine.port import Engine
from hedgerow.vocab.statement import Parameter, ParameterValue, Statement

PATIENT = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def asked(engine: Engine, sql: str, **parameters: tuple[str, ParameterValue]) -> list[list[Any]]:
    made = tuple(Parameter(name, kind, value) for name, (kind, value) in parameters.items())
    return engine.query(Statement(sql, made)).rows


def test_an_answer_names_its_columns_and_types_and_tells_its_cost(engine: Engine) -> None:
    given = engine.query(Statement("SELECT number AS n, toString(number) AS text FROM numbers(1000) LIMIT 2"))
    assert given.columns == ("n", "text")
    assert given.types == ("UInt64", "String")
    assert given.rows == [[0, "0"], [1, "1"]]
    assert given.cost.rows_read >= 2
    assert given.cost.bytes_read > 0
    assert given.cost.seconds > 0


def test_an_answer_without_rows_still_has_columns(engine: Engine) -> None:
    given = engine.query(Statement("SELECT 1 AS one WHERE 0"))
    assert (given.columns, given.rows) == (("one",), [])


def test_64_bit_integers_are_numbers(engine: Engine) -> None:
    assert asked(engine, "SELECT toUInt64(18446744073709551615), toInt64(-9223372036854775808)") == [
        [2**64 - 1, -(2**63)]
    ]


def test_moments_and_uuids_are_text_and_decimals_numbers(engine: Engine) -> None:
    identity = "550e8400-e29b-41d4-a716-446655440000"
    sql = "SELECT toDateTime64('2024-01-01 00:00:00.5', 6, 'UTC'), toDate('2024-01-01'), {u:UUID}, toDecimal64(1.5, 2)"
    found = asked(engine, sql, u=("UUID", UUID(identity)))
    assert found == [["2024-01-01 00:00:00.500000", "2024-01-01", identity, 1.5]]


@pytest.mark.contract("FMT-5")
def test_nan_and_infinity_stay_apart_from_null_and_from_text(engine: Engine) -> None:
    [[nan, inf, below, none, text, listed]] = asked(engine, "SELECT nan, inf, -inf, NULL, 'nan', [1.5, nan]")
    assert math.isnan(nan)
    assert (inf, below, none, text) == (math.inf, -math.inf, None, "nan")
    assert listed[0] == 1.5
    assert math.isnan(listed[1])


@PATIENT
@given(value=TEXT)
def test_any_text_comes_back_as_it_was_given(engine: Engine, value: str) -> None:
    assert asked(engine, "SELECT {v:String}", v=("String", value)) == [[value]]


@PATIENT
@given(values=st.lists(TEXT, max_size=5))
def test_any_list_of_texts_comes_back_as_it_was_given(engine: Engine, values: list[str]) -> None:
    assert asked(engine, "SELECT {v:Array(String)}", v=("Array(String)", values)) == [[values]]


@PATIENT
@given(value=st.floats(allow_nan=False), whole=st.integers(-(2**63), 2**63 - 1), flag=st.booleans())
def test_any_number_comes_back_as_it_was_given(engine: Engine, value: float, whole: int, flag: bool) -> None:
    [[real, *others]] = asked(
        engine, "SELECT {f:Float64}, {i:Int64}, {b:Bool}", f=("Float64", value), i=("Int64", whole), b=("Bool", flag)
    )
    assert [float(real), *others] == [value, whole, flag]


def test_lists_of_numbers_moments_and_uuids_are_parameters_too(engine: Engine) -> None:
    identity = UUID("550e8400-e29b-41d4-a716-446655440000")
    moment = datetime(2024, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
    given_back = asked(
        engine,
        "SELECT {i:Array(UInt32)}, {f:Array(Float64)}, {u:Array(UUID)}, {m:DateTime64(6, 'UTC')}, {w:DateTime}",
        i=("Array(UInt32)", [1, 2]),
        f=("Array(Float64)", [0.5, -1e300]),
        u=("Array(UUID)", [identity]),
        m=("DateTime64(6, 'UTC')", moment),
        w=("DateTime", moment.replace(microsecond=0)),
    )
    assert given_back == [[[1, 2], [0.5, -1e300], [str(identity)], "2024-01-02 03:04:05.000678", "2024-01-02 03:04:05"]]


def test_a_moment_without_a_zone_is_no_parameter(engine: Engine) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        asked(engine, "SELECT {m:DateTime}", m=("DateTime", datetime(2024, 1, 1)))  # noqa: DTZ001


def test_a_long_parameter_fits(engine: Engine) -> None:
    assert asked(engine, "SELECT length({v:String})", v=("String", "x" * 200_000)) == [[200_000]]


def test_text_that_is_no_unicode_is_a_failed_query(engine: Engine) -> None:
    with pytest.raises(QueryFailed, match="not Unicode"):
        asked(engine, "SELECT {v:String}", v=("String", "\ud800"))


def test_bytes_that_are_no_unicode_are_shown_as_such(engine: Engine) -> None:
    assert asked(engine, "SELECT 'a' || char(255)") == [["a\ufffd"]]


def test_the_version_is_told(engine: Engine) -> None:
    assert engine.version()[0].isdigit()
