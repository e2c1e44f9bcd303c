"""Capture V1: the token as a bearer, an answer for every event (contract 85 §6)."""

import zlib
from typing import Any
from uuid import uuid4

import orjson
import pytest
from starlette.testclient import TestClient

from hedgerow.engine.chdb_engine import ChdbEngine
from hedgerow.services.house import House
from hedgerow.vocab.ingestion import WarningKind
from hedgerow.vocab.projects import Project
from hedgerow.vocab.statement import Statement
from tests.contract.conftest import START, bearer, envelope

pytestmark = pytest.mark.one_store

PATH = "/i/v1/analytics/events"
EVENT = {"event": "paid", "distinct_id": "ada", "timestamp": "2026-03-01T12:30:00Z", "options": {}, "properties": {}}


def event(**more: Any) -> dict[str, Any]:
    return {**EVENT, "uuid": str(uuid4()), **more}


def post(client: TestClient, project: Project, *batch: dict[str, Any], **headers: str) -> Any:
    sent = {**bearer(project.api_token), "PostHog-Sdk-Info": "posthog-node/5.70.0", **headers}
    return client.post(PATH, content=orjson.dumps({"created_at": "2026-03-01T12:30:00Z", "batch": batch}), headers=sent)


def stored(engine: ChdbEngine, columns: str) -> list[tuple[Any, ...]]:
    rows = engine.query(Statement(f"SELECT {columns} FROM events ORDER BY event, distinct_id")).rows
    return [tuple(row) for row in rows]


@pytest.mark.contract("CAP-60", "CAP-61", "CAP-62")
def test_headers_and_options_stand_for_the_properties_of_other_paths(
    client: TestClient, project: Project, engine: ChdbEngine
) -> None:
    options = {"process_person_profile": False, "cookieless_mode": True, "product_tour_id": "t", "unknown": 1}
    one = event(session_id="s", window_id="w", options=options, properties={"plan": "pro", "$lib_version": "own"})
    answer = post(client, project, one)
    assert (answer.status_code, answer.json()) == (200, {"results": {one["uuid"]: {"result": "ok"}}})
    assert answer.headers["content-type"] == "application/json"
    ((uuid, properties),) = stored(engine, "toString(uuid), toJSONString(properties)")
    assert uuid == one["uuid"]
    assert orjson.loads(properties) == {
        "plan": "pro", "$lib": "posthog-node", "$lib_version": "own", "$session_id": "s", "$window_id": "w",
        "$process_person_profile": False, "$cookieless_mode": True, "$product_tour_id": "t",
    }  # fmt: skip


@pytest.mark.contract("CAP-61", "CAP-40")
@pytest.mark.parametrize(("options", "minute"), [({}, 30), ({"disable_skew_correction": True}, 20)])
def test_the_time_of_the_request_sets_the_clock_right(
    client: TestClient, project: Project, engine: ChdbEngine, options: dict[str, Any], minute: int
) -> None:
    late = event(timestamp="2026-03-01T12:20:00Z", options=options)
    post(client, project, late, **{"PostHog-Request-Timestamp": "2026-03-01T12:20:15.000Z"})
    assert stored(engine, "toMinute(timestamp)") == [(minute,)]


@pytest.mark.contract("CAP-62")
def test_an_event_that_cannot_be_stored_is_dropped_alone(
    client: TestClient, house: House, project: Project, engine: ChdbEngine
) -> None:
    good, bad = event(), event(distinct_id="", event="lost")
    results = post(client, project, good, bad).json()["results"]
    assert results[good["uuid"]] == {"result": "ok"}
    assert results[bad["uuid"]] == {"result": "drop", "details": "The event has no `distinct_id`."}
    assert stored(engine, "event") == [("paid",)]
    (warned,) = house.committer.warnings.taken()
    assert (warned.team_id, warned.kind) == (project.id, WarningKind.INVALID_REQUEST)
    assert [(sample.event, sample.at) for sample in warned.samples] == [("lost", START)]


@pytest.mark.contract("CAP-60", "CAP-63")
@pytest.mark.parametrize(
    ("token", "body", "expected"),
    [
        ("", b"{}", (401, "authentication_error", "not_authenticated", None)),
        ("Bearer phc_unknown", b"{}", (401, "authentication_error", "authentication_failed", None)),
        ("Bearer phx_personal", b"{}", (401, "authentication_error", "authentication_failed", None)),
        ("Bearer TOKEN", b"", (400, "invalid_request", "parse_error", None)),
        ("Bearer TOKEN", b"{", (400, "invalid_request", "parse_error", None)),
        ("Bearer TOKEN", b"[]", (400, "validation_error", "invalid_input", None)),
        ("Bearer TOKEN", b"{}", (400, "validation_error", "invalid_input", None)),
        ("Bearer TOKEN", b'{"batch": []}', (400, "validation_error", "empty", "batch")),
        ("Bearer TOKEN", b'{"batch": [{"event": "a"}]}', (400, "validation_error", "invalid_input", "batch__0")),
    ],
)
def test_a_request_of_another_shape_is_refused_whole(
    client: TestClient, project: Project, token: str, body: bytes, expected: tuple[Any, ...]
) -> None:
    headers = {"Authorization": token.replace("TOKEN", project.api_token)} if token else {}
    assert envelope(client.post(PATH, content=body, headers=headers)) == expected


@pytest.mark.contract("CAP-37", "CAP-60", "CAP-63")
def test_a_compressed_batch_is_read_and_a_bomb_is_not(client: TestClient, project: Project, engine: ChdbEngine) -> None:
    headers = {**bearer(project.api_token), "Content-Encoding": "deflate"}
    body = zlib.compress(orjson.dumps({"batch": [event()]}))
    assert client.post(f"{PATH}/", content=body, headers=headers).status_code == 200
    assert stored(engine, "event") == [("paid",)]
    assert envelope(client.post(PATH, content=zlib.compress(b" " * 2**25), headers=headers))[0] == 413


@pytest.mark.contract("CAP-27", "CAP-60")
def test_a_batch_sent_again_is_stored_once(client: TestClient, project: Project, engine: ChdbEngine) -> None:
    one = event()
    for attempt in ("1", "2"):
        assert post(client, project, one, **{"PostHog-Attempt": attempt}).status_code == 200
    assert stored(engine, "event") == [("paid",)]
