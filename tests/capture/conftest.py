"""The real parts capture stands on: SQLite and chDB in a folder of the test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hedgerow.base.settings import Settings
from hedgerow.engine.opening import open_engine
from hedgerow.engine.port import Engine
from hedgerow.store.place import store_url
from hedgerow.store.store import Store, open_store
from tests.capture.parts import Parts, make_projects


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, capture_fsync=False, engine_connections=2)


@pytest.fixture
def store(settings: Settings, sqlite_template: Path) -> Iterator[Store]:
    shutil.copy(sqlite_template, settings.data)
    store = open_store(store_url(settings))
    make_projects(store)
    yield store
    store.close()


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    engine = open_engine(settings)
    yield engine
    engine.close()


@pytest.fixture
def parts(store: Store, engine: Engine, settings: Settings) -> Iterator[Parts]:
    """Store, engine and a committer on them; projects 1 and 2 exist."""
    with Parts.opened(store, engine, settings) as parts:
        yield parts
