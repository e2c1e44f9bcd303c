"""What anybody with a link sees (contract 20 §4, without passwords)."""

from dataclasses import replace
from datetime import timedelta
from html import escape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hedgerow.api.app import create_app
from hedgerow.api.shared_html import MARKER, shared_html
from hedgerow.base.errors import SettingsError
from hedgerow.base.settings import load_settings
from hedgerow.services.house import House
from hedgerow.vocab.projects import Project
from tests.contract.conftest import BASE, HandClock, envelope
from tests.contract.dashboard_fixtures import Json, filled_board, got, happened, insight, made, patched, trends
from tests.contract.sharing_fixtures import (
    PROJECT,
    board_sharing,
    changed,
    document,
    embedded,
    locked_board,
    shared_board,
    state,
)

DOORS = ("shared", "shared_dashboard", "embedded")


def shared_filled(api: TestClient, **body: object) -> tuple[Json, Json, str]:
    """A shared dashboard with an insight and a text card, the insight, and the token."""
    board, asked = filled_board(api)
    return board, asked, changed(api, board_sharing(board["id"]), enabled=True, **body)["access_token"]


def without_credentials(house: House) -> TestClient:
    return TestClient(create_app(house), base_url=BASE, raise_server_exceptions=False)


@pytest.mark.contract("SHARE-51", "SHARE-52", "SHARE-53")
def test_the_page_holds_the_dashboard_as_retrieve_answers_it(api: TestClient, house: House, project: Project) -> None:
    happened(api, project, "2026-02-28", 3)
    board, _, token = shared_filled(api)
    with without_credentials(house) as visitor:
        page = visitor.get(f"/shared/{token}")
        shown = visitor.get(f"/shared/{token}.json").json()
        assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert embedded(page.text)["dashboard"]["id"] == board["id"]
    assert set(shown) == {"type", "accessToken", "dashboard", "themes"}
    assert (shown["type"], shown["accessToken"], shown["themes"]) == ("scene", token, [])
    own = got(api, board["id"])
    assert (own["effective_restriction_level"], own["effective_privilege_level"]) == (21, 37)
    levels = {"effective_restriction_level": 37, "effective_privilege_level": 21, "user_access_level": "viewer"}
    own |= {**levels, "last_viewed_at": None}  # whoever has only the link is no user with a last look
    for tile in own["tiles"]:
        if tile["insight"]:
            tile["insight"] |= {**levels, "freshness": None}  # how much data there is, is nobody's business
            assert tile["insight"]["result"][0]["data"] == [0, 0, 0, 0, 0, 0, 3, 0]
    for tile in shown["dashboard"]["tiles"]:  # the second look finds the results of the first
        assert tile["is_cached"] is (tile["insight"] is not None)
    assert shown["dashboard"] == own


@pytest.mark.contract("SHARE-52")
def test_settings_that_are_on_stand_at_the_top_and_the_door_says_how_it_is_shown(api: TestClient) -> None:
    settings = {"whitelabel": True, "legend": False, "noHeader": True, "theme": "dark"}
    _, token = shared_board(api, settings=settings)
    shown = document(api, token, legend="true", theme="light", detailed="true")
    dashboard = shown.pop("dashboard")
    assert dashboard["name"] == "Shared board"
    assert shown == {
        "type": "scene", "accessToken": token, "themes": [], "whitelabel": True, "noHeader": True, "theme": "dark",
    }  # fmt: skip
    assert document(api, token, embedded="")["type"] == "embed"
    assert api.get(f"/embedded/{token}.json").json()["type"] == "embed"
    assert api.get(f"/shared_dashboard/{token}.json").json()["type"] == "scene"


@pytest.mark.contract("SHARE-53")
def test_overrides_mean_nothing_on_a_shared_page(api: TestClient) -> None:
    _, _, token = shared_filled(api)
    plain = document(api, token)["dashboard"]
    laid = document(
        api,
        token,
        filters_override='{"date_from":"-1d"}',
        variables_override='{"v":{"x":1}}',
        tile_filters_override='{"date_from":"-1d"}',
    )["dashboard"]
    assert (laid["filters"], laid["variables"]) == ({"date_from": "-7d"}, plain["variables"])
    assert [tile["insight"] and tile["insight"]["query"] for tile in laid["tiles"]] == [
        tile["insight"] and tile["insight"]["query"] for tile in plain["tiles"]
    ]


