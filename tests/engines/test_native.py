"""Rows in the format Native come back from every engine as they were written."""

from itertools import count
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hedgerow.engine.native import (
    Paths,
    flat_json,
    floats,
    integers,
    lists_of_texts,
    native_block,
    small_numbers,
    texts,
    uuids,
)
from hedgerow.engine.port import Engine
from hedgerow.vocab.statement import Statement

_tables = count(1)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
ROWS = st.lists(
    st.tuples(
        TEXTS,
        st.integers(-(2**63), 2**63 - 1),
        st.integers(0, 2**32 - 1),
        st.floats(-(2.0**53), 2.0**53, exclude_min=True, exclude_max=True),
        st.uuids(),
        st.lists(TEXTS, max_size=3),
    ),
    min_size=1,
    max_size=20,
)
TYPES = {"s": "String", "i": "Int64", "n": "UInt32", "f": "Float64", "u": "UUID", "l": "Array(String)"}
EMPTY_LINE = 0x0A0A0A0A


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=ROWS)
@example(rows=[("\n\n; DROP TABLE x\n\n", EMPTY_LINE, EMPTY_LINE, 0.1, UUID(int=10), ["\n" * 10])] * 10)
@example(rows=[("x" * 10, 0, 0, 0.0, UUID(int=0), [])] * 2570)
@example(rows=[("x" * 128, 0, 0, 0.0, UUID(int=0), ["y" * 16384])])
def test_every_type_comes_back_as_it_was_written(engine: Engine, rows: list[tuple[object, ...]]) -> None:
    table = made(engine, ", ".join(f"{name} {kind}" for name, kind in TYPES.items()))
    writers = (texts, integers, small_numbers, floats, uuids, lists_of_texts)
    values = [writer(column) for writer, column in zip(writers, zip(*rows, strict=True), strict=True)]  # type: ignore[operator]
    block = native_block(len(rows), [(*kind, value) for kind, value in zip(TYPES.items(), values, strict=True)])
    engine.insert(table, block, form="Native")
    found = engine.query(Statement(f"SELECT * FROM {table}")).rows
    assert [(*row[:4], UUID(row[4]), row[5]) for row in found] == [tuple(row) for row in rows]


def test_a_path_may_have_several_types_and_rows_may_lack_it(engine: Engine) -> None:
    table = made(engine, "j JSON(max_dynamic_paths=2)")
    runs: list[tuple[int, Paths]] = [
        (0, {"a": [1, 2], "b": ["x", "y"]}),
        (3, {"a": ["1"], "c": [True]}),
        (4, {"a": [1.0], "d": [5], "e": [6]}),
    ]
    engine.insert(table, native_block(5, [("j", "JSON(max_dynamic_paths=2)", flat_json(5, runs))]), form="Native")
    types = "JSONAllPathsWithTypes(j)"
    assert engine.query(Statement(f"SELECT j, {types} FROM {table}")).rows == [
        [{"a": 1, "b": "x"}, {"a": "Int64", "b": "String"}],
        [{"a": 2, "b": "y"}, {"a": "Int64", "b": "String"}],
        [{}, {}],
        [{"a": "1", "c": True}, {"a": "String", "c": "Bool"}],
        [{"a": 1, "d": 5, "e": 6}, {"a": "Float64", "d": "Int64", "e": "Int64"}],
    ]


def test_the_blocks_of_one_insert_are_one_part(engine: Engine) -> None:
    table = made(engine, "i Int64")
    engine.insert(table, b"".join(native_block(1, [("i", "Int64", integers([n]))]) for n in range(300)), form="Native")
    assert engine.query(Statement(f"SELECT count(), uniqExact(_part) FROM {table}")).rows == [[300, 1]]


@pytest.mark.parametrize("value", [None, [1], {"a": 1}, b"bytes"])
def test_what_is_no_scalar_cannot_be_written(value: object) -> None:
    with pytest.raises(TypeError):
        flat_json(1, [(0, {"a": [value]})])


def made(engine: Engine, columns: str) -> str:
    """A new table with ``columns``; a name of its own in both engines."""
    name = f"native_{next(_tables)}"
    engine.command(Statement(f"CREATE TABLE {name} ({columns}) ENGINE = MergeTree ORDER BY ()"))
    return name
