"""Groups: their types, lists of them, and one of them (CAP-44)."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.vocab.projects import Project
from tests.contract.conftest import envelope
from tests.contract.dashboard_fixtures import Json
from tests.contract.people_fixtures import told

GROUPS = "/api/projects/@current/groups"
pytestmark = pytest.mark.contract("CAP-44")


def identified(kind: str, key: str, **told_of_it: Any) -> Json:
    properties = {"$group_type": kind, "$group_key": key, "$group_set": told_of_it}
    return {"event": "$groupidentify", "distinct_id": "ada", "properties": properties}


@pytest.fixture
def grouped(api: TestClient, project: Project) -> TestClient:
    told(api, project, identified("company", "acme", name="Acme Inc", size=7), identified("company", "bolt"))
    told(api, project, identified("site", "home"), {"distinct_id": "a", "properties": {"$groups": {"company": "acme"}}})
    told(api, project, {"distinct_id": "b", "properties": {"$groups": {"site": "acme"}}})
    return api


def keys(api: TestClient, **query: Any) -> list[str]:
    answer = api.get(GROUPS, params=query)
    assert answer.status_code == 200, answer.text
    page = answer.json()
    assert page["count"] >= len(page["results"])
    return [one["group_key"] for one in page["results"]]


def test_types_are_listed_by_index(grouped: TestClient) -> None:
    assert grouped.get("/api/projects/@current/groups_types").json() == [
        {"group_type": "company", "group_type_index": 0, "name_singular": None, "name_plural": None},
        {"group_type": "site", "group_type_index": 1, "name_singular": None, "name_plural": None},
    ]


def test_the_groups_of_one_type_are_listed_in_pages_and_found_by_key_or_name(grouped: TestClient) -> None:
    assert keys(grouped, group_type_index=0) == ["acme", "bolt"]
    assert keys(grouped, group_type_index=0, limit=1, offset=1) == ["bolt"]
    assert keys(grouped, group_type_index=0, search="OLT") == ["bolt"]
    assert keys(grouped, group_type_index=0, search="inc") == ["acme"]
    assert keys(grouped, group_type_index=0, search="home") == []
    assert keys(grouped, group_type_index=1) == ["home"]
    assert keys(grouped, group_type_index=4) == []


def test_a_group_is_found_with_what_is_known_of_it(grouped: TestClient) -> None:
    asked: Json = {"group_type_index": 0, "group_key": "acme"}
    shown = grouped.get(f"{GROUPS}/find", params=asked).json()
    assert shown == {
        "group_type_index": 0,
        "group_key": "acme",
        "group_properties": {"name": "Acme Inc", "size": 7},
        "created_at": "2026-03-01T12:30:15Z",
    }
    for missing in ({"group_key": "home"}, {"group_type_index": 1}):
        answer = grouped.get(f"{GROUPS}/find", params={**asked, **missing})
        assert envelope(answer) == (404, "invalid_request", "not_found", None)


@pytest.mark.contract("NB-96")
def test_events_can_be_asked_for_by_group(grouped: TestClient) -> None:
    asked: Json = {"group_type_index": 0, "group_key": "acme"}
    shown = grouped.get("/api/projects/@current/events", params=asked).json()["results"]
    assert [(one["event"], one["distinct_id"]) for one in shown] == [("view", "a")]


@pytest.mark.contract("ERR-2")
@pytest.mark.parametrize("path", ["groups", "groups/find", "events"])
def test_an_index_that_no_type_can_have_is_refused(api: TestClient, path: str) -> None:
    for index in ({}, {"group_type_index": ""}, {"group_type_index": "5"}, {"group_type_index": "x"}):
        answer = api.get(f"/api/projects/@current/{path}", params={"group_key": "acme", **index})
        assert envelope(answer) == (400, "validation_error", "invalid_input", "group_type_index")


NAMED = "/api/projects/@current/groups_types/update_metadata"


def test_types_are_named_and_each_change_is_logged(grouped: TestClient) -> None:
    sent = [{"group_type_index": 1, "name_singular": " Place ", "name_plural": "Places"}]
    answer = grouped.patch(NAMED, json=sent)
    assert answer.status_code == 200, answer.text
    company, site = answer.json()
    assert (site["name_singular"], site["name_plural"], company["name_plural"]) == ("Place", "Places", None)
    assert grouped.get("/api/projects/@current/groups_types").json() == [company, site]
    (_, site) = grouped.patch(NAMED, json=[{"group_type_index": 1, "name_plural": " "}]).json()
    assert (site["name_singular"], site["name_plural"]) == ("Place", None)
    log = grouped.get("/api/projects/@current/activity_log", params={"scope": "GroupType"}).json()["results"]
    assert [[change["field"] for change in entry["detail"]["changes"]] for entry in log] == [
        ["name_plural"], ["name_singular", "name_plural"],
    ]  # fmt: skip


@pytest.mark.contract("ERR-2")
@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"group_type_index": 0}, (400, "validation_error", "invalid_input", None)),
        ([{}], (400, "validation_error", "required", "0__group_type_index")),
        ([{"group_type_index": 5}], (400, "validation_error", "max_value", "0__group_type_index")),
        ([{"group_type_index": 0, "name_plural": 5}], (400, "validation_error", "invalid_input", "0__name_plural")),
        (
            [{"group_type_index": 0, "name_plural": "x"}, {"group_type_index": 3}],
            (404, "invalid_request", "not_found", None),
        ),
    ],
)  # fmt: skip
def test_names_that_make_no_sense_change_no_type(grouped: TestClient, sent: Any, told: tuple[Any, ...]) -> None:
    assert envelope(grouped.patch(NAMED, json=sent)) == told
    assert all(one["name_plural"] is None for one in grouped.get("/api/projects/@current/groups_types").json())
