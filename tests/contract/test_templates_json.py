"""Dashboards made from template documents that callers send (contract 50 §1, §2)."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.api.app import create_app
from hedgerow.services.house import House
from hedgerow.store.repositories.tiles import Tiles
from hedgerow.store.store import Store
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import BASE as SERVER
from tests.contract.conftest import bearer, envelope
from tests.contract.dashboard_fixtures import BASE, Json, activity, got, made, trends

FROM_JSON = "/create_from_template_json"
LAYOUTS = {"sm": {"i": "7", "x": 0, "y": 0, "w": 6, "h": 5, "minW": 3, "minH": 2}}
TEXT: Json = {"type": "TEXT", "body": "# Launch"}


def document(*tiles: Any, **more: Any) -> Json:
    """A template document with these tiles, by default a text."""
    rules = {"template_name": "Launch", "dashboard_description": "D", "dashboard_filters": {"date_from": "-14d"}}
    return {**rules, "tiles": list(tiles) or [TEXT], **more}


def built(api: TestClient, template: Json, **more: Any) -> Json:
    return made(api, FROM_JSON, template=template, **more)


def refused(api: TestClient, template: Any) -> tuple[int, str, str, str | None]:
    return envelope(api.post(BASE + FROM_JSON, json={"template": template}))


@pytest.mark.contract("TMPL-10", "TMPL-11", "TMPL-19", "CONV-11", "CONV-12")
def test_a_valid_document_becomes_a_dashboard_of_the_callers(
    api: TestClient, owner: User, store: Store, project: Project
) -> None:
    body = {
        "template": document(TEXT, {"type": "INSIGHT", "query": trends()}, tags=[" Web ", "web", "Core"]),
        "creation_context": "onboarding", "name": "not read", "pinned": True,
    }  # fmt: skip
    answer = api.post(BASE + FROM_JSON, json=body)
    assert answer.status_code == 200, answer.text
    shown = answer.json()
    assert (shown["name"], shown["description"], shown["filters"]) == ("Launch", "D", {"date_from": "-14d"})
    assert (shown["creation_mode"], shown["tags"], shown["pinned"]) == ("default", ["core", "web"], False)
    assert shown["created_by"]["id"] == owner.id
    assert len(shown["tiles"]) == 2
    assert got(api, shown["id"])["tiles"] == shown["tiles"]
    assert api.get(BASE).json()["count"] == 1
    assert activity(store, project.id, shown["id"]) == [("created", [])]


@pytest.mark.contract("TMPL-12", "TMPL-4", "TMPL-5")
def test_a_text_becomes_a_card_that_nobody_wrote(api: TestClient) -> None:
    shown = built(api, document(TEXT, dashboard_description=""))
    (tile,) = shown["tiles"]
    text = tile.pop("text")
    assert (text["body"], text["created_by"], text["last_modified_by"]) == ("# Launch", None, None)
    assert [place["dashboard_id"] for place in text["dashboard_tiles"]] == [shown["id"]]
    assert tile.pop("id") > 0
    assert tile == {
        "layouts": {}, "color": None, "filters_overrides": {}, "show_description": None, "transparent_background": None,
        "insight": None, "button_tile": None, "order": 0, "last_refresh": None, "is_cached": False,
    }  # fmt: skip


@pytest.mark.contract("TMPL-13", "TMPL-1", "TMPL-4")
def test_a_query_becomes_an_insight_and_its_legacy_filters_are_not_read(api: TestClient, owner: User) -> None:
    tile = {"type": "INSIGHT", "name": "Views", "query": trends(), "filters": {"insight": "FUNNELS"}, "color": "blue"}
    shown = built(api, document({**tile, "layouts": LAYOUTS}, {"type": "INSIGHT", "query": trends("other")}))
    first, second = shown["tiles"]
    assert (first["layouts"], first["color"], second["layouts"]) == (LAYOUTS, "blue", {})
    asked = first["insight"]
    assert (asked["name"], asked["description"], asked["filters"], asked["result"]) == ("Views", None, {}, None)
    assert (asked["is_sample"], asked["saved"], asked["dashboards"]) == (True, True, [shown["id"]])
    assert asked["dashboard_tiles"] == [{"id": first["id"], "dashboard_id": shown["id"], "deleted": False}]
    assert asked["created_by"]["id"] == asked["last_modified_by"]["id"] == owner.id
    assert second["insight"]["name"] is None
    stored = api.get(f"/api/projects/@current/insights/{asked['id']}").json()
    assert stored["query"] == tile["query"]


@pytest.mark.contract("TMPL-2")
def test_an_insight_with_legacy_filters_only_is_kept_without_a_query(api: TestClient) -> None:
    legacy = {"type": "INSIGHT", "name": "Old", "filters": {"insight": "TRENDS", "events": [{"id": "view"}]}}
    (tile,) = built(api, document(legacy))["tiles"]
    assert (tile["insight"]["name"], tile["insight"]["query"], tile["insight"]["filters"]) == ("Old", None, {})


@pytest.mark.contract("TMPL-3")
def test_unknown_kinds_of_tiles_are_passed_over_and_a_missing_kind_is_refused(api: TestClient) -> None:
    shown = built(api, document({"type": "WIDGET", "body": 5, "layouts": 7}, TEXT))
    assert [tile["text"]["body"] for tile in shown["tiles"]] == ["# Launch"]
    for tile in ({"body": "x"}, {"type": None}, {"type": ["TEXT"]}):
        assert refused(api, document(tile)) == (400, "validation_error", "invalid_input", "template")
    assert api.get(BASE).json()["count"] == 1


@pytest.mark.contract("TMPL-12")
def test_a_button_becomes_a_button(api: TestClient, store: Store, project: Project) -> None:
    said = {"url": "/insights", "text": "More", "placement": "right", "id": "not read", "created_by": {"id": 9}}
    button = {"type": "BUTTON", "button_tile": said, "layouts": LAYOUTS, "transparent_background": True}
    shown = built(api, document(button))
    with store.read() as tx:
        (tile,) = tx.tiles.on_dashboard(project.id, shown["id"])
    (answered,) = shown["tiles"]
    assert (answered["button_tile"]["url"], answered["insight"], answered["text"]) == ("/insights", None, None)
    assert tile.button is not None
    assert (tile.button.url, tile.button.text, tile.button.placement, tile.button.style) == (
        "/insights", "More", "right", "primary",
    )  # fmt: skip
    assert (tile.layouts, tile.transparent_background) == (LAYOUTS, True)
    for wrong in ("javascript:alert(1)", "//evil.example", "https://a b", "/x\n", "https://"):
        bad = {**button, "button_tile": {**said, "url": wrong}}
        assert refused(api, document(bad)) == (400, "validation_error", "invalid_input", "template"), wrong


BROKEN: list[tuple[str, Json, str]] = [
    ("template_name", {}, "'template_name' is a required property"),
    ("dashboard_description", {}, "'dashboard_description' is a required property"),
    ("dashboard_filters", {}, "'dashboard_filters' is a required property"),
    ("tiles", {}, "'tiles' is a required property"),
    ("", {"tiles": []}, "tiles: [] should be non-empty"),
    ("", {"tiles": {}}, "tiles: {} is not of type 'array'"),
    ("", {"tiles": [TEXT, 5]}, "tiles[1]: 5 is not of type 'object'"),
    ("", {"tiles": [TEXT] * 501}, "is too long"),
    ("", {"template_name": 5}, "template_name: 5 is not of type 'string'"),
    ("", {"template_name": "x" * 401}, "is too long"),
    ("", {"dashboard_filters": []}, "dashboard_filters: [] is not of type 'object'"),
    ("", {"tags": ["a", 5]}, "tags[1]: 5 is not of type 'string'"),
    ("", {"is_featured": "yes"}, "is_featured: 'yes' is not of type 'boolean'"),
    ("", {"variables": [{"id": "V"}]}, "variables[0]: 'name' is a required property"),
]  # fmt: skip


@pytest.mark.contract("TMPL-14", "TMPL-17", "ERR-8")
@pytest.mark.parametrize(("without", "wrong", "said"), BROKEN, ids=lambda value: str(value)[:30])
def test_a_broken_rule_is_named(api: TestClient, without: str, wrong: Json, said: str) -> None:
    template = {**document(), **wrong}
    template.pop(without, None)
    answer = api.post(BASE + FROM_JSON, json={"template": template})
    assert envelope(answer) == (400, "validation_error", "invalid_input", None)
    assert said in answer.json()["detail"]
    assert len(answer.json()["detail"]) < 400
    assert api.get(BASE).json()["count"] == 0


BROKEN_TILES: list[tuple[Json, str]] = [
    ({"type": "INSIGHT", "query": 5}, "tiles[1]: query: 5 is not of type 'object', 'null'"),
    ({"type": "INSIGHT", "query": [{}]}, "tiles[1]: query"),
    ({"type": "INSIGHT", "name": 5}, "tiles[1]: name"),
    ({"type": "INSIGHT", "layouts": []}, "tiles[1]: layouts"),
    ({"type": "TEXT", "body": "x" * 4001}, "tiles[1]: body"),
    ({"type": "TEXT", "color": {}}, "tiles[1]: color"),
    ({"type": "TEXT", "transparent_background": "x"}, "tiles[1]: transparent_background"),
    ({"type": "BUTTON"}, "tiles[1]: 'button_tile' is a required property"),
]


@pytest.mark.contract("TMPL-3", "TMPL-17", "ERR-8")
@pytest.mark.parametrize(("tile", "said"), BROKEN_TILES, ids=lambda value: str(value)[:40])
def test_a_broken_tile_is_named_by_its_place(api: TestClient, tile: Json, said: str) -> None:
    answer = api.post(BASE + FROM_JSON, json={"template": document(TEXT, tile)})
    assert envelope(answer) == (400, "validation_error", "invalid_input", "template")
    assert said in answer.json()["detail"]


@pytest.mark.contract("TMPL-17", "NB-22")
def test_a_query_that_nobody_understands_is_refused_as_on_insights(api: TestClient) -> None:
    answer = api.post(BASE + FROM_JSON, json={"template": document(TEXT, {"type": "INSIGHT", "query": {"kind": "No"}})})
    assert envelope(answer)[:3] == (400, "invalid_request", "parse_error")
    assert "tiles[1]" in answer.json()["detail"]
    assert api.get(BASE).json()["count"] == 0


@pytest.mark.contract("TMPL-16", "FMT-8")
def test_a_body_without_a_template_or_without_json_is_refused(api: TestClient) -> None:
    url = BASE + FROM_JSON
    assert envelope(api.post(url, json={})) == (400, "validation_error", "required", "template")
    assert envelope(api.post(url, json={"template": None})) == (400, "validation_error", "null", "template")
    assert envelope(api.post(url, json={"template": []})) == (400, "validation_error", "invalid_input", "template")
    malformed = api.post(url, content=b"{", headers={"Content-Type": "application/json"})
    assert envelope(malformed) == (400, "invalid_request", "parse_error", None)
    form = api.post(url, data={"template": json.dumps(document())})
    assert envelope(form) == (415, "invalid_request", "unsupported_media_type", None)


@pytest.mark.contract("TMPL-15", "TMPL-18")
@pytest.mark.parametrize("scope", ["team", "global", "feature_flag"])
def test_what_an_export_carries_besides_is_tolerated(api: TestClient, scope: str) -> None:
    other = api.post("/api/projects", json={"name": "Other"}).json()["id"]
    exported = api.post(f"/api/projects/{other}/dashboard_templates", json=document(tags=["a"])).json()
    assert {"id", "team_id", "created_by", "created_at", "deleted"} < set(exported)
    shown = built(api, {**exported, "scope": scope})
    assert (shown["name"], shown["tags"], len(shown["tiles"])) == ("Launch", ["a"], 1)
    assert shown["team_id"] != other


@pytest.mark.contract("TMPL-17")
def test_a_failure_in_its_middle_leaves_nothing_behind(
    api: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    create, calls = Tiles.create, []

    def failing(tiles: Tiles, *given: Any, **named: Any) -> Any:
        calls.append(named)
        if len(calls) == 3:
            raise RuntimeError("the disk is full")
        return create(tiles, *given, **named)

    monkeypatch.setattr(Tiles, "create", failing)
    button = {"type": "BUTTON", "button_tile": {"url": "/", "text": "x"}}
    tiles = ({"type": "INSIGHT", "query": trends()}, button, TEXT, TEXT)
    answer = api.post(BASE + FROM_JSON, json={"template": document(*tiles, tags=["left"])})
    assert answer.status_code == 500
    tables = ("dashboards", "insights", "texts", "buttons", "dashboard_tiles", "tags", "activity_log")
    with store._reading.connect() as connection:
        left = {name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one() for name in tables}
    assert left == dict.fromkeys(tables, 0)


@pytest.mark.contract("DASH-107", "DASH-109")
def test_it_is_filed_in_its_folder_and_a_full_project_takes_none(
    house: House, store: Store, make_key: Callable[..., str]
) -> None:
    small = replace(house, settings=house.settings.model_copy(update={"max_dashboards_per_project": 1}))
    with TestClient(create_app(small), base_url=SERVER, headers=bearer(make_key("dashboard:write"))) as api:
        built(api, document(), _create_in_folder="A/B")
        assert refused(api, document()) == (400, "validation_error", "invalid_input", None)
    with store._reading.connect() as connection:
        assert connection.exec_driver_sql("SELECT folder FROM dashboards").scalars().all() == ["A/B"]


@pytest.mark.contract("TMPL-18")
def test_the_document_of_a_dashboard_makes_one_like_it(api: TestClient) -> None:
    button = {"type": "BUTTON", "button_tile": {"url": "/x", "text": "Go"}, "layouts": {}}
    asked = {
        "type": "INSIGHT",
        "name": "Views",
        "description": "D",
        "query": trends(),
        "layouts": LAYOUTS,
        "color": "blue",
    }
    first = built(api, document(TEXT, asked, button, tags=["core"]))
    written = api.get(f"{BASE}/{first['id']}/template_json").json()
    second = built(api, {**written, "template_name": "Second"})
    again = api.get(f"{BASE}/{second['id']}/template_json").json()
    assert again == {**written, "template_name": "Second"}
    assert [tile["type"] for tile in written["tiles"]] == [tile["type"] for tile in again["tiles"]]
    kept = next(tile for tile in written["tiles"] if tile["type"] == "INSIGHT")
    assert kept == asked
    assert (written["dashboard_filters"], written["tags"]) == ({"date_from": "-14d"}, ["core"])
    assert api.get(f"{BASE}/99/template_json").status_code == 404
