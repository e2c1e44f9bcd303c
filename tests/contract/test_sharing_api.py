"""A link used on the API: insight list and retrieve, and nothing else (AUTH-30..33, NB-28)."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.services.house import House
from hedgerow.vocab.projects import Project
from tests.contract.conftest import bearer, envelope
from tests.contract.dashboard_fixtures import Json, filled_board, happened, insight, made, patched
from tests.contract.sharing_fixtures import PROJECT, board_sharing, changed, locked_board, opened, password_made
from tests.contract.test_shared_pages import without_credentials

FAILED = (401, "authentication_error", "authentication_failed", None)
ABSENT = (401, "authentication_error", "not_authenticated", None)
DENIED = (403, "authentication_error", "permission_denied", None)
INSIGHTS = f"{PROJECT}/insights"


def seen(visitor: TestClient, path: str, token: str, **query: str) -> Any:
    return visitor.get(path, params={"sharing_access_token": token, **query})


@pytest.fixture
def shared(api: TestClient, project: Project) -> tuple[Json, Json, Json, str]:
    """A shared dashboard, its insight, an insight elsewhere, and the token."""
    happened(api, project, "2026-02-28", 3, plan="pro")
    happened(api, project, "2026-02-28", 2, plan="free")
    board, asked = filled_board(api)
    elsewhere = insight(api, made(api)["id"], name="Elsewhere")
    only_pro = {
        "date_from": "-7d",
        "properties": [{"key": "plan", "value": "pro", "type": "event", "operator": "exact"}],
    }
    patched(api, board["id"], filters=only_pro)
    token = changed(api, board_sharing(board["id"]), enabled=True)["access_token"]
    return board, asked, elsewhere, token


@pytest.mark.contract("NB-28", "AUTH-31")
def test_a_link_lists_and_retrieves_the_insights_it_shows_and_no_others(
    house: House, shared: tuple[Json, Json, Json, str]
) -> None:
    _, asked, elsewhere, token = shared
    with without_credentials(house) as visitor:
        listed = seen(visitor, INSIGHTS, token).json()
        assert ([row["id"] for row in listed["results"]], listed["count"]) == ([asked["id"]], 1)
        basic = seen(visitor, INSIGHTS, token, basic="true").json()["results"]
        assert ([row["id"] for row in basic], "result" in basic[0]) == ([asked["id"]], False)
        assert seen(visitor, INSIGHTS, token, short_id=elsewhere["short_id"]).json()["results"] == []
        for name in (asked["id"], asked["short_id"]):
            assert seen(visitor, f"{INSIGHTS}/{name}", token).json()["id"] == asked["id"]
        for name in (elsewhere["id"], elsewhere["short_id"], 999):
            assert envelope(seen(visitor, f"{INSIGHTS}/{name}", token))[0] == 404
        head = visitor.head(f"{INSIGHTS}/{asked['id']}", params={"sharing_access_token": token})
        assert head.status_code == 200


@pytest.mark.contract("NB-28", "SHARE-53", "SHARE-55")
def test_an_insight_is_shown_under_the_filters_of_the_shared_dashboard_whatever_is_asked(
    house: House, shared: tuple[Json, Json, Json, str]
) -> None:
    _, asked, _, token = shared
    with without_credentials(house) as visitor:
        answers = [
            seen(visitor, f"{INSIGHTS}/{asked['id']}", token).json(),
            seen(visitor, INSIGHTS, token).json()["results"][0],
            seen(visitor, f"{INSIGHTS}/{asked['id']}", token, filters_override="{}", refresh="force_blocking").json(),
            seen(visitor, f"{INSIGHTS}/{asked['id']}", token, variables_override="no json", from_dashboard="1").json(),
        ]
    assert [sum(answer["result"][0]["data"]) for answer in answers] == [3] * 4
    assert {answer["user_access_level"] for answer in answers} == {"viewer"}


@pytest.mark.contract("AUTH-31")
def test_a_link_only_reads_and_must_be_live(house: House, shared: tuple[Json, Json, Json, str]) -> None:
    board, asked, _, token = shared
    one = f"{INSIGHTS}/{asked['id']}"
    with without_credentials(house) as visitor:
        given = {"sharing_access_token": token}
        assert envelope(visitor.post(INSIGHTS, json={}, params=given)) == FAILED
        assert envelope(visitor.patch(one, json={"name": "x"}, params=given)) == FAILED
        assert envelope(visitor.delete(one, params=given)) == FAILED
        assert envelope(seen(visitor, one, "nobodys")) == FAILED
    del board


@pytest.mark.contract("AUTH-31")
def test_a_link_that_was_turned_off_opens_nothing(
    api: TestClient, house: House, shared: tuple[Json, Json, Json, str]
) -> None:
    board, asked, _, token = shared
    changed(api, board_sharing(board["id"]), enabled=False)
    with without_credentials(house) as visitor:
        assert envelope(seen(visitor, f"{INSIGHTS}/{asked['id']}", token)) == FAILED


@pytest.mark.contract("AUTH-31", "AUTH-32")
def test_behind_a_password_only_the_token_won_with_it_counts(api: TestClient, house: House) -> None:
    sharing, token = locked_board(api)
    asked = insight(api, int(sharing.split("/")[-2]))
    one = f"{INSIGHTS}/{asked['id']}"
    with without_credentials(house) as visitor:
        assert envelope(seen(visitor, one, token)) == ABSENT
        share_token = opened(visitor, token)
        visitor.cookies.clear()
        assert visitor.get(one, headers=bearer(share_token)).json()["id"] == asked["id"]
        cookie = {"Cookie": f"posthog_sharing_token={share_token}"}
        assert visitor.get(one, headers=cookie).json()["id"] == asked["id"]
        assert envelope(visitor.get(one, headers={**cookie, **bearer("phx_wrong")})) == FAILED
        assert envelope(visitor.patch(one, json={}, headers=bearer(share_token))) == FAILED
        assert envelope(visitor.patch(one, json={}, headers=cookie)) == ABSENT
        assert envelope(visitor.get(one, headers=bearer(share_token + "x"))) == FAILED
        assert envelope(visitor.get(one, headers={"Cookie": f"posthog_sharing_token={share_token}x"})) == ABSENT
        password_made(api, sharing, raw_password="second one")
        changed(api, sharing, enabled=False)
        assert envelope(visitor.get(one, headers=cookie)) == ABSENT


@pytest.mark.contract("AUTH-30", "AUTH-33")
def test_a_link_opens_no_other_endpoint_and_no_other_project(
    house: House, shared: tuple[Json, Json, Json, str]
) -> None:
    board, asked, _, token = shared
    paths = [
        f"{PROJECT}/dashboards", f"{PROJECT}/dashboards/{board['id']}", f"{INSIGHTS}/{asked['id']}/sharing",
        "/api/users/@me", "/api/projects/999/insights", "/api/projects/x/insights",
    ]  # fmt: skip
    with without_credentials(house) as visitor:
        assert [envelope(seen(visitor, path, token)) for path in paths] == [DENIED] * len(paths)


@pytest.mark.contract("AUTH-1", "AUTH-31")
def test_on_other_endpoints_a_key_counts_whatever_link_comes_along(
    api: TestClient, shared: tuple[Json, Json, Json, str]
) -> None:
    board, asked, elsewhere, token = shared
    assert seen(api, f"{PROJECT}/dashboards/{board['id']}", "nobodys").status_code == 200
    assert seen(api, f"{INSIGHTS}/{elsewhere['id']}", token).status_code == 404
    assert seen(api, f"{INSIGHTS}/{asked['id']}", token).json()["user_access_level"] == "viewer"


@pytest.mark.contract("DASH-2", "NB-28")
def test_hidden_details_are_hidden_on_the_api_too(
    api: TestClient, house: House, shared: tuple[Json, Json, Json, str]
) -> None:
    board, asked, _, token = shared
    changed(api, board_sharing(board["id"]), settings={"hideExtraDetails": True})
    with without_credentials(house) as visitor:
        one = seen(visitor, f"{INSIGHTS}/{asked['id']}", token).json()
        listed = seen(visitor, INSIGHTS, token).json()["results"][0]
    for shown in (one, listed):
        assert not {"created_by", "last_modified_by", "created_at", "last_modified_at"} & set(shown)


@pytest.mark.contract("NB-28", "NB-29")
def test_the_link_of_an_insight_shows_that_insight_alone(api: TestClient, house: House) -> None:
    asked, other = insight(api, name="Mine"), insight(api, name="Other")
    token = changed(api, f"{INSIGHTS}/{asked['id']}/sharing", enabled=True)["access_token"]
    with without_credentials(house) as visitor:
        assert [row["id"] for row in seen(visitor, INSIGHTS, token).json()["results"]] == [asked["id"]]
        assert seen(visitor, f"{INSIGHTS}/{asked['id']}", token).json()["name"] == "Mine"
        assert seen(visitor, f"{INSIGHTS}/{other['id']}", token).status_code == 404
