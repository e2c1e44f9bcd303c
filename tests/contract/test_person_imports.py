"""`persons/bulk_import`: people told of by another server."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.contract.conftest import bearer, envelope

PATH = "/api/projects/@current/persons/bulk_import"


def people(api: TestClient) -> list[Any]:
    query = "SELECT created_at, properties FROM persons ORDER BY created_at"
    answer = api.post("/api/projects/@current/query", json={"query": {"kind": "HogQLQuery", "query": query}})
    return [list(row) for row in answer.json()["results"]]


def told(*people: dict[str, Any]) -> dict[str, Any]:
    return {"people": list(people)}


def test_a_person_is_known_by_every_distinct_id_told_of(api: TestClient) -> None:
    anna = {"distinct_ids": ["anna", "old-anna"], "properties": {"plan": "pro"}, "created_at": "2024-01-02T03:04:05Z"}
    assert api.post(PATH, json=told(anna)).json() == {"created": 1, "updated": 0, "kept_apart": 0}
    assert api.post(PATH, json=told(anna)).json() == {"created": 0, "updated": 1, "kept_apart": 0}
    assert people(api) == [["2024-01-02T03:04:05Z", '{"plan":"pro"}']]

    token = api.get("/api/projects/@current").json()["api_token"]
    for who in anna["distinct_ids"]:
        api.post("/capture/", json={"api_key": token, "event": "seen", "distinct_id": who})
    query = {"kind": "HogQLQuery", "query": "SELECT count(), uniq(person_id) FROM events"}
    assert api.post("/api/projects/@current/query", json={"query": query}).json()["results"] == [[2, 1]]
    found = api.get("/api/projects/@current/property_definitions", params={"type": "person"}).json()["results"]
    assert [(each["name"], each["property_type"]) for each in found] == [("plan", "String")]


def test_a_distinct_id_that_means_somebody_keeps_its_meaning(api: TestClient) -> None:
    api.post(PATH, json=told({"distinct_ids": ["anna"]}, {"distinct_ids": ["bert"], "properties": {"a": 1}}))
    answer = api.post(PATH, json=told({"distinct_ids": ["anna", "bert", "new"], "properties": {"a": 2}})).json()
    assert answer == {"created": 0, "updated": 1, "kept_apart": 1}
    assert sorted(properties for _, properties in people(api)) == ['{"a":1}', '{"a":2}']


def test_what_is_told_twice_in_one_request_is_one_person(api: TestClient) -> None:
    answer = api.post(PATH, json=told({"distinct_ids": ["x"], "properties": {"a": 1}}, {"distinct_ids": ["x", "y"]}))
    assert answer.json()["kept_apart"] == 0
    assert [properties for _, properties in people(api)] == ['{"a":1}']


@pytest.mark.one_store
@pytest.mark.parametrize(
    ("body", "attr"),
    [
        ({}, "people"),
        (told(), "people"),
        (told({"distinct_ids": []}), "people__0__distinct_ids"),
        (told({"distinct_ids": ["a"]}, {"distinct_ids": [""]}), "people__1__distinct_ids__0"),
        (told({"distinct_ids": ["a"], "properties": []}), "people__0__properties"),
        (told({"distinct_ids": ["a"], "created_at": "soon"}), "people__0__created_at"),
    ],
)
def test_a_bad_person_is_named_and_nobody_is_made(api: TestClient, body: dict[str, Any], attr: str) -> None:
    assert envelope(api.post(PATH, json=body))[0::3] == (400, attr)
    assert people(api) == []


@pytest.mark.one_store
def test_importing_people_needs_its_scope(client: TestClient, make_key: Any) -> None:
    answer = client.post(PATH, json=told({"distinct_ids": ["a"]}), headers=bearer(make_key("query:read")))
    assert envelope(answer)[0] == 403
