"""A server with a project and a key, shared by the tests of one module."""

from collections.abc import Iterator
from dataclasses import dataclass

import httpx2
import pytest

from tests.server_process import ServerProcess, hedgerow_json, started_server


@dataclass
class Site:
    """A server, a project on it, and a client that may do everything."""

    server: ServerProcess
    project_id: int
    token: str
    client: httpx2.Client


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    server = started_server(tmp_path_factory.mktemp("site") / "data")
    try:
        project = hedgerow_json("projects", "create", "Shop", "--timezone", "Europe/Berlin", data=server.data)
        key = hedgerow_json("keys", "create", "tests", "--scopes", "*", data=server.data)["value"]
        headers = {"Authorization": f"Bearer {key}"}
        with httpx2.Client(base_url=server.url, headers=headers, timeout=30) as client:
            yield Site(server, project["id"], project["api_token"], client)
    finally:
        server.stop()
