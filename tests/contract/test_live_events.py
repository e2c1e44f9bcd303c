"""Events and warnings as they come in, over a real connection, and the state of ingestion (contract 85)."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from hedgerow.api.app import create_app
from hedgerow.capture.live import WATCHERS
from hedgerow.services.house import House
from hedgerow.vocab.ingestion import WarningKind
from hedgerow.vocab.projects import Project
from tests.contract.conftest import START, HandClock, bearer, envelope
from tests.contract.serving import served, wait_until

BASE = "/api/projects/@current"
LIVE, RECENT, STATUS = f"{BASE}/events/live", f"{BASE}/events/recent", f"{BASE}/ingestion/status"


@pytest.fixture
def watching(house: House, make_key: Callable[..., str]) -> Iterator[httpx2.Client]:
    """A client with a key on a real connection to a real server."""
    headers = bearer(make_key("*"))
    with served(create_app(house)) as url, httpx2.Client(base_url=url, headers=headers, timeout=20) as watching:
        yield watching


def sent(client: Any, project: Project, name: str = "paid", **event: Any) -> None:
    body = {"api_key": project.api_token, "event": name, "distinct_id": "ada", **event}
    assert client.post("/capture", json=body).status_code == 200


def items(answer: Any) -> Iterator[dict[str, Any]]:
    """The events of a stream, as they come."""
    return (json.loads(line.removeprefix("data: ")) for line in answer.iter_lines() if line.startswith("data: "))


def test_a_watcher_sees_what_came_before_and_then_what_comes_at_once(watching: Any, project: Project) -> None:
    sent(watching, project, "before", properties={"n": 2**70, "list": [1, {"a": None}]})
    with watching.stream("GET", LIVE) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        came = items(answer)
        before = next(came)
        assert (before["type"], before["event"], before["received_at"]) == ("event", "before", "2026-03-01T12:30:15Z")
        assert before["properties"] == {"n": 2**70, "list": [1, {"a": None}]}
        started = time.monotonic()
        sent(watching, project, "after", timestamp="soon")
        warning, after = sorted((next(came), next(came)), key=lambda item: item["type"], reverse=True)
        assert time.monotonic() - started < 2
        assert (after["event"], warning["kind"], warning["details"]["sent"]) == ("after", "bad_timestamp", "soon")


def test_a_watcher_may_look_for_one_event_and_one_distinct_id(watching: Any, project: Project) -> None:
    with watching.stream("GET", LIVE, params={"event": "paid", "distinct_id": "bob"}) as answer:
        came = items(answer)
        for name, who in (("seen", "bob"), ("paid", "ada"), ("paid", "bob")):
            sent(watching, project, name, distinct_id=who)
        assert next(came)["distinct_id"] == "bob"


def test_whoever_leaves_leaves_nothing_behind(watching: Any, house: House) -> None:
    for _ in range(3):
        with watching.stream("GET", LIVE):
            wait_until(lambda: house.committer.monitor.live.watchers == 1)
        wait_until(lambda: house.committer.monitor.live.watchers == 0, seconds=2)


def test_a_server_that_stops_does_not_wait_for_watchers(watching: Any, house: House) -> None:
    with watching.stream("GET", LIVE) as answer:
        wait_until(lambda: house.committer.monitor.live.watchers == 1)
        house.committer.monitor.live.close()
        assert list(items(answer)) == []


def test_too_many_watchers_are_asked_to_come_again(
    api: TestClient, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hedgerow.services.live_events.WATCHERS", 0)
    answer = api.get(LIVE)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert WATCHERS > 0


def test_the_newest_can_be_asked_for_without_a_stream(api: TestClient, project: Project, clock: HandClock) -> None:
    sent(api, project, "first")
    clock.move(timedelta(seconds=1))
    sent(api, project, "second", timestamp="x", properties={"text": "x" * 20_000})
    found = api.get(RECENT).json()["results"]
    assert [item.get("event") for item in found] == ["second", "second", "first"]
    assert {item["type"] for item in found[:2]} == {"event", "warning"}
    assert [item["properties"] for item in found if item["type"] == "event"] == [None, {}]
    assert [item["event"] for item in api.get(RECENT, params={"event": "first"}).json()["results"]] == ["first"]


def test_a_resent_event_is_not_shown_again(api: TestClient, project: Project) -> None:
    for _ in range(2):
        sent(api, project, uuid="0190b0a0-0000-7000-8000-000000000001")
    assert len(api.get(RECENT).json()["results"]) == 1


def test_live_events_need_the_scope_of_queries_and_stay_in_their_project(
    api: TestClient, house: House, project: Project, make_key: Callable[..., str]
) -> None:
    sent(api, project)
    house.committer.warnings.note(WarningKind.UNKNOWN_TOKEN, team_id=None, at=START)
    second = api.post("/api/projects", json={"name": "Second"}).json()["id"]
    for path in (RECENT, LIVE):
        assert '"paid"' in api.get(path).text
        assert '"paid"' not in api.get(path.replace("@current", str(second))).text
        assert "unknown_token" in api.get(path).text
        assert "unknown_token" not in api.get(path, headers=bearer(make_key("*", scoped_teams=[project.id]))).text
        assert envelope(api.get(path, headers=bearer(make_key("project:read"))))[0] == 403


def test_the_state_of_ingestion_tells_rates_and_what_became_of_todays_events(
    api: TestClient, house: House, project: Project, clock: HandClock
) -> None:
    clock.move(timedelta(minutes=30))
    for uuid in ("0190b0a0-0000-7000-8000-000000000001", "0190b0a0-0000-7000-8000-000000000002") * 2:
        sent(api, project, uuid=uuid)
    now = clock()
    house.committer.warnings.note(WarningKind.EVENT_REJECTED, team_id=project.id, at=now, count=3)
    house.committer.warnings.note(WarningKind.RATE_LIMITED, team_id=project.id, at=now, count=4)
    house.committer.warnings.note(WarningKind.BAD_TIMESTAMP, team_id=project.id, at=now, count=5)
    assert api.get(STATUS).json() == {
        "as_of": "2026-03-01T13:00:15Z",
        "events_per_second": {"last_minute": 2 / 60, "last_hour": 2 / 3600},
        "lag_seconds": 0.0,
        "queued_events": 0,
        "last_event_at": "2026-03-01T13:00:15Z",
        "today": {"since": "2026-03-01T12:30:15Z", "accepted": 2, "duplicates": 2, "rejected": 3, "refused": 4},
    }


def test_today_begins_at_midnight_in_the_projects_time_zone(
    api: TestClient, project: Project, clock: HandClock
) -> None:
    assert api.get(STATUS).json()["last_event_at"] is None
    assert api.patch(BASE, json={"timezone": "Asia/Kathmandu"}).status_code == 200
    clock.move(timedelta(hours=5, minutes=40))  # 18:10 in UTC, five minutes before midnight there
    sent(api, project)
    assert api.get(STATUS).json()["today"]["accepted"] == 1
    clock.move(timedelta(minutes=5))
    today = api.get(STATUS).json()["today"]
    assert (today["accepted"], today["since"]) == (0, "2026-03-01T18:15:00Z")


def test_measures_show_warnings_by_kind_projects_by_outcome_lag_and_commits(
    api: TestClient, house: House, project: Project
) -> None:
    sent(api, project, timestamp="x")
    for team_id in range(1000, 1200):
        house.committer.warnings.note(WarningKind.EVENT_REJECTED, team_id=team_id, at=START)
    text = api.get("/metrics").text
    assert 'hedgerow_ingestion_warnings_total{kind="bad_timestamp"} 1.0' in text
    assert f'hedgerow_capture_project_events_total{{outcome="accepted",project="{project.id}"}} 1.0' in text
    assert 'hedgerow_capture_project_events_total{outcome="rejected",project="other"} 101.0' in text
    assert text.count("hedgerow_capture_project_events_total{") == 101
    assert "hedgerow_capture_lag_seconds 0.0" in text
    assert "hedgerow_capture_commit_seconds_count 1.0" in text
