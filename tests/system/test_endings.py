"""However the server ends, what it acknowledged is there afterwards."""

import signal
import threading
from pathlib import Path
from uuid import uuid4

import httpx2
import pytest

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
