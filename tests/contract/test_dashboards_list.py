"""Dashboards listed (contract 10 §8)."""

from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.store.store import Store
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import HandClock, envelope
from tests.contract.dashboard_fixtures import (
    BASE,
    counted_statements,
    got,
    made,
    patched,
)

ITEM_KEYS = {
    "id", "name", "description", "pinned", "created_at", "created_by", "last_accessed_at", "last_viewed_at",
    "is_shared", "deleted", "creation_mode", "tags", "restriction_level", "effective_restriction_level",
    "effective_privilege_level", "user_access_level", "access_control_version", "last_refresh", "team_id", "folder",
}  # fmt: skip


def names(api: TestClient, **query: Any) -> list[str | None]:
    answer = api.get(BASE, params=query)
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["results"]]


@pytest.mark.contract("DASH-92", "PAGE-2", "DASH-90")
def test_a_list_shows_dashboards_without_their_tiles_pinned_first_unnamed_last(api: TestClient) -> None:
    made(api)
    for name, pinned in (("b", False), ("a", False), ("z", True)):
        made(api, name=name, pinned=pinned)
    body = api.get(BASE).json()
    assert (body["count"], body["next"], body["previous"]) == (4, None, None)
    assert [item["name"] for item in body["results"]] == ["z", "a", "b", None]
    assert all(set(item) == ITEM_KEYS for item in body["results"])


@pytest.mark.contract("DASH-90", "PAGE-1", "PAGE-2")
def test_a_page_of_a_list_names_its_neighbours(api: TestClient) -> None:
    for name in "abc":
        made(api, name=name)
    body = api.get(BASE, params={"limit": "1", "offset": "1", "creation_mode": "default"}).json()
    assert [item["name"] for item in body["results"]] == ["b"]
    assert "creation_mode=default" in body["next"]
    assert "offset=2" in body["next"]
    assert body["previous"] is not None


@pytest.mark.contract("DASH-91", "DASH-25", "DASH-27")
def test_deleted_and_unlisted_dashboards_are_left_out(
    api: TestClient, store: Store, project: Project, owner: User
) -> None:
    gone = made(api, name="gone")
    patched(api, gone["id"], deleted=True)
    with store.write() as tx:
        now = owner.date_joined
        hidden = tx.dashboards.create(project.id, created_by=None, now=now, name="hidden", creation_mode="unlisted")
    made(api, name="plain")
    assert names(api) == ["plain"]
    assert names(api, creation_mode="unlisted") == ["hidden"]
    assert names(api, creation_mode="template") == []
    assert got(api, hidden.id)["creation_mode"] == "unlisted"
    assert api.get(f"{BASE}/{hidden.id}", params={"creation_mode": "default"}).status_code == 200


@pytest.mark.contract("DASH-93")
def test_dashboards_of_other_projects_are_not_listed(api: TestClient) -> None:
    made(api, name="here")
    other = api.post("/api/projects", json={"name": "Other"}).json()
    assert api.get(f"/api/projects/{other['id']}/dashboards").json()["results"] == []


@pytest.mark.contract("DASH-90", "TAG-1", "TAG-5")
def test_tags_find_dashboards_with_any_of_them_each_once(api: TestClient) -> None:
    made(api, name="both", tags=["Core", " weekly "])
    made(api, name="one", tags=["core"])
    made(api, name="none")
    assert names(api, tags=["core", "weekly"]) == ["both", "one"]
    assert names(api, tags="WEEKLY") == ["both"]
    assert names(api, tags="unknown") == []


@pytest.mark.contract("DASH-90")
def test_generated_dashboards_can_be_left_out(api: TestClient) -> None:
    made(api, name="Generated Dashboard: new-checkout")
    made(api, name="mine")
    made(api)
    assert names(api, exclude_generated="true") == ["mine", None]
    assert len(names(api, exclude_generated="false")) == 3


@pytest.mark.contract("DASH-90")
def test_search_looks_into_names_descriptions_and_tags(api: TestClient) -> None:
    made(api, name="Growth 100%")
    made(api, name="b", description="about growth")
    made(api, name="c", tags=["growth"])
    made(api, name="d")
    found = api.get(BASE, params={"search": "GROWTH"}).json()["results"]
    assert [item["name"] for item in found] == ["Growth 100%", "b", "c"]
    assert {item["search_match_type"] for item in found} == {"exact"}
    assert names(api, search="0%") == ["Growth 100%"]
    assert names(api, search="x" * 200) == []
    assert envelope(api.get(BASE, params={"search": "x" * 201})) == (400, "validation_error", "invalid_input", "search")


