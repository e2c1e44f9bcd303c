"""Buttons on dashboards: made, changed and copied through their dashboard (10 §2, §6)."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from hedgerow.store.repositories.tiles import Tiles
from hedgerow.store.store import Store
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import HandClock, bearer, envelope
from tests.contract.dashboard_fixtures import BASE, Json, activity, box, got, insight, made, patched, tile_of, tiles_of
from tests.contract.tile_fixtures import button, card, everything


def refusal(api: TestClient, board: int, **element: object) -> tuple[int, str, str, str | None]:
    return envelope(api.patch(f"{BASE}/{board}", json={"tiles": [element]}))


@pytest.mark.contract("DASH-50", "DASH-51", "TILE-1")
def test_an_element_with_a_button_makes_one_with_the_usual_look(api: TestClient, owner: User, project: Project) -> None:
    board = made(api)["id"]
    sent = {"button_tile": {"url": "https://example.com/a?b=c#d", "text": "Docs"}, "layouts": box(0, 0), "color": "red"}
    (tile,) = patched(api, board, tiles=[sent])["tiles"]
    assert (tile["insight"], tile["text"], tile["layouts"], tile["color"]) == (None, None, box(0, 0), "red")
    shown = tile["button_tile"]
    UUID(shown.pop("id"))
    assert shown.pop("created_by")["id"] == owner.id
    assert shown == {
        "url": "https://example.com/a?b=c#d", "text": "Docs", "placement": "left", "style": "primary",
        "last_modified_at": "2026-03-01T12:30:15Z", "last_modified_by": None, "team": project.id,
        "dashboard_tiles": [{"id": tile["id"], "dashboard_id": board, "deleted": False}],
    }  # fmt: skip
    assert got(api, board)["tiles"][0]["button_tile"]["url"] == "https://example.com/a?b=c#d"


@pytest.mark.contract("DASH-50", "DASH-51")
def test_a_button_is_changed_by_its_id_or_its_tiles_and_keeps_what_is_not_sent(
    api: TestClient, owner: User, member: User, make_key: Callable[..., str], clock: HandClock
) -> None:
    board = made(api)["id"]
    tile = button(api, board, color="red")
    clock.move(timedelta(hours=1))
    echoed = {"id": tile["id"], "button_tile": {**tile["button_tile"], "style": "secondary", "placement": "right"}}
    answer = api.patch(f"{BASE}/{board}", json={"tiles": [echoed]}, headers=bearer(make_key("*", user=member)))
    (now,) = answer.json()["tiles"]
    assert (now["id"], now["color"]) == (tile["id"], "red")
    assert (now["button_tile"]["created_by"]["id"], now["button_tile"]["last_modified_by"]["id"]) == (
        owner.id,
        member.id,
    )
    changed = {"style": "secondary", "placement": "right", "last_modified_at": "2026-03-01T13:30:15Z"}
    assert {**tile["button_tile"], **changed, "last_modified_by": now["button_tile"]["last_modified_by"]} == (
        now["button_tile"]
    )
    upper = {"id": tile["button_tile"]["id"].upper(), "text": "By its id"}
    (now,) = patched(api, board, tiles=[{"button_tile": upper, "color": "blue"}])["tiles"]
    assert (now["button_tile"]["text"], now["button_tile"]["url"], now["color"]) == ("By its id", "/docs", "blue")
    (now,) = patched(api, board, tiles=[{"id": tile["id"], "button_tile": {"url": "/other"}}])["tiles"]
    assert (now["button_tile"]["text"], now["button_tile"]["url"]) == ("By its id", "/other")
    assert (now["button_tile"]["id"], now["button_tile"]["style"]) == (tile["button_tile"]["id"], "secondary")


@pytest.mark.contract("DASH-50")
@pytest.mark.parametrize(
    "url",
    [
        "https://example.com", "http://example.com:8080/a/b?c=d&e=%20#f", "HTTPS://EXAMPLE.COM", "https://[::1]:80/",
        "https://bücher.example/ä", "/", "/a", "/project/1/insights/x_y-z.~!$&'()*+,;=:@%20", "/a//b",
        "/" + "x" * 1999,
    ],
)  # fmt: skip
def test_a_button_leads_to_the_web_or_to_a_path_of_this_server(api: TestClient, url: str) -> None:
    (tile,) = patched(api, made(api)["id"], tiles=[{"button_tile": {"url": url, "text": "Go"}}])["tiles"]
    assert tile["button_tile"]["url"] == url


@pytest.mark.contract("DASH-50")
@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", " https://example.com", "https://example.com ", "java\tscript:x",
        "//example.com", "/\\example.com", "/\texample.com", "\\\\example.com", "example.com", "a/b", "#a", "?a",
        "ftp://example.com", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "https:", "https://", "https:///a",
        "https:example.com", "https://:80", "https://?a", "https://a b", "https://example.com/\nx", "https://[x]/",
        "https://example.com:x/", "https://example.com\\@other.example", "/a b", "/a?b", "/a#b", "/ä", "/%2", "/%zz",
        '/"onclick', "/<x>", "https://example.com/<x>", "/a\n", "mailto:a@example.com",
    ],
)  # fmt: skip
def test_a_button_leads_nowhere_else(api: TestClient, url: str) -> None:
    board = made(api)["id"]
    refused = refusal(api, board, button_tile={"url": url, "text": "Go"})
    assert refused == (400, "validation_error", "invalid_input", "button_tile__url")
    assert tiles_of(api, board) == []


@pytest.mark.contract("DASH-50", "DASH-51", "DASH-52", "DASH-53", "ERR-4")
def test_what_is_no_button_of_this_dashboard_is_refused_and_nothing_changes(
    api: TestClient, store: Store, project: Project
) -> None:
    board, other = made(api)["id"], made(api)["id"]
    mine, theirs, text = button(api, board), button(api, other), card(api, board)
    asked = tile_of(api, board, insight(api, board)["id"])
    before = everything(store, project.id, [board, other])
    usual = {"url": "/", "text": "x"}
    for sent, code, attr in (
        ({"button_tile": {"text": "x"}}, "required", "button_tile__url"),
        ({"button_tile": {"url": "/"}}, "required", "button_tile__text"),
        ({"button_tile": {**usual, "url": ""}}, "blank", "button_tile__url"),
        ({"button_tile": {**usual, "url": None}}, "null", "button_tile__url"),
        ({"button_tile": {**usual, "url": "/" + "x" * 2000}}, "max_length", "button_tile__url"),
        ({"button_tile": {**usual, "text": ""}}, "blank", "button_tile__text"),
        ({"button_tile": {**usual, "text": "x" * 201}}, "max_length", "button_tile__text"),
        ({"button_tile": {**usual, "placement": "top"}}, "invalid_choice", "button_tile__placement"),
        ({"button_tile": {**usual, "style": "round"}}, "invalid_choice", "button_tile__style"),
        ({"button_tile": "x"}, "invalid_input", "button_tile"),
        ({"button_tile": {**usual, "created_by": {"id": 999}}}, "invalid_input", None),
        ({"button_tile": {**usual, "created_by": {"id": "x"}}}, "invalid_input", None),
        ({"button_tile": {**usual, "id": str(uuid4())}}, "invalid_input", "button_tile"),
        ({"button_tile": {**usual, "id": "no uuid"}}, "invalid_input", "button_tile"),
        ({"button_tile": {**usual, "id": theirs["button_tile"]["id"]}}, "invalid_input", "button_tile"),
        ({"id": mine["id"], "button_tile": {"id": theirs["button_tile"]["id"]}}, "invalid_input", "button_tile"),
        ({"id": theirs["id"], "button_tile": usual}, "invalid_input", "tiles"),
        ({"id": text["id"], "button_tile": usual}, "invalid_input", "tiles"),
        ({"id": asked["id"], "button_tile": usual}, "invalid_input", "tiles"),
        ({"id": mine["id"], "text": {"body": "x"}}, "invalid_input", "tiles"),
        ({"button_tile": usual, "text": {"body": "x"}}, "invalid_input", "tiles"),
    ):
        assert refusal(api, board, **sent) == (400, "validation_error", code, attr), sent
    unknown = api.patch(f"{BASE}/{board}", json={"tiles": [{"button_tile": {"id": theirs["button_tile"]["id"]}}]})
    assert "not found" in unknown.json()["detail"]
    assert everything(store, project.id, [board, other]) == before


@pytest.mark.contract("DASH-54", "DASH-56", "TILE-52")
def test_a_buttons_tile_changes_its_look_hides_and_goes_like_any_other(api: TestClient) -> None:
    board = made(api)["id"]
    tile = button(api, board)
    (now,) = patched(api, board, tiles=[{"id": tile["id"], "color": "red", "button_tile": None}])["tiles"]
    assert (now["color"], now["button_tile"]["text"]) == ("red", "Docs")
    assert patched(api, board, tiles=[{"id": tile["id"], "deleted": True}])["tiles"] == []
    assert len(patched(api, board, tiles=[{"id": tile["id"], "deleted": False}])["tiles"]) == 1
    assert api.post(f"{BASE}/{board}/delete_tile", json={"tile_id": tile["id"]}).status_code == 204
    assert tiles_of(api, board) == []


@pytest.mark.contract("DASH-103", "DASH-104", "DASH-58")
def test_a_copied_dashboard_shares_buttons_unless_their_contents_are_copied_too(
    api: TestClient, member: User, make_key: Callable[..., str]
) -> None:
    board = made(api)["id"]
    tile = button(api, board, color="red")
    patched(api, board, tiles=[{"id": tile["id"], "button_tile": {"style": "secondary", "placement": "right"}}])
    original = tiles_of(api, board)[0]["button_tile"]
    (shared,) = made(api, use_dashboard=board)["tiles"]
    assert (shared["button_tile"]["id"], shared["color"]) == (original["id"], "red")
    theirs = bearer(make_key("*", user=member))
    body = {"use_dashboard": board, "duplicate_tiles": True}
    (own,) = api.post(BASE, json=body, headers=theirs).json()["tiles"]
    assert is_copy(own["button_tile"], original)
    assert own["button_tile"]["created_by"]["id"] == member.id
    same, copy = patched(api, board, duplicate_tiles=[{"id": tile["id"], "layouts": box(0, 200)}])["tiles"]
    if same["id"] != tile["id"]:
        same, copy = copy, same
    assert copy["layouts"] == box(0, 200)
    assert is_copy(copy["button_tile"], original)


def is_copy(button: Json, original: Json) -> bool:
    said = ("url", "text", "placement", "style")
    return button["id"] != original["id"] and [button[key] for key in said] == [original[key] for key in said]


@pytest.mark.contract("LOG-1")
def test_what_a_button_said_before_and_after_is_noted(api: TestClient, store: Store, project: Project) -> None:
    board = made(api)["id"]
    tile = button(api, board)
    patched(api, board, tiles=[{"id": tile["id"], "button_tile": {"text": "Handbook"}}])
    assert activity(store, project.id, board) == [("created", []), ("updated", ["tiles"]), ("updated", ["tiles"])]
    with store.read() as tx:
        latest = tx.activity.page(project.id, PageRequest(), scope="Dashboard", item_id=str(board)).items[0]
    (change,) = latest.detail["changes"]
    usual = {"url": "/docs", "placement": "left", "style": "primary"}
    assert change["before"][0]["button"] == {**usual, "text": "Docs"}
    assert change["after"][0]["button"] == {**usual, "text": "Handbook"}


@pytest.mark.contract("DASH-50", "DASH-58")
@pytest.mark.parametrize("key", ["tiles", "duplicate_tiles"])
def test_a_change_that_fails_in_its_middle_leaves_no_button_behind(
    api: TestClient, store: Store, project: Project, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    board = made(api)["id"]
    tile = button(api, board)
    before = everything(store, project.id, [board])
    elements = {
        "tiles": [{"id": tile["id"], "button_tile": {"text": "x"}}, {"button_tile": {"url": "/", "text": "x"}}],
        "duplicate_tiles": [{"id": tile["id"]}],
    }

    def full(*_given: object, **_named: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(Tiles, "create", full)
        assert api.patch(f"{BASE}/{board}", json={key: elements[key], "name": "x"}).status_code == 500
    assert everything(store, project.id, [board]) == before
    assert got(api, board)["name"] is None
