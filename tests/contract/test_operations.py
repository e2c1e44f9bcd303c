"""Health, measures, the OpenAPI document and its page (contract 80 NB-7; issue: API)."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.testclient import TestClient

from hedgerow.api.app import create_app
from hedgerow.api.web_ui import ui_answer
from hedgerow.engine.clickhouse_engine import ClickHouseEngine
from hedgerow.services.house import House
from hedgerow.vocab.projects import Project
from hedgerow.vocab.scopes import is_scope
from tests.engines.clickhouse_front import ClickHouseFront

pytestmark = pytest.mark.one_store


@pytest.mark.contract("NB-7")
def test_a_living_server_says_ok(client: TestClient) -> None:
    for path in ("/_health", "/_livez", "/_livez/"):
        assert (client.get(path).status_code, client.get(path).text) == (200, "ok")


def test_a_server_is_ready_while_store_and_engine_answer(client: TestClient, house: House) -> None:
    assert client.get("/_readyz").json() == {"status": "ready", "problems": []}


def test_a_server_without_its_engine_is_alive_but_not_ready(house: House, engine_folder: Path) -> None:
    front = ClickHouseFront(engine_folder)
    gone = ClickHouseEngine(front.url("gone"), connections=1)
    gone.close()
    front.close()
    with TestClient(create_app(replace(house, engine=gone))) as client:
        answer = client.get("/_readyz")
        assert answer.status_code == 503
        assert answer.headers["Retry-After"]
        assert "engine" in answer.json()["problems"][0]
        assert client.get("/_health").status_code == 200


def test_measures_show_routes_and_capture(client: TestClient, project: Project) -> None:
    client.get("/api/projects/17")
    client.get("/api/wp-login/17")
    client.post("/e/", json={"api_key": project.api_token, "event": "e", "distinct_id": "a"})
    client.post("/e/", content=b"{")
    text = client.get("/metrics").text
    labels = 'method="GET",route="/api/projects/{project_id}",status="401"'
    assert f"hedgerow_http_request_seconds_count{{{labels}}} 1.0" in text
    assert 'route="unmatched",status="404"' in text
    assert "wp-login" not in text
    assert "hedgerow_capture_stored_events_total 1.0" in text
    assert 'hedgerow_capture_refused_requests_total{status="400"} 1.0' in text
    assert "hedgerow_capture_queue_events 0.0" in text


def test_every_operation_says_who_may_use_it_and_how_it_fails(client: TestClient, house: House) -> None:
    document = client.get("/api/schema/").json()
    assert document["openapi"].startswith("3.1")
    ids = []
    for path, operations in document["paths"].items():
        for operation in operations.values():
            ids.append(operation["operationId"])
            assert operation["summary"], path
            assert operation["tags"], path
            assert "422" not in operation["responses"]
            if "{project_id}" in path:
                assert all(map(is_scope, operation["x-required-scope"].split())), path
                assert {"401", "403", "404"} <= set(operation["responses"]), path
                envelope = operation["responses"]["403"]["content"]["application/json"]["schema"]
                assert envelope == {"$ref": "#/components/schemas/ErrorAnswer"}
    assert len(ids) == len(set(ids))
    assert set(document["components"]["securitySchemes"]) == {"personalApiKey", "session", "sharedLink", "projectToken"}


def test_every_reference_of_the_document_leads_somewhere(client: TestClient) -> None:
    answer = client.get("/api/schema/")
    components = answer.json()["components"]
    references = set(re.findall(r'"#/components/(\w+)/([\w\[\]]+)"', answer.text))
    assert references
    for kind, name in references:
        assert name in components[kind]


def test_answers_are_documented_with_their_shapes(client: TestClient) -> None:
    document = client.get("/api/schema/").json()
    for path, operations in document["paths"].items():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if status.startswith("2") and "content" in answer:
                    (schema,) = (content["schema"] for content in answer["content"].values())
                    assert schema != {"type": "string"} or path in {"/_health", "/metrics"}, path


def test_bodies_are_documented_from_what_is_read(client: TestClient) -> None:
    document = client.get("/api/schema/").json()
    body = document["paths"]["/api/projects/{project_id}"]["patch"]["requestBody"]
    assert set(body["content"]) == {
        "application/json", "application/x-www-form-urlencoded", "multipart/form-data"
    }  # fmt: skip
    assert "primary_dashboard" in document["components"]["schemas"]["ProjectChange"]["properties"]


def test_every_route_of_the_api_is_in_the_document(house: House) -> None:
    app: FastAPI = create_app(house)
    documented = set(app.openapi()["paths"])
    shown = {r.path_format for r in app.router.routes if isinstance(r, APIRoute) and r.include_in_schema}
    assert shown <= documented
    assert shown


def test_the_readable_page_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/api/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert "<script" not in page.text
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page.text)
    assert "event_definition:read" in page.text


def _asked(path: str, accept: str = "text/html", method: str = "GET") -> Request:
    headers = [(b"accept", accept.encode()), (b"host", b"hedgerow.test")]
    return Request(
        {"type": "http", "method": method, "path": path, "headers": headers, "query_string": b"", "scheme": "http"}
    )


def test_the_web_app_answers_its_own_paths_with_its_page(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html>")
    (tmp_path / "assets" / "app-1a2b.js").write_text("1")
    (tmp_path.parent / "secret.txt").write_text("secret")

    def headers(path: str, **more: str) -> dict[str, str] | None:
        answer = ui_answer(_asked(path, **more), tmp_path)
        return None if answer is None else dict(answer.headers)

    page = headers("/dashboards/3")
    assert page is not None
    assert page["cache-control"] == "no-cache"
    script = headers("/assets/app-1a2b.js")
    assert script is not None
    assert script["cache-control"] == "public, max-age=31536000, immutable"
    for path in ("/assets/gone.js", "/api/projects", "/array/x/y", "/i/v1/logs", "/../secret.txt"):
        assert headers(path) is None, path
    assert headers("/dashboards/3", method="POST") is None
    assert headers("/dashboards/3", accept="application/json") is None