@pytest.mark.contract("SHARE-50")
def test_a_link_that_shows_nothing_is_not_found(api: TestClient) -> None:
    sharing, token = shared_board(api)
    board = int(sharing.split("/")[-2])
    assert api.get(f"/shared/{token}.png").status_code == 404
    patched(api, board, deleted=True)
    for missing in (token, "nobodys"):
        for door in DOORS:
            page = api.get(f"/{door}/{missing}")
            assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
            assert embedded(page.text) == {"type": "missing"}
        assert envelope(api.get(f"/shared/{missing}.json")) == (404, "invalid_request", "not_found", None)
        assert api.post(f"/shared/{missing}", json={"password": "x"}).status_code == 404
    patched(api, board, deleted=False)
    assert api.get(f"/shared/{token}").status_code == 200


@pytest.mark.contract("SHARE-54")
def test_opening_a_page_is_a_visit_and_a_counted_view_and_the_locked_one_is_not(
    api: TestClient, clock: HandClock
) -> None:
    sharing, token = shared_board(api)
    document(api, token)
    api.get(f"/shared/{token}")
    api.head(f"/shared/{token}")
    document(api, token, refresh="blocking")
    seen = state(api, sharing)
    assert (seen["views"], seen["last_viewed_at"]) == (2, "2026-03-01T12:30:15Z")
    listed = api.get(f"{PROJECT}/dashboards").json()["results"]
    assert listed[0]["last_accessed_at"] == "2026-03-01T12:30:15Z"
    closed, hidden = locked_board(api)
    api.get(f"/shared/{hidden}")
    listed = api.get(f"{PROJECT}/dashboards").json()["results"]
    assert [row["last_accessed_at"] for row in listed if row["id"] == int(closed.split("/")[-2])] == [None]
    assert state(api, closed)["views"] == 0


@pytest.mark.contract("SHARE-55")
def test_a_link_computes_what_is_missing_or_old_and_never_by_force(
    api: TestClient, project: Project, clock: HandClock
) -> None:
    happened(api, project, "2026-02-28", 3)
    _, _, token = shared_filled(api)

    def last(**query: str) -> list[float]:
        (tile,) = [tile for tile in document(api, token, **query)["dashboard"]["tiles"] if tile["insight"]]
        data: list[float] = tile["insight"]["result"][0]["data"]
        return data

    assert sum(last()) == 3
    happened(api, project, "2026-02-27", 2)
    for forced in ("force_blocking", "true", "force_cache", "blocking"):
        assert sum(last(refresh=forced)) == 3
    assert sum(last()) == 3
    clock.move(timedelta(hours=7))
    assert sum(last()) == 3
    assert sum(last(refresh="true")) == 5


@pytest.mark.contract("DASH-2")
def test_hidden_details_are_nowhere_in_what_is_shared(api: TestClient) -> None:
    _, _, token = shared_filled(api, settings={"hideExtraDetails": True})
    shown = document(api, token)
    assert shown["hideExtraDetails"] is True
    text = api.get(f"/shared/{token}").text
    for word in ("created_by", "last_modified_by", "created_at", "last_modified_at", "owner@example.com"):
        assert f'"{word}"' not in str(shown).replace("'", '"')
        assert word not in text
    assert shown["dashboard"]["tiles"]


@pytest.mark.contract("NB-28", "SHARE-52")
def test_other_dashboards_are_not_named(api: TestClient) -> None:
    board, asked, token = shared_filled(api)
    other = made(api, name="other")["id"]
    api.patch(f"{PROJECT}/insights/{asked['id']}", json={"dashboards": [board["id"], other]})
    (tile,) = [tile for tile in document(api, token)["dashboard"]["tiles"] if tile["insight"]]
    assert tile["insight"]["dashboards"] == [board["id"]]
    assert {place["dashboard_id"] for place in tile["insight"]["dashboard_tiles"]} == {board["id"]}


