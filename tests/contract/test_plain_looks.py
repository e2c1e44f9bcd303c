"""A plain look at a dashboard is answered on a shorter way, and as any other look is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.store.store import Store
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import HandClock, bearer
from tests.contract.dashboard_fixtures import BASE, filled_board, got, made, patched

NOTHING_LAID_OVER = {"filters_override": "{}"}
"""With it a look is not plain, and shows the same."""


def looked(client: TestClient, path: str, *, plain: bool, **headers: str) -> Any:
    answer = client.get(path, params={} if plain else NOTHING_LAID_OVER, headers=headers)
    names = ("content-type", "etag", "cache-control", "vary", "www-authenticate", "x-content-type-options")
    return answer.status_code, answer.json(), {name: answer.headers.get(name) for name in names}


def same(client: TestClient, path: str, **headers: str) -> int:
    """The status of both looks, which must tell the same."""
    plain, other = (looked(client, path, plain=plain, **headers) for plain in (True, False))
    assert plain == other
    status: int = plain[0]
    return status


@pytest.fixture
def place(api: TestClient) -> str:
    return f"{BASE}/{filled_board(api)[0]['id']}"


@pytest.mark.contract("DASH-10", "DASH-12")
def test_it_shows_what_any_other_look_shows(api: TestClient, place: str) -> None:
    assert same(api, place) == 200
    api.get(place, params={"refresh": "blocking"})
    assert same(api, place) == 200
    numbered = place.replace("@current", str(api.get("/api/projects/@current").json()["id"]))
    assert same(api, f"{numbered}/") == same(api, numbered.replace("projects", "environments")) == 200


@pytest.mark.contract("AUTH-2", "AUTH-11", "AUTH-21", "CONV-7", "CONV-13", "DASH-28")
def test_it_is_refused_as_any_other_look_is(
    api: TestClient, place: str, store: Store, project: Project, make_key: Callable[..., str]
) -> None:
    with store.write() as tx:
        other = tx.projects.create(
            organization_id=project.organization_id, name="Other", api_token="phc_other", now=project.created_at
        )
    assert same(api, f"{BASE}/999999") == same(api, f"{BASE}/text") == 404
    assert same(api, place.replace("@current", str(other.id))) == same(api, place.replace("@current", "77")) == 404
    assert same(api, place, **bearer("phx_wrong")) == same(api, place, Authorization="") == 401
    assert same(api, place, **bearer("pha_application")) == 401
    assert same(api, place, **bearer(make_key("query:read"))) == 403
    limited = bearer(make_key("*", scoped_teams=(other.id,)))
    assert same(api, place.replace("@current", str(project.id)), **limited) == 403


@pytest.mark.contract("AUTH-2", "AUTH-20")
def test_who_may_no_longer_look_is_refused_at_once(
    api: TestClient, browser: TestClient, place: str, clock: HandClock, make_key: Callable[..., str]
) -> None:
    key = make_key("*", expires_at=clock() + timedelta(hours=1))
    del browser.headers["Authorization"]
    assert same(browser, place) == same(browser, place, **bearer(key)) == 200
    clock.move(timedelta(hours=2))
    assert same(browser, place, **bearer(key)) == 401
    assert same(browser, place) == 200
    assert browser.post("/api/logout").status_code < 300
    assert same(browser, place) == 401


@pytest.mark.contract("DASH-10")
def test_every_look_is_noted_but_those_of_one_moment_are_one(
    api: TestClient, clock: HandClock, member: User, make_key: Callable[..., str]
) -> None:
    board = made(api)["id"]
    theirs = bearer(make_key("*", user=member))

    def seen(**headers: str) -> list[str]:
        shown = api.get(f"{BASE}/{board}", headers=headers).json()
        return [shown["last_accessed_at"][14:19], shown["last_viewed_at"][14:19]]

    assert seen() == seen() == ["30:15", "30:15"]
    clock.move(timedelta(minutes=1))
    assert seen(**theirs) == ["31:15", "31:15"]
    clock.move(timedelta(minutes=1))
    assert seen() == ["32:15", "32:15"]
    assert api.get(BASE).json()["results"][0]["last_viewed_at"][14:19] == "32:15"
    patched(api, board, last_accessed_at="2026-01-01T00:00:00Z")
    assert got(api, board)["last_accessed_at"][14:19] == "32:15"
