"""What holds on every path: spelling, errors, formats, pages (contract 00)."""

import gzip
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from hedgerow.services.house import House
from hedgerow.store.store import Store
from hedgerow.vocab.projects import Project
from tests.contract.conftest import BASE, START, envelope

pytestmark = pytest.mark.one_store


@pytest.mark.contract("CONV-2", "CONV-3", "NB-5", "NB-95")
@pytest.mark.parametrize("rest", ["", "/@current", "/@current/event_definitions"])
def test_every_spelling_of_a_path_answers_at_once(api: TestClient, rest: str) -> None:
    plain = api.get(f"/api/projects{rest}", follow_redirects=False).json()
    for spelling in (f"projects{rest}/", f"environments{rest}", f"environments{rest}/"):
        answer = api.get(f"/api/{spelling}", follow_redirects=False)
        assert answer.status_code == 200
        assert answer.json() == plain


@pytest.mark.contract("CONV-12", "ERR-2")
def test_a_wrong_method_names_the_right_ones(api: TestClient) -> None:
    answer = api.put("/api/projects/@current", json={})
    assert envelope(answer) == (405, "invalid_request", "method_not_allowed", None)
    assert answer.headers["Allow"] == "GET, PATCH"
    assert api.delete("/api/projects").headers["Allow"] == "GET, POST"


@pytest.mark.contract("CONV-12")
@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("event_definitions/by_name", "GET"),
        ("event_definitions/primary_properties", "GET"),
        ("event_definitions/bulk_update_verified", "POST"),
        ("event_definitions/bulk_update_tags", "POST"),
        ("dashboards/bulk_update_tags", "POST"),
        ("dashboards/create_from_template_json", "POST"),
        ("dashboards/create_unlisted_dashboard", "POST"),
    ],
)
def test_a_fixed_word_is_never_taken_for_an_id(api: TestClient, path: str, allowed: str) -> None:
    answer = api.patch(f"/api/projects/@current/{path}", json={})
    assert envelope(answer)[0] == 405
    assert answer.headers["Allow"] == allowed


@pytest.mark.contract("ERR-1", "ERR-2")
def test_an_unknown_path_is_not_found(api: TestClient) -> None:
    assert envelope(api.get("/api/nothing/here")) == (404, "invalid_request", "not_found", None)
    assert envelope(api.post("/api/nothing/here")) == (404, "invalid_request", "not_found", None)


@pytest.mark.contract("ERR-1", "ERR-2", "ERR-3", "ERR-4", "NB-97")
@pytest.mark.parametrize(
    ("body", "code", "attr"),
    [
        ({"name": None}, "null", "name"),
        ({"name": ""}, "blank", "name"),
        ({"name": "   "}, "blank", "name"),
        ({"name": {"a": 1}}, "invalid_input", "name"),
        ({"name": "x" * 201}, "max_length", "name"),
        ({"timezone": "Mars/Olympus"}, "invalid_choice", "timezone"),
        ({"week_start_day": 3}, "invalid_choice", "week_start_day"),
        ({"week_start_day": "monday"}, "invalid_choice", "week_start_day"),
        ({"test_account_filters": {"a": 1}}, "not_a_list", "test_account_filters"),
        ({"test_account_filters": [{}, "b"]}, "invalid_input", "test_account_filters__1"),
        ({"primary_dashboard": 12345}, "does_not_exist", "primary_dashboard"),
        ({"primary_dashboard": 2**63}, "does_not_exist", "primary_dashboard"),
        ({"primary_dashboard": "x"}, "invalid_input", "primary_dashboard"),
        ({"timezone": 5, "name": None}, "null", "name"),
        ({"name": "a\0b"}, "invalid_input", None),
        (["name"], "invalid_input", None),
        ("name", "invalid_input", None),
    ],
)
def test_a_wrong_value_is_named(api: TestClient, body: Any, code: str, attr: str | None) -> None:
    before = api.get("/api/projects/@current").json()
    answer = api.patch("/api/projects/@current", json=body)
    assert envelope(answer) == (400, "validation_error", code, attr)
    assert api.get("/api/projects/@current").json() == before


