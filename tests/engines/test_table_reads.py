"""What the engine says it would read, on both engines."""

import pytest

from hedgerow.base.errors import QueryFailed, QueryTimeout
from hedgerow.engine.port import Engine
from hedgerow.engine.table_reads import table_reads
from hedgerow.vocab.statement import Answer, Limits, Parameter, Statement
from tests.engines.conftest import StoreEvents

OF_PROJECT = "SELECT uniqExact(person) FROM events WHERE team_id = {team:UInt32}"


def asked(team: int, sql: str = OF_PROJECT) -> Statement:
    return Statement(sql, (Parameter("team", "UInt32", team),))


def test_indexes_rule_out_what_is_not_asked_for(engine: Engine, store_events: StoreEvents) -> None:
    team = store_events({"timestamp": "2024-01-15 12:00:00"}, {"timestamp": "2024-02-15 12:00:00"})
    (both,) = engine.table_reads(asked(team))
    assert both.table == "events"
    assert 2 == both.parts_read == both.granules_read
    (one,) = engine.table_reads(asked(team, f"{OF_PROJECT} AND timestamp >= '2024-02-01 00:00:00'"))
    assert one.parts_read == one.granules_read == 1
    assert one.parts == both.parts >= 2
    assert one.granules == both.granules >= 2


def test_every_table_of_the_statement_is_told(engine: Engine, store_events: StoreEvents) -> None:
    team = store_events({})
    sql = f"{OF_PROJECT} AND person IN (SELECT person FROM persons FINAL WHERE team_id = {{team:UInt32}})"
    assert {read.table for read in engine.table_reads(asked(team, sql))} <= {"events", "persons"}
    twice = f"SELECT * FROM ({OF_PROJECT}) AS a CROSS JOIN ({OF_PROJECT}) AS b"
    assert [read.table for read in engine.table_reads(asked(team, twice))] == ["events", "events"]
    assert engine.table_reads(Statement("SELECT 1 AS one")) == ()


@pytest.mark.parametrize(
    "sql", ["DROP TABLE events", "AST SELECT 1", "SELECT file('/etc/passwd')", "SELECT 1; SELECT 2"]
)
def test_only_a_read_is_explained(engine: Engine, sql: str) -> None:
    with pytest.raises(QueryFailed) as raised:
        engine.table_reads(Statement(sql))
    assert raised.value.code == 0, "refused before the engine saw it"


def test_explaining_has_its_limits_too(engine: Engine) -> None:
    endless = "SELECT 1 WHERE 1 = (SELECT sum(cityHash64(number)) FROM numbers(1000000000000))"
    with pytest.raises(QueryTimeout):
        engine.table_reads(Statement(endless), limits=Limits(seconds=0.3))


@pytest.mark.parametrize(
    "rows", [[], [["Expression"]], [["[{}]"]], [['[{"Plan": {"Node Type": "ReadFromMergeTree", "Indexes": [{}]}}]']]]
)
def test_a_plan_that_cannot_be_read_is_an_error(rows: list[list[str]]) -> None:
    with pytest.raises(QueryFailed, match="plan cannot be read"):
        table_reads(Answer(columns=("explain",), types=("String",), rows=rows))
