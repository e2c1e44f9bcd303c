"""Fault: the ClickHouse server is away for a while, and later answers get lost after the work is done."""

from contextlib import closing
from pathlib import Path
from time import sleep

from bench.faults.clients import BATCH, Crowd
from bench.faults.outcome import Outcome
from bench.faults.site import Step, new_site
from bench.server import free_port
from hedgerow.engine.chdb_engine import ChdbEngine
from tests.engines.clickhouse_front import ClickHouseFront

ANSWERS_LOST = 10


def engine_away(data: Path, *, seconds: float, step: Step) -> Outcome:
    """Let the engine be away for ``seconds`` under load, come back, then store inserts without saying so."""
    port, folder = free_port(), data.with_name(f"{data.name}-engine")
    with closing(ChdbEngine(folder)):  # keeps the folder open while fronts come and go
        front = ClickHouseFront(folder, port=port)
        site = new_site(data, HEDGEROW_CLICKHOUSE_URL=front.url("hedgerow"))
        with site.serving() as server:
            crowd = Crowd(site.sender)
            crowd.await_acknowledged(10 * BATCH)
            front.close()
            sleep(seconds)
            step()
            with closing(ClickHouseFront(folder, port=port)) as front:
                crowd.await_acknowledged(10 * BATCH)
                front.answers_lost = ANSWERS_LOST
                crowd.await_acknowledged(10 * BATCH)
                crowd.finished()
                step()
                lost = ANSWERS_LOST - front.answers_lost
                return site.outcome(f"engine away {seconds:g} s, {lost} answers lost", server)