@pytest.mark.contract("DASH-92")
def test_listing_takes_as_many_statements_for_many_dashboards_as_for_one(api: TestClient, store: Store) -> None:
    made(api, name="0", tags=["a"])
    with counted_statements(store) as few:
        names(api)
    for number in range(1, 8):
        made(api, name=str(number), tags=["a", "b"])
    with counted_statements(store) as many:
        assert len(names(api)) == 8
    assert len(many) == len(few)


@pytest.mark.contract("DASH-90")
def test_a_list_is_narrowed_by_maker_pin_and_share(
    api: TestClient, owner: User, store: Store, project: Project
) -> None:
    mine = made(api, name="mine", pinned=True)
    with store.write() as tx:
        tx.dashboards.create(project.id, created_by=None, now=owner.date_joined, name="nobody's")
    assert api.patch(f"{BASE}/{mine['id']}/sharing", json={"enabled": True}).status_code == 200
    assert names(api, created_by=str(owner.id)) == names(api, created_by=f"[{owner.id}, 99]") == ["mine"]
    assert names(api, created_by="[99]") == []
    assert names(api, pinned="true") == names(api, is_shared="true") == ["mine"]
    assert names(api, pinned="false") == names(api, is_shared="false") == ["nobody's"]
    assert len(names(api, pinned="", is_shared="", created_by="", order="")) == 2


@pytest.mark.contract("ERR-2", "DASH-90")
@pytest.mark.parametrize(
    ("name", "value", "code"), [("created_by", "x", "invalid_input"), ("order", "id", "invalid_choice")]
)
def test_a_narrowing_that_makes_no_sense_is_refused(api: TestClient, name: str, value: str, code: str) -> None:
    assert envelope(api.get(BASE, params={name: value})) == (400, "validation_error", code, name)


@pytest.mark.contract("DASH-90", "DASH-10")
def test_a_list_is_ordered_by_name_age_and_last_look(
    api: TestClient, store: Store, project: Project, clock: HandClock
) -> None:
    ids = {}
    for name in ("b", "a", "c"):
        ids[name] = made(api, name=name, pinned=name == "c")["id"]
        clock.move(timedelta(minutes=1))
    with store.write() as tx:
        tx.dashboards.update(project.id, ids["b"], last_accessed_at=clock())
    for name in ("a", "c"):
        clock.move(timedelta(minutes=1))
        got(api, ids[name])
    assert (names(api, order="name"), names(api, order="-name")) == (["a", "b", "c"], ["c", "b", "a"])
    assert names(api, order="created_at") == ["b", "a", "c"]
    assert names(api, order="-last_accessed_at") == ["c", "a", "b"]
    assert names(api, order="-last_viewed_at") == ["c", "a", "b"]
    assert names(api, order="last_viewed_at") == ["a", "c", "b"]


@pytest.mark.contract("DASH-10")
def test_each_user_is_told_when_they_themselves_last_opened_a_dashboard(
    api: TestClient, store: Store, project: Project, clock: HandClock, member: User
) -> None:
    board = made(api)
    assert board["last_viewed_at"] is None
    with store.write() as tx:
        tx.dashboard_visits.note(project.id, board["id"], member.id, now=clock())
    assert api.get(BASE).json()["results"][0]["last_viewed_at"] is None
    clock.move(timedelta(hours=1))
    seen = got(api, board["id"])["last_viewed_at"]
    assert seen == got(api, board["id"])["last_accessed_at"] == "2026-03-01T13:30:15Z"
    clock.move(timedelta(hours=1))
    assert patched(api, board["id"], name="changed, not opened")["last_viewed_at"] == seen
    assert api.get(BASE).json()["results"][0]["last_viewed_at"] == seen
    with api.stream("GET", f"{BASE}/{board['id']}/stream_tiles") as streamed:
        assert b"2026-03-01T14:30:15Z" in streamed.read()
    assert api.get(BASE).json()["results"][0]["last_viewed_at"] == "2026-03-01T14:30:15Z"
