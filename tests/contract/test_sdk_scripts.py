"""The browser SDK as this server serves it, for pages without a bundler (contract 85 §8)."""

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hedgerow.vocab.projects import Project

pytestmark = pytest.mark.one_store

ORIGIN = {"Origin": "https://shop.example"}
LOCK = Path(__file__).parents[2] / "web" / "package-lock.json"
VERSION = json.loads(LOCK.read_text())["packages"]["node_modules/posthog-js"]["version"]
LOADED = ("array", "dead-clicks-autocapture", "exception-autocapture", "web-vitals", "web-vitals-with-attribution")


@pytest.mark.contract("CAP-84", "CAP-85", "CAP-70")
@pytest.mark.parametrize("name", LOADED)
@pytest.mark.parametrize(
    ("folder", "age"),
    [("/static", "public, max-age=3600"), (f"/static/{VERSION}", "public, max-age=31536000, immutable")],
)
def test_the_installed_sdk_is_served_with_and_without_its_version(
    client: TestClient, name: str, folder: str, age: str
) -> None:
    answer = client.get(f"{folder}/{name}.js?v={VERSION}", headers=ORIGIN)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/javascript")
    assert answer.headers["Cache-Control"] == age
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN["Origin"]
    assert {word.strip() for word in answer.headers["Vary"].split(",")} == {"Accept-Encoding", "Origin"}
    assert len(answer.content) > 10_000


@pytest.mark.contract("CAP-85")
def test_a_script_travels_packed_and_once(client: TestClient) -> None:
    plain = client.get("/static/array.js", headers={"Accept-Encoding": "identity"})
    packed = client.get("/static/array.js", headers={"Accept-Encoding": "gzip"})
    assert ("Content-Encoding" in plain.headers, packed.headers["Content-Encoding"]) == (False, "gzip")
    assert plain.content == packed.content
    assert int(packed.headers["Content-Length"]) < len(plain.content) / 2
    again = client.get("/static/array.js", headers={"If-None-Match": packed.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.contract("CAP-80", "CAP-83")
def test_the_bundle_of_a_project_has_its_config_in_front(client: TestClient, project: Project) -> None:
    answer = client.get(f"/array/{project.api_token}/array.js")
    config = client.get(f"/array/{project.api_token}/config.js").text
    assert answer.text == config + client.get("/static/array.js").text
    assert answer.headers["Cache-Control"] == "public, max-age=300"


@pytest.mark.contract("CAP-84")
@pytest.mark.parametrize("path", ["/static/..%2Findex.js", "/static/%2e%2e/index.html", f"/static/{VERSION}/LICENSE"])
def test_nothing_else_is_served_from_the_folder(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
