"""Statements that somebody waits for: called off when they take too long."""

from threading import Timer
from typing import Any

from hedgerow.base.ids import new_uuid
from hedgerow.engine.port import Engine
from hedgerow.vocab.statement import Limits, Statement

SECONDS = 2.0
"""For one statement, waiting for its turn included."""


def rows_in_time(engine: Engine, statement: Statement) -> list[list[Any]]:
    """The rows that ``statement`` gives within SECONDS. Raises an EngineError."""
    name = str(new_uuid())
    calling_off = Timer(SECONDS, engine.cancel, (name,))
    calling_off.start()
    try:
        return list(engine.query(statement, limits=Limits(seconds=SECONDS), query_id=name).rows)
    finally:
        calling_off.cancel()
