"""SQL that reaches for what it must not have: refused by the allow-list, and again by the engine's own lock."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hedgerow.base.errors import ClientError, QueryFailed, QueryTimeout, QueryTooLarge
from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from hedgerow.query.planning import plan
from hedgerow.query.understand import understand
from hedgerow.vocab.statement import Limits, Statement
from tests.kinds.storing import Sent, new_team, response, store

NOW = datetime(2024, 3, 13, 15, 45, 30, tzinfo=UTC)
PROJECT = Context(team_id=4711, timezone="Europe/Berlin", now=NOW)


def asked(text: str, **more: Any) -> dict[str, Any]:
    return {"kind": "HogQLQuery", "query": text, **more}


REACHING = [
    "SELECT 1; DROP TABLE events",
    "SELECT 1; SELECT 2",
    "SELECT 1 /* ; */; SELECT 2",
    "DROP TABLE events",
    "INSERT INTO events SELECT 1",
    "ALTER TABLE events DELETE WHERE 1",
    "SYSTEM SHUTDOWN",
    "KILL QUERY WHERE 1",
    "SHOW TABLES",
    "DESCRIBE TABLE events",
    "EXPLAIN SELECT 1",
    "SET readonly = 0",
    "CREATE TABLE x (a Int8) ENGINE = Memory",
    "SELECT * FROM file('/etc/passwd', 'LineAsString')",
    "SELECT * FROM FILE('/etc/passwd', 'LineAsString')",
    "SELECT * FROM `file`('/etc/passwd', 'LineAsString')",
    "SELECT file('/etc/passwd')",
    "SELECT * FROM url('http://127.0.0.1/', 'LineAsString')",
    "SELECT * FROM s3('http://127.0.0.1/x', 'CSV')",
    "SELECT * FROM remote('127.0.0.1', 'hedgerow.events')",
    "SELECT * FROM executable('id', 'TSV', 'x String')",
    "SELECT * FROM cluster('default', 'hedgerow.events')",
    "SELECT * FROM merge('hedgerow', '.*')",
    "SELECT * FROM dictionary('d')",
    "SELECT * FROM mysql('127.0.0.1', 'a', 'b', 'c', 'd')",
    "SELECT * FROM postgresql('127.0.0.1', 'a', 'b', 'c', 'd')",
    "SELECT * FROM sqlite('/tmp/x', 'y')",
    "SELECT 1 UNION ALL SELECT * FROM file('/etc/passwd', 'LineAsString')",
    "SELECT (SELECT * FROM file('/etc/passwd', 'LineAsString') LIMIT 1)",
    "WITH x AS (SELECT * FROM url('http://127.0.0.1/', 'LineAsString')) SELECT * FROM x",
    "SELECT 1 INTO OUTFILE '/tmp/x'",
    "SELECT 1 SETTINGS max_execution_time = 0",
    "SELECT 1 SETTINGS readonly = 0, allow_introspection_functions = 1",
    "SELECT * FROM (SELECT 1 SETTINGS max_memory_usage = 0)",
    "SELECT dictGet('d', 'a', 1)",
    "SELECT * FROM loop(numbers(3))",
]
"""Refused by both locks."""

OUTSIDE = [
    "SELECT * FROM system.tables",
    "SELECT * FROM system.processes",
    "SELECT * FROM information_schema.tables",
    "SELECT * FROM hedgerow.events",
    "SELECT * FROM default.events",
    "SELECT count() FROM events FINAL",
    "SELECT count() FROM events SAMPLE 2",
    "SELECT getSetting('max_memory_usage')",
    "SELECT hostName(), version(), currentUser()",
    "SELECT sleep(3)",
    "SELECT COLUMNS('.*') FROM events",
    "SELECT * EXCEPT (event) FROM numbers(3)",
    "SELECT * FROM numbers(3) FORMAT JSON",
    "SELECT * FROM numbers_mt(3)",
    "SELECT * FROM zeros(3)",
    "SELECT * FROM generateRandom('a Int8')",
    "SELECT * FROM values('a Int8', 1)",
    "SELECT * FROM view(SELECT 1)",
    "SELECT person FROM events",
    "SELECT inserted_at FROM events",
    "SELECT structured FROM events",
    "SELECT `properties.plan` FROM events",
    "SELECT _part FROM events",
    "SELECT _table FROM events",
    "SELECT {p:Identifier}",
    "SELECT number FROM numbers(1e12)",
    "SELECT number FROM numbers(1000000000000)",
    "SELECT number FROM numbers(99999999999999999999999)",
    "WITH RECURSIVE x AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM x) SELECT * FROM x",
    "WITH a AS (SELECT 1 AS n), "
    + ", ".join(f"{chr(98 + i)} AS (SELECT * FROM {chr(97 + i)} x CROSS JOIN {chr(97 + i)} y)" for i in range(10))
    + " SELECT * FROM k",
    "SELECT " + ", ".join("1" for _ in range(300)),
    "SELECT " + "(" * 100 + "1" + ")" * 100,
    "SELECT 1 " + "UNION ALL SELECT 1 " * 200,
    "SELECT arrayReduce('sumMap', [1])",
]
"""Refused by the allow-list: names and sizes."""


@pytest.mark.contract("SQ-16", "SQ-17", "SQ-18")
@pytest.mark.parametrize("text", [*REACHING, *OUTSIDE])
def test_the_allow_list_refuses_what_reaches_out(text: str) -> None:
    with pytest.raises(ClientError):
        plan(understand(asked(text)), PROJECT)


@pytest.mark.contract("SQ-7", "SQ-18")
@pytest.mark.parametrize("text", REACHING)
def test_the_engine_refuses_the_same_text_by_itself(kinds_engine: Engine, text: str) -> None:
    with pytest.raises(QueryFailed):
        kinds_engine.query(Statement(text))


@pytest.mark.contract("SQ-7")
@pytest.mark.parametrize(
    "text",
    [
        "SELECT sum(a.number * b.number) FROM numbers(10000000) a CROSS JOIN numbers(10000000) b",
        "SELECT count() FROM numbers(10000000) WHERE match(repeat(toString(number), 1000), '(a*)*b')",
        "SELECT length(range(400000000)), length(arrayMap(x -> toString(x), range(400000000)))",
        "SELECT length(groupArray(repeat('x', 1000))) FROM numbers(10000000)",
    ],
)
def test_a_bomb_meets_the_limits_of_the_engine(kinds_engine: Engine, text: str) -> None:
    planned = plan(understand(asked(text)), PROJECT)
    with pytest.raises((QueryTimeout, QueryTooLarge)):
        kinds_engine.query(planned.statements[0], limits=Limits(seconds=0.5, memory_bytes=200_000_000))


@pytest.mark.contract("SQ-18")
@pytest.mark.parametrize(
    "text",
    [
        "SELECT count() FROM events",
        "SELECT count() FROM events WHERE 1 = 1 OR team_id != 0",
        "SELECT count() FROM events e JOIN events f ON 1 = 1",
        "SELECT count() FROM (SELECT event FROM events UNION ALL SELECT event FROM events)",
        "WITH x AS (SELECT * FROM (SELECT event FROM events)) SELECT count() FROM x",
        "SELECT countIf(event IN (SELECT event FROM events)) FROM events",
        "SELECT (SELECT count() FROM events)",
    ],
)
def test_another_projects_events_are_never_read(kinds_engine: Engine, text: str) -> None:
    mine, theirs = new_team(), new_team()
    store(kinds_engine, {theirs: [Sent("eve", "secret", NOW)] * 3})
    assert response(kinds_engine, asked(text), Context(team_id=mine, timezone="UTC", now=NOW))["results"] == [[0]]
    statement = plan(understand(asked(text)), PROJECT).statements[0]
    assert statement.sql.count("FROM events") == statement.sql.count("(team_id = {") >= 1
