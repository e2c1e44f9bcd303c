"""Both engines on one chDB folder, each with a database of its own, open as long as one module of tests."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson
import pytest

from hedgerow.engine.chdb_engine import ChdbEngine
from hedgerow.engine.clickhouse_engine import ClickHouseEngine
from hedgerow.engine.ddl import make_table
from hedgerow.engine.port import Engine
from hedgerow.vocab.events import TABLES
from tests.engines.clickhouse_front import ClickHouseFront

_teams = count(1)

StoreEvents = Callable[..., int]


@pytest.fixture(scope="module")
def chdb_engine(engine_folder: Path) -> Iterator[ChdbEngine]:
    made = ChdbEngine(engine_folder, connections=8, database="of_chdb")
    for table in TABLES:
        make_table(made, table, durable=False)
    yield made
    made.close()


@pytest.fixture(scope="module")
def clickhouse_front(engine_folder: Path, chdb_engine: ChdbEngine) -> Iterator[ClickHouseFront]:
    front = ClickHouseFront(engine_folder)
    yield front
    front.close()


@pytest.fixture(scope="module")
def clickhouse_engine(clickhouse_front: ClickHouseFront) -> Iterator[ClickHouseEngine]:
    made = ClickHouseEngine(clickhouse_front.url("of_clickhouse"), connections=8)
    for table in TABLES:
        make_table(made, table, durable=False)
    yield made
    made.close()


@pytest.fixture(params=["chdb", "clickhouse"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Every engine there is: a test that takes it states what all of them do."""
    found: Engine = request.getfixturevalue(f"{request.param}_engine")
    return found


@pytest.fixture
def store_events(engine: Engine) -> StoreEvents:
    """Stores events given as columns to set and answers the new project they are in."""

    def store(*events: dict[str, Any]) -> int:
        team = next(_teams)
        store_rows(engine, [{"team_id": team, **event} for event in events])
        return team

    return store


def store_rows(engine: Engine, events: list[dict[str, Any]]) -> None:
    """Stores events in the engine, the columns not given filled in."""
    engine.insert("events", b"\n".join(orjson.dumps(row(**event)) for event in events))


def row(**given: Any) -> dict[str, Any]:
    """A row of the events table."""
    return {
        "event": "seen",
        "timestamp": datetime(2024, 1, 15, 12).isoformat(sep=" "),  # noqa: DTZ001 (the column is UTC)
        "uuid": str(uuid4()),
        "distinct_id": "somebody",
        "person": 1,
        "properties": {},
        "structured": [],
        "inserted_at": "2024-01-15 12:00:01.000",
        **given,
    }
