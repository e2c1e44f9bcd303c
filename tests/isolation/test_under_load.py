"""Two projects used by sixteen threads at once: no answer of one ever shows anything of the other."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.isolation.conftest import Tenant, question

THREADS = 16
ROUNDS = 12
SHARED = "looked around"
"""An event that both projects have: their questions about it are the same, letter by letter."""


class Working:
    """One project's client: does things, and checks everything that comes back."""

    def __init__(self, client: TestClient, own: Tenant, other: Tenant) -> None:
        self._client = client
        self._own = own
        self._other = other
        self._lock = Lock()
        self._begun = 0
        self._stored = 0
        self._boards: dict[int, str] = {own.ids["dashboard_id"]: f"{own.mark} board"}
        self._seen: set[int] = set()

    def steps(self) -> list[Callable[[int], None]]:
        """What a thread may do next, by its turn."""
        return [self.send, self.count, self.make, self.look, self.send, self.list_all, self.count]

    def send(self, turn: int) -> None:
        """Capture events: as many at a time as only this project sends."""
        many = 3 if self._own.mark == "alpha" else 7
        event = {"event": SHARED, "distinct_id": f"{self._own.mark} {turn}", "properties": {"whose": self._own.mark}}
        named = {**event, "event": f"{self._own.mark} event {turn % 5}", "properties": {f"{self._own.mark} p": turn}}
        with self._lock:
            self._begun += many
        answer = self._client.post(
            "/batch", json={"api_key": self._own.project.api_token, "batch": [event] * many + [named]}
        )
        assert answer.status_code == 200, answer.text
        with self._lock:
            self._stored += many

    def count(self, turn: int) -> None:
        """Ask both projects' question: no fewer than were stored before, no more than were sent until now."""
        least = self._stored
        asked = question(SHARED, breakdownFilter={"breakdown": "whose", "breakdown_type": "event"})
        refresh = "force_blocking" if turn % 2 else "blocking"
        body = self._call("POST", "/query", {"query": asked, "refresh": refresh})
        counted = sum(row["count"] for row in body["results"])
        assert counted % (3 if self._own.mark == "alpha" else 7) == 0
        assert counted <= self._begun
        assert counted >= (least if refresh == "force_blocking" else 0)

    def make(self, turn: int) -> None:
        """A dashboard with an insight and a card, changed at once."""
        name = f"{self._own.mark} made {turn}"
        board = self._call("POST", "/dashboards", {"name": name, "tags": [f"{self._own.mark} tag"]})["id"]
        with self._lock:
            assert board not in self._boards
            self._boards[board] = name
        asked = {"name": name, "query": question(SHARED), "dashboards": [board]}
        self._call("POST", "/insights", asked)
        self._call("POST", f"/dashboards/{board}/create_text_tile", {"body": name})
        self._call("PATCH", f"/dashboards/{board}", {"description": name})

    def look(self, turn: int) -> None:
        """A dashboard of ours, with results; their own dashboard is closed and unknown."""
        with self._lock:
            board, name = list(self._boards.items())[turn % len(self._boards)]
        assert self._call("GET", f"/dashboards/{board}?refresh=blocking")["name"] == name
        self._call("GET", f"/dashboards/{board}/run_insights?refresh=blocking")
        theirs = self._other.ids["dashboard_id"]
        assert self._answer("GET", f"{self._own.base}/dashboards/{theirs}").status_code == 404
        assert self._answer("GET", f"{self._other.base}/dashboards/{theirs}").status_code == 403

    def list_all(self, turn: int) -> None:
        """Every list."""
        for name in ("insights", "event_definitions", "property_definitions"):
            self._call("GET", f"/{name}?limit=500")
        found = self._call("GET", "/dashboards?limit=500")
        assert found["count"] == len(found["results"])
        with self._lock:
            self._seen |= {item["id"] for item in found["results"]}

    def finish(self) -> None:
        """What was seen is what was made, and everything sent is counted."""
        self.list_all(0)
        assert self._seen == set(self._boards)
        body = self._call("POST", "/query", {"query": question(SHARED), "refresh": "force_blocking"})
        assert sum(row["count"] for row in body["results"]) == self._stored
        assert self._stored > 0

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        answer = self._answer(method, self._own.base + path, body)
        assert answer.status_code in {200, 201}, answer.text
        return answer.json()

    def _answer(self, method: str, url: str, body: Any = None) -> Any:
        answer = self._client.request(method, url, json=body, headers=self._own.headers)
        assert self._other.mark not in answer.text, (method, url)
        assert set(_projects_named(json.loads(answer.text))) <= {self._own.project.id}, (method, url)
        return answer


def _projects_named(value: Any) -> Iterator[int]:
    """Every project number anywhere in ``value``."""
    if isinstance(value, dict):
        yield from (value[name] for name in ("team_id", "team", "project_id") if isinstance(value.get(name), int))
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _projects_named(item)


@pytest.mark.contract("CONV-8", "AUTH-14", "EN-36")
def test_projects_used_at_once_never_see_each_other(client: TestClient, ours: Tenant, theirs: Tenant) -> None:
    projects = [Working(client, ours, theirs), Working(client, theirs, ours)]

    def work(thread: int) -> None:
        steps = projects[thread % 2].steps()
        for turn in range(ROUNDS):
            steps[(thread // 2 + turn) % len(steps)](thread * ROUNDS + turn)

    with ThreadPoolExecutor(THREADS) as threads:
        for done in [threads.submit(work, number) for number in range(THREADS)]:
            done.result()
    for project in projects:
        project.finish()
