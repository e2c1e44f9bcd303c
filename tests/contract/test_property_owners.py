"""Properties of people and groups: defined as they are said, listed by type, and read as that type (80 §4)."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.store.store import Store
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import envelope
from tests.contract.dashboard_fixtures import happened

URL = "/api/projects/@current/property_definitions"
Json = dict[str, Any]
Listed = Callable[..., dict[str, str | None]]

PEOPLE: dict[str, Json] = {"p0": {"age": 10, "vip": True, "since": "2026-02-03"}, "p1": {"age": 9, "plan": "pro"}}
GROUPS: dict[str, dict[str, Json]] = {
    "company": {"acme": {"age": 120, "plan": 7}, "bolt": {"age": 15}},
    "site": {"home": {"age": "new", "plan": False}},
}


@pytest.fixture
def listed(api: TestClient, project: Project) -> Listed:
    """Lists names and types, after people and groups were described and one event happened to each person."""
    said = [{"event": "$set", "distinct_id": who, "properties": {"$set": told}} for who, told in PEOPLE.items()]
    said += [
        {
            "event": "$groupidentify",
            "distinct_id": "p0",
            "properties": {"$group_type": kind, "$group_key": key, "$group_set": told},
        }
        for kind, groups in GROUPS.items()
        for key, told in groups.items()
    ]
    for who, group in zip(PEOPLE, ("acme", "bolt"), strict=True):
        said.append({"event": "view", "distinct_id": who, "properties": {"age": "x", "$groups": {"company": group}}})
    moment = {"timestamp": "2026-02-28T12:00:00Z"}
    batch = [{**one, **moment} for one in said]
    assert api.post("/batch", json={"api_key": project.api_token, "batch": batch}).status_code == 200

    def told(**query: str) -> dict[str, str | None]:
        page = api.get(URL, params=query).json()
        assert page["count"] == len(page["results"])
        return {item["name"]: item["property_type"] for item in page["results"]}

    return told


def ask(api: TestClient, query: Json) -> Any:
    answer = api.post("/api/projects/@current/query", json={"query": query})
    assert answer.status_code == 200, answer.text
    return answer.json()["results"]


def counted(api: TestClient, **of_filter: Any) -> float:
    """How many views pass a filter."""
    query = {
        "kind": "TrendsQuery",
        "series": [{"kind": "EventsNode", "event": "view"}],
        "dateRange": {"date_from": "-7d"},
        "properties": [{"key": "age", "value": 9, "operator": "gt", **of_filter}],
    }
    (series,) = ask(api, query)
    count: float = series["count"]
    return count


@pytest.mark.contract("NB-50", "NB-51")
def test_people_and_each_type_of_group_have_a_list_of_their_own(listed: Listed) -> None:
    assert listed(type="person") == {"age": "Numeric", "plan": "String", "since": "DateTime", "vip": "Boolean"}
    company, site = {"age": "Numeric", "plan": "Numeric"}, {"age": "String", "plan": "Boolean"}
    assert listed(type="group", group_type_index="0") == company
    assert listed(type="group", group_type_index="1") == site
    assert listed(type="group", group_type_index="2") == listed(type="session") == {}
    assert listed(type="event") == listed() == listed(type="event", group_type_index="0")
    assert listed()["age"] == "String"
    assert listed(type="person", is_numerical="true", search="A") == {"age": "Numeric"}
    assert listed(type="person", properties="vip,gone", exclude_hidden="true") == {"vip": "Boolean"}
    assert listed(type="group", group_type_index="0", excluded_properties='["age"]') == {"plan": "Numeric"}


@pytest.mark.contract("NB-51")
def test_without_an_index_the_properties_of_all_groups_are_listed(api: TestClient, listed: Listed) -> None:
    found = api.get(URL, params={"type": "group", "limit": "3"}).json()
    assert (found["count"], [item["name"] for item in found["results"]]) == (4, ["age", "age", "plan"])
    assert listed(type="group", search="nothing") == {}


@pytest.mark.contract("NB-51")
def test_no_event_comes_with_a_property_of_people(api: TestClient, listed: Listed) -> None:
    seen = {"type": "person", "event_names": '["view"]'}
    assert listed(**seen, filter_by_event_names="true") == listed(type="person", is_event_property="true") == {}
    assert listed(type="person", is_event_property="false") == listed(**seen) == listed(type="person")
    told = {item["is_seen_on_filtered_events"] for item in api.get(URL, params=seen).json()["results"]}
    assert told == {False}


@pytest.mark.contract("NB-50", "NB-52", "LOG-1")
@pytest.mark.parametrize(
    ("query", "logged"),
    [
        ({"type": "event"}, "age"),
        ({"type": "person"}, "person.properties.age"),
        ({"type": "group", "group_type_index": "1"}, "group_1.properties.age"),
    ],
)
def test_each_can_be_read_changed_and_forgotten_by_its_id(
    api: TestClient, listed: Listed, store: Store, project: Project, owner: User, query: dict[str, str], logged: str
) -> None:
    others = {"event", "person", "group"} - {query["type"]}
    before = [listed(type=other) for other in others]
    (age,) = api.get(URL, params={**query, "properties": "age"}).json()["results"]
    assert set(age) == {
        "id", "name", "description", "tags", "is_numerical", "property_type", "updated_at", "updated_by",
        "is_seen_on_filtered_events", "verified", "verified_at", "verified_by", "hidden",
        "type_pinned", "seen_types", "type_conflict", "created_at", "last_seen_at",
    }  # fmt: skip
    url = f"{URL}/{age['id']}"
    assert api.get(url).json() == age
    changed = api.patch(url, json={"description": "how old", "tags": ["t"], "verified": True}).json()
    assert (changed["description"], changed["tags"], changed["verified_by"]["id"]) == ("how old", ["t"], owner.id)
    assert api.delete(url).status_code == 204
    assert envelope(api.get(url)) == (404, "invalid_request", "not_found", None)
    assert "age" not in listed(**query)
    assert [listed(type=other) for other in others] == before
    with store.read() as tx:
        page = tx.activity.page(project.id, PageRequest(), scope="PropertyDefinition", item_id=age["id"])
    assert [(entry.activity, entry.detail["name"]) for entry in page.items] == [
        ("deleted", logged),
        ("changed", logged),
    ]


@pytest.mark.contract("NB-52")
def test_a_forgotten_property_of_people_is_made_again_when_it_is_next_said(
    api: TestClient, project: Project, listed: Listed
) -> None:
    (plan,) = api.get(URL, params={"type": "person", "properties": "plan"}).json()["results"]
    assert api.delete(f"{URL}/{plan['id']}").status_code == 204
    happened(api, project, "2026-02-28")
    assert "plan" not in listed(type="person")
    said: Json = {"$set": {"plan": 3}}
    happened(api, project, "2026-02-28", **said)
    assert listed(type="person")["plan"] == "Numeric"


@pytest.mark.contract("EN-21", "SQ-13")
def test_what_was_said_of_people_and_groups_types_their_properties(api: TestClient, listed: Listed) -> None:
    assert listed(type="person")["age"] == "Numeric"
    assert counted(api, type="person") == 1
    assert counted(api, type="group", group_type_index=0) == 2
    sql = "SELECT sum(person.properties.age), sum(group_0.properties.age), any(properties.age) FROM events"
    assert ask(api, {"kind": "HogQLQuery", "query": f"{sql} WHERE event = 'view'"}) == [[19, 135, "x"]]
    assert ask(api, {"kind": "HogQLQuery", "query": "SELECT max(properties.age) FROM persons"}) == [[10]]
