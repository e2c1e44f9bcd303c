"""The activity log over HTTP, and how long it is kept (LOG-1)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.base.ids import project_token
from hedgerow.main.upkeep import Upkeep
from hedgerow.services.activity_log import prune_activity
from hedgerow.services.house import House
from hedgerow.store.store import Store
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import START, HandClock, bearer, envelope
from tests.contract.dashboard_fixtures import made, patched

URL = "/api/projects/@current/activity_log"
Json = dict[str, Any]


def log(api: TestClient, **query: Any) -> list[Json]:
    answer = api.get(URL, params=query)
    assert answer.status_code == 200, answer.text
    page = answer.json()
    assert page["count"] >= len(page["results"])
    lines: list[Json] = page["results"]
    return lines


@pytest.mark.contract("LOG-1")
def test_the_log_tells_who_changed_what_latest_first(api: TestClient, owner: User, clock: HandClock) -> None:
    board = made(api, name="first")
    clock.move(timedelta(minutes=1))
    patched(api, board["id"], name="second")
    latest, first = log(api)
    assert {field: latest[field] for field in latest if field not in {"id", "user"}} == {
        "activity": "updated", "scope": "Dashboard", "item_id": str(board["id"]),
        "detail": {
            "name": "second",
            "changes": [{"field": "name", "action": "changed", "before": "first", "after": "second"}],
        },
        "created_at": "2026-03-01T12:31:15Z",
    }  # fmt: skip
    assert latest["id"] > first["id"]
    assert (latest["user"]["id"], latest["user"]["email"]) == (owner.id, owner.email)
    assert (first["activity"], first["detail"]["name"]) == ("created", "first")


@pytest.mark.contract("LOG-1")
def test_the_log_is_narrowed_by_thing_person_and_activity(
    api: TestClient, member: User, make_key: Callable[..., str], owner: User
) -> None:
    one, two = made(api, name="one")["id"], made(api, name="two")["id"]
    theirs = bearer(make_key("*", user=member))
    assert api.patch(f"/api/projects/@current/dashboards/{two}", json={"name": "2"}, headers=theirs).status_code == 200
    assert api.post("/api/projects/@current/event_definitions", json={"name": "e"}).status_code == 201
    assert [line["scope"] for line in log(api)] == ["EventDefinition", "Dashboard", "Dashboard", "Dashboard"]
    assert len(log(api, scope="Dashboard")) == 3
    assert [line["item_id"] for line in log(api, scope="Dashboard", item_id=one)] == [str(one)]
    assert [line["activity"] for line in log(api, user=member.id)] == ["updated"]
    assert [line["detail"]["name"] for line in log(api, activity="created", user=owner.id)] == ["e", "two", "one"]
    assert log(api, scope="Nothing") == log(api, user=2**31 - 1) == []
    assert len(log(api, scope="", item_id="", user="", activity="")) == 4
    refused = api.get(URL, params={"user": "ada"})
    assert envelope(refused) == (400, "validation_error", "invalid_input", "user")


@pytest.mark.contract("LOG-1")
def test_the_log_is_narrowed_by_when_it_was_done(api: TestClient, clock: HandClock) -> None:
    made(api, name="first")
    clock.move(timedelta(days=2))
    made(api, name="second")

    def names(**query: str) -> list[str]:
        return [line["detail"]["name"] for line in log(api, **query)]

    assert names(date_from="2026-03-02") == names(date_from="-1d") == ["second"]
    assert names(date_to="2026-03-01") == ["first"]
    assert names(date_from="2026-03-01", date_to="2026-03-03") == ["second", "first"]
    refused = api.get(URL, params={"date_from": "yesterday?"})
    assert envelope(refused) == (400, "validation_error", "invalid_input", "date_from")


@pytest.mark.contract("LOG-1", "PAGE-1", "CONV-8")
def test_the_log_comes_in_pages_and_is_that_of_the_project(api: TestClient, store: Store, project: Project) -> None:
    with store.write() as tx:
        organization = project.organization_id
        other = tx.projects.create(organization_id=organization, name="Other", api_token=project_token(), now=START)
        for team in (project.id, other.id):
            details = {str(number): {"name": str(team), "changes": []} for number in range(105)}
            tx.activity.add_many(team, scope="X", activity="done", user_id=None, details=details, now=START)
    page = api.get(URL).json()
    assert (page["count"], len(page["results"]), page["results"][0]["item_id"]) == (105, 100, "104")
    rest = api.get(page["next"]).json()
    assert [line["item_id"] for line in rest["results"]] == ["4", "3", "2", "1", "0"]
    assert {line["detail"]["name"] for line in page["results"] + rest["results"]} == {str(project.id)}


@pytest.mark.contract("LOG-1", "AUTH-11")
def test_reading_the_log_needs_the_right_to_read_the_project(client: TestClient, make_key: Callable[..., str]) -> None:
    assert client.get(URL, headers=bearer(make_key("project:read"))).status_code == 200
    refused = client.get(URL, headers=bearer(make_key("dashboard:write")))
    assert (refused.status_code, "'project:read'" in refused.json()["detail"]) == (403, True)


@pytest.mark.contract("LOG-1")
def test_lines_are_kept_for_as_many_days_as_the_settings_say(api: TestClient, house: House, clock: HandClock) -> None:
    made(api, name="old")
    clock.move(timedelta(days=1))
    made(api, name="young")
    clock.now = START + timedelta(days=365)
    Upkeep(house).close()
    assert [line["detail"]["name"] for line in log(api)] == ["young", "old"]
    clock.now += timedelta(seconds=1)
    Upkeep(house).close()
    assert [line["detail"]["name"] for line in log(api)] == ["young"]
    clock.move(timedelta(days=5000))
    object.__setattr__(house, "settings", house.settings.model_copy(update={"activity_days": 0}))
    assert prune_activity(house) == 0
    assert len(log(api)) == 1
