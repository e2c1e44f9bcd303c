"""Tags of a project, and many changed at once (contract 60)."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from hedgerow.services import bulk_tags
from hedgerow.services.access import AccessLevel, access_level
from hedgerow.store.repositories.activity import ActivityLog
from hedgerow.store.store import Store
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.people import Caller, User
from hedgerow.vocab.projects import Project
from hedgerow.vocab.tags import Taggable
from tests.contract.conftest import START, HandClock, bearer, envelope
from tests.contract.dashboard_fixtures import counted_statements

BASE = "/api/projects/@current"
Json = dict[str, Any]
NOUNS = {"dashboards": "Dashboard", "insights": "Insight", "event_definitions": "EventDefinition"}


class Noun:
    """One of the three kinds of things, and how to make, tag and read it."""

    def __init__(self, api: TestClient, name: str) -> None:
        self.api = api
        self.name = name
        self.url = f"{BASE}/{name}"
        self._made = 0

    def made(self, *tags: str) -> Any:
        self._made += 1
        answer = self.api.post(self.url, json={"name": f"thing {self._made}", "tags": list(tags)})
        assert answer.status_code == 201, answer.text
        return answer.json()["id"]

    def unknown(self) -> Any:
        return str(uuid4()) if self.name == "event_definitions" else 2**40

    def bulk(self, ids: Sequence[Any], action: str, *tags: str, **more: Any) -> Any:
        return self.api.post(
            f"{self.url}/bulk_update_tags", json={"ids": list(ids), "action": action, "tags": list(tags)}, **more
        )

    def tags(self, item: Any) -> list[str]:
        shown: list[str] = self.api.get(f"{self.url}/{item}").json()["tags"]
        return shown


@pytest.fixture(params=NOUNS)
def noun(request: pytest.FixtureRequest, api: TestClient) -> Noun:
    return Noun(api, request.param)


@pytest.mark.contract("TAG-10", "TAG-12", "TAG-15", "TAG-19", "TAG-21", "TAG-31", "TAG-32", "TAG-5")
def test_tags_are_added_removed_and_set(noun: Noun) -> None:
    one, two = noun.made("core"), noun.made()
    assert noun.bulk([two, one, two], "add", "Weekly", " weekly ", "core").json() == {
        "updated": [{"id": two, "tags": ["core", "weekly"]}, {"id": one, "tags": ["core", "weekly"]}],
        "skipped": [],
    }
    assert noun.bulk([one], "remove", "WEEKLY", "never there").json()["updated"] == [{"id": one, "tags": ["core"]}]
    assert noun.bulk([one, two], "remove", "weekly").json()["updated"][0] == {"id": one, "tags": ["core"]}
    assert noun.bulk([one, two], "set", "z", "a").json()["updated"][1] == {"id": two, "tags": ["a", "z"]}
    assert noun.tags(one) == noun.tags(two) == ["a", "z"]


@pytest.mark.contract("TAG-11", "TAG-18", "TAG-3", "TAG-30")
def test_set_without_tags_clears_and_an_unused_tag_is_gone(noun: Noun) -> None:
    one, two = noun.made("a", "b"), noun.made("b")
    assert noun.api.get(f"{BASE}/tags").json() == ["a", "b"]
    assert noun.bulk([one], "set").json()["updated"] == [{"id": one, "tags": []}]
    assert noun.api.get(f"{BASE}/tags").json() == ["b"]
    noun.bulk([two], "remove", "b")
    assert noun.api.get(f"{BASE}/tags").json() == []
    for action in ("add", "remove"):
        assert envelope(noun.bulk([one], action)) == (400, "validation_error", "invalid_input", "tags")


@pytest.mark.contract("TAG-13", "TAG-19", "TAG-31", "CONV-8")
def test_what_is_not_there_is_skipped_for_one_and_the_same_reason(
    noun: Noun, store: Store, project: Project, owner: User
) -> None:
    with store.write() as tx:
        other = tx.projects.create(
            organization_id=project.organization_id, name="Other", api_token="phc_other", now=START
        )
    elsewhere = noun.api.post(f"/api/projects/{other.id}/{noun.name}", json={"name": "x", "tags": ["theirs"]}).json()
    gone, kept, unknown = noun.made(), noun.made(), noun.unknown()
    if noun.name == "event_definitions":
        assert noun.api.delete(f"{noun.url}/{gone}").status_code == 204
    else:
        assert noun.api.patch(f"{noun.url}/{gone}", json={"deleted": True}).status_code == 200
    answer = noun.bulk([unknown, elsewhere["id"], kept, gone], "set", "mine")
    assert answer.status_code == 200
    assert answer.json()["updated"] == [{"id": kept, "tags": ["mine"]}]
    assert [item["id"] for item in answer.json()["skipped"]] == [unknown, elsewhere["id"], gone]
    assert len({item["reason"] for item in answer.json()["skipped"]}) == 1
    theirs = noun.api.get(f"/api/projects/{other.id}/{noun.name}/{elsewhere['id']}").json()
    assert theirs["tags"] == ["theirs"]
    answer = noun.bulk([unknown], "add", "more")
    assert (answer.status_code, answer.json()["updated"]) == (200, [])
    assert noun.api.get(f"{BASE}/tags").json() == ["mine"]


@pytest.mark.contract("TAG-16", "TAG-13", "TAG-32")
@pytest.mark.parametrize("name", ["dashboards", "insights"])
def test_what_the_caller_may_only_view_is_skipped_and_the_rest_changed(
    api: TestClient, member: User, make_key: Callable[..., str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Access rules are not built yet (AUTH-43): this one lets members edit only what they made.
    def stricter(caller: Caller, creator: User | None) -> AccessLevel:
        return max(AccessLevel.VIEWER, access_level(caller, creator)) if creator == caller.user else AccessLevel.VIEWER

    noun, headers = Noun(api, name), bearer(make_key("*", user=member))
    own = api.post(noun.url, json={"name": "own"}, headers=headers).json()["id"]
    foreign = noun.made("x")
    monkeypatch.setattr(bulk_tags, "access_level", stricter)
    answer = noun.bulk([foreign, own, 2**40], "add", "new", headers=headers).json()
    assert answer["updated"] == [{"id": own, "tags": ["new"]}]
    assert [item["id"] for item in answer["skipped"]] == [foreign, 2**40]
    assert len({item["reason"] for item in answer["skipped"]}) == 1
    assert noun.tags(foreign) == ["x"]


@pytest.mark.contract("TAG-10", "TAG-11", "TAG-14", "TAG-31", "ERR-3", "NB-97")
@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, ("required", "ids")),
        ({"ids": 1}, ("not_a_list", "ids")),
        ({"ids": []}, ("empty", "ids")),
        ({"ids": ["x"]}, ("invalid_input", "ids__0")),
        ({"ids": [True]}, ("invalid_input", "ids__0")),
        ({"ids": [None]}, ("null", "ids__0")),
        ({"ids": "many"}, ("max_length", "ids")),
        ({"action": None}, ("null", "action")),
        ({"action": "replace"}, ("invalid_choice", "action")),
        ({"action": ["add"]}, ("invalid_choice", "action")),
        ({"tags": None}, ("null", "tags")),
        ({"tags": "a"}, ("not_a_list", "tags")),
        ({"tags": [f"t{number}" for number in range(101)]}, ("max_length", "tags")),
        ({"tags": ["a", "t" * 256]}, ("max_length", "tags__1")),
        ({"tags": ["a", " "]}, ("blank", "tags__1")),
        ({"tags": ["a", {}]}, ("invalid_input", "tags__1")),
    ],
)
def test_a_wrong_body_is_told_by_its_first_problem(noun: Noun, body: Json, told: tuple[str, str]) -> None:
    one = noun.made("kept")
    if body.get("ids") == "many":
        body = {"ids": [noun.unknown() for _ in range(501)]}
    sent = {"ids": [one], "action": "set", "tags": ["new"], **body} if body else {}
    answer = noun.api.post(f"{noun.url}/bulk_update_tags", json=sent)
    assert envelope(answer) == (400, "validation_error", *told)
    assert noun.tags(one) == ["kept"]


@pytest.mark.contract("TAG-10", "CONV-12")
def test_every_field_is_needed_and_the_word_is_never_an_id(noun: Noun) -> None:
    one = noun.made()
    url = f"{noun.url}/bulk_update_tags"
    assert envelope(noun.api.post(url, json={"ids": [one], "tags": []}))[2:] == ("required", "action")
    assert envelope(noun.api.post(url, json={"ids": [one], "action": "set"}))[2:] == ("required", "tags")
    assert (noun.api.get(url).status_code, noun.api.get(url).headers["Allow"]) == (405, "POST")


@pytest.mark.contract("TAG-14")
def test_ids_times_tags_is_limited(noun: Noun) -> None:
    ids = [str(uuid4()) for _ in range(500)] if noun.name == "event_definitions" else list(range(1000, 1500))
    tags = [f"t{number}" for number in range(21)]
    assert envelope(noun.bulk(ids, "add", *tags)) == (400, "validation_error", "invalid_input", "tags")
    assert noun.bulk(ids, "add", *tags[:20], "T0", " t1 ").status_code == 200


@pytest.mark.contract("TAG-17", "TAG-32")
def test_an_unlisted_dashboard_can_be_tagged(api: TestClient, store: Store, project: Project, owner: User) -> None:
    with store.write() as tx:
        hidden = tx.dashboards.create(
            project.id, created_by=owner.id, now=START, name="llm", creation_mode="unlisted"
        ).id
    assert Noun(api, "dashboards").bulk([hidden], "add", "a").json()["updated"] == [{"id": hidden, "tags": ["a"]}]


@pytest.mark.contract("TAG-22", "LOG-1")
def test_one_line_is_logged_for_each_thing_that_really_changed(noun: Noun, store: Store, project: Project) -> None:
    same, other = noun.made("a"), noun.made()

    def lines(item: Any) -> list[Any]:
        with store.read() as tx:
            page = tx.activity.page(project.id, PageRequest(), scope=NOUNS[noun.name], item_id=str(item))
        return [entry for entry in page.items if entry.activity != "created"]

    noun.bulk([same, other], "add", "a")
    assert lines(same) == []
    (line,) = lines(other)
    assert line.detail == {
        "name": "thing 2",
        "changes": [{"field": "tags", "action": "changed", "before": [], "after": ["a"]}],
    }


@pytest.mark.contract("TAG-31")
def test_tagging_an_event_is_a_change_of_it(api: TestClient, clock: HandClock) -> None:
    noun = Noun(api, "event_definitions")
    same, other = noun.made("a"), noun.made()
    clock.now = START.replace(hour=20)
    noun.bulk([same, other], "add", "a")
    times = [api.get(f"{noun.url}/{item}").json()["updated_at"] for item in (same, other)]
    assert times == ["2026-03-01T12:30:15Z", "2026-03-01T20:30:15Z"]


@pytest.mark.contract("TAG-20")
def test_a_call_that_fails_in_its_middle_changes_nothing(noun: Noun, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = noun.made("a"), noun.made()

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(ActivityLog, "add_many", broken)
    assert noun.bulk([one, two], "set", "b").status_code == 500
    assert (noun.tags(one), noun.tags(two)) == (["a"], [])
    assert noun.api.get(f"{BASE}/tags").json() == ["a"]


@pytest.mark.contract("TAG-20", "TAG-14")
def test_the_number_of_statements_does_not_grow_with_the_number_of_things(
    api: TestClient, store: Store, project: Project, owner: User
) -> None:
    with store.write() as tx:
        ids = [tx.dashboards.create(project.id, created_by=owner.id, now=START, name="d").id for _ in range(500)]
        everything = {item: [f"old {item} {n}" for n in range(20)] for item in ids}
        tx.tags.replace(project.id, Taggable.DASHBOARD, everything)
    noun, tags = Noun(api, "dashboards"), [f"t{number}" for number in range(20)]
    counts = []
    for some in (ids[:2], ids[2:]):
        with counted_statements(store) as statements:
            answer = noun.bulk(some, "set", *tags)
        assert [item["tags"] for item in answer.json()["updated"]] == [sorted(tags)] * len(some)
        counts.append(len(statements))
    assert counts[1] <= counts[0] + 2
    assert api.get(f"{BASE}/tags").json() == sorted(tags)


@pytest.mark.contract("TAG-2", "TAG-30", "TAG-6")
def test_the_tags_of_a_project_are_those_of_all_its_things(api: TestClient) -> None:
    for name, tag in zip(NOUNS, ("Growth", "growth", "billing"), strict=True):
        Noun(api, name).made(tag)
    assert api.get(f"{BASE}/tags").json() == ["billing", "growth"]


@pytest.mark.contract("TAG-30", "PAGE-1", "PAGE-2")
def test_a_search_of_tags_comes_in_pages(api: TestClient, client: TestClient, make_key: Callable[..., str]) -> None:
    noun = Noun(api, "dashboards")
    one = noun.made()
    noun.bulk([one], "set", *[f"tag {number:03}" for number in range(100)])
    noun.made("tag 100", "other")
    page = api.get(f"{BASE}/tags", params={"search": "TAG", "limit": 1000}).json()
    assert (page["count"], len(page["results"]), page["results"][0]) == (101, 100, "tag 000")
    assert api.get(page["next"]).json()["results"] == ["tag 100"]
    assert api.get(f"{BASE}/tags", params={"search": "the"}).json()["results"] == ["other"]
    refused = client.get(f"{BASE}/tags", headers=bearer(make_key("dashboard:write")))
    assert "'project:read'" in refused.json()["detail"]
