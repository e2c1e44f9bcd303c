"""Jobs on a server in a process of its own: what was under way when it was killed is finished at the next start."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from tests.server_process import ServerProcess, started_server

OWNER = {"email": "owner@hedgerow.local", "password": "correct horse battery"}
BASE = "/api/projects/@current"


@contextmanager
def running(data: Path) -> Iterator[tuple[ServerProcess, httpx2.Client]]:
    """A server on ``data``, and a client that is logged in as its owner."""
    server = started_server(data, HEDGEROW_OWNER_PASSWORD=OWNER["password"])
    try:
        with httpx2.Client(base_url=server.url, timeout=30) as client:
            assert client.post("/api/login", json=OWNER).status_code == 200
            client.headers["X-CSRFToken"] = client.cookies["hedgerow_csrftoken"]
            yield server, client
    finally:
        server.stop()


def test_a_deletion_under_way_at_a_kill_is_finished_after_the_start(tmp_path: Path) -> None:
    event = {"event": "view", "timestamp": "2026-01-05T00:00:00Z"}
    batch = [{**event, "distinct_id": f"user-{n % 100}", "properties": {"n": n}} for n in range(5_000)]
    with running(tmp_path / "data") as (server, client):
        token = client.get(BASE).json()["api_token"]
        assert client.post("/batch", json={"api_key": token, "batch": batch}).status_code == 200
        job = client.delete(f"{BASE}/persons/user-7", params={"delete_events": "true"}).json()
        assert job["state"] == "queued"
        server.kill()
    with running(tmp_path / "data") as (server, client):
        end = time.monotonic() + 30
        while (now := client.get(f"{BASE}/jobs/{job['id']}").json())["state"] != "done":
            assert time.monotonic() < end, now
            time.sleep(0.1)
        assert client.get(f"{BASE}/persons/user-7").status_code == 404
        assert client.get(f"{BASE}/events", params={"distinct_id": "user-7"}).json()["results"] == []
        assert len(client.get(f"{BASE}/events", params={"distinct_id": "user-8"}).json()["results"]) == 50
