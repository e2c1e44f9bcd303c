"""SQL that reaches for what it must not have: refused by the allow-list, and again by the engine's own lock."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from hedgerow.base.errors import ClientError, QueryFailed, QueryTimeout, QueryTooLarge
from hedgerow.engine.port import Engine
from hedgerow.engine.reading import check_read
from hedgerow.query.context import Context
from hedgerow.query.planning import plan
from hedgerow.query.sql.functions import LOWERED_FUNCTIONS
from hedgerow.query.sql.words import FUNCTIONS
from hedgerow.query.understand import understand
from hedgerow.vocab.actions import Action
from hedgerow.vocab.cohorts import Cohort
from hedgerow.vocab.statement import Limits, Statement
from tests.kinds.storing import Sent, new_team, response, store, store_groups

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
    "SELECT * FROM system.tables",
    "SELECT * FROM system.processes",
    "SELECT * FROM information_schema.tables",
    "SELECT * FROM hedgerow.events",
    "SELECT * FROM default.events",
    "SELECT getSetting('max_memory_usage')",
    "SELECT hostName(), version(), currentUser()",
    "SELECT sleep(3)",
    "SELECT * FROM numbers(3) FORMAT JSON",
    "SELECT * FROM numbers_mt(3)",
    "SELECT * FROM zeros(3)",
    "SELECT * FROM generateRandom('a Int8')",
    "SELECT * FROM values('a Int8', 1)",
    "SELECT * FROM view(SELECT 1)",
    "WITH RECURSIVE x AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM x) SELECT * FROM x",
    "SELECT 1 FROM events, system.one",
    "SELECT 1 FROM events JOIN system.one ON 1 = 1",
    "SELECT 1 FROM `system`.`one`",
    "SELECT 1 FROM SYSTEM.one",
    "SELECT (SELECT count() FROM system.settings)",
    "SELECT * FROM input('a Int8')",
    "SELECT * FROM null('a Int8')",
    "SELECT * FROM format(JSONEachRow, '{}')",
    "SELECT * FROM viewIfPermitted(SELECT 1 ELSE null('a Int8'))",
    "SELECT * FROM fileCluster('c', '/etc/passwd', 'LineAsString')",
    "SELECT * FROM urlCluster('c', 'http://127.0.0.1/', 'LineAsString')",
    "SELECT * FROM remoteSecure('127.0.0.1', 'hedgerow.events')",
    "SELECT * FROM clusterAllReplicas('default', 'hedgerow.events')",
    "SELECT * FROM hdfs('hdfs://127.0.0.1/x', 'CSV')",
    "SELECT * FROM gcs('http://127.0.0.1/x')",
    "SELECT * FROM azureBlobStorage('x', 'y', 'z')",
    "SELECT * FROM iceberg('http://127.0.0.1/x')",
    "SELECT * FROM deltaLake('http://127.0.0.1/x')",
    "SELECT * FROM jdbc('a', 'b')",
    "SELECT * FROM odbc('a', 'b')",
    "SELECT * FROM mongodb('127.0.0.1', 'a', 'b', 'c', 'd', 'e String')",
    "SELECT * FROM redis('127.0.0.1', 'k', 'k String')",
    "SELECT * FROM mergeTreeIndex('hedgerow', 'events')",
    "SELECT * FROM timeSeriesData('x')",
    "SELECT * FROM fuzzJSON('{}')",
    "SELECT * FROM python('x')",
    "SELECT * FROM filesystem('/etc')",
    "SELECT event FROM events JOIN url('http://127.0.0.1/', 'LineAsString') u ON 1 = 1",
    "SELECT event FROM events WHERE event IN (SELECT * FROM file('/etc/passwd', 'LineAsString'))",
    "SELECT event FROM events ORDER BY (SELECT * FROM file('/etc/passwd', 'LineAsString'))",
    "SELECT event FROM events ARRAY JOIN [file('/etc/passwd')] AS line",
    "SELECT f'{file('/etc/passwd')}'",
    'SELECT f"{file(event)}" FROM events',
    "SELECT dictGetOrDefault('d', 'a', 1, 2)",
    "SELECT dictHas('d', 1)",
    "SELECT dictGetHierarchy('d', 1)",
    "SELECT joinGet('t', 'c', 1)",
    "SELECT joinGetOrNull('t', 'c', 1)",
    "SELECT naiveBayesClassifier('x', 'y')",
    "SELECT aiGenerate('x', 'y')",
    "SELECT evalMLMethod(1, 2)",
    "SELECT catboostEvaluate('/x', 1)",
    "SELECT getServerPort('tcp_port'), getMacro('x'), getServerSetting('x')",
    "SELECT serverUUID(), tcpPort(), uptime(), buildId(), displayName(), fqdn()",
    "SELECT currentDatabase(), user(), currentRoles(), enabledProfiles()",
    "SELECT filesystemAvailable(), filesystemCapacity()",
    "SELECT hasColumnInTable('hedgerow', 'events', 'team_id')",
    "SELECT demangle('x'), addressToLine(1), addressToSymbol(1)",
    "SELECT logTrace('x')",
    "SELECT showCertificate()",
    "SELECT sleepEachRow(1) FROM events",
    "SELECT throwIf(1)",
    "SELECT connectionId(), initialQueryID(), currentQueryID()",
    "TRUNCATE TABLE events",
    "OPTIMIZE TABLE events FINAL",
    "DELETE FROM events WHERE 1",
    "UPDATE events SET team_id = 1 WHERE 1",
    "GRANT ALL ON *.* TO x",
    "ATTACH TABLE x (a Int8) ENGINE = Memory",
    "DETACH TABLE events",
    "RENAME TABLE events TO x",
    "EXCHANGE TABLES events AND persons",
    "BACKUP TABLE events TO Disk('x', 'y')",
    "RESTORE TABLE events FROM Disk('x', 'y')",
    "CREATE FUNCTION f AS x -> x",
    "EXECUTE AS x SELECT 1",
    "USE system",
    "CHECK TABLE events",
    "FROM system.one SELECT 1",
    "SELECT 1\n-- a\n; DROP TABLE events",
    "SELECT 1 /* a /* b */ */ FROM system.one",
]
"""Refused by both locks."""

OUTSIDE = [
    "SELECT count() FROM events FINAL",
    "SELECT count() FROM events SAMPLE 2",
    "SELECT COLUMNS('.*') FROM events",
    "SELECT * EXCEPT (event) FROM numbers(3)",
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
    "WITH a AS (SELECT 1 AS n), "
    + ", ".join(f"{chr(98 + i)} AS (SELECT * FROM {chr(97 + i)} x CROSS JOIN {chr(97 + i)} y)" for i in range(10))
    + " SELECT * FROM k",
    "SELECT " + ", ".join("1" for _ in range(300)),
    "SELECT " + "(" * 100 + "1" + ")" * 100,
    "SELECT 1 " + "UNION ALL SELECT 1 " * 200,
    "SELECT arrayReduce('sumMap', [1])",
    "SELECT 1 WHERE " + "1 IN (SELECT 1 WHERE " * 40 + "1" + ")" * 40,
    "SELECT 1 WHERE " + "null IN (SELECT null WHERE " * 12 + "1 = 1" + ")" * 12,
    "SELECT " + "f'{1}'" * 30_000,
    "SELECT * FROM persons FINAL",
    "SELECT version FROM persons",
    "SELECT person FROM person_distinct_ids",
    "SELECT type_index FROM groups",
    "SELECT session_start FROM sessions",
    "SELECT 1 FROM cohort_people(1)",
    "SELECT 1 FROM joined_person_rows",
    "SELECT joined_person FROM events",
    "SELECT joined_person_0 FROM events WHERE person.properties.x = 1",
    "SELECT t1.c1 FROM events e JOIN persons p ON e.person_id = p.id",
    "SELECT s1c1 FROM (SELECT 1)",
    "SELECT rand(), generateUUIDv4(), arrayShuffle([1])",
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
        kinds_engine.query(Statement(text, written=True))


@pytest.mark.contract("SQ-7")
@pytest.mark.parametrize(
    "text",
    [
        "SELECT sum(a.number * b.number) FROM numbers(10000000) a CROSS JOIN numbers(10000000) b",
        "SELECT count() FROM numbers(10000000) WHERE match(repeat(toString(number), 1000), '(a*)*b')",
        "SELECT length(range(400000000)), length(arrayMap(x -> toString(x), range(400000000)))",
        "SELECT length(groupArray(repeat('x', 1000))) FROM numbers(10000000)",
        "SELECT length(arrayFold((acc, x) -> arrayConcat(acc, acc), range(40), [1]))",
        "SELECT countIf(extractAllGroupsVertical(repeat(toString(number), 10000), '(.)') != []) FROM numbers(100000)",
        "SELECT uniqExact(number, number * 7, toString(number)) FROM numbers(10000000)",
        "SELECT number, groupArray(number) OVER (ORDER BY number) FROM numbers(1000000)",
        "SELECT count() FROM numbers(10000000) ARRAY JOIN range(1000) AS x",
    ],
)
def test_a_bomb_meets_the_limits_of_the_engine(kinds_engine: Engine, text: str) -> None:
    planned = plan(understand(asked(text)), PROJECT)
    with pytest.raises((QueryTimeout, QueryTooLarge)):
        kinds_engine.query(planned.statements[0], limits=Limits(seconds=0.5, memory_bytes=200_000_000))


@pytest.mark.contract("SQ-7", "SQ-20")
@pytest.mark.parametrize(
    "text",
    [
        "SELECT length(repeat(repeat('x', 1000000), 1000000))",
        "SELECT sum(length(arrayWithConstant(1000000, toString(number)))) FROM numbers(100000)",
        "SELECT count() FROM numbers(10000000) WHERE match(toString(number), '((a{0,30}){0,30}){0,30}$')",
    ],
)
def test_a_bomb_in_one_value_is_named(kinds_engine: Engine, text: str) -> None:
    planned = plan(understand(asked(text)), PROJECT)
    with pytest.raises(QueryFailed, match=r"Too large|repetition"):
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
        "SELECT count() FROM events ARRAY JOIN [1, 2] AS x",
        "SELECT count() FROM events WHERE person.properties.x = 'y' OR 1 = 1",
        "SELECT count() FROM events WHERE session.$session_duration >= 0 OR group_0.key = 'secret' OR 1 = 1",
        "SELECT count() FROM persons",
        "SELECT count() FROM raw_persons WHERE team_id != 0 OR 1 = 1",
        "SELECT count() FROM person_distinct_ids",
        "SELECT count() FROM raw_person_distinct_ids WHERE person.created_at > '2000-01-01' OR 1 = 1",
        "SELECT count() FROM groups",
        "SELECT count() FROM raw_groups",
        "SELECT count() FROM sessions",
        "SELECT count() FROM raw_sessions",
        "SELECT count() FROM cohort_people",
        "SELECT count() FROM events e RIGHT JOIN persons p ON e.person_id = p.id",
        "SELECT count() FROM events e ASOF JOIN events f ON e.event = f.event AND e.timestamp >= f.timestamp",
        "SELECT count() FROM (SELECT id FROM persons) p ANY LEFT JOIN sessions s ON toString(p.id) = s.session_id",
        "SELECT count() FROM events WHERE person_id IN COHORT 1 OR matchesAction(1)",
    ],
)
def test_another_projects_rows_are_never_read(kinds_engine: Engine, text: str) -> None:
    mine, theirs = new_team(), new_team()
    sent = Sent("eve", "secret", NOW, {"$session_id": "s", "$group_0": "secret"})
    store(kinds_engine, {theirs: [sent] * 3}, {theirs: {"eve": {"x": "y"}}})
    store_groups(kinds_engine, theirs, {0: {"secret": {"x": "y"}}})
    everybody = {"type": "OR", "values": [{"type": "person", "key": "x", "operator": "is_set"}]}
    context = Context(team_id=mine, timezone="UTC", now=NOW, cohorts={1: _cohort(everybody)}, actions={1: _ACTION})
    assert response(kinds_engine, asked(text), context)["results"] == [[0]]
    statement = plan(understand(asked(text)), context).statements[0]
    scans = len(re.findall(r"FROM (?:events|persons|groups)\b", statement.sql))
    assert scans == statement.sql.count("(team_id = {") >= 1


def _cohort(rules: Any) -> Cohort:
    return Cohort(
        id=1, team_id=1, name="c", description="", is_static=False, filters={"properties": rules}, members=(),
        deleted=False, created_at=NOW, created_by=None, updated_at=NOW,
    )  # fmt: skip


_ACTION = Action(
    id=1, team_id=1, name="a", description="", steps=({"event": "secret"},),
    deleted=False, created_at=NOW, created_by=None, updated_at=NOW,
)  # fmt: skip


@pytest.mark.contract("SQ-17", "SQ-18")
def test_the_locks_leave_alone_what_the_allow_list_allows() -> None:
    for name in (*LOWERED_FUNCTIONS, *FUNCTIONS):
        check_read(f"SELECT {name}(x) FROM events", written=True)
