"""What every room's tests share."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def engine_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The one folder that chDB opens in this process; each room's tests have a database of their own in it."""
    return tmp_path_factory.mktemp("engine")
