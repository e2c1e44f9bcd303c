"""What stops a query, the same on each engine."""

from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

import pytest

from hedgerow.base.errors import EngineError, QueryCancelled, QueryFailed, QueryTimeout, QueryTooLarge
from hedgerow.engine.chdb_engine import ChdbEngine
from hedgerow.engine.port import Engine
from hedgerow.vocab.statement import Limits, Parameter, Statement

ENDLESS = Statement("SELECT sum(cityHash64(number)) FROM numbers(1000000000000)")
RUNNING = "SELECT count() FROM system.processes WHERE query LIKE {like:String} AND query NOT LIKE '%processes%'"


def wait_until_running(engine: Engine, like: str) -> None:
    deadline = monotonic() + 10
    while engine.query(Statement(RUNNING, (Parameter("like", "String", like),))).rows == [[0]]:
        assert monotonic() < deadline, "the query never began"
        sleep(0.01)


@pytest.mark.parametrize("seconds", [0.3, 1])
def test_a_query_stops_at_its_time_limit(engine: Engine, seconds: float) -> None:
    began = monotonic()
    with pytest.raises(QueryTimeout) as raised:
        engine.query(ENDLESS, limits=Limits(seconds=seconds))
    assert seconds <= monotonic() - began < seconds + 2
    assert raised.value.code == 159


def test_a_query_stops_at_its_memory_limit(engine: Engine) -> None:
    with pytest.raises(QueryTooLarge) as raised:
        engine.query(Statement("SELECT groupArray(number) FROM numbers(1000000000)"), limits=Limits(memory_bytes=10**8))
    assert raised.value.code == 241


def test_a_group_larger_than_memory_spills_to_disk(engine: Engine) -> None:
    many = Statement("SELECT count() FROM (SELECT number, count() FROM numbers(2000000) GROUP BY number)")
    assert engine.query(many, limits=Limits(memory_bytes=10**8)).rows == [[2_000_000]]


def test_a_query_stops_at_its_row_limit(engine: Engine) -> None:
    with pytest.raises(QueryTooLarge) as raised:
        engine.query(Statement("SELECT number FROM numbers(100000)"), limits=Limits(result_rows=100))
    assert raised.value.code == 396


def test_a_statement_cannot_lift_its_limits(engine: Engine) -> None:
    lifted = Statement(ENDLESS.sql + " SETTINGS max_execution_time = 100, readonly = 0")
    with pytest.raises(EngineError):
        engine.query(lifted, limits=Limits(seconds=0.3))


def test_a_cancelled_query_stops_within_a_second_and_others_go_on(engine: Engine) -> None:
    with ThreadPoolExecutor() as pool:
        running = pool.submit(engine.query, Statement(ENDLESS.sql + " WHERE 'cancelled' != ''"), query_id="tile/1?&=é")
        other = pool.submit(engine.query, ENDLESS, limits=Limits(seconds=2), query_id="other")
        wait_until_running(engine, "%'cancelled' !=%")
        began = monotonic()
        engine.cancel("tile/1?&=é")
        with pytest.raises(QueryCancelled):
            running.result(timeout=10)
        assert monotonic() - began < 1
        with pytest.raises(QueryTimeout):
            other.result(timeout=10)


def test_cancelling_what_does_not_run_does_nothing(engine: Engine) -> None:
    engine.cancel("nobody's")


@pytest.mark.parametrize(
    ("sql", "code", "words"),
    [
        ("SELECT (1", 62, "Syntax error"),
        ("SELECT nothing", 47, "nothing"),
        ("SELECT 1 FROM nowhere", 60, "nowhere"),
        ("SELECT throwIf(1, 'on purpose')", 395, "^on purpose"),
        ("SELECT throwIf(1, 'half \\xff\\xfe done')", 395, "^half .* done"),
    ],
)
def test_a_failed_query_says_why(engine: Engine, sql: str, code: int, words: str) -> None:
    with pytest.raises(QueryFailed, match=words) as raised:
        engine.query(Statement(sql))
    assert raised.value.code == code
    assert "version" not in str(raised.value)


def test_a_failed_query_leaves_nothing_behind_for_the_next(engine: Engine) -> None:
    for _ in range(20):
        with pytest.raises(QueryFailed):
            engine.query(Statement("SELECT throwIf(number = 90000) FROM numbers(100000)"))
        assert engine.query(Statement("SELECT 'clean'")).rows == [["clean"]]


def test_sixteen_threads_never_see_a_foreign_parameter(engine: Engine) -> None:
    statement = "SELECT {a:String}, {b:UInt64}, {c:Array(String)}"
    turns = 250 if isinstance(engine, ChdbEngine) else 15

    def foreign(thread: int) -> int:
        wrong = 0
        for turn in range(turns):
            mine = f"{thread}-{turn}"
            parameters = (
                Parameter("a", "String", mine),
                Parameter("b", "UInt64", thread * 1000 + turn),
                Parameter("c", "Array(String)", [mine, "x"]),
            )
            found = engine.query(Statement(statement, parameters)).rows
            wrong += found != [[mine, thread * 1000 + turn, [mine, "x"]]]
        return wrong

    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(foreign, range(16))) == [0] * 16
