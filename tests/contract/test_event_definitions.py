"""Event definitions made, read, changed and forgotten (contract 70 §1, §3–§5)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from hedgerow.api.app import create_app
from hedgerow.base.ids import project_token
from hedgerow.services.house import House
from hedgerow.store.repositories.activity import ActivityLog
from hedgerow.store.store import Store
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import START, HandClock, bearer, envelope
from tests.contract.dashboard_fixtures import happened

URL = "/api/projects/@current/event_definitions"
UNKNOWN = (404, "invalid_request", "not_found", None)
Json = dict[str, Any]


def made(api: TestClient, name: str, **body: Any) -> Json:
    answer = api.post(URL, json={"name": name, **body})
    assert answer.status_code == 201, answer.text
    shown: Json = answer.json()
    return shown


def changed(api: TestClient, one: Json, **body: Any) -> Json:
    answer = api.patch(f"{URL}/{one['id']}", json=body)
    assert answer.status_code == 200, answer.text
    shown: Json = answer.json()
    return shown


def lines(store: Store, project: Project, one: Json) -> list[tuple[str, list[Json]]]:
    """What the activity log says of a definition, oldest first."""
    with store.read() as tx:
        page = tx.activity.page(project.id, PageRequest(), scope="EventDefinition", item_id=one["id"])
    return [(entry.activity, entry.detail["changes"]) for entry in reversed(page.items)]


@pytest.mark.contract("EVDEF-40", "EVDEF-41", "EVDEF-42", "EVDEF-16", "EVDEF-58")
def test_a_seen_event_has_every_field_with_its_default(api: TestClient, store: Store, project: Project) -> None:
    with store.write() as tx:
        tx.event_definitions.learn(project.id, {"rated": START - timedelta(days=2)})
        organization = project.organization_id
        other = tx.projects.create(organization_id=organization, name="Other", api_token=project_token(), now=START)
        tx.event_definitions.learn(other.id, {"foreign": START})
        foreign = tx.event_definitions.by_name(other.id, "foreign")
    assert foreign is not None
    (listed,) = api.get(URL, params={"names": "rated"}).json()["results"]
    assert api.get(f"{URL}/{listed['id']}").json() == listed
    assert listed["last_updated_at"] == listed["updated_at"]
    assert {name: listed[name] for name in listed if name not in {"id", "updated_at", "last_updated_at"}} == {
        "name": "rated", "owner": None, "description": "", "tags": [], "created_at": "2026-02-27T12:30:15Z",
        "updated_by": None, "last_seen_at": "2026-02-27T12:30:15Z", "verified": False, "verified_at": None,
        "verified_by": None, "hidden": False, "enforcement_mode": "allow", "primary_property": None,
        "is_action": False, "action_id": None, "is_calculating": False, "last_calculated_at": None,
        "created_by": None, "post_to_slack": False, "default_columns": [], "media_preview_urls": [],
        "property_schema": [], "display_name": None, "merged_into": None,
    }  # fmt: skip
    for unknown in ("undefined", str(uuid4()), str(foreign.id)):
        assert envelope(api.get(f"{URL}/{unknown}")) == UNKNOWN
        assert envelope(api.patch(f"{URL}/{unknown}", json={"verified": "neither"})) == UNKNOWN
        assert envelope(api.delete(f"{URL}/{unknown}")) == UNKNOWN
        assert envelope(api.get(f"{URL}/{unknown}/metrics")) == UNKNOWN


@pytest.mark.contract("AUTH-11")
@pytest.mark.parametrize("resource", ["event_definition", "property_definition"])
def test_each_list_has_its_own_scope(client: TestClient, make_key: Callable[..., str], resource: str) -> None:
    url = f"/api/projects/@current/{resource}s"
    assert client.get(url, headers=bearer(make_key(f"{resource}:read"))).status_code == 200
    refused = client.get(url, headers=bearer(make_key("project:write")))
    assert f"'{resource}:read'" in refused.json()["detail"]


@pytest.mark.contract("EVDEF-20", "EVDEF-29", "EVDEF-28", "LOG-1")
def test_an_event_may_be_defined_before_it_is_seen(
    api: TestClient, store: Store, project: Project, owner: User
) -> None:
    shown = made(
        api, "my_custom_event", verified_by=7, verified_at="2020-01-01T00:00:00Z", created_at="2020-01-01T00:00:00Z"
    )
    assert (shown["created_at"], shown["last_seen_at"], shown["verified"]) == (None, None, False)
    assert (shown["verified_by"], shown["verified_at"], shown["tags"], shown["description"]) == (None, None, [], "")
    assert shown["created_by"]["id"] == shown["updated_by"]["id"] == owner.id
    assert api.get(f"{URL}/{shown['id']}").json() == shown
    assert lines(store, project, shown) == [("created", [])]


@pytest.mark.contract("EVDEF-25", "EVDEF-26", "EVDEF-30", "TAG-1", "TAG-4")
def test_everything_may_be_given_at_once(api: TestClient, member: User) -> None:
    given = {
        "owner": member.id, "description": "What it means", "verified": True, "hidden": False,
        "enforcement_mode": "reject", "primary_property": "plan", "default_columns": ["plan", "$browser"],
    }  # fmt: skip
    shown = made(api, "signed up", **given, tags=["B", " a ", "a", ""], post_to_slack=True)
    assert {field: shown[field] for field in given} == {**given, "owner": shown["owner"]}
    assert (shown["owner"]["id"], shown["owner"]["email"]) == (member.id, member.email)
    assert (shown["tags"], shown["post_to_slack"]) == (["a", "b"], False)


@pytest.mark.contract("EVDEF-21", "EVDEF-22")
def test_verified_tells_who_and_when_and_hidden_is_not_verified(api: TestClient, owner: User) -> None:
    shown = made(api, "good", verified=True)
    assert (shown["verified"], shown["hidden"], shown["verified_at"]) == (True, False, "2026-03-01T12:30:15Z")
    assert shown["verified_by"]["id"] == owner.id
    shown = made(api, "old", hidden=True)
    marks = [shown[field] for field in ("hidden", "verified", "verified_at", "verified_by")]
    assert marks == [True, False, None, None]
    assert made(api, "null", hidden=None, description=None, owner=None, tags=None)["hidden"] is False


@pytest.mark.contract("EVDEF-23", "EVDEF-24", "EVDEF-25", "EVDEF-27", "ERR-3")
@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, ("required", "name")),
        ({"owner": "x"}, ("required", "name")),
        ({"name": ""}, ("blank", "name")),
        ({"name": "  "}, ("blank", "name")),
        ({"name": None}, ("null", "name")),
        ({"name": {}}, ("invalid_input", "name")),
        ({"name": "n" * 401}, ("max_length", "name")),
        ({"name": "taken"}, ("invalid_input", "name")),
        ({"name": "new", "owner": 999}, ("does_not_exist", "owner")),
        ({"name": "new", "owner": 2**62}, ("does_not_exist", "owner")),
        ({"name": "new", "owner": "ada"}, ("invalid_input", "owner")),
        ({"name": "new", "tags": "a"}, ("not_a_list", "tags")),
        ({"name": "new", "tags": ["a", "t" * 256]}, ("max_length", "tags__1")),
        ({"name": "new", "verified": None}, ("null", "verified")),
        ({"name": "new", "verified": "perhaps"}, ("invalid_input", "verified")),
        ({"name": "new", "enforcement_mode": "maybe"}, ("invalid_choice", "enforcement_mode")),
        ({"name": "new", "primary_property": ""}, ("blank", "primary_property")),
        ({"name": "new", "primary_property": "p" * 401}, ("max_length", "primary_property")),
        ({"name": "new", "default_columns": "plan"}, ("not_a_list", "default_columns")),
        ({"name": "new", "default_columns": ["plan", 5]}, ("invalid_input", "default_columns__1")),
        ({"name": "new", "hidden": True, "verified": True}, ("invalid_input", None)),
    ],
)
def test_a_wrong_value_is_told_by_name_and_nothing_is_made(
    api: TestClient, body: Json, told: tuple[str, str | None]
) -> None:
    made(api, "taken")
    assert envelope(api.post(URL, json=body)) == (400, "validation_error", *told)
    assert [one["name"] for one in api.get(URL).json()["results"]] == ["taken"]
    assert api.get("/api/projects/@current/tags").json() == []


@pytest.mark.contract("EVDEF-25")
def test_an_owner_is_somebody_who_is_still_there(api: TestClient, store: Store, member: User) -> None:
    with store.write() as tx:
        tx.users.update(member.id, is_active=False)
    refused = api.post(URL, json={"name": "new", "owner": member.id})
    assert envelope(refused) == (400, "validation_error", "does_not_exist", "owner")


@pytest.mark.contract("EVDEF-24", "EVDEF-13")
def test_another_project_may_use_the_same_name(api: TestClient, store: Store, project: Project) -> None:
    made(api, "signed up")
    with store.write() as tx:
        organization = project.organization_id
        other = tx.projects.create(organization_id=organization, name="Other", api_token=project_token(), now=START)
    answer = api.post(URL.replace("@current", str(other.id)), json={"name": "signed up"})
    assert answer.status_code == 201
    assert api.get(URL).json()["count"] == 1


@pytest.mark.contract("EVDEF-31")
def test_a_name_only_loses_its_outer_blanks(api: TestClient) -> None:
    assert made(api, "  $my  Event ")["name"] == "$my  Event"
    assert made(api, "$My  Event")["name"] == "$My  Event"
    assert made(api, "n" * 400)["name"] == "n" * 400


@pytest.mark.contract("EVDEF-27")
def test_rejecting_may_be_switched_off(house: House, api: TestClient) -> None:
    assert made(api, "strict", enforcement_mode="reject")["enforcement_mode"] == "reject"
    object.__setattr__(house, "settings", house.settings.model_copy(update={"schema_enforcement_reject": False}))
    with TestClient(create_app(house), headers=dict(api.headers)) as without:
        refused = without.post(URL, json={"name": "other", "enforcement_mode": "reject"})
        assert envelope(refused) == (400, "validation_error", "invalid_input", None)
        assert without.post(URL, json={"name": "other", "enforcement_mode": "allow"}).status_code == 201


@pytest.mark.contract("EVDEF-50", "EVDEF-52", "LOG-1")
def test_a_change_touches_what_is_sent_and_never_the_name(
    api: TestClient, store: Store, project: Project, member: User, make_key: Callable[..., str], clock: HandClock
) -> None:
    one = made(api, "signed up", description="old", tags=["x"], primary_property="plan")
    clock.move(timedelta(hours=1))
    theirs = bearer(make_key("event_definition:write", user=member))
    answer = api.patch(f"{URL}/{one['id']}", json={"name": "else", "tags": ["a", "b", "a"]}, headers=theirs)
    shown = answer.json()
    assert (shown["name"], shown["tags"], shown["description"]) == ("signed up", ["a", "b"], "old")
    assert (shown["updated_by"]["id"], shown["created_by"]["id"]) == (member.id, one["created_by"]["id"])
    assert shown["updated_at"] == shown["last_updated_at"] == "2026-03-01T13:30:15Z"
    shown = changed(api, one, primary_property=None, description="new", tags=None)
    assert (shown["primary_property"], shown["description"], shown["tags"]) == (None, "new", ["a", "b"])
    clock.move(timedelta(hours=1))
    assert changed(api, one)["updated_at"] == "2026-03-01T14:30:15Z"
    assert lines(store, project, one) == [
        ("created", []),
        ("changed", [{"field": "tags", "action": "changed", "before": ["x"], "after": ["a", "b"]}]),
        (
            "changed",
            [
                {"field": "description", "action": "changed", "before": "old", "after": "new"},
                {"field": "primary_property", "action": "changed", "before": "plan", "after": None},
            ],
        ),
    ]


@pytest.mark.contract("EVDEF-51", "EVDEF-23")
def test_verified_and_hidden_undo_each_other(api: TestClient, owner: User, clock: HandClock) -> None:
    one = made(api, "signed up", hidden=True)
    shown = changed(api, one, verified=True)
    first = shown["verified_at"]
    assert (shown["hidden"], shown["verified_by"]["id"], first) == (False, owner.id, "2026-03-01T12:30:15Z")
    clock.move(timedelta(hours=1))
    assert changed(api, one, verified=True)["verified_at"] == first
    assert changed(api, one, description="x", hidden=False)["verified_at"] == first
    both = api.patch(f"{URL}/{one['id']}", json={"verified": True, "hidden": True, "description": "y"})
    assert envelope(both) == (400, "validation_error", "invalid_input", None)
    assert api.get(f"{URL}/{one['id']}").json()["description"] == "x"
    for body in ({"hidden": True}, {"verified": False}):
        assert changed(api, one, verified=True)["verified"] is True
        shown = changed(api, one, **body)
        assert [shown[field] for field in ("verified", "verified_at", "verified_by")] == [False, None, None]
        assert shown["hidden"] is body.get("hidden", False)


@pytest.mark.contract("EVDEF-53", "EVDEF-58", "TAG-3")
def test_a_forgotten_event_is_made_again_when_it_is_next_seen(api: TestClient, store: Store, project: Project) -> None:
    happened(api, project, "2026-02-27", name="bought")
    (one,) = api.get(URL, params={"names": "bought"}).json()["results"]
    changed(api, one, tags=["money"], description="gone soon")
    deleted = api.delete(f"{URL}/{one['id']}")
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert envelope(api.get(f"{URL}/{one['id']}")) == UNKNOWN
    assert api.get("/api/projects/@current/tags").json() == []
    assert [activity for activity, _ in lines(store, project, one)] == ["changed", "deleted"]
    happened(api, project, "2026-02-28", name="bought")
    (again,) = api.get(URL, params={"names": "bought"}).json()["results"]
    assert (again["id"] != one["id"], again["description"], again["tags"]) == (True, "", [])


@pytest.mark.contract("EVDEF-20", "EVDEF-50", "EVDEF-53", "EVDEF-57")
def test_what_cannot_be_logged_does_not_happen(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    one = made(api, "signed up", tags=["x"])

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(ActivityLog, "add_many", broken)
    for answer in (
        api.post(URL, json={"name": "other", "tags": ["y"]}),
        api.patch(f"{URL}/{one['id']}", json={"description": "new", "tags": ["z"]}),
        api.delete(f"{URL}/{one['id']}"),
        api.post(f"{URL}/bulk_update_verified", json={"ids": [one["id"]], "verified": True}),
    ):
        assert answer.status_code == 500
    monkeypatch.undo()
    assert api.get(URL).json()["results"] == [one]
    assert api.get("/api/projects/@current/tags").json() == ["x"]
