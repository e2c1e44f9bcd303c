"""Bodies that nobody means well with: refused in the envelope, and nothing of them is stored (NB-97, ERR-8)."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import orjson
import pytest
from starlette.testclient import TestClient

from hedgerow.services.house import House
from tests.api_document import DOCUMENT
from tests.contract.conftest import envelope
from tests.contract.planting import Planted, _template, engine, planted  # noqa: F401  (fixtures)
from tests.isolation.operations import Operation, each

pytestmark = pytest.mark.one_store

DEEP = 100_000

NO_JSON = {
    "lists without end": b"[" * DEEP,
    "objects without end": b'{"a":' * DEEP,
    "deep lists": b'{"name":' + b"[" * DEEP + b"]" * DEEP + b"}",
    "deep objects": b'{"query":' + b'{"a":' * DEEP + b"1" + b"}" * DEEP + b"}",
    "lists that cannot be written again": b'{"name":' + b"[" * 300 + b"]" * 300 + b"}",
    "a number beyond floats": b'{"name":1e999,"query":{"kind":1e999}}',
    "a number of 400 digits": b'{"name":1%s,"tile_id":1%s}' % (b"0" * 400, b"0" * 400),
    "half a surrogate pair": b'{"name":"\\ud800"}',
    "a surrogate pair the wrong way": b'{"name":"\\udc00\\ud800"}',
    "no UTF-8": b'{"name":"\xff\xfe"}',
    "UTF-16": '{"name":"x"}'.encode("utf-16"),
    "not a number": b'{"name":NaN}',
    "two documents": b"{}{}",
    "a NUL between": b'{"name":\x00}',
}
NO_OBJECT = (b"[]", b'"x"', b"1", b"true", b"null", b"[{}]")
NUL = ({"name": "a\0b"}, {"a\0b": 1}, {"filters": {"a": ["\0"]}}, {"query": {"kind": "\0"}})
CONTENT_TYPES = ("text/xml", "application/octet-stream", "text/plain", "image/png; charset=utf-8", "json", ";", "\t")


@pytest.fixture
def ids(browser: TestClient, planted: Planted) -> dict[str, Any]:  # noqa: F811 (a fixture)
    """Things that are there, so that a body is what is wrong with a request."""
    key = browser.post("/api/personal_api_keys", json={"label": "k", "scopes": ["*"]}).json()
    return {**planted.ids, "key_id": key["id"]}


class Kept:
    """All that the store holds, to tell whether something changed."""

    def __init__(self, house: House) -> None:
        self._file = house.settings.data / "hedgerow.sqlite"
        self._before = self._now()

    def unchanged(self) -> bool:
        return self._now() == self._before

    def _now(self) -> list[str]:
        connection = sqlite3.connect(self._file)
        try:
            return list(connection.iterdump())
        finally:
            connection.close()


def reads_a_body(operation: Operation) -> bool:
    ignores_it = operation.path.endswith("/sharing/refresh")  # SHARE-35
    sent_with_token = operation.described.get("security") == [{"projectToken": []}]  # Capture V1, CAP-60
    closed = not captures(operation) and not sent_with_token
    return "requestBody" in operation.described and closed and not ignores_it


def captures(operation: Operation) -> bool:
    return operation.described.get("security") == []


TAKES_A_LIST = {"groups_types_update_metadata"}
"""Operations whose body is a list of objects."""


def refusal(answer: Any) -> tuple[int, str, str, str | None]:
    """What an answer refuses, in the envelope or, where an action has one, as a bare error (ERR-6)."""
    if set(answer.json()) == {"error"}:
        return answer.status_code, "validation_error", "invalid_input", None
    return envelope(answer)


@pytest.mark.contract("ERR-2", "ERR-8", "NB-97")
@each(reads_a_body)
def test_what_is_no_json_object_is_refused(
    operation: Operation, browser: TestClient, ids: dict[str, Any], house: House
) -> None:
    path, kept = operation.at(ids["project_id"], ids), Kept(house)
    for what, body in NO_JSON.items():
        answer = browser.request(operation.method, path, content=body, headers={"Content-Type": "application/json"})
        assert envelope(answer)[:3] == (400, "invalid_request", "parse_error"), what
    for body in NO_OBJECT:
        if body == b"[{}]" and operation.described["operationId"] in TAKES_A_LIST:
            continue  # then it is the object inside that is refused
        answer = browser.request(operation.method, path, content=body, headers={"Content-Type": "application/json"})
        assert refusal(answer)[:3] == (400, "validation_error", "invalid_input"), body
    for value in NUL:
        answer = browser.request(operation.method, path, content=orjson.dumps(value))
        assert refusal(answer)[:3] == (400, "validation_error", "invalid_input"), value
    assert kept.unchanged()


@pytest.mark.contract("FMT-8", "ERR-2")
@each(reads_a_body)
def test_a_body_of_a_kind_nobody_reads_is_refused(
    operation: Operation, browser: TestClient, ids: dict[str, Any], house: House
) -> None:
    path, kept = operation.at(ids["project_id"], ids), Kept(house)
    for kind in CONTENT_TYPES:
        answer = browser.request(operation.method, path, content=b'{"name":"x"}', headers={"Content-Type": kind})
        assert envelope(answer) == (415, "invalid_request", "unsupported_media_type", None), kind
    for kind in ("multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x"):
        answer = browser.request(operation.method, path, content=b"--y\r\n\0", headers={"Content-Type": kind})
        assert envelope(answer)[0] in {400, 415}, kind
    assert kept.unchanged()


@pytest.mark.contract("CAP-23", "CAP-24", "ERR-2")
@each(captures)
def test_capture_refuses_what_is_no_event(operation: Operation, client: TestClient, house: House) -> None:
    kept = Kept(house)
    for what, body in NO_JSON.items():
        answer = client.request(operation.method, operation.path, content=body)
        assert envelope(answer)[0] in {400, 401}, what
    assert kept.unchanged()


WRONG: tuple[Any, ...] = ({"a": {"b": []}}, [[{}]], [{"a": 1}], {})


def wrong_fields() -> Iterator[tuple[str, str, str]]:
    """Each field of each body model with a value that its schema does not allow, whatever is lenient with texts."""
    components = DOCUMENT["components"]
    bodies = {
        part["schema"]["$ref"].rpartition("/")[2]
        for methods in DOCUMENT["paths"].values()
        for operation in methods.values()
        for part in operation.get("requestBody", {}).get("content", {}).values()
        if "$ref" in part["schema"]
    }
    for model in sorted(bodies):
        for field in components["schemas"][model].get("properties", ()):
            for wrong in WRONG:
                place = {"$ref": f"#/components/schemas/{model}/properties/{field}", "components": components}
                if not jsonschema_rs.is_valid(place, wrong):
                    yield model, field, orjson.dumps(wrong).decode()


def of_model(model: str) -> Iterator[Operation]:
    for path, methods in DOCUMENT["paths"].items():
        for method, described in methods.items():
            content = described.get("requestBody", {}).get("content", {})
            if any(part["schema"].get("$ref", "").endswith(f"/{model}") for part in content.values()):
                yield Operation(method.upper(), path, described)


@pytest.mark.contract("NB-97", "ERR-2", "ERR-8")
def test_a_field_of_the_wrong_type_is_named_and_nothing_is_stored(
    browser: TestClient, ids: dict[str, Any], house: House
) -> None:
    kept, tried = Kept(house), 0
    valid = {
        "label": "x", "scopes": ["*"], "tile_id": 1, "body": "x", "query": {}, "email": "a@b.c", "password": "x",
        "template": {}, "action": "add", "name": "x", "type": "String", "property_name": "x",
        "fromDashboardId": 1, "tileId": 1, "toDashboard": 1, "tile": {"id": 1}, "tile_order": [1],
        "folder": "x", "current_password": "x", "first_name": "x", "target_email": "a@b.c",
    }  # fmt: skip
    for model, field, wrong in wrong_fields():
        for operation in of_model(model):
            if not reads_a_body(operation):
                continue
            by_uuid = "definitions" in operation.path or "persons" in operation.path
            named = ids["event_definitions"] if by_uuid else 1
            value = orjson.loads(wrong)
            # An object that is no query node is a query that cannot be read (NB-22).
            refused = "invalid_request" if field == "query" and isinstance(value, dict) else "validation_error"
            body = {**valid, "ids": [named], field: value}
            answer = browser.request(operation.method, operation.at(ids["project_id"], ids), json=body)
            status, kind, _, attr = refusal(answer)
            assert (status, kind) == (400, refused), (operation.path, field, wrong, answer.text)
            assert attr is None or attr.split("__")[0] == field, (operation.path, field, wrong, answer.text)
            tried += 1
    assert tried > 100
    assert kept.unchanged()


@pytest.mark.contract("ERR-8", "NB-97")
def test_a_form_with_more_fields_than_anybody_needs_is_refused(api: TestClient) -> None:
    form = "&".join(f"f{number}=1" for number in range(1001))
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = api.post("/api/projects/@current/dashboards", content=form, headers=headers)
    assert envelope(answer) == (400, "invalid_request", "parse_error", None)
