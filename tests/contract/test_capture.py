"""Events in and what SDKs ask, over HTTP (contract 85); the body's many forms are tested in tests/capture."""

import gzip
from base64 import b64encode
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import orjson
import pytest
from starlette.testclient import TestClient

from hedgerow.capture.commit import GroupCommitter
from hedgerow.engine.chdb_engine import ChdbEngine
from hedgerow.services.house import House
from hedgerow.vocab.projects import Project
from hedgerow.vocab.statement import Statement
from tests.contract.conftest import bearer, envelope

pytestmark = pytest.mark.one_store

ORIGIN = {"Origin": "https://shop.example"}
CAPTURE_PATHS = ["/batch", "/capture", "/e", "/i/v0/e", "/track", "/engage", "/i/v0/ai/batch"]


def event(project: Project, **more: Any) -> dict[str, Any]:
    return {"api_key": project.api_token, "event": "signed up", "distinct_id": "ada", **more}


def stored(engine: ChdbEngine) -> list[tuple[str, str]]:
    rows = engine.query(Statement("SELECT event, distinct_id FROM events ORDER BY event, distinct_id")).rows
    return [(row[0], row[1]) for row in rows]


@pytest.mark.contract("CAP-10", "CAP-11", "CAP-20", "CAP-21", "NB-60")
@pytest.mark.parametrize("path", [spelling for path in CAPTURE_PATHS for spelling in (path, f"{path}/")])
def test_every_capture_path_stores_before_it_answers(
    client: TestClient, project: Project, engine: ChdbEngine, path: str
) -> None:
    answer = client.post(path, json=event(project), follow_redirects=False)
    assert (answer.status_code, answer.content) == (200, b'{"status":"Ok"}')
    assert answer.headers["content-type"] == "application/json"
    assert stored(engine) == [("signed up", "ada")]


@pytest.mark.contract("CAP-10", "CAP-30")
def test_an_event_may_come_by_get(client: TestClient, project: Project, engine: ChdbEngine) -> None:
    data = b64encode(orjson.dumps(event(project))).decode()
    assert client.get("/e/", params={"data": data}).status_code == 200
    assert stored(engine) == [("signed up", "ada")]


@pytest.mark.contract("CAP-10")
def test_on_engage_an_event_without_a_name_identifies(client: TestClient, project: Project, engine: ChdbEngine) -> None:
    nameless = {"api_key": project.api_token, "distinct_id": "ada", "$set": {"plan": "pro"}}
    assert client.post("/engage", json=nameless).status_code == 200
    assert stored(engine) == [("$identify", "ada")]
    assert envelope(client.post("/capture", json=nameless)) == (400, "validation_error", "invalid_input", "event")


@pytest.mark.contract("CAP-22")
def test_only_a_beacon_is_answered_with_204(client: TestClient, project: Project) -> None:
    beacon = client.post("/e/?beacon=1", json=event(project))
    assert (beacon.status_code, beacon.content) == (204, b"")
    assert client.post("/e/?beacon=0", json=event(project)).status_code == 200


@pytest.mark.contract("CAP-27", "CAP-34")
def test_a_batch_sent_again_is_stored_once(client: TestClient, project: Project, engine: ChdbEngine) -> None:
    batch = [{"event": f"e{n}", "distinct_id": "ada", "uuid": str(uuid4())} for n in range(3)]
    body = gzip.compress(orjson.dumps({"api_key": project.api_token, "batch": batch}))
    for _ in range(2):
        assert client.post("/batch/", content=body, headers={"Content-Type": "text/plain"}).status_code == 200
    assert [name for name, _ in stored(engine)] == ["e0", "e1", "e2"]


@pytest.mark.contract("CAP-45", "EVDEF-58", "EVDEF-42", "NB-50")
def test_what_was_accepted_is_listed(api: TestClient, project: Project) -> None:
    api.post("/capture", json=event(project, properties={"price": 3, "$browser": "Firefox"}))
    (definition,) = api.get("/api/projects/@current/event_definitions").json()["results"]
    assert definition["name"] == "signed up"
    assert definition["last_seen_at"] is not None
    assert (definition["description"], definition["verified"], definition["tags"]) == ("", False, [])
    listed = api.get("/api/projects/@current/property_definitions").json()["results"]
    assert {item["name"]: item["property_type"] for item in listed} == {"price": "Numeric", "$browser": "String"}
    assert api.get("/api/projects/@current").json()["ingested_event"] is True


