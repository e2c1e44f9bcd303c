"""What the events table takes and gives back, the same on each engine."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.base.errors import QueryFailed
from hedgerow.engine.ddl import create_table, make_table
from hedgerow.engine.port import Engine
from hedgerow.vocab.events import EVENTS, PROPERTY_PATHS
from hedgerow.vocab.property_path import property_name, property_path
from hedgerow.vocab.statement import Parameter, Statement
from tests.engines.conftest import StoreEvents, row

NAME = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCALAR = (
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans()
    | st.sampled_from(["2024-01-01", "2024-01-01T00:00:00Z", "12", "1.5", "true", "null", "127.0.0.1", "[1]", "{}"])
)
PATIENT = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def found(engine: Engine, team: int, columns: str, where: str = "1") -> list[list[Any]]:
    sql = f"SELECT {columns} FROM events WHERE team_id = {{team:UInt32}} AND {where} ORDER BY event, timestamp"
    return engine.query(Statement(sql, (Parameter("team", "UInt32", team),))).rows


def test_what_is_stored_is_found(engine: Engine, store_events: StoreEvents) -> None:
    team = store_events(
        {"event": "a", "timestamp": "2024-01-15 12:00:00.123456", "person": 7, "structured": ["cart"]},
        {"event": "b", "timestamp": "2024-02-15T12:00:00.5Z", "distinct_id": "it's\t\\ 日本\x00"},
    )
    assert found(engine, team, "event, timestamp, distinct_id, person, structured") == [
        ["a", "2024-01-15 12:00:00.123456", "somebody", 7, ["cart"]],
        ["b", "2024-02-15 12:00:00.500000", "it's\t\\ 日本\x00", 1, []],
    ]


def test_an_insert_is_one_part_in_each_month(engine: Engine, store_events: StoreEvents) -> None:
    months = ("2024-01-10 00:00:00", "2024-02-10 00:00:00", "2024-03-10 00:00:00")
    team = store_events(*({"timestamp": months[n % 3], "properties": {"n": n}} for n in range(6000)))
    parts = "SELECT count(), uniqExact(_part) FROM events WHERE team_id = {team:UInt32}"
    assert engine.query(Statement(parts, (Parameter("team", "UInt32", team),))).rows == [[6000, 3]]


def test_an_insert_with_one_bad_row_stores_none(engine: Engine) -> None:
    team = 4_000_000_000
    good = [orjson.dumps(row(team_id=team)) for _ in range(3000)]
    for bad in (b'{"team_id": "many"}', orjson.dumps({**row(team_id=team), "colour": "red"}), b"{"):
        with pytest.raises(QueryFailed):
            engine.insert("events", b"\n".join([*good, bad]))
    assert found(engine, team, "1") == []


def test_an_insert_into_no_table_fails(engine: Engine) -> None:
    with pytest.raises(QueryFailed, match="nowhere"):
        engine.insert("nowhere", orjson.dumps({"a": 1}))


@PATIENT
@given(properties=st.dictionaries(NAME, SCALAR, min_size=1, max_size=8))
def test_any_property_is_read_back_by_its_name(
    engine: Engine, store_events: StoreEvents, properties: dict[str, Any]
) -> None:
    paths = [property_path(name) for name in properties]
    team = store_events({"properties": dict(zip(paths, properties.values(), strict=True))})
    [values] = found(engine, team, ", ".join(f"properties.`{path}`" for path in paths))
    for value, stored in zip(properties.values(), values, strict=True):
        assert type(value)(stored) == value
        assert isinstance(value, str | bool) == isinstance(stored, str | bool)
    assert [property_name(path) for path in paths] == list(properties)


def test_a_property_may_have_any_type_in_each_event(engine: Engine, store_events: StoreEvents) -> None:
    values = [1, "1", 1.5, True, "", 2**64 - 1]
    team = store_events(
        *({"event": f"e{n}", "properties": {"mixed": value}} for n, value in enumerate(values)), {"event": "f"}
    )
    assert found(
        engine, team, "properties.mixed, dynamicType(properties.mixed), properties.mixed::Nullable(String)"
    ) == [
        [1, "Int64", "1"],
        ["1", "String", "1"],
        [1.5, "Float64", "1.5"],
        [True, "Bool", "true"],
        ["", "String", ""],
        [2**64 - 1, "UInt64", str(2**64 - 1)],
        [None, "None", None],
    ]


@pytest.mark.contract("EN-21")
def test_the_text_of_an_absent_property_is_null_by_cast_but_empty_by_to_string(
    engine: Engine, store_events: StoreEvents
) -> None:
    team = store_events({"properties": {}})
    assert found(engine, team, "properties.x::Nullable(String), toString(properties.x)") == [[None, ""]]


def test_an_absent_property_counts_as_the_empty_text_wherever_its_text_is_told_apart(
    engine: Engine, store_events: StoreEvents
) -> None:
    team = Parameter("team", "UInt32", store_events({"properties": {"x": ""}}, {"properties": {}}))
    told = "FROM events WHERE team_id = {team:UInt32}"
    for sql, rows in (
        (f"SELECT uniqExact(toString(properties.x)) {told}", [[1]]),
        (f"SELECT toString(properties.x) AS x, count() {told} GROUP BY x", [["", 2]]),
        (f"SELECT toString(properties.x) {told} LIMIT 1 BY toString(properties.x)", [[""]]),
    ):
        assert engine.query(Statement(sql, (team,))).rows == rows


def test_a_number_beyond_64_bits_is_kept_as_text(engine: Engine, store_events: StoreEvents) -> None:
    team = store_events({"properties": {}})
    huge = b'{"team_id":%d,"event":"huge","timestamp":"2024-01-01 00:00:00","properties":{"n":%d}}' % (team, 2**64)
    engine.insert("events", huge)
    assert found(engine, team, "properties.n, dynamicType(properties.n)", "event = 'huge'") == [[str(2**64), "String"]]


def test_names_that_differ_in_case_are_two_properties(engine: Engine, store_events: StoreEvents) -> None:
    team = store_events({"properties": {"plan": 1, "Plan": 2}})
    assert found(engine, team, "properties.plan, properties.Plan") == [[1, 2]]


def test_more_properties_than_columns_of_their_own_are_all_readable(engine: Engine, store_events: StoreEvents) -> None:
    many = PROPERTY_PATHS * 2
    team = store_events({"properties": {f"p{n}": n for n in range(many)}}, {"event": "zz", "properties": {"late": 1}})
    asked = (0, 1, PROPERTY_PATHS, many - 1)
    columns = ", ".join(f"properties.p{n}" for n in asked) + ", length(JSONSharedDataPaths(properties)) > 0"
    assert found(engine, team, columns, "event != 'zz'") == [[*asked, True]]
    assert found(engine, team, "properties.late", "event = 'zz'") == [[1]]


def test_making_the_table_again_changes_nothing_but_durability(engine: Engine) -> None:
    told = Statement("SELECT engine_full FROM system.tables WHERE database = currentDatabase() AND name = 'events'")
    before = engine.query(told).rows
    make_table(engine, EVENTS, durable=False)
    assert engine.query(told).rows == before
    make_table(engine, EVENTS, durable=True)
    assert "fsync_after_insert = 1, fsync_part_directory = 1" in engine.query(told).rows[0][0]
    make_table(engine, EVENTS, durable=False)
    assert "fsync_after_insert = 0" in engine.query(told).rows[0][0]


def test_a_table_made_before_its_settings_were_chosen_gets_them(engine: Engine) -> None:
    older = replace(EVENTS, name="older_events", settings=())
    told = Statement(
        "SELECT engine_full FROM system.tables WHERE database = currentDatabase() AND name = 'older_events'"
    )
    make_table(engine, older, durable=True)
    assert not any(setting in engine.query(told).rows[0][0] for setting in EVENTS.settings)
    make_table(engine, replace(older, settings=EVENTS.settings), durable=True)
    assert all(setting in engine.query(told).rows[0][0] for setting in EVENTS.settings)
    engine.command(Statement("DROP TABLE older_events"))


def test_every_column_is_made_and_explained(engine: Engine) -> None:
    sql = "SELECT name, comment FROM system.columns WHERE database = currentDatabase() AND table = 'events'"
    made = engine.query(Statement(sql)).rows
    assert [tuple(column) for column in made] == [(column.name, column.note) for column in EVENTS.columns]


def test_a_cluster_changes_the_storage_only() -> None:
    alone, cluster = create_table(EVENTS), create_table(EVENTS, storage="ReplicatedMergeTree")
    assert alone.replace("ENGINE = MergeTree", "ENGINE = ReplicatedMergeTree") == cluster


def test_a_command_takes_parameters(engine: Engine, store_events: StoreEvents) -> None:
    team = store_events({"event": "kept"}, {"event": "gone"})
    gone = (Parameter("team", "UInt32", team), Parameter("event", "String", "gone"))
    engine.command(Statement("DELETE FROM events WHERE team_id = {team:UInt32} AND event = {event:String}", gone))
    assert found(engine, team, "event") == [["kept"]]


def test_a_moment_finds_its_events(engine: Engine, store_events: StoreEvents) -> None:
    team = store_events({"event": "a", "timestamp": "2024-01-15 11:59:59.999999"}, {"event": "b"})
    since = Parameter("since", "DateTime64(6, 'UTC')", datetime(2024, 1, 15, 12, tzinfo=UTC))
    sql = "SELECT event FROM events WHERE team_id = {team:UInt32} AND timestamp >= {since:DateTime64(6, 'UTC')}"
    assert engine.query(Statement(sql, (Parameter("team", "UInt32", team), since))).rows == [["b"]]
