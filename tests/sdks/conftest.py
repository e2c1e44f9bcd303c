"""Released clients on a real server, and a project of its own for each test."""

from collections.abc import Iterator
from itertools import count

import httpx2
import pytest

from tests.browser.conftest import chromium as chromium
from tests.sdks.folders import NODE_MODULES, PYTHON_2024
from tests.sdks.journey import Questions
from tests.server_process import ServerProcess, hedgerow_json, started_server

MISSING = "the released clients are not installed here; `make sdks` does it"

_numbers = count(1)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    assert NODE_MODULES.is_dir(), MISSING
    assert PYTHON_2024.is_dir(), MISSING
    started = started_server(tmp_path_factory.mktemp("sdks") / "data")
    yield started
    started.stop()


@pytest.fixture(scope="session")
def _client(server: ServerProcess) -> Iterator[httpx2.Client]:
    key = hedgerow_json("keys", "create", "tests", "--scopes", "*", data=server.data)["value"]
    headers = {"Authorization": f"Bearer {key}"}
    with httpx2.Client(base_url=server.url, headers=headers, timeout=30) as client:
        yield client


@pytest.fixture
def ask(_client: httpx2.Client) -> Questions:
    """Questions to a project without events."""
    made = _client.post("/api/projects/", json={"name": f"Shop {next(_numbers)}"}).json()
    return Questions(_client, made["id"], made["api_token"])
