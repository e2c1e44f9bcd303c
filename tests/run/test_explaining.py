"""An explanation is computed for itself alone, and told also where the engine is not open about its reads."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from hedgerow.base.errors import QueryFailed
from hedgerow.engine.chdb_engine import ChdbEngine
from hedgerow.engine.ddl import make_table
from hedgerow.engine.port import NO_LIMITS
from hedgerow.run.freshness import RefreshMode
from hedgerow.run.presence import NobodyWaits, Presence
from hedgerow.services.house import House
from hedgerow.vocab.events import TABLES
from hedgerow.vocab.projects import Project
from hedgerow.vocab.statement import Answer, Limits, Statement, TableRead

QUERY = {"kind": "TrendsQuery", "series": [{"kind": "EventsNode", "event": "seen"}]}
SECONDS = 20


class Reluctant(ChdbEngine):
    """The real engine, which can be told to hold the next query, or to keep its plans to itself."""

    held: Event | None = None
    asked = Event()
    tells = True

    def query(self, statement: Statement, *, limits: Limits = NO_LIMITS, query_id: str | None = None) -> Answer:
        held, self.held = self.held, None
        self.asked.set()
        assert held is None or held.wait(SECONDS)
        return super().query(statement, limits=limits, query_id=query_id)

    def table_reads(
        self, statement: Statement, *, limits: Limits = NO_LIMITS, query_id: str | None = None
    ) -> tuple[TableRead, ...]:
        if not self.tells:
            raise QueryFailed("no")
        return super().table_reads(statement, limits=limits, query_id=query_id)


@pytest.fixture(scope="module")
def _engine(engine_folder: Path) -> Iterator[Reluctant]:
    opened = Reluctant(engine_folder, connections=4, database="explained")
    for table in TABLES:
        make_table(opened, table, durable=False)
    yield opened
    opened.close()


@pytest.fixture
def reluctant(_engine: Reluctant) -> Reluctant:
    """The engine of `house`."""
    return _engine


def test_it_neither_waits_for_an_equal_question_nor_answers_it(
    house: House, project: Project, reluctant: Reluctant
) -> None:
    gate = reluctant.held = Event()
    reluctant.asked.clear()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(house.runner.run, project, QUERY, RefreshMode.BLOCKING)
        assert reluctant.asked.wait(SECONDS)
        explained = house.runner.explain(project, QUERY)
        assert explained.kept is None
        assert not running.done()
        gate.set()
        run = running.result(timeout=SECONDS)
    assert (run.cache_key, run.is_cached) == (explained.cache_key, False)
    assert house.runner.explain(project, QUERY).kept is run.result


def test_an_engine_that_does_not_tell_its_reads_spoils_nothing(
    house: House, project: Project, reluctant: Reluctant, monkeypatch: pytest.MonkeyPatch
) -> None:
    (told,) = house.runner.explain(project, QUERY).executed
    monkeypatch.setattr(reluctant, "tells", False)
    (untold,) = house.runner.explain(project, QUERY).executed
    assert told.reads is not None
    assert untold.reads is None
    assert untold.statement == told.statement


def test_it_is_not_begun_for_somebody_who_has_left(house: House, project: Project) -> None:
    presence = Presence()
    presence.end()
    with pytest.raises(NobodyWaits):
        house.runner.explain(project, QUERY, presence=presence)
