"""The list of event definitions: its order, its filters, its pages (contract 70 §2)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.base.ids import project_token
from hedgerow.services import event_definitions
from hedgerow.store.store import Store
from hedgerow.vocab.definitions import CORE_EVENTS
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from hedgerow.vocab.tags import Taggable
from tests.contract.conftest import START, envelope

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
    for nonsense in ("true", "5", '{"a":1}', "[", "", "[]"):
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


@pytest.mark.contract("EVDEF-3")
def test_what_was_never_seen_comes_first_upwards_and_last_downwards(
    api: TestClient, names: Names, store: Store, project: Project
) -> None:
    assert api.post(URL, json={"name": "never"}).status_code == 201
    for key in ("last_seen_at", "created_at", "last_seen_at::date", "created_at::date"):
        assert names({"ordering": key})[0] == "never"
        assert names({"ordering": f"-{key}"})[-1] == "never"
    assert names()[-1] == "never"
    assert "never" in names({"exclude_stale": "true"})


@pytest.mark.contract("EVDEF-14")
@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("limit=0", ("min_value", "limit")),
        ("limit=-1", ("min_value", "limit")),
        ("limit=x", ("invalid_input", "limit")),
        ("offset=-1", ("min_value", "offset")),
        ("offset=1.5", ("invalid_input", "offset")),
    ],
)
def test_a_bad_slice_is_refused(api: TestClient, known: None, query: str, told: tuple[str, str]) -> None:
    code, attr = told
    assert envelope(api.get(f"{URL}?{query}")) == (400, "validation_error", code, attr)
    assert api.get(f"{URL}?limit={10**30}&offset={10**30}").json()["count"] == 5


@pytest.mark.contract("EVDEF-17")
def test_a_list_that_takes_too_long_is_a_503_of_its_own(
    api: TestClient, store: Store, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.write() as tx:
        tx.event_definitions.learn(project.id, {f"event {number}": START for number in range(3000)})
    assert api.get(URL, params={"search": "e v"}).json()["count"] == 3000
    monkeypatch.setattr(event_definitions, "LIST_SECONDS", 0.0001)
    answer = api.get(URL, params={"search": "e v", "ordering": "-name"})
    assert envelope(answer) == (503, "server_error", "event_definitions_timeout", None)
    assert int(answer.headers["Retry-After"]) > 0
    monkeypatch.undo()
    assert api.get(URL).status_code == 200


@pytest.mark.contract("EVDEF-18")
def test_core_events_are_the_well_known_ones() -> None:
    assert {"$pageview", "$pageleave", "$screen", "$autocapture", "$identify", "$set", "$rageclick"} <= CORE_EVENTS
    assert {"$exception", "$feature_flag_called", "$web_vitals"} <= CORE_EVENTS


@pytest.mark.contract("EVDEF-25")
def test_events_are_found_by_their_owner(api: TestClient, names: Names, owner: User) -> None:
    (rated,) = api.get(URL, params={"names": "rated_app"}).json()["results"]
    assert api.patch(f"{URL}/{rated['id']}", json={"owner": owner.id}).status_code == 200
    assert names({"owner": f"[{owner.id}]"}) == ["rated_app"]
    assert names({"owner": "[99]"}) == []
    assert envelope(api.get(URL, params={"owner": "x"})) == (400, "validation_error", "invalid_input", "owner")
