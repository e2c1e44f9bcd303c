"""A read changes nothing and reaches nothing but tables: each lock by itself, and both together."""

from pathlib import Path
from typing import Any

import pytest
from chdb import _chdb

from hedgerow.base.errors import EngineError, QueryFailed
from hedgerow.engine.chdb_engine import ChdbEngine
from hedgerow.engine.port import Engine
from hedgerow.engine.reading import check_read
from hedgerow.vocab.statement import Statement

READONLY_REFUSES = [
    "file('/etc/hostname', 'RawBLOB')",
    "url('http://127.0.0.1:1/x', 'CSV', 'a Int8')",
    "s3('http://127.0.0.1:1/bucket/x', 'CSV', 'a Int8')",
    "gcs('http://127.0.0.1:1/bucket/x', 'CSV', 'a Int8')",
    "hdfs('hdfs://127.0.0.1:1/x', 'CSV', 'a Int8')",
    "azureBlobStorage('http://127.0.0.1:1/x', 'c', 'p', 'k', 'k', 'CSV')",
    "remote('127.0.0.1:1', system.one)",
    "remoteSecure('127.0.0.1:1', system.one)",
    "executable('x.sh', TabSeparated, 'a Int8')",
    "mysql('127.0.0.1:1', 'd', 't', 'u', 'p')",
    "postgresql('127.0.0.1:1', 'd', 't', 'u', 'p')",
    "sqlite('/tmp/x.db', 't')",
    "mongodb('127.0.0.1:1', 'd', 't', 'u', 'p', 'a Int8')",
    "redis('127.0.0.1:1', 'a', 'a Int8')",
    "jdbc('jdbc:x', 't')",
    "odbc('DSN=x', 't')",
    "icebergLocal('/tmp')",
    "iceberg('http://127.0.0.1:1/bucket/x')",
    "deltaLakeLocal('/tmp')",
    "deltaLake('http://127.0.0.1:1/bucket/x')",
    "hudi('http://127.0.0.1:1/bucket/x')",
    "dictionary('x')",
    "loop(system.one)",
    "filesystem('/etc')",
    "`file`('/etc/hostname', 'RawBLOB')",
]
"""Refused by readonly=1 (error 164) on its own."""

ONLY_WE_REFUSE = [
    "cluster('x', system.one)",
    "merge('system', '^one$')",
    "Python(open)",
    "fileCluster('x', '/etc/passwd')",
]
"""These get past readonly=1 and fail of something else, or not at all."""

PLACES = [
    "SELECT * FROM {}",
    "SELECT '1' UNION ALL SELECT * FROM {}",
    "SELECT (SELECT count() FROM {})",
    "SELECT 1 WHERE 1 IN (SELECT 1 FROM {})",
    "WITH x AS (SELECT * FROM {}) SELECT * FROM x",
    "SELECT * FROM (SELECT * FROM {} SETTINGS readonly = 0)",
]


@pytest.mark.parametrize("function", READONLY_REFUSES)
def test_readonly_alone_refuses_what_reaches_outside(
    chdb_engine: ChdbEngine, engine_folder: Path, function: str
) -> None:
    for place in PLACES:
        connection: Any = _chdb.connect(f"{engine_folder}?readonly=1")  # type: ignore[attr-defined]  # untyped
        try:
            with pytest.raises(RuntimeError, match=r"Code: 164\."):
                connection.query(place.format(function), "Null", params={})
        finally:
            connection.close()


@pytest.mark.parametrize("function", [*READONLY_REFUSES, *ONLY_WE_REFUSE])
@pytest.mark.parametrize("place", PLACES)
def test_the_text_alone_is_refused_where_it_reaches_outside(function: str, place: str) -> None:
    with pytest.raises(QueryFailed, match="may not be used"):
        check_read(place.format(function))


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT file('/etc/hostname')",
        "SELECT `file` ('/etc/hostname')",
        "SELECT \"f\\x69le\"('/etc/hostname')",
        "SELECT FILE\n('/etc/hostname')",
        "SELECT file/**/('/etc/hostname')",
        "SELECT 1 INTO OUTFILE '/tmp/hedgerow-must-not-exist.csv'",
        "SELECT 1; SELECT 2",
        "SELECT 1 -- more",
        "SELECT $x$ text $x$",
        "SELECT ‘text’",
        "SELECT 'unclosed",
        "KILL QUERY WHERE 1",
        "DROP TABLE events",
        "INSERT INTO events SELECT 1",
        "SHOW TABLES",
        "SET readonly = 0",
        "BACKUP DATABASE default TO File('/tmp/x')",
        "",
    ],
)
def test_a_read_is_one_plain_select(engine: Engine, sql: str) -> None:
    with pytest.raises(QueryFailed) as raised:
        engine.query(Statement(sql))
    assert raised.value.code == 0, "refused before the engine saw it"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 'it''s; -- /* file(' AS `a.file(`",
        "WITH 1 AS x SELECT x",
        "(SELECT 1) UNION ALL (SELECT 2)",
        "SELECT replaceAll('a\\'b', 'file', '') AS profile",
        "SELECT {p:String} = 'x', 1 - -1, 4 / 2",
        "SELECT 1 AS `日本`",
    ],
)
def test_ordinary_text_is_not_refused(sql: str) -> None:
    check_read(sql)


@pytest.mark.parametrize(
    "sql", ["WITH 1 AS x INSERT INTO events SELECT x", "SELECT * FROM (SELECT 1 AS one) SETTINGS max_memory_usage = 0"]
)
def test_readonly_holds_where_the_text_passes(engine: Engine, sql: str) -> None:
    with pytest.raises(EngineError):
        engine.query(Statement(sql))
