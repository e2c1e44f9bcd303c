"""What changed between a snapshot and now (40 §2)."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from hedgerow.api.app import create_app
from hedgerow.services.house import House
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import HandClock, bearer, envelope
from tests.contract.dashboard_fixtures import BASE, Json, happened, insight, made, patched, trends

pytestmark = pytest.mark.one_store

NO_CHANGES = "No significant changes"


@pytest.fixture
def board(api: TestClient, project: Project) -> int:
    """A dashboard with the insight Views, which counted a hundred views yesterday and is in the cache."""
    happened(api, project, "2026-02-28", 100)
    number: int = made(api)["id"]
    insight(api, number, name="Views")
    run(api, number)
    return number


def run(api: TestClient, board: int) -> None:
    assert api.get(f"{BASE}/{board}/run_insights", params={"refresh": "force_blocking"}).status_code == 200


def snapshot(api: TestClient, board: int, **body: Any) -> str:
    key: str = api.post(f"{BASE}/{board}/snapshot", json=body).json()["cache_key"]
    return key


def analysis(api: TestClient, board: int, key: Any) -> Json:
    answer = api.post(f"{BASE}/{board}/analyze_refresh_result", json={"cache_key": key})
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def refused(api: TestClient, board: int, body: Any) -> str:
    """What a bare 400 says."""
    answer = api.post(f"{BASE}/{board}/analyze_refresh_result", json=body)
    assert (answer.status_code, set(answer.json())) == (400, {"error"})
    said: str = answer.json()["error"]
    return said


@pytest.mark.contract("SNAP-23", "SNAP-24", "SNAP-28")
def test_a_refresh_after_new_events_tells_what_changed_by_how_much(
    api: TestClient, project: Project, board: int
) -> None:
    key = snapshot(api, board)
    happened(api, project, "2026-02-28", 15)
    assert NO_CHANGES in analysis(api, board, key)["result"]  # nothing is computed by asking
    run(api, board)
    found = analysis(api, board, key)
    assert "- Views: " in found["result"]
    assert "100 → 115 (+15.0%)" in found["result"]
    (change,) = found["changes"]
    assert change["insight_name"] == "Views"
    (series,) = change["series"]
    assert (series["before"], series["after"], series["percent"]) == (100, 115, 15)
    assert [bucket["bucket"] for bucket in series["buckets"]] == ["2026-02-28"]


def test_each_change_comes_in_words_with_what_its_insight_showed_at_the_time_of_the_snapshot(
    api: TestClient, clock: HandClock, project: Project, board: int
) -> None:
    shown = insight(api, board, name="Quiet", query=trends("quiet"))
    run(api, board)
    key = snapshot(api, board)
    taken = clock.now
    clock.move(timedelta(minutes=5))
    happened(api, project, "2026-02-28", 15)
    run(api, board)
    found = analysis(api, board, key)
    assert (datetime.fromisoformat(found["taken_at"]), found["compared"]) == (taken, 2)
    (change,) = found["changes"]
    assert change["insight_id"] < shown["id"]
    assert change["before"][0]["data"] == [0, 0, 100, 0]
    assert f"- Views: {change['sentence']}" in found["result"].splitlines()


@pytest.mark.contract("SNAP-25", "SNAP-26", "SNAP-29")
def test_equal_data_is_no_change_and_the_key_can_be_used_again(api: TestClient, board: int) -> None:
    key = snapshot(api, board)
    run(api, board)
    first, second = analysis(api, board, key), analysis(api, board, key)
    assert NO_CHANGES in first["result"]
    assert first["changes"] == []
    assert first == second


@pytest.mark.contract("SNAP-22")
def test_an_empty_snapshot_has_no_changes(api: TestClient) -> None:
    empty = made(api)["id"]
    assert NO_CHANGES in analysis(api, empty, snapshot(api, empty))["result"]


@pytest.mark.contract("SNAP-24")
def test_new_tiles_and_tiles_without_a_result_are_left_out(api: TestClient, project: Project, board: int) -> None:
    gone = insight(api, board, name="Gone", query=trends("gone"))["id"]
    run(api, board)
    key = snapshot(api, board)
    happened(api, project, "2026-02-28", 7)
    happened(api, project, "2026-02-28", 5, name="gone")
    happened(api, project, "2026-02-28", 5, name="new")
    insight(api, board, name="New", query=trends("new"))
    run(api, board)
    api.patch(f"/api/projects/@current/insights/{gone}", json={"deleted": True})
    assert [change["insight_name"] for change in analysis(api, board, key)["changes"]] == ["Views"]


@pytest.mark.contract("SNAP-28")
def test_at_most_five_insights_are_told_largest_change_first(api: TestClient, project: Project) -> None:
    board = made(api)["id"]
    for number in range(1, 8):
        happened(api, project, "2026-02-28", 10, name=f"event {number}")
        insight(api, board, name=f"Insight {number}", query=trends(f"event {number}"))
    run(api, board)
    key = snapshot(api, board)
    for number in range(1, 8):
        happened(api, project, "2026-02-28", number, name=f"event {number}")
    run(api, board)
    found = analysis(api, board, key)
    bullets = [line for line in found["result"].splitlines() if line.startswith("- ")]
    assert [line.split(":")[0] for line in bullets] == [f"- Insight {number}" for number in (7, 6, 5, 4, 3)]
    assert [change["insight_name"] for change in found["changes"]][:2] == ["Insight 7", "Insight 6"]
    assert "7" in found["result"].splitlines()[0]


@pytest.mark.contract("SNAP-28")
def test_differences_below_half_a_percent_are_no_change(api: TestClient, project: Project, board: int) -> None:
    happened(api, project, "2026-02-28", 300)
    run(api, board)
    key = snapshot(api, board)
    happened(api, project, "2026-02-28", 1)
    run(api, board)
    assert NO_CHANGES in analysis(api, board, key)["result"]


@pytest.mark.contract("SNAP-20", "SNAP-32", "ERR-6")
@pytest.mark.parametrize("body", [{}, {"cache_key": ""}, {"cache_key": None}, {"cache_key": 5}, {"cache_key": ["x"]}])
def test_without_a_key_it_says_so(api: TestClient, board: int, body: Json) -> None:
    assert "cache_key" in refused(api, board, body)


@pytest.mark.contract("SNAP-21", "ERR-6")
def test_an_unknown_or_expired_key_is_refused(api: TestClient, clock: HandClock, board: int) -> None:
    assert refused(api, board, {"cache_key": "dashboard_refresh_before_never"})
    key = snapshot(api, board)
    clock.move(timedelta(seconds=1799))
    analysis(api, board, key)
    clock.move(timedelta(seconds=1))
    assert refused(api, board, {"cache_key": key})


@pytest.mark.contract("SNAP-30")
def test_a_key_is_for_its_dashboard_and_its_user(
    api: TestClient, board: int, member: User, make_key: Callable[..., str]
) -> None:
    key, other = snapshot(api, board), made(api)["id"]
    assert refused(api, other, {"cache_key": key})
    api.headers.update(bearer(make_key("*", user=member)))
    assert refused(api, board, {"cache_key": key})


@pytest.mark.contract("SNAP-31", "CONV-13")
def test_a_dashboard_that_is_not_there_is_told_before_the_key(api: TestClient, board: int) -> None:
    patched(api, board, deleted=True)
    for number in (board, 999_999):
        answer = api.post(f"{BASE}/{number}/analyze_refresh_result", json={})
        assert envelope(answer) == (404, "invalid_request", "not_found", None)


@contextmanager
def language_model(status: int = 200, body: bytes = b"", wait: float = 0) -> Iterator[tuple[str, list[Json]]]:
    """A server on loopback that speaks the chat protocol: its address, and what it was asked."""
    asked: list[Json] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append({"path": self.path, "key": self.headers["Authorization"], "body": sent})
            time.sleep(wait)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def told_with(house: House, api: TestClient, project: Project, board: int, url: str, seconds: float = 5) -> str:
    """The text of an analysis by a server that has a language model."""
    key = snapshot(api, board)
    happened(api, project, "2026-02-28", 15)
    run(api, board)
    chosen = {"llm_base_url": url, "llm_model": "small", "llm_api_key": SecretStr("sesame"), "llm_seconds": seconds}
    with_model = replace(house, settings=house.settings.model_copy(update=chosen))
    with TestClient(create_app(with_model), headers=dict(api.headers)) as other:
        said: str = analysis(other, board, key)["result"]
    return said


@pytest.mark.contract("SNAP-27", "SNAP-28")
def test_a_language_model_adds_its_words_to_the_computed_ones(
    house: House, api: TestClient, project: Project, board: int
) -> None:
    answer = json.dumps({"choices": [{"message": {"content": "Views grew."}}]}).encode()
    with language_model(body=answer) as (url, asked):
        text = told_with(house, api, project, board, url)
    assert text.startswith("Views grew.\n\n")
    assert "100 → 115 (+15.0%)" in text
    (request,) = asked
    assert (request["path"], request["key"]) == ("/v1/chat/completions", "Bearer sesame")
    assert request["body"]["model"] == "small"
    facts = json.loads(request["body"]["messages"][-1]["content"])
    assert facts["largest_changes"][0]["insight_name"] == "Views"


@pytest.mark.contract("SNAP-27", "SNAP-28")
@pytest.mark.parametrize(
    ("status", "body", "wait"),
    [(500, b"{}", 0.0), (200, b"no json", 0.0), (200, b'{"choices":[]}', 0.0), (200, b"{}", 1.5)],
    ids=["fails", "no json", "no choice", "too slow"],
)
def test_without_its_help_the_computed_words_still_come(
    house: House, api: TestClient, project: Project, board: int, status: int, body: bytes, wait: float
) -> None:
    with language_model(status, body, wait) as (url, asked):
        text = told_with(house, api, project, board, url, seconds=0.5)
    assert len(asked) == 1
    assert "- Views: " in text
    assert NO_CHANGES not in text


@pytest.mark.contract("SNAP-27", "SNAP-28")
def test_a_model_that_is_not_there_is_done_without(house: House, api: TestClient, project: Project, board: int) -> None:
    with language_model() as (url, _):
        pass
    assert "- Views: " in told_with(house, api, project, board, url)