@pytest.mark.contract("ERR-2")
@pytest.mark.parametrize("body", [b"{", b"nothing", b'{"name": "\xff"}', b'{"name": NaN}', b'{"name": "\\ud800"}'])
def test_a_body_that_is_no_json_says_so(api: TestClient, body: bytes) -> None:
    answer = api.patch("/api/projects/@current", content=body)
    assert envelope(answer) == (400, "invalid_request", "parse_error", None)


@pytest.mark.contract("ERR-2", "FMT-8")
def test_a_body_of_another_kind_is_refused(api: TestClient) -> None:
    answer = api.patch("/api/projects/@current", content=b"<a/>", headers={"Content-Type": "text/xml"})
    assert envelope(answer) == (415, "invalid_request", "unsupported_media_type", None)


@pytest.mark.contract("FMT-8", "FMT-9")
def test_forms_are_read_and_unknown_fields_are_not(api: TestClient) -> None:
    form = {"name": "By form", "week_start_day": "1", "id": "77", "whatever": "x"}
    assert api.patch("/api/projects/@current", data={**form, "week_start_day": ""}).status_code == 400
    del form["week_start_day"]
    shown = api.patch("/api/projects/@current", data=form).json()
    assert shown["name"] == "By form"
    parts = {"name": (None, "By parts"), "test_account_filters": (None, '[{"key":"email"}]')}
    shown = api.patch("/api/projects/@current", files=parts).json()
    assert (shown["name"], shown["test_account_filters"]) == ("By parts", [{"key": "email"}])
    assert shown["id"] != 77


@pytest.mark.contract("ERR-2")
def test_a_body_without_end_is_cut_off(api: TestClient) -> None:
    answer = api.patch("/api/projects/@current", content=b" " * (10 * 2**20 + 1))
    assert answer.status_code == 413
    assert answer.json()["code"] == "payload_too_large"


@pytest.mark.contract("ERR-2")
def test_what_nobody_foresaw_is_a_500_that_tells_nothing(api: TestClient, house: House) -> None:
    house.store.close()
    object.__setattr__(house, "store", None)
    answer = api.get("/api/projects")
    assert envelope(answer) == (500, "server_error", "error", None)
    assert "NoneType" not in answer.text
    assert answer.headers["x-request-id"]


@pytest.mark.contract("FMT-1", "FMT-2", "FMT-3", "FMT-6")
def test_txt_is_the_same_document_as_one_event(api: TestClient) -> None:
    plain = api.get("/api/projects/@current?format=json")
    assert plain.headers["content-type"] == "application/json"
    assert b'": ' not in plain.content
    as_event = api.get("/api/projects/@current?format=txt")
    assert as_event.headers["content-type"].startswith("text/event-stream")
    assert as_event.content == b"data: " + plain.content + b"\n\n"
    by_header = api.get("/api/projects/@current", headers={"Accept": "text/event-stream"})
    assert by_header.content == as_event.content
    error = api.get("/api/projects/999?format=txt")
    assert error.status_code == 404
    assert error.text.startswith('data: {"type":"invalid_request"')
    made = api.post("/api/projects/@current/event_definitions", json={"name": "paid"}).json()
    forgotten = api.delete(f"/api/projects/@current/event_definitions/{made['id']}?format=txt")
    assert (forgotten.status_code, forgotten.content) == (204, b"")


@pytest.mark.contract("FMT-4")
def test_formats_nobody_writes_are_refused(api: TestClient) -> None:
    assert envelope(api.get("/api/projects?format=xml")) == (404, "invalid_request", "not_found", None)
    for accept in ("text/html", "image/png", "application/json;q=0"):
        answer = api.get("/api/projects", headers={"Accept": accept})
        assert envelope(answer) == (406, "invalid_request", "not_acceptable", None)
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert api.get("/api/projects", headers={"Accept": browser}).status_code == 200


@pytest.mark.contract("FMT-7")
def test_times_are_utc_with_a_z(api: TestClient) -> None:
    assert api.get("/api/projects/@current").json()["created_at"] == "2026-03-01T12:30:15Z"


