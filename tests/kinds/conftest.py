"""The engine that the kinds are tested on: real chDB, in a database of its own.

A process has one chDB folder open at a time, so an engine lives as long as one module of tests.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hedgerow.engine.chdb_engine import ChdbEngine
from hedgerow.engine.ddl import make_table
from hedgerow.vocab.events import TABLES


@pytest.fixture(scope="module")
def kinds_engine(engine_folder: Path) -> Iterator[ChdbEngine]:
    engine = ChdbEngine(engine_folder, connections=2, database="of_kinds")
    for table in TABLES:
        make_table(engine, table, durable=False)
    yield engine
    engine.close()
