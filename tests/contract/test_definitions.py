"""Event definitions and property definitions over HTTP (contract 70 §1–§2, §4; 80 §4)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from hedgerow.base.ids import project_token
from hedgerow.store.store import Store
from hedgerow.vocab.definitions import PropertyType
from hedgerow.vocab.projects import Project
from hedgerow.vocab.tags import Taggable
from tests.contract.conftest import START, bearer, envelope

URL = "/api/projects/@current/event_definitions"
NAMES = {"installed_app": 1, "rated_app": 2, "entered_free_trial": 40, "watched_movie": 3, "$pageview": 4}
Names = Callable[..., list[str]]


@pytest.fixture
def known(store: Store, project: Project) -> None:
    """Five events, each last seen so many days ago; one of another project."""
    with store.write() as tx:
        seen = {name: START - timedelta(days=days) for name, days in NAMES.items()}
        tx.event_definitions.learn(project.id, seen)
        other = tx.projects.create(
            organization_id=project.organization_id, name="Other", api_token=project_token(), now=START
        )
        tx.event_definitions.learn(other.id, {"foreign_app": START})


@pytest.fixture
def names(api: TestClient, known: None) -> Names:
    def listed(query: Any = None) -> list[str]:
        answer = api.get(URL, params=query)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert page["count"] == len(page["results"])
        return [item["name"] for item in page["results"]]

    return listed


@pytest.mark.contract("EVDEF-1", "EVDEF-13")
def test_the_most_recently_seen_come_first(names: Names) -> None:
    assert names() == ["installed_app", "rated_app", "watched_movie", "$pageview", "entered_free_trial"]


@pytest.mark.contract("EVDEF-4", "EVDEF-5")
@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("app", ["rated_app", "installed_app"]),
        ("App", ["rated_app", "installed_app"]),
        (" app ", ["rated_app", "installed_app"]),
        ("free tri", ["entered_free_trial"]),
        ("ed mov", ["watched_movie"]),
        ("nothing", []),
        ("%", []),
    ],
)
def test_every_word_of_a_search_must_be_in_the_name(names: Names, search: str, found: list[str]) -> None:
    assert names({"search": search}) == found


@pytest.mark.contract("EVDEF-2", "EVDEF-6", "EVDEF-7")
def test_an_order_may_be_asked_for(names: Names) -> None:
    by_name = sorted(NAMES)
    assert names({"ordering": "name"}) == by_name
    assert names({"ordering": ["-last_seen_at::date", "-name"]})[0] == "installed_app"
    assert names({"ordering": "last_seen_at,-name"})[0] == "entered_free_trial"
    assert names({"ordering": "event"}) == names()


@pytest.mark.contract("EVDEF-10", "EVDEF-11", "EVDEF-12")
def test_lists_are_narrowed_by_name_and_kind(api: TestClient, names: Names) -> None:
    assert names({"event_type": "event_posthog"}) == ["$pageview"]
    assert len(names({"event_type": "event_custom"})) == 4
    assert len(names({"event_type": "all"})) == len(names({"event_type": "action_event"})) == 5
    assert set(names({"names": "rated_app,$pageview,missing"})) == {"rated_app", "$pageview"}
    assert set(names({"names": ["rated_app", "$pageview"]})) == {"rated_app", "$pageview"}
    assert len(names({"excluded_properties": '["installed_app"]'})) == 4
    for query, attr in (("event_type=strange", "event_type"), ("excluded_properties=[", "excluded_properties")):
        assert envelope(api.get(f"{URL}?{query}")) == (400, "validation_error", "invalid_input", attr)


@pytest.mark.contract("EVDEF-8", "EVDEF-9")
def test_any_of_the_tags_will_do(store: Store, project: Project, names: Names, known: None) -> None:
    with store.write() as tx:
        app, trial = (tx.event_definitions.by_name(project.id, n) for n in ("rated_app", "entered_free_trial"))
        assert app is not None
        assert trial is not None
        tx.tags.replace(project.id, Taggable.EVENT_DEFINITION, {app.id: ("billing", "revenue"), trial.id: ("revenue",)})
    assert names({"tags": '["billing","revenue"]'}) == ["rated_app", "entered_free_trial"]
    assert names({"tags": '["billing"]'}) == ["rated_app"]
    for nonsense in ("true", "5", '{"a":1}', "[", ""):
        assert len(names({"tags": nonsense})) == 5


@pytest.mark.contract("EVDEF-18", "EVDEF-19")
def test_core_events_count_as_verified(store: Store, project: Project, names: Names, known: None) -> None:
    with store.write() as tx:
        trial = tx.event_definitions.by_name(project.id, "entered_free_trial")
        rated = tx.event_definitions.by_name(project.id, "rated_app")
        assert trial is not None
        assert rated is not None
        tx.event_definitions.update(project.id, trial.id, now=START, verified=True)
        tx.event_definitions.update(project.id, rated.id, now=START, hidden=True)
    assert names({"verified": "true"}) == ["$pageview", "entered_free_trial"]
    assert names({"verified": "false"}) == names({"verified": "x"}) == ["installed_app", "rated_app", "watched_movie"]
    assert "rated_app" not in names({"exclude_hidden": "true"})
    assert "entered_free_trial" not in names({"exclude_stale": "1"})


@pytest.mark.contract("EVDEF-15", "EVDEF-16")
def test_many_events_come_in_pages(api: TestClient, store: Store, project: Project) -> None:
    with store.write() as tx:
        tx.event_definitions.learn(project.id, {f"event {number}": START for number in range(306)})
    sizes, url = [], URL
    while url:
        page = api.get(url).json()
        assert page["count"] == 306
        sizes.append(len(page["results"]))
        url = page["next"]
    assert sizes == [100, 100, 100, 6]


@pytest.mark.contract("EVDEF-40", "EVDEF-41", "EVDEF-42", "EVDEF-16")
def test_one_definition_has_every_field(api: TestClient, store: Store, project: Project, known: None) -> None:
    (listed,) = api.get(URL, params={"names": "rated_app"}).json()["results"]
    assert api.get(f"{URL}/{listed['id']}").json() == listed
    assert {name: listed[name] for name in listed if name not in {"id", "updated_at", "last_updated_at"}} == {
        "name": "rated_app", "owner": None, "description": "", "tags": [], "created_at": "2026-02-27T12:30:15Z",
        "updated_by": None, "last_seen_at": "2026-02-27T12:30:15Z", "verified": False, "verified_at": None,
        "verified_by": None, "hidden": False, "enforcement_mode": "allow", "primary_property": None,
        "is_action": False, "action_id": None, "is_calculating": False, "last_calculated_at": None,
        "created_by": None, "post_to_slack": False, "default_columns": [], "media_preview_urls": [],
    }  # fmt: skip
    with store.read() as tx:
        foreign = tx.event_definitions.by_name(tx.projects.all()[1].id, "foreign_app")
    assert foreign is not None
    for unknown in ("undefined", str(uuid4()), str(foreign.id)):
        assert envelope(api.get(f"{URL}/{unknown}")) == (404, "invalid_request", "not_found", None)


@pytest.mark.contract("AUTH-11")
@pytest.mark.parametrize("resource", ["event_definition", "property_definition"])
def test_each_list_has_its_own_scope(client: TestClient, make_key: Callable[..., str], resource: str) -> None:
    url = f"/api/projects/@current/{resource}s"
    assert client.get(url, headers=bearer(make_key(f"{resource}:read"))).status_code == 200
    refused = client.get(url, headers=bearer(make_key("project:write")))
    assert f"'{resource}:read'" in refused.json()["detail"]


@pytest.mark.contract("NB-50", "NB-51", "NB-52")
def test_properties_are_listed_and_narrowed(api: TestClient, store: Store, project: Project) -> None:
    types = {"price": PropertyType.NUMERIC, "plan": PropertyType.STRING, "$set": None}
    with store.write() as tx:
        tx.property_definitions.learn(project.id, types, now=START)
        tx.property_definitions.learn_event_properties(project.id, {"bought": ["price"]})
    url = "/api/projects/@current/property_definitions"

    def names(**query: str) -> list[str]:
        return [item["name"] for item in api.get(url, params=query).json()["results"]]

    assert names() == ["plan", "price"]
    assert names(search="PRI") == names(properties="price") == names(is_numerical="true") == ["price"]
    assert names(is_numerical="false") == names(excluded_properties='["price"]') == ["plan"]
    assert names(event_names='["bought"]', filter_by_event_names="true") == ["price"]
    assert names(type="person") == []
    (price,) = api.get(url, params={"properties": "price"}).json()["results"]
    assert (price["property_type"], price["is_numerical"]) == ("Numeric", True)
    assert api.get(f"{url}/{price['id']}").json() == price
    assert api.get(f"{url}/undefined").status_code == 404