@pytest.fixture
def twelve_events(store: Store, project: Project) -> None:
    with store.write() as tx:
        tx.event_definitions.learn(project.id, {f"event {number:02}": START for number in range(12)})
        tx.property_definitions.learn(project.id, {f"p{number:02}": () for number in range(5)}, now=START)


@pytest.mark.contract("PAGE-1", "PAGE-2", "PAGE-4", "PAGE-5")
def test_pages_link_to_each_other_and_keep_the_question(api: TestClient, twelve_events: None) -> None:
    first = api.get("/api/environments/@current/event_definitions/?search=event&limit=5&ordering=name").json()
    assert first["count"] == 12
    assert first["previous"] is None
    assert first["next"].startswith(f"{BASE}/api/environments/@current/event_definitions/?")
    second = api.get(first["next"]).json()
    third = api.get(second["next"]).json()
    names = [item["name"] for page in (first, second, third) for item in page["results"]]
    assert names == [f"event {number:02}" for number in range(12)]
    assert third["next"] is None
    assert api.get(third["previous"]).json()["results"] == second["results"]
    assert "offset" not in second["previous"]
    beyond = api.get("/api/projects/@current/event_definitions?offset=500").json()
    assert (beyond["count"], beyond["next"], beyond["results"]) == (12, None, [])
    whole = api.get("/api/projects/@current/event_definitions").json()
    assert (whole["next"], whole["previous"]) == (None, None)


@pytest.mark.contract("PAGE-3", "NB-95")
@pytest.mark.parametrize("bad", ["limit=-1", "limit=0", "limit=abc", "offset=-3", "offset=x", "limit=&offset="])
def test_an_ordinary_list_forgives_a_bad_slice(api: TestClient, twelve_events: None, bad: str) -> None:
    answer = api.get(f"/api/projects/@current/property_definitions?{bad}")
    assert len(answer.json()["results"]) == 5


@pytest.mark.contract("EVDEF-14")
@pytest.mark.parametrize(
    ("bad", "code", "attr"),
    [
        ("limit=0", "min_value", "limit"),
        ("limit=-1", "min_value", "limit"),
        ("limit=x", "invalid_input", "limit"),
        ("offset=-1", "min_value", "offset"),
        ("offset=1.5", "invalid_input", "offset"),
    ],
)
def test_event_definitions_refuse_a_bad_slice(api: TestClient, bad: str, code: str, attr: str) -> None:
    answer = api.get(f"/api/projects/@current/event_definitions?{bad}")
    assert envelope(answer) == (400, "validation_error", code, attr)


@pytest.mark.contract("EVDEF-14")
def test_huge_slices_are_only_large(api: TestClient, twelve_events: None) -> None:
    answer = api.get(f"/api/projects/@current/event_definitions?limit={10**30}&offset=0")
    assert len(answer.json()["results"]) == 12
    assert api.get(f"/api/projects/@current/event_definitions?offset={10**30}").json()["results"] == []


def test_large_answers_travel_compressed_and_every_answer_is_guarded(api: TestClient, twelve_events: None) -> None:
    answer = api.get("/api/projects/@current/event_definitions")
    assert answer.headers["content-encoding"] in {"gzip", "zstd"}
    assert answer.headers["x-content-type-options"] == "nosniff"
    for path in ("/api/docs", "/login"):
        policy = api.get(path, headers={"Accept": "text/html"}).headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-inline" not in policy
    assert len(gzip.compress(answer.content)) < len(answer.content)


def test_a_request_id_is_kept_when_it_is_harmless(api: TestClient) -> None:
    mine = str(uuid4())
    assert api.get("/_health", headers={"X-Request-Id": mine}).headers["x-request-id"] == mine
    assert api.get("/_health", headers={"X-Request-Id": "a b\tc"}).headers["x-request-id"] != "a b\tc"


def test_the_web_app_is_served_or_its_absence_explained(client: TestClient, make_key: Callable[..., str]) -> None:
    page = client.get("/dashboards/1", headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert page.status_code in {200, 503}
    assert client.get("/nothing.js").status_code == 404
    assert client.get("/../../pyproject.toml").status_code == 404
    assert client.get("/%2e%2e/%2e%2e/app.py").status_code == 404
