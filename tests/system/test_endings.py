"""However the server ends, what it acknowledged or kept is there afterwards."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from hedgerow.main.server import SHUTDOWN_SECONDS
from tests.server_process import ServerProcess, hedgerow_json, started_server

BATCH = 20
CLIENTS = 8


def acknowledged_events(server: ServerProcess, token: str, how: signal.Signals) -> int:
    """Post batches with many clients, end the server with ``how`` in their midst, count what was acknowledged."""
    acknowledged: list[int] = []
    busy = threading.Event()

    def send() -> None:
        with httpx2.Client(base_url=server.url, timeout=20) as client:
            while True:
                batch = [{"event": "load", "distinct_id": "a", "uuid": str(uuid4())} for _ in range(BATCH)]
                try:
                    answer = client.post("/batch/", json={"api_key": token, "batch": batch})
                except httpx2.TransportError:
                    return
                if answer.status_code == 200:
                    acknowledged.append(BATCH)
                if len(acknowledged) >= 3 * CLIENTS:
                    busy.set()

    senders = [threading.Thread(target=send) for _ in range(CLIENTS)]
    for sender in senders:
        sender.start()
    assert busy.wait(timeout=60)
    ended = server.stop(how)
    for sender in senders:
        sender.join(timeout=30)
    assert ended == (-signal.SIGKILL if how is signal.SIGKILL else 0)
    return sum(acknowledged)


def stored_events(server: ServerProcess, project_id: int, key: str) -> int:
    query = {"kind": "TrendsQuery", "series": [{"kind": "EventsNode", "event": "load"}]}
    answer = httpx2.post(
        f"{server.url}/api/projects/{project_id}/query/",
        json={"query": query},
        headers={"Authorization": f"Bearer {key}"},
        timeout=30,
    )
    count: int = answer.json()["results"][0]["count"]
    return count


@contextmanager
def clients_of(
    server: ServerProcess, project: dict[str, Any], key: str
) -> Iterator[tuple[Callable[[int], None], httpx2.Client]]:
    """What sends so many events to a project, and a client for its API."""
    base = f"{server.url}/api/projects/{project['id']}/"
    with httpx2.Client(base_url=base, headers={"Authorization": f"Bearer {key}"}, timeout=30) as client:

        def send(count: int) -> None:
            batch = [{"event": "load", "distinct_id": "a"}] * count
            answer = client.post(f"{server.url}/batch", json={"api_key": project["api_token"], "batch": batch})
            assert answer.status_code == 200, answer.text

        yield send, client


@pytest.mark.contract("CAP-20")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM], ids=["kill -9", "SIGTERM"])
def test_nothing_acknowledged_is_lost_when_the_server_ends_under_load(tmp_path: Path, how: signal.Signals) -> None:
    server = started_server(tmp_path / "data")
    try:
        project = hedgerow_json("projects", "create", "Load", data=server.data)
        key = hedgerow_json("keys", "create", "load", data=server.data)["value"]
        acknowledged = acknowledged_events(server, project["api_token"], how)
    finally:
        server.kill()
    again = started_server(server.data)
    try:
        stored = stored_events(again, project["id"], key)
    finally:
        again.stop()
    assert acknowledged <= stored <= acknowledged + CLIENTS * BATCH


@pytest.mark.contract("SNAP-4", "SNAP-20")
def test_a_snapshot_is_compared_with_results_computed_after_a_restart(tmp_path: Path) -> None:
    server = started_server(tmp_path / "data")
    try:
        project = hedgerow_json("projects", "create", "Shop", data=server.data)
        key = hedgerow_json("keys", "create", "tests", data=server.data)["value"]
        with clients_of(server, project, key) as (send, client):
            send(10)
            board = client.post("dashboards", json={"name": "Sales"}).json()["id"]
            query = {"kind": "TrendsQuery", "series": [{"kind": "EventsNode", "event": "load"}]}
            client.post("insights", json={"name": "Loads", "query": query, "dashboards": [board]})
            client.get(f"dashboards/{board}/run_insights", params={"refresh": "blocking"})
            kept = client.post(f"dashboards/{board}/snapshot").json()
    finally:
        server.kill()
    again = started_server(server.data)
    try:
        with clients_of(again, project, key) as (send, client):
            send(90)
            client.get(f"dashboards/{board}/run_insights", params={"refresh": "blocking"})
            found = client.post(f"dashboards/{board}/analyze_refresh_result", json=kept).json()
    finally:
        again.stop()
    assert "Loads" in found["result"]
    assert "100" in found["result"]


def test_a_server_that_is_told_to_stop_does_not_wait_for_those_who_watch_live_events(tmp_path: Path) -> None:
    server = started_server(tmp_path / "data")
    try:
        project = hedgerow_json("projects", "create", "Watched", data=server.data)
        key = hedgerow_json("keys", "create", "tests", data=server.data)["value"]
        with (
            clients_of(server, project, key) as (send, client),
            client.stream("GET", "events/live") as answer,
        ):
            lines = answer.iter_lines()
            send(1)
            assert '"load"' in next(line for line in lines if '"event"' in line)
            began = time.monotonic()
            assert server.stop() == 0
            assert list(lines)[-1] == ""
            assert time.monotonic() - began < SHUTDOWN_SECONDS / 2
    finally:
        server.kill()
