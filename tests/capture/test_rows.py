"""Properties as rows of the events table and back."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hedgerow.base.canonical_json import DEEPEST
from hedgerow.capture.event_block import event_blocks
from hedgerow.capture.rows import flat_properties
from hedgerow.capture.shape import Shapes
from hedgerow.engine.port import Engine
from hedgerow.vocab.property_path import property_path
from hedgerow.vocab.statement import Statement
from hedgerow.vocab.stored_properties import properties_of
from tests.capture.samples import NOW, event

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NUMBERS = st.integers() | st.integers(2**62, 2**70) | st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.booleans() | NUMBERS | TEXT | st.sampled_from(["2026-03-10", "5", "true", "null", "[1]"])
VALUES = st.recursive(
    st.none() | SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
NAMES = TEXT | st.sampled_from(["", "a.b", "a`b", "%", "%2E", "$set", "ключ", 'quo"te', "back\\slash", "new\nline"])
PROPERTIES = st.dictionaries(NAMES, VALUES, max_size=6)


def row_of(properties: dict[str, Any]) -> dict[str, Any]:
    flat, structured = flat_properties(properties, Shapes().of(properties))
    return {"properties": json.loads(msgspec.json.encode(flat)), "structured": structured}


@given(properties=PROPERTIES)
@example(properties={"a": None, "b": [], "c": {}, "d": 2**63, "e": -(2**63) - 1, "f": 2**63 - 1, "g": 10**400})
def test_properties_come_back_from_their_row_as_they_were_sent(properties: dict[str, Any]) -> None:
    assert properties_of(row_of(properties)) == properties


def test_a_row_has_one_level_and_names_what_was_more() -> None:
    row = row_of({"plain": 1, "a.b": "x", "none": None, "list": [1, {"b": None}], "wide": 2**64})
    assert row["properties"] == {
        "plain": 1, property_path("a.b"): "x", "list": '[1,{"b":null}]', "wide": "18446744073709551616"
    }  # fmt: skip
    assert sorted(row["structured"]) == ["list", "none", "wide"]


@pytest.mark.contract("CAP-24")
def test_what_nests_too_deeply_is_kept_as_text() -> None:
    deep: list[Any] = []
    for _ in range(DEEPEST - 1):
        deep = [deep]
    assert properties_of(row_of({"deep": deep})) == {"deep": deep}
    deeper = msgspec.json.encode([deep]).decode()
    assert properties_of(row_of({"deep": [deep]})) == {"deep": deeper}


@pytest.mark.contract("EN-21")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(properties=PROPERTIES)
@example(properties={"day": "2026-03-10", "at": "2026-03-10T12:00:00Z", "number": "5", "flag": "true", "nul": "\0"})
@example(properties={"a": 2**63 - 1, "b": -(2**63), "c": 2**63, "d": 0.1, "e": 1e300, "f": -1e-300, "g": 5.0})
@example(properties={"a": 4.981577342380898e16, "b": -9.3e18, "c": 2.0**53, "d": 2**53 + 1, "e": 1.7e308})
@example(properties={"a": 1, "a.b": 2, "a.b.c": 3, "a`": 4, "": 5})
def test_the_engine_gives_properties_back_as_they_were_sent(engine: Engine, properties: dict[str, Any]) -> None:
    sent = event(properties=properties)
    rows = event_blocks([(sent, Shapes().of(properties))], number=lambda _: 1, inserted_at=NOW)
    engine.command(Statement("TRUNCATE TABLE events"))
    engine.insert("events", rows, form="Native")
    answer = engine.query(Statement("SELECT properties, structured, timestamp FROM events"))
    (row,) = answer.rows
    assert properties_of(dict(zip(answer.columns, row, strict=True))) == properties
    assert row[2].startswith("2026-03-10 12:00:00")
