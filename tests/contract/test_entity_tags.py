"""What a client has already is not sent again, and what it may not see or has not yet seen always is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.store.store import Store
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import HandClock, bearer
from tests.contract.dashboard_fixtures import BASE, filled_board, insight, made, patched, tile_of

INSIGHTS = "/api/projects/@current/insights"


def asked(client: TestClient, path: str, tag: str | None = None, **more: str) -> Any:
    headers = {**({"If-None-Match": tag} if tag else {}), **more}
    return client.get(path, headers=headers)


@pytest.fixture(params=["dashboard", "insight"])
def path(request: pytest.FixtureRequest, api: TestClient) -> str:
    board, shown = filled_board(api)
    return f"{BASE}/{board['id']}" if request.param == "dashboard" else f"{INSIGHTS}/{shown['id']}"


def test_a_client_who_has_the_answer_gets_304_and_no_body(api: TestClient, path: str) -> None:
    first = asked(api, path)
    tag = first.headers["etag"]
    assert tag.startswith('W/"')
    assert first.headers["cache-control"] == "private, no-cache"
    assert {"Authorization", "Cookie"} <= {word.strip() for word in first.headers["vary"].split(",")}
    for sent in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = asked(api, path, sent)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag), sent
    assert asked(api, path, 'W/"other"').status_code == 200


def test_looking_at_a_dashboard_changes_nothing_that_has_to_be_sent_again(api: TestClient, clock: HandClock) -> None:
    board, _ = filled_board(api)
    first = asked(api, f"{BASE}/{board['id']}")
    clock.move(timedelta(hours=1))
    assert asked(api, f"{BASE}/{board['id']}", first.headers["etag"]).status_code == 304
    clock.move(timedelta(hours=1))
    again = asked(api, f"{BASE}/{board['id']}").json()
    assert again["last_viewed_at"] != first.json()["last_viewed_at"]


def test_whatever_changes_on_a_dashboard_is_sent(api: TestClient) -> None:
    board, shown = filled_board(api)
    number, place = board["id"], f"{BASE}/{board['id']}"
    tag = asked(api, place).headers["etag"]
    tile = tile_of(api, number, shown["id"])["id"]
    changes: list[Callable[[], Any]] = [
        lambda: patched(api, number, name="renamed"),
        lambda: patched(api, number, tiles=[{"id": tile, "color": "red"}]),
        lambda: api.patch(f"{INSIGHTS}/{shown['id']}", json={"name": "renamed too"}),
        lambda: api.get(place, params={"refresh": "blocking"}),
        lambda: insight(api, number, name="one more"),
        lambda: made(api, f"/{number}/create_text_tile", body="more"),
    ]
    for change in changes:
        change()
        answer = asked(api, place, tag)
        assert answer.status_code == 200
        tag = answer.headers["etag"]
    assert asked(api, place, tag).status_code == 304


def test_another_question_about_the_same_dashboard_is_another_answer(api: TestClient) -> None:
    board, _ = filled_board(api)
    place = f"{BASE}/{board['id']}"
    tag = asked(api, place).headers["etag"]
    assert asked(api, f'{place}?filters_override={{"date_from":"-14d"}}', tag).status_code == 200


def test_nobody_is_told_that_they_have_what_somebody_else_was_sent(
    api: TestClient, path: str, member: User, make_key: Callable[..., str]
) -> None:
    own = asked(api, path)
    theirs = asked(api, path, own.headers["etag"], **bearer(make_key("*", user=member)))
    assert theirs.status_code == 200
    levels = [answer.json()["user_access_level"] for answer in (own, theirs)]
    assert levels == ["manager", "editor"]
    assert asked(api, path, theirs.headers["etag"]).json()["user_access_level"] == "manager"


def test_who_may_not_see_it_is_told_nothing_by_a_tag(
    api: TestClient, path: str, store: Store, project: Project, make_key: Callable[..., str]
) -> None:
    tag = asked(api, path).headers["etag"]
    assert asked(api, path, tag, Authorization="").status_code == 401
    assert asked(api, path, tag, **bearer(make_key("query:read"))).status_code == 403
    with store.write() as tx:
        other = tx.projects.create(
            organization_id=project.organization_id, name="Other", api_token="phc_other", now=project.created_at
        )
    assert asked(api, path.replace("@current", str(other.id)), tag).status_code == 404


def test_what_each_caller_may_do_is_told_right_however_often_and_in_turn(
    api: TestClient, member: User, make_key: Callable[..., str]
) -> None:
    board, _ = filled_board(api)
    theirs = bearer(make_key("*", user=member))
    for headers, level in [({}, "manager"), (theirs, "editor")] * 2:
        tiles = api.get(f"{BASE}/{board['id']}", headers=headers).json()["tiles"]
        assert [tile["insight"]["user_access_level"] for tile in tiles if tile["insight"]] == [level]