@pytest.mark.contract("CAP-23", "CAP-24", "CAP-3", "CAP-4")
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", (400, "invalid_request", "parse_error", None)),
        (b"{", (400, "invalid_request", "parse_error", None)),
        (b'{"event": "e", "distinct_id": "a"}', (401, "authentication_error", "not_authenticated", None)),
        (
            b'{"api_key": "phc_unknown", "event": "e", "distinct_id": "a"}',
            (401, "authentication_error", "authentication_failed", None),
        ),
        (
            b'{"api_key": "phx_personal", "event": "e", "distinct_id": "a"}',
            (401, "authentication_error", "authentication_failed", None),
        ),
        (b'{"api_key": "TOKEN", "event": "e"}', (400, "validation_error", "invalid_input", "distinct_id")),
        (b'{"api_key": "TOKEN", "batch": []}', (400, "validation_error", "empty", "batch")),
        (
            b'{"api_key": "TOKEN", "batch": [{"event": "e", "distinct_id": "a"}, {"distinct_id": "a"}]}',
            (400, "validation_error", "invalid_input", "batch__1__event"),
        ),
    ],
)
def test_a_bad_request_stores_nothing_and_says_why(
    client: TestClient, project: Project, engine: ChdbEngine, body: bytes, expected: tuple[Any, ...]
) -> None:
    answer = client.post("/batch/", content=body.replace(b"TOKEN", project.api_token.encode()), headers=ORIGIN)
    assert envelope(answer) == expected
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN["Origin"]
    assert stored(engine) == []


@pytest.mark.contract("CAP-23")
def test_a_body_too_large_is_refused_before_and_after_inflating(client: TestClient, project: Project) -> None:
    padding = {"properties": {"padding": "x" * (2 * 2**20)}}
    plain = orjson.dumps(event(project, **padding))
    for body in (plain, gzip.compress(plain)):
        answer = client.post("/e/", content=body)
        assert envelope(answer)[0] == 413
    assert client.post("/batch/", content=plain).status_code == 200


@pytest.mark.contract("CAP-23", "CAP-26", "CAP-27", "CAP-72")
def test_a_stopping_server_asks_to_come_again(client: TestClient, house: House, project: Project) -> None:
    committer: GroupCommitter = house.committer
    committer.close()
    answer = client.post("/e/", json=event(project), headers=ORIGIN)
    assert envelope(answer)[0] == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "Retry-After" in answer.headers["Access-Control-Expose-Headers"]


@pytest.mark.contract("CAP-70", "CAP-71", "CAP-74")
@pytest.mark.parametrize("path", ["/e/", "/batch", "/s/", "/flags/", "/array/x/config.js", "/i/v0/e/", "/static/a.js"])
def test_a_preflight_is_answered_to_everybody(client: TestClient, path: str) -> None:
    asked = {
        **ORIGIN,
        "Access-Control-Request-Headers": "content-encoding,x-own",
        "Access-Control-Request-Method": "POST",
    }
    answer = client.options(path, headers={**ORIGIN, **asked})
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN["Origin"]
    assert answer.headers["Access-Control-Allow-Credentials"] == "true"
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, POST, OPTIONS"
    assert answer.headers["Access-Control-Allow-Headers"] == "content-encoding,x-own"
    assert answer.headers["Access-Control-Max-Age"] == "86400"
    assert answer.headers["Vary"] == "Origin"


@pytest.mark.contract("CAP-75")
def test_the_private_api_is_not_opened_to_pages(api: TestClient) -> None:
    answer = api.get("/api/projects/@current", headers=ORIGIN)
    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert api.options("/api/projects/@current", headers=ORIGIN).status_code == 405


