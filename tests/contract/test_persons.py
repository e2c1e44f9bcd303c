"""People: listed, searched, filtered and shown."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from hedgerow.vocab.projects import Project
from tests.contract.conftest import HandClock, bearer, envelope
from tests.contract.dashboard_fixtures import Json
from tests.contract.people_fixtures import PERSONS, listed, names, someone, told

ADA, BOB, CYD = (
    someone("ada", 26, email="Ada@example.com", name="Ada Lovelace", plan="pro", age=36),
    someone("bob-1", 27, name="Bob 100%", plan="free", age=9),
    someone("0193-CYD", 28),
)


@pytest.fixture
def people(api: TestClient, project: Project) -> TestClient:
    told(api, project, ADA, BOB, CYD)
    return api


@pytest.mark.contract("CAP-44", "FMT-7")
def test_a_person_is_shown_with_all_that_is_known(api: TestClient, project: Project) -> None:
    told(api, project, ADA, {"event": "$create_alias", "distinct_id": "ada", "properties": {"alias": "phone"}})
    (shown,) = listed(api)
    assert shown == {
        "id": shown["uuid"],
        "uuid": shown["uuid"],
        "name": "Ada@example.com",
        "distinct_ids": ["ada", "phone"],
        "properties": {"email": "Ada@example.com", "name": "Ada Lovelace", "plan": "pro", "age": 36},
        "created_at": "2026-02-26T12:00:00Z",
        "last_seen_at": "2026-02-28T12:00:00Z",
    }
    for named in (shown["uuid"], "ada", "phone"):
        assert api.get(f"{PERSONS}/{named}").json() == shown


def test_people_come_newest_first_in_pages(people: TestClient) -> None:
    assert names(people) == ["0193-CYD", "Bob 100%", "Ada@example.com"]
    page = people.get(PERSONS, params={"limit": 2}).json()
    assert page["count"] == 3
    assert [one["name"] for one in page["results"]] == ["0193-CYD", "Bob 100%"]
    assert [one["name"] for one in people.get(page["next"]).json()["results"]] == ["Ada@example.com"]
    assert people.get(PERSONS, params={"offset": 9}).json()["results"] == []


def test_a_search_looks_inside_emails_names_and_distinct_ids(people: TestClient) -> None:
    for search, found in {
        "ADA@EX": ["Ada@example.com"],
        "lovelace": ["Ada@example.com"],
        "b-1": ["Bob 100%"],
        "cyd": ["0193-CYD"],
        "0%": ["Bob 100%"],
        "a_a": [],
        "nobody": [],
    }.items():
        page = people.get(PERSONS, params={"search": search}).json()
        assert ([one["name"] for one in page["results"]], page["count"]) == (found, len(found)), search


def test_distinct_id_and_email_are_exact(people: TestClient) -> None:
    assert names(people, distinct_id="bob-1") == ["Bob 100%"]
    assert names(people, distinct_id="bob") == []
    assert names(people, email="Ada@example.com") == ["Ada@example.com"]
    assert names(people, email="ada@example.com") == []
    assert names(people, email="Ada@example.com", distinct_id="bob-1") == []


@pytest.mark.contract("EN-19", "EN-21", "EN-22")
def test_filters_of_properties_mean_what_they_mean_in_queries(people: TestClient) -> None:
    ada, bob, cyd = "Ada@example.com", "Bob 100%", "0193-CYD"
    asked: list[tuple[list[Json], list[str]]] = [
        ([{"key": "plan", "value": "pro"}], [ada]),
        ([{"key": "age", "value": 10, "operator": "gt", "type": "person"}], [ada]),
        ([{"key": "plan", "value": "pro", "operator": "is_not"}], [cyd, bob]),
        ([{"key": "name", "operator": "is_set"}, {"key": "age", "value": "9"}], [bob]),
        ([], [cyd, bob, ada]),
    ]
    for filters, found in asked:
        assert names(people, properties=json.dumps(filters)) == found, filters


@pytest.mark.contract("EN-20")
def test_a_filter_may_ask_for_a_cohort(people: TestClient) -> None:
    made = people.post(
        "/api/projects/@current/cohorts", json={"name": "A", "is_static": True, "distinct_ids": ["ada"]}
    ).json()
    asked = [{"key": "id", "type": "cohort", "value": made["id"]}]
    assert names(people, properties=json.dumps(asked)) == ["Ada@example.com"]


@pytest.mark.contract("NB-97", "ERR-2")
def test_what_is_no_filter_of_people_is_refused(api: TestClient) -> None:
    for properties in (
        "{",
        "{}",
        "[1]",
        '[{"key": []}]',
        '[{"surprise": 1}]',
        '[{"values": []}]',
        '[{"key": "a", "value": 1, "type": "event"}]',
        '[{"key": "id", "type": "cohort", "value": 9}]',
    ):
        answer = api.get(PERSONS, params={"properties": properties})
        assert envelope(answer) == (400, "validation_error", "invalid_input", "properties"), properties


def test_last_seen_is_the_last_event_of_any_name(people: TestClient, project: Project, clock: HandClock) -> None:
    clock.move(timedelta(days=2))
    told(people, project, {"event": "left", "distinct_id": "ada", "timestamp": "2026-03-02T08:00:00Z"})
    shown = people.get(f"{PERSONS}/ada").json()
    assert (shown["created_at"], shown["last_seen_at"]) == ("2026-02-26T12:00:00Z", "2026-03-02T08:00:00Z")


@pytest.mark.contract("NB-96")
def test_the_events_of_a_person_are_those_of_all_their_distinct_ids(api: TestClient, project: Project) -> None:
    told(api, project, ADA, BOB, {"event": "$create_alias", "distinct_id": "ada", "properties": {"alias": "phone"}})
    told(api, project, {"event": "call", "distinct_id": "phone", "timestamp": "2026-02-28T13:00:00Z"})
    person = api.get(f"{PERSONS}/ada").json()["id"]

    def happened(**query: Any) -> list[str]:
        return [one["event"] for one in api.get("/api/projects/@current/events", params=query).json()["results"]]

    assert happened(person_id=person) == ["call", "$create_alias", "view"]
    assert happened(person_id=str(uuid4())) == []
    refused = api.get("/api/projects/@current/events", params={"person_id": "x"})
    assert envelope(refused) == (400, "validation_error", "invalid_input", "person_id")


@pytest.mark.contract("AUTH-10", "AUTH-11")
def test_reading_needs_its_scope_and_deleting_another(people: TestClient, make_key: Any) -> None:
    reader = bearer(make_key("person:read"))
    assert people.get(PERSONS, headers=reader).status_code == 200
    refused = people.delete(f"{PERSONS}/ada", headers=reader)
    assert refused.status_code == 403
    assert "person:write" in refused.json()["detail"]
    assert len(listed(people)) == 3


def test_nobody_is_404(people: TestClient) -> None:
    for named in (str(uuid4()), "nobody", "0"):
        assert envelope(people.get(f"{PERSONS}/{named}")) == (404, "invalid_request", "not_found", None)
