"""SQL that reaches for what it must not have: refused by the allow-list, and again by the engine's own lock."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hedgerow.base.errors import ClientError, EngineError, InvalidRequest, QueryFailed, QueryTimeout, QueryTooLarge
from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from hedgerow.query.dashboard_filters import apply_dashboard_filters
from hedgerow.query.kinds.hogql.text import hogql_text
from hedgerow.query.planning import cache_facts, plan
from hedgerow.query.understand import understand
from hedgerow.vocab.results import CachedResult
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
    "SELECT count() FROM events SAMPLE 1",
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
    "WITH a AS (SELECT 1 AS n), " + ", ".join(f"{chr(98 + i)} AS (SELECT * FROM {chr(97 + i)} x CROSS JOIN {chr(97 + i)} y)"
                                              for i in range(10)) + " SELECT * FROM k",
    "SELECT " + ", ".join("1" for _ in range(300)),
    "SELECT " + "(" * 100 + "1" + ")" * 100,
    "SELECT 1 " + "UNION ALL SELECT 1 " * 200,
    "SELECT arrayReduce('sumMap', [1])",
]  # fmt: skip
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
        "SELECT length(range(400000000)), length(range(300000000)), length(arrayMap(x -> toString(x), range(400000000)))",
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


@pytest.mark.contract("SQ-20")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELECT 1,\n  2 +", r"Syntax error: something is missing here \(line 2, column 5\):\n  2 \+\n    \^"),
        ("SELECT foo FROM events", r"Unknown field 'foo' \(line 1, column 8\):\nSELECT foo FROM events\n       \^"),
        ("SELECT lowr(event) FROM events", "Did you mean lower"),
        (
            "SELECT a.event FROM events a JOIN events b ON a.event = b.event WHERE event = 'x'",
            "field of several sources",
        ),
        ("SELECT 1 LIMIT 1.5", "LIMIT is followed by a whole number"),
        ("SELECT 1 ORDER BY 2", "There is no column 2"),
        ("SELECT 1, 2 UNION ALL SELECT 1", "as many columns"),
        ("SELECT count() FROM events WHERE count() > 1", "cannot stand here"),
        ("SELECT", "needs columns"),
    ],
)
def test_an_error_names_its_cause_and_shows_its_place(text: str, words: str) -> None:
    with pytest.raises(InvalidRequest, match=words):
        plan(understand(asked(text)), PROJECT)


@pytest.mark.contract("EN-30")
def test_a_dashboards_filters_act_through_the_placeholder() -> None:
    node = {
        "kind": "DataVisualizationNode",
        "source": asked("SELECT 1", filters={"properties": [{"key": "a", "value": 1}]}),
    }
    filters = {
        "date_from": "-7d",
        "properties": [{"key": "b", "value": 2}],
        "filterTestAccounts": True,
        "interval": "week",
    }
    laid = apply_dashboard_filters(node, filters)["source"]
    assert laid == asked(
        "SELECT 1",
        filters={
            "dateRange": {"date_from": "-7d", "date_to": None, "explicitDate": False},
            "properties": {
                "type": "AND",
                "values": [
                    {"type": "AND", "values": [{"key": "a", "value": 1}]},
                    {"type": "AND", "values": [{"key": "b", "value": 2}]},
                ],
            },
            "filterTestAccounts": True,
        },
    )
    understand(laid)


@pytest.mark.contract("EN-36", "SQ-4")
def test_the_cache_key_knows_variables_test_accounts_and_types_that_the_text_names() -> None:
    text = asked("SELECT properties.n FROM events WHERE {filters}", filters={"filterTestAccounts": True},
                 variables={"v": {"variableId": "v", "code_name": "v"}})  # fmt: skip
    facts = [
        cache_facts(understand(text), Context(team_id=1, timezone="UTC", now=NOW, **more))
        for more in ({}, {"variables": {"v": 1}}, {"test_account_filters": ({"key": "a", "value": 1},)},
                     {"property_types": {"n": "Numeric"}})
    ]  # fmt: skip
    assert all(facts[0] != other for other in facts[1:])
    other = {"property_types": {"m": "Numeric"}, "variables": {"w": 1}}
    assert cache_facts(understand(text), Context(team_id=1, timezone="UTC", now=NOW, **other)) == facts[0]  # type: ignore[arg-type]


@pytest.mark.contract("RUN-27")
def test_a_result_as_text_is_a_table() -> None:
    body = {"columns": ["a", "b"], "results": [[1, None], ["x\ny", [1] * 400]], "hasMore": True}
    shown = hogql_text(
        CachedResult(body=body, computed_at=NOW, timezone="UTC", interval="day", date_range=None, size=1)
    )
    lines = shown.split("\n")
    assert lines[:2] == ["a|b", "1|(null)"]
    assert lines[2].startswith("x y|[1,1,")
    assert lines[2].endswith("… (cut)")
    assert len(lines[2]) < 520
    assert lines[3] == "(more rows follow; these are the first 2)"


WORDS = st.sampled_from(
    ["SELECT", "FROM", "events", "numbers(3)", "WHERE", "GROUP BY", "ORDER BY", "LIMIT", "OFFSET", "1", "2", "event", "*", ",",
     "count()", "(", ")", "AS", "a", "b", "UNION ALL", "EXCEPT", "WITH", "JOIN", "ON", "=", "properties.x", "file('x')",
     "system.one", ";", "--", "/*", "*/", "'", "`", "HAVING", "DISTINCT", "BY", "OVER ()", "IN", "{filters}", "{variables.x}",
     "SETTINGS", "FORMAT", "INTO", "ARRAY JOIN", "CASE", "END", "x -> x", "[", "]", "\x00", "é", "?", ":", "interval 1 day",
     "timestamp", "LATERAL", "VALUES", "PIVOT", "TABLE", "USING", "CROSS JOIN", "QUALIFY", "WINDOW", "FINAL", "PREWHERE"]
)  # fmt: skip


@settings(max_examples=400)
@given(
    st.one_of(
        st.lists(WORDS, max_size=14).map(lambda words: "SELECT " + " ".join(words)),
        st.lists(WORDS, max_size=8).map(lambda words: "SELECT event FROM events " + " ".join(words)),
        st.text(max_size=30),
    )
)
def test_garbage_is_an_error_of_the_client_or_a_guarded_select(text: str) -> None:
    try:
        statement = plan(understand(asked(text or " ")), PROJECT).statements[0]
    except ClientError:
        return
    assert statement.written
    assert statement.sql.isascii()
    assert statement.sql.count("FROM events") == statement.sql.count("(team_id = {")
    assert "system" not in statement.sql
    assert "LIMIT" in statement.sql


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=8))
def test_what_is_planned_runs_or_is_the_clients_mistake(kinds_engine: Engine, words: list[str]) -> None:
    try:
        statement = plan(understand(asked("SELECT 1, " + " ".join(words))), PROJECT).statements[0]
        kinds_engine.query(statement)
    except (ClientError, EngineError) as error:
        assert not isinstance(error, EngineError) or isinstance(error, QueryFailed)