@pytest.mark.contract("SHARE-52")
def test_a_shared_insight_is_shown_alone(api: TestClient, project: Project) -> None:
    happened(api, project, "2026-02-28", 3)
    board = made(api)["id"]
    asked = insight(api, board, query=trends())
    token = changed(api, f"{PROJECT}/insights/{asked['id']}/sharing", enabled=True)["access_token"]
    shown = document(api, token)
    assert (shown["insight"]["id"], shown["insight"]["dashboards"]) == (asked["id"], [])
    assert shown["insight"]["result"][0]["data"] == [0, 0, 3, 0]
    api.patch(f"{PROJECT}/insights/{asked['id']}", json={"deleted": True})
    assert api.get(f"/shared/{token}").status_code == 404


@pytest.mark.contract("SHARE-51")
def test_a_shared_page_may_be_framed_and_is_neither_kept_nor_listed_nor_told_on(api: TestClient, house: House) -> None:
    _, token = shared_board(api)
    page = api.get(f"/shared/{token}")
    assert "frame-ancestors *" in page.headers["content-security-policy"]
    assert "x-frame-options" not in page.headers
    wanted = {"cache-control": "no-store", "referrer-policy": "no-referrer", "x-robots-tag": "noindex"}
    for path, status in ((token, 200), (f"{token}.json", 200), ("nobodys", 404), ("nobodys.json", 404)):
        answer = api.get(f"/shared/{path}")
        assert answer.status_code == status
        assert {name: answer.headers[name] for name in wanted} == wanted
    strict = replace(house, settings=house.settings.model_copy(update={"frame_ancestors": "https://a.example"}))
    with without_credentials(strict) as visitor:
        policy = visitor.get(f"/shared/{token}").headers["content-security-policy"]
    assert policy.endswith("frame-ancestors https://a.example")
    ordinary = api.get("/", headers={"accept": "text/html"})
    assert "frame-ancestors 'none'" in ordinary.headers["content-security-policy"]
    assert ordinary.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("wrong", ["*; script-src *", "a\nb", "", "a, b"])
def test_frame_ancestors_cannot_say_more_than_who_may_frame(wrong: str) -> None:
    with pytest.raises(SettingsError, match="frame_ancestors"):
        load_settings(frame_ancestors=wrong)


@pytest.mark.contract("SHARE-51")
def test_names_cannot_break_out_of_the_page(api: TestClient, tmp_path: Path) -> None:
    evil = '</script><script>alert(1)</script><!-- & \u2028 "'
    sharing, token = shared_board(api)
    patched(api, int(sharing.split("/")[-2]), name=evil)
    page = api.get(f"/shared/{token}").text
    assert embedded(page)["dashboard"]["name"] == evil
    assert f'<title>{escape(evil)}</title><meta property="og:title" content="{escape(evil)}">' in page
    plain = shared_html(document(api, token), tmp_path)
    assert plain.count("<script") == plain.count("</script") == plain.count("<!") == 1
    assert "alert(1)" in plain


@pytest.mark.contract("SHARE-42")
def test_a_locked_page_does_not_tell_what_it_is_called(api: TestClient) -> None:
    _, token = locked_board(api)
    page = api.get(f"/shared/{token}").text
    assert "<title>Shared page</title>" in page
    assert "Shared board" not in page


@pytest.mark.contract("SHARE-51")
def test_the_built_page_takes_the_document_in_where_it_says(tmp_path: Path) -> None:
    assert embedded(shared_html({"a": 1}, tmp_path)) == {"a": 1}
    (tmp_path / "shared.html").write_text(f"<p>built</p>{MARKER}<p>end</p>")
    page = shared_html({"a": "$1 \\1"}, tmp_path)
    assert page.startswith("<p>built</p><script")
    assert page.endswith("</script><p>end</p>")
    assert embedded(page) == {"a": "$1 \\1"}
    (tmp_path / "shared.html").write_text("<p>no place</p>")
    with pytest.raises(RuntimeError, match="document"):
        shared_html({}, tmp_path)


@pytest.mark.contract("SHARE-50", "AUTH-30")
def test_keys_and_sessions_mean_nothing_on_shared_pages(browser: TestClient, house: House) -> None:
    sharing = board_sharing(made(browser)["id"])
    token = changed(browser, sharing, enabled=True, password_required=True)["access_token"]
    assert document(browser, token) == {"type": "unlock"}
    assert browser.get("/shared/nobodys", headers={"Authorization": "Bearer phx_wrong"}).status_code == 404
    changed(browser, sharing, password_required=False)
    bad = browser.get(f"/shared/{token}.json", headers={"Authorization": "Bearer phx_wrong"})
    assert bad.status_code == 200
