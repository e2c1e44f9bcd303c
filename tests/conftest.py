"""What every room's tests share."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def engine_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for chDB, of which a process has one open at a time: so an engine lives as long as one module of tests.

    Each room's tests have a database of their own in it.
    """
    return tmp_path_factory.mktemp("engine")
