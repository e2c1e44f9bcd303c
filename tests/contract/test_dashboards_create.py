"""Dashboards made, empty or from others (contract 10 §9)."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from hedgerow.api.app import create_app
from hedgerow.services.house import House
from hedgerow.store.store import Store
from hedgerow.vocab.people import User
from tests.contract.conftest import BASE as SERVER
from tests.contract.conftest import bearer, envelope
from tests.contract.dashboard_fixtures import (
    BASE,
    Json,
    box,
    filled_board,
    got,
    insight,
    made,
    patched,
    tiles_of,
)


@pytest.mark.contract("DASH-100")
def test_an_empty_body_makes_a_dashboard(api: TestClient, owner: User) -> None:
    shown = made(api)
    assert shown["name"] is None
    assert (shown["description"], shown["pinned"], shown["filters"], shown["tags"]) == ("", False, {}, [])
    assert (shown["creation_mode"], shown["restriction_level"], shown["tiles"]) == ("default", 21, [])
    assert (shown["breakdown_colors"], shown["variables"], shown["quick_filter_ids"]) == ([], {}, [])
    assert shown["created_by"]["id"] == owner.id
    assert (shown["user_access_level"], shown["access_control_version"]) == ("manager", "v2")
    assert got(api, shown["id"])["id"] == shown["id"]


@pytest.mark.contract("DASH-101", "DASH-108", "DASH-107", "TAG-1", "DASH-30", "FMT-9")
def test_what_is_sent_is_stored(api: TestClient, store: Store) -> None:
    sent: Json = {
        "name": "N", "description": "D", "pinned": True, "filters": {"date_from": "-7d", "own": [1]},
        "breakdown_colors": {"a": "red"}, "restriction_level": 37, "last_refresh": "2026-01-02T03:04:05+02:00",
    }  # fmt: skip
    shown = made(
        api,
        **sent,
        tags=["B", " a ", "b", ""],
        creation_mode="template",
        delete_insights=True,
        id=7,
        _create_in_folder="A/B",
    )
    assert {key: shown[key] for key in sent} == {**sent, "last_refresh": "2026-01-02T01:04:05Z"}
    assert shown["tags"] == ["a", "b"]
    assert shown["creation_mode"] == "default"
    assert (shown["effective_restriction_level"], shown["access_control_version"]) == (21, "v1")
    assert got(api, shown["id"])["filters"] == sent["filters"]
    with store._reading.connect() as connection:
        assert connection.exec_driver_sql("SELECT folder FROM dashboards").scalars().all() == ["A/B"]


@pytest.mark.contract("DASH-102")
def test_an_unknown_template_makes_nothing(api: TestClient) -> None:
    answer = api.post(BASE, json={"use_template": "NO_SUCH", "name": "x"})
    assert envelope(answer) == (400, "validation_error", "invalid_input", "use_template")
    assert api.get(BASE).json()["count"] == 0
    assert made(api, use_template="")["creation_mode"] == "default"


@pytest.mark.contract("DASH-109")
def test_a_full_project_takes_no_more_dashboards(house: House, make_key: Callable[..., str]) -> None:
    small = replace(house, settings=house.settings.model_copy(update={"max_dashboards_per_project": 1}))
    headers = bearer(make_key("*"))
    with TestClient(create_app(small), base_url=SERVER, headers=headers) as api:
        first = made(api)["id"]
        assert envelope(api.post(BASE, json={})) == (400, "validation_error", "invalid_input", None)
        patched(api, first, deleted=True)
        made(api)


@pytest.mark.contract("DASH-103", "DASH-106")
def test_a_copy_of_a_dashboard_shares_its_insights_and_texts(api: TestClient) -> None:
    board, asked = filled_board(api)
    hidden = made(api, f"/{board['id']}/create_text_tile", body="hidden")
    patched(api, board["id"], tiles=[{"id": hidden["id"], "deleted": True}])
    copy = made(api, use_dashboard=board["id"], use_template="", name="copy")
    assert (copy["creation_mode"], copy["name"]) == ("duplicate", "copy")
    assert (copy["filters"], copy["persisted_variables"], copy["breakdown_colors"]) == (
        {"date_from": "-7d"},
        {"v": {}},
        [{"a": 1}],
    )
    text, shown = copy["tiles"]
    assert shown["insight"]["id"] == asked["id"]
    assert sorted(shown["insight"]["dashboards"]) == [board["id"], copy["id"]]
    assert {place["dashboard_id"] for place in text["text"]["dashboard_tiles"]} == {board["id"], copy["id"]}
    assert (text["layouts"], text["color"]) == (box(0, 5), "blue")
    assert len(tiles_of(api, board["id"])) == 2
    assert made(api, use_dashboard=board["id"], filters={"date_from": "-1d"})["filters"] == {"date_from": "-1d"}


@pytest.mark.contract("DASH-104")
def test_a_deep_copy_of_a_dashboard_has_contents_of_its_own(api: TestClient) -> None:
    board, asked = filled_board(api)
    insight(api, board["id"], name=None)
    copy = made(api, use_dashboard=board["id"], duplicate_tiles=True)
    text, named, unnamed = copy["tiles"]
    assert named["insight"]["id"] != asked["id"]
    assert (named["insight"]["name"], named["insight"]["tags"]) == ("Views (Copy)", ["core"])
    assert named["insight"]["query"]["source"]["series"] == asked["query"]["source"]["series"]
    assert unnamed["insight"]["name"] is None
    assert text["text"]["body"] == "hello"
    assert len(text["text"]["dashboard_tiles"]) == 1


@pytest.mark.contract("DASH-105")
def test_a_dashboard_that_is_not_here_cannot_be_copied(api: TestClient) -> None:
    other = api.post("/api/projects", json={"name": "Other"}).json()["id"]
    foreign = api.post(f"/api/projects/{other}/dashboards", json={}).json()["id"]
    gone = made(api)["id"]
    patched(api, gone, deleted=True)
    for wanted in (foreign, gone, 999, 10**12):
        answer = api.post(BASE, json={"use_dashboard": wanted})
        assert envelope(answer) == (400, "validation_error", "invalid_input", "use_dashboard")
    assert api.get(BASE).json()["count"] == 0