@pytest.mark.contract("CAP-80", "CAP-82", "CAP-83")
def test_the_remote_config_comes_as_json_and_as_a_script(client: TestClient, project: Project) -> None:
    as_json = client.get(f"/array/{project.api_token}/config", headers=ORIGIN)
    config = as_json.json()
    assert config["supportedCompression"] == ["gzip", "gzip-js"]
    assert config["analytics"] == {"endpoint": "/i/v0/e/"}
    assert (config["autocapture_opt_out"], config["hasFeatureFlags"], config["sessionRecording"]) == (
        False,
        True,
        False,
    )
    assert "surveys" not in config
    assert as_json.headers["Cache-Control"] == "public, max-age=300"
    again = client.get(f"/array/{project.api_token}/config", headers={"If-None-Match": as_json.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    script = client.get(f"/array/{project.api_token}/config.js", headers=ORIGIN)
    assert script.headers["content-type"].startswith("application/javascript")
    assert script.headers["Access-Control-Allow-Origin"] == ORIGIN["Origin"]
    assert f'["{project.api_token}"] = {{"config":' in script.text
    unknown = client.get("/array/phc_unknown/config.js", headers=ORIGIN)
    assert unknown.status_code == 404
    assert unknown.headers["Access-Control-Allow-Origin"] == ORIGIN["Origin"]


@pytest.mark.contract("CAP-84", "CAP-110")
@pytest.mark.parametrize(
    "path",
    ["/static/surveys.js", "/static/0.0.1/array.js", "/array/x/array.js", "/array/x", "/i/v1/logs", "/flags/nothing"],
)
def test_what_is_not_served_is_refused_where_a_page_can_read_it(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={**ORIGIN, "Accept": "text/html,*/*"})
    assert answer.status_code == 404
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN["Origin"]


@pytest.mark.contract("CAP-90", "CAP-91", "CAP-92", "CAP-94")
@pytest.mark.parametrize("name", ["token", "api_key"])
def test_flags_are_answered_with_none(client: TestClient, project: Project, name: str) -> None:
    answer = client.post("/flags/?v=2", json={name: project.api_token, "distinct_id": None}, headers=ORIGIN)
    body = answer.json()
    assert (body["flags"], body["errorsWhileComputingFlags"]) == ({}, False)
    assert body["evaluatedAt"] == 1772368215000
    assert "quotaLimited" not in body
    assert "supportedCompression" not in body
    zipped = gzip.compress(orjson.dumps({"token": project.api_token}))
    assert client.post("/flags?v=2&config=true", content=zipped).json()["supportedCompression"] == ["gzip", "gzip-js"]


@pytest.mark.contract("CAP-93")
@pytest.mark.parametrize("path", ["/decide/?v=3", "/decide", "/flags/", "/flags/?v=1"])
def test_old_clients_read_flags_and_config_in_one(client: TestClient, project: Project, path: str) -> None:
    body = client.post(path, json={"token": project.api_token}).json()
    assert (body["featureFlags"], body["featureFlagPayloads"]) == ({}, {})
    assert body["supportedCompression"] == ["gzip", "gzip-js"]


@pytest.mark.contract("CAP-96")
def test_flags_of_an_unknown_project_are_a_401(client: TestClient) -> None:
    for body in ({"token": "phc_unknown"}, {}, {"token": 5}):
        assert envelope(client.post("/flags/?v=2", json=body))[0] == 401
    assert envelope(client.post("/flags/?v=2", json=[1]))[0] == 400


@pytest.mark.contract("CAP-98", "CAP-99", "CAP-2", "CAP-100")
@pytest.mark.parametrize("path", ["/flags/definitions", "/api/feature_flag/local_evaluation/"])
def test_flag_definitions_need_a_personal_key(client: TestClient, make_key: Callable[..., str], path: str) -> None:
    assert envelope(client.get(path))[0] == 401
    headers = bearer(make_key("dashboard:read"))
    answer = client.get(path, params={"token": "x", "send_cohorts": ""}, headers=headers)
    assert answer.json() == {"flags": [], "group_type_mapping": {}, "cohorts": {}}
    again = client.get(path, headers={**headers, "If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    payload = client.get("/api/projects/@current/feature_flags/x/remote_config?token=x", headers=headers)
    assert envelope(payload) == (404, "invalid_request", "not_found", None)


@pytest.mark.contract("CAP-70")
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/api/surveys/", {"surveys": [], "survey_config": None}),
        ("/api/early_access_features/", {"earlyAccessFeatures": []}),
        ("/api/web_experiments/", {"experiments": []}),
        ("/api/product_tours/", {"product_tours": []}),
    ],
)
def test_other_questions_of_sdks_get_quiet_answers(client: TestClient, path: str, expected: dict[str, Any]) -> None:
    answer = client.get(path, params={"token": "x"}, headers=ORIGIN)
    assert answer.json() == expected
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN["Origin"]


@pytest.mark.contract("CAP-20")
def test_a_recording_is_taken_and_thrown_away(client: TestClient, engine: ChdbEngine) -> None:
    assert client.post("/s/", content=gzip.compress(b"[]")).json() == {"status": "Ok"}
    assert stored(engine) == []
