"""Values that a property has: what a filter offers to pick from."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.vocab.projects import Project
from tests.contract.conftest import envelope
from tests.contract.dashboard_fixtures import Json
from tests.contract.people_fixtures import PERSONS, someone, told

EVENTS = "/api/projects/@current/events/values"
PEOPLE = f"{PERSONS}/values"
GROUPS = "/api/projects/@current/groups/property_values"


def offered(api: TestClient, path: str, **query: Any) -> list[Any]:
    answer = api.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return [one["name"] for one in answer.json()]


def view(moment: str = "2026-02-27T10:00:00Z", event: str = "view", **properties: Any) -> Json:
    return {"event": event, "distinct_id": "ada", "timestamp": moment, "properties": properties}


def test_values_of_an_event_property_come_most_frequent_first(api: TestClient, project: Project) -> None:
    told(api, project, *[view(plan=plan) for plan in ("free", "pro", "pro", "trial", "pro", "free")], view(other=1))
    assert offered(api, EVENTS, key="plan") == ["pro", "free", "trial"]
    assert offered(api, EVENTS, key="plan", value="R") == ["pro", "free", "trial"]
    assert offered(api, EVENTS, key="plan", value="RO") == ["pro"]
    assert offered(api, EVENTS, key="unheard of") == []


def test_values_are_of_the_events_that_are_named_and_of_those_merged_into_them(
    api: TestClient, project: Project
) -> None:
    told(api, project, view(plan="pro"), view(event="seen", plan="old"), view(event="leave", plan="free"))
    assert offered(api, EVENTS, key="plan", event_name="view") == ["pro"]
    assert sorted(offered(api, EVENTS, key="plan", event_name=["view", "leave"])) == ["free", "pro"]
    definitions = "/api/projects/@current/event_definitions"
    (seen,) = api.get(definitions, params={"names": "seen"}).json()["results"]
    assert api.patch(f"{definitions}/{seen['id']}", json={"merged_into": "view"}).status_code == 200
    assert sorted(offered(api, EVENTS, key="plan", event_name="view")) == ["old", "pro"]


def test_numbers_and_booleans_are_offered_as_such(api: TestClient, project: Project) -> None:
    told(api, project, view(n=2.5, paid=True), view(n=2.5, paid=True), view(n=10, paid=False))
    assert offered(api, EVENTS, key="n") == [2.5, 10]
    assert offered(api, EVENTS, key="n", value="1") == [10]
    values = offered(api, EVENTS, key="paid")
    assert values == [True, False]
    assert all(isinstance(one, bool) for one in values)


def test_older_values_are_offered_where_the_last_thirty_days_have_none(api: TestClient, project: Project) -> None:
    told(api, project, view("2025-06-01T10:00:00Z", plan="old"), view(plan="new"))
    assert offered(api, EVENTS, key="plan") == ["new"]
    assert offered(api, EVENTS, key="plan", value="old") == ["old"]


def test_an_answer_holds_fifty_values_however_many_there_are(api: TestClient, project: Project) -> None:
    told(api, project, *[view(page=f"/{number}") for number in range(300)], *[view(page="/often")] * 40)
    found = offered(api, EVENTS, key="page")
    assert len(found) == 50
    assert found[0] == "/often"


def test_values_of_people_are_those_they_have_now(api: TestClient, project: Project) -> None:
    told(api, project, someone("ada", plan="free"), someone("ada", plan="pro"), someone("bob", plan="pro", age=9))
    assert offered(api, PEOPLE, key="plan") == ["pro"]
    assert offered(api, PEOPLE, key="age") == [9]


def test_values_of_people_who_are_being_deleted_are_not_offered(api: TestClient, project: Project) -> None:
    told(api, project, someone("ada", plan="pro"), someone("bob", plan="secret"))
    assert api.delete(f"{PERSONS}/bob").status_code == 202
    assert offered(api, PEOPLE, key="plan") == ["pro"]


def test_values_of_groups_are_of_one_type(api: TestClient, project: Project) -> None:
    for kind, key, plan in (("company", "acme", "pro"), ("company", "omni", "pro"), ("team", "red", "free")):
        told(
            api,
            project,
            {
                "event": "$groupidentify",
                "distinct_id": "ada",
                "properties": {"$group_type": kind, "$group_key": key, "$group_set": {"plan": plan}},
            },
        )
    assert offered(api, GROUPS, key="plan", group_type_index=0) == ["pro"]
    assert offered(api, GROUPS, key="plan", group_type_index=1) == ["free"]


@pytest.mark.parametrize("path", [EVENTS, PEOPLE, f"{GROUPS}?group_type_index=0"])
def test_a_property_has_to_be_named(api: TestClient, path: str) -> None:
    assert envelope(api.get(path)) == (400, "validation_error", "required", "key")


def test_groups_need_a_type(api: TestClient) -> None:
    answer = envelope(api.get(GROUPS, params={"key": "plan"}))
    assert answer == (400, "validation_error", "invalid_input", "group_type_index")
