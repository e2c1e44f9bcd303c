"""Many definitions changed at once, and events that count as another."""

from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from hedgerow.vocab.definitions import names_of
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import envelope
from tests.contract.dashboard_fixtures import happened

EVENTS = "/api/projects/@current/event_definitions"
PROPERTIES = "/api/projects/@current/property_definitions"


def ids(api: TestClient, url: str) -> dict[str, str]:
    return {one["name"]: one["id"] for one in api.get(url).json()["results"]}


@pytest.fixture
def events(api: TestClient) -> dict[str, str]:
    """The ids of three events, one of them verified."""
    for body in ({"name": "a"}, {"name": "b", "verified": True}, {"name": "c"}):
        assert api.post(EVENTS, json=body).status_code == 201
    return ids(api, EVENTS)


@pytest.mark.contract("EVDEF-50", "EVDEF-57", "LOG-1")
def test_many_events_are_changed_alike_and_each_is_logged(api: TestClient, events: dict[str, str], owner: User) -> None:
    missing = str(uuid4())
    body = {"tags": ["Core"], "owner": owner.id, "verified": True, "description": "Ours"}
    asked = [events["b"], missing, events["a"], events["b"]]
    done = api.post(f"{EVENTS}/bulk_update", json={"ids": asked, **body})
    assert done.status_code == 200, done.text
    assert done.json() == {
        "updated": [events["b"], events["a"]], "skipped": [{"id": missing, "reason": "Not found."}],
    }  # fmt: skip
    for name in ("a", "b"):
        shown = api.get(f"{EVENTS}/{events[name]}").json()
        assert (shown["tags"], shown["verified"], shown["description"]) == (["core"], True, "Ours")
        assert shown["owner"]["id"] == owner.id
    assert api.get(f"{EVENTS}/{events['c']}").json()["tags"] == []
    log = api.get("/api/projects/@current/activity_log", params={"item_id": events["b"]}).json()["results"]
    assert [change["field"] for change in log[0]["detail"]["changes"]] == ["owner", "description", "tags"]


@pytest.mark.contract("EVDEF-51", "EVDEF-57")
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"verified": True, "hidden": True}, ("invalid_input", None)),
        ({"owner": 99}, ("does_not_exist", "owner")),
        ({"tags": "a"}, ("not_a_list", "tags")),
        ({"ids": []}, ("empty", "ids")),
        ({"ids": ["x"]}, ("invalid_input", "ids__0")),
    ],
)
def test_one_value_that_makes_no_sense_changes_no_event(
    api: TestClient, events: dict[str, str], wrong: dict[str, Any], told: tuple[str, str | None]
) -> None:
    before = api.get(EVENTS).json()
    body = {"ids": list(events.values()), "description": "new", **wrong}
    assert envelope(api.post(f"{EVENTS}/bulk_update", json=body))[2:] == told
    assert api.get(EVENTS).json() == before


@pytest.mark.contract("NB-52")
def test_many_properties_are_changed_alike(api: TestClient, project: Project) -> None:
    happened(api, project, "2026-02-27", size=1, plan="pro")
    known = ids(api, PROPERTIES)
    body = {"ids": [known["size"], known["plan"]], "hidden": True, "property_type": "String"}
    assert api.post(f"{PROPERTIES}/bulk_update", json=body).json()["skipped"] == []
    shown = {one["name"]: one for one in api.get(PROPERTIES).json()["results"]}
    assert {name: (one["hidden"], one["property_type"]) for name, one in shown.items() if one["hidden"]} == {
        "size": (True, "String"), "plan": (True, "String"),
    }  # fmt: skip


@pytest.mark.contract("EVDEF-50")
def test_events_merged_into_another_count_as_that_one(
    api: TestClient, project: Project, events: dict[str, str]
) -> None:
    for name, count in (("a", 1), ("b", 2), ("c", 4)):
        happened(api, project, "2026-02-27", name=name, count=count)
    body = {"ids": [events["a"], events["b"]], "merged_into": "c"}
    assert api.post(f"{EVENTS}/bulk_update", json=body).status_code == 200
    assert api.get(f"{EVENTS}/{events['a']}").json()["merged_into"] == "c"
    found = api.get(f"{EVENTS}/volumes", params={"names": "a,b,c"}).json()["results"]
    assert [one["volume_30_day"] for one in found] == [1, 2, 7]
    series = [{"kind": "EventsNode", "event": name} for name in ("c", "a")]
    query = {"kind": "TrendsQuery", "series": series, "dateRange": {"date_from": "2026-02-20"}}
    counted = api.post(f"/api/projects/{project.id}/query", json={"query": query}).json()["results"]
    assert [(row["label"], row["count"]) for row in counted] == [("c", 7), ("a", 1)]
    assert names_of("c", {"a": "c", "x": "y", "b": "c"}) == ("c", "a", "b")
    assert api.patch(f"{EVENTS}/{events['a']}", json={"merged_into": None}).json()["merged_into"] is None


@pytest.mark.contract("EVDEF-50")
def test_events_are_merged_into_one_known_event_and_never_in_chains(api: TestClient, events: dict[str, str]) -> None:
    def refusal(name: str, target: str) -> tuple[int, str, str, str | None]:
        return envelope(api.patch(f"{EVENTS}/{events[name]}", json={"merged_into": target, "description": "x"}))

    assert refusal("a", "unknown") == (400, "validation_error", "does_not_exist", "merged_into")
    chain = (400, "validation_error", "invalid_input", "merged_into")
    assert refusal("a", "a") == chain
    assert api.patch(f"{EVENTS}/{events['a']}", json={"merged_into": "b"}).status_code == 200
    assert (refusal("c", "a"), refusal("b", "c")) == (chain, chain)
    assert envelope(api.post(EVENTS, json={"name": "new", "merged_into": "a"})) == chain
    assert {api.get(f"{EVENTS}/{one}").json()["description"] for one in events.values()} == {""}


@pytest.mark.contract("EVDEF-50")
def test_an_event_has_a_name_for_people(api: TestClient, events: dict[str, str]) -> None:
    url = f"{EVENTS}/{events['a']}"
    shown = api.patch(url, json={"display_name": " Signed up "}).json()
    assert (shown["name"], shown["display_name"]) == ("a", "Signed up")
    assert envelope(api.patch(url, json={"display_name": " "})) == (400, "validation_error", "blank", "display_name")
    assert api.patch(url, json={"display_name": None}).json()["display_name"] is None
