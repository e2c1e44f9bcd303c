"""What open streams hold and let go (contract 30 §6), over real connections and with queries that never end."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from hedgerow.api.app import create_app
from hedgerow.engine.chdb_engine import ChdbEngine
from hedgerow.engine.ddl import make_table
from hedgerow.engine.port import NO_LIMITS
from hedgerow.run.workers import Workers
from hedgerow.services.house import House
from hedgerow.vocab.events import TABLES
from hedgerow.vocab.projects import Project
from hedgerow.vocab.statement import Answer, Limits, Statement
from tests.contract.dashboard_fixtures import BASE, insight, made, trends
from tests.contract.serving import served, wait_until

pytestmark = pytest.mark.one_store

ENDLESS = "SELECT sum(cityHash64(number)) FROM numbers(1000000000000) WHERE 'endless' != ''"
RUNNING = "SELECT count() FROM system.processes WHERE query LIKE '%''endless'' !=%' AND query NOT LIKE '%processes%'"
CONNECTIONS = 4
WORKERS = 3
STREAMS = 200


class SlowForSome(ChdbEngine):
    """The real engine, except that questions about an event called `endless` never end."""

    def query(self, statement: Statement, *, limits: Limits = NO_LIMITS, query_id: str | None = None) -> Answer:
        endless = any(parameter.value == "endless" for parameter in statement.parameters)
        return super().query(Statement(ENDLESS) if endless else statement, limits=limits, query_id=query_id)


@pytest.fixture(scope="module")
def _engine(engine_folder: Path) -> Iterator[ChdbEngine]:
    opened = SlowForSome(engine_folder, connections=CONNECTIONS, database="streams")
    for table in TABLES:
        make_table(opened, table, durable=False)
    yield opened
    opened.close()


@pytest.fixture
def house(house: House) -> Iterator[House]:
    """A house whose streams know how many connections its engine has."""
    house = replace(house, workers=Workers(CONNECTIONS))
    yield house
    house.workers.close()


@pytest.fixture
def streams(house: House, api: TestClient) -> Iterator[httpx2.Client]:
    """A client with a key on a real connection to a real server."""
    headers = {"Authorization": api.headers["Authorization"], "Accept-Encoding": "gzip"}
    limits = httpx2.Limits(max_connections=None)
    with (
        served(create_app(house)) as url,
        httpx2.Client(base_url=url, headers=headers, limits=limits, timeout=20) as client,
    ):
        yield client


def running(house: House) -> int:
    """How many endless queries run in the engine now."""
    count: int = house.engine.query(Statement(RUNNING)).rows[0][0]
    return count


def board_of(api: TestClient, *events: str) -> str:
    """The path of a new dashboard's stream, with an insight about each of ``events``."""
    number = made(api)["id"]
    for name in events:
        insight(api, number, name=name, query=trends(name))
    return f"{BASE}/{number}/stream_tiles?refresh=blocking"


@pytest.mark.contract("STREAM-4", "STREAM-10")
def test_an_event_is_sent_before_the_next_one_is_computed(
    api: TestClient, streams: httpx2.Client, house: House
) -> None:
    path = board_of(api, "a", "b", "c", "endless")
    with streams.stream("GET", path) as answer:
        lines = answer.iter_lines()
        sent = [line for line in (next(lines), next(lines), next(lines)) if line]
        assert [line.split(",")[0] for line in sent] == ['data: {"type":"metadata"', 'data: {"type":"tile"']
        wait_until(lambda: running(house) == 1)


@pytest.mark.parametrize("events", [("a", "b", "c", "endless"), ("endless",)])
def test_a_client_that_goes_stops_its_queries_within_a_second(
    api: TestClient, streams: httpx2.Client, house: House, events: tuple[str, ...]
) -> None:
    with streams.stream("GET", board_of(api, *events)):
        wait_until(lambda: running(house) == 1)
    wait_until(lambda: running(house) == 0, seconds=1)


@pytest.mark.parametrize("path", ["query", "query/explain"])
def test_a_client_that_no_longer_waits_for_a_query_stops_it_within_a_second(
    streams: httpx2.Client, house: House, path: str
) -> None:
    def ask() -> None:
        with suppress(httpx2.ReadTimeout):
            streams.post(f"/api/projects/@current/{path}", json={"query": trends("endless")["source"]}, timeout=3)

    with ThreadPoolExecutor() as pool:
        asked = pool.submit(ask)
        wait_until(lambda: running(house) == 1)
        asked.result()
    wait_until(lambda: running(house) == 0, seconds=1)


def test_a_query_that_two_streams_wait_for_goes_on_until_the_second_has_left(
    api: TestClient, streams: httpx2.Client, house: House
) -> None:
    path = board_of(api, "endless")
    with streams.stream("GET", path):
        wait_until(lambda: running(house) == 1)
        with streams.stream("GET", path):
            time.sleep(0.5)
            assert running(house) == 1
        time.sleep(0.5)
        assert running(house) == 1
    wait_until(lambda: running(house) == 0, seconds=1)


def test_two_hundred_open_streams_leave_other_requests_alone(
    api: TestClient, streams: httpx2.Client, house: House, project: Project
) -> None:
    path = board_of(api, "a", "b", "endless")
    store: Any = house.store
    with ExitStack() as opened:
        for number in range(STREAMS):
            override = f'{{"date_from":"-{number + 1}d"}}'  # a question of its own for each
            opened.enter_context(streams.stream("GET", f"{path}&filters_override={override}"))
        wait_until(lambda: running(house) == WORKERS)
        wait_until(lambda: store._reading.pool.checkedout() + store._writing.pool.checkedout() == 0)
        event = {"api_key": project.api_token, "event": "seen", "distinct_id": "ada"}
        assert streams.post("/capture", json=event).json() == {"status": "Ok"}
        assert streams.get(BASE).json()["count"] == 1
        assert streams.patch(path.partition("/stream")[0], json={"name": "Renamed"}).json()["name"] == "Renamed"
        asked = {"query": trends("seen")["source"], "refresh": "blocking"}
        answer = streams.post("/api/projects/@current/query", json=asked)
        assert answer.status_code == 200, answer.text
    wait_until(lambda: running(house) == 0, seconds=5)
    with streams.stream("GET", board_of(api, "a")) as answer:
        assert '"complete"' in answer.read().decode()
