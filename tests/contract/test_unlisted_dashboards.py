"""Dashboards that products embed (contract 50 §3)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.api.app import create_app
from hedgerow.services.house import House
from hedgerow.store.repositories.tiles import Tiles
from hedgerow.store.store import Store
from hedgerow.vocab.projects import Project
from tests.contract.conftest import BASE as SERVER
from tests.contract.conftest import bearer, envelope
from tests.contract.dashboard_fixtures import BASE, Json, activity, got, made, patched

URL = f"{BASE}/create_unlisted_dashboard"
TAG = "llm-analytics"


def unlisted(api: TestClient, tag: str = TAG) -> Json:
    return made(api, "/create_unlisted_dashboard", tag=tag)


def bare_error(answer: Any) -> tuple[int, str]:
    """Status and message of a refusal; fails when its body is not exactly `{"error": …}` (ERR-6)."""
    body = answer.json()
    assert list(body) == ["error"], body
    return answer.status_code, body["error"]


@pytest.mark.contract("UNL-1", "UNL-4", "UNL-5", "LOG-1")
@pytest.mark.parametrize("tag", [TAG, "mcp-analytics"])
def test_a_known_tag_makes_the_dashboard_of_its_template(
    api: TestClient, house: House, store: Store, project: Project, tag: str
) -> None:
    answer = api.post(URL, json={"tag": tag, "name": "not read"})
    assert answer.status_code == 201, answer.text
    shown = answer.json()
    template = house.templates.by_tag(tag)
    assert template is not None
    said = template.document
    assert (shown["creation_mode"], shown["tags"]) == ("unlisted", [tag])
    assert (shown["name"], shown["description"]) == (said.template_name, said.dashboard_description)
    assert shown["filters"] == {**said.dashboard_filters, "__template_version": 1}
    assert len(shown["tiles"]) == len(said.tiles) > 5
    assert all("error" not in tile for tile in shown["tiles"])
    assert activity(store, project.id, shown["id"]) == [("created", ["creation_mode"])]


@pytest.mark.contract("UNL-2", "ERR-6")
def test_a_second_one_with_the_same_tag_is_refused(api: TestClient) -> None:
    first = unlisted(api)
    status, said = bare_error(api.post(URL, json={"tag": TAG}))
    assert (status, "already exists" in said, TAG in said) == (409, True, True)
    listed = api.get(BASE, params={"creation_mode": "unlisted"}).json()["results"]
    assert [item["id"] for item in listed] == [first["id"]]
    assert api.get("/api/projects/@current/insights").json()["count"] == len(
        [tile for tile in first["tiles"] if tile["insight"]]
    )
    unlisted(api, "mcp-analytics")


@pytest.mark.contract("UNL-3", "UNL-9", "ERR-6")
def test_what_is_no_known_tag_is_refused(api: TestClient) -> None:
    bodies: list[dict[str, Any]] = [{}, {"tag": ""}, {"tag": None}, {"tag": 5}, {"tag": [TAG]}, {"tag": {}}]
    for body in bodies:
        status, said = bare_error(api.post(URL, json=body))
        assert (status, "tag" in said) == (400, True), body
    for unknown in ("no-such-template", "DEFAULT_APP", "default_app", "LLM-Analytics", f" {TAG}"):
        status, said = bare_error(api.post(URL, json={"tag": unknown}))
        assert (status, unknown in said) == (400, True)
    assert len(bare_error(api.post(URL, json={"tag": "x" * 10_000}))[1]) < 400
    assert api.get(BASE, params={"creation_mode": "unlisted"}).json()["count"] == 0


@pytest.mark.contract("UNL-6", "DASH-44")
def test_after_its_removal_it_can_be_made_again_but_not_twice(api: TestClient) -> None:
    old = unlisted(api)["id"]
    patched(api, old, deleted=True)
    new = unlisted(api)["id"]
    status, said = bare_error(api.patch(f"{BASE}/{old}", json={"deleted": False}))
    assert (status, "already exists" in said) == (409, True)
    assert envelope(api.get(f"{BASE}/{old}"))[0] == 404
    patched(api, new, deleted=True)
    assert patched(api, old, deleted=False)["deleted"] is False
    assert bare_error(api.post(URL, json={"tag": TAG}))[0] == 409


@pytest.mark.contract("UNL-6", "TAG-17")
def test_a_restored_one_meets_only_those_with_its_template_tag(api: TestClient) -> None:
    old = unlisted(api)["id"]
    patched(api, old, tags=[TAG, "team-a"])
    patched(api, old, deleted=True)
    patched(api, unlisted(api, "mcp-analytics")["id"], tags=["mcp-analytics", "team-a"])
    assert patched(api, old, deleted=False)["deleted"] is False
    patched(api, old, deleted=True)
    unlisted(api)
    assert patched(api, old, deleted=False, tags=["kept"])["tags"] == ["kept"]


@pytest.mark.contract("UNL-7")
def test_neither_a_normal_dashboard_nor_another_project_is_in_the_way(api: TestClient) -> None:
    made(api, name="normal", tags=[TAG])
    unlisted(api)
    other = api.post("/api/projects", json={"name": "Other"}).json()["id"]
    answer = api.post(f"/api/projects/{other}/dashboards/create_unlisted_dashboard", json={"tag": TAG})
    assert answer.status_code == 201, answer.text


@pytest.mark.contract("UNL-7")
def test_of_simultaneous_calls_one_succeeds(api: TestClient) -> None:
    callers = 4
    start = Barrier(callers)

    def call(_number: int) -> int:
        start.wait()
        return int(api.post(URL, json={"tag": TAG}).status_code)

    with ThreadPoolExecutor(callers) as pool:
        assert sorted(pool.map(call, range(callers))) == [201, 409, 409, 409]
    assert api.get(BASE, params={"creation_mode": "unlisted"}).json()["count"] == 1


@pytest.mark.contract("UNL-8", "DASH-25", "DASH-91")
def test_it_is_left_out_of_the_list_and_otherwise_like_any_other(api: TestClient) -> None:
    board = unlisted(api)["id"]
    assert api.get(BASE).json()["count"] == 0
    assert [item["id"] for item in api.get(BASE, params={"creation_mode": "unlisted"}).json()["results"]] == [board]
    assert got(api, board)["creation_mode"] == "unlisted"
    changed = patched(api, board, name="Mine", tags=[TAG, "more"])
    assert (changed["name"], changed["tags"]) == ("Mine", [TAG, "more"])
    card = made(api, f"/{board}/create_text_tile", body="note")
    assert card["text"]["body"] == "note"
    shared = api.patch(f"{BASE}/{board}/sharing", json={"enabled": True}).json()
    api.headers.pop("Authorization")
    assert '"name":"Mine"' in api.get(f"/shared/{shared['access_token']}.json").text


@pytest.mark.contract("UNL-2", "TMPL-17")
def test_a_failure_in_its_middle_leaves_nothing_behind(
    api: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    create, calls = Tiles.create, []

    def failing(tiles: Tiles, *given: Any, **named: Any) -> Any:
        calls.append(named)
        if len(calls) == 5:
            raise RuntimeError("the disk is full")
        return create(tiles, *given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Tiles, "create", failing)
        assert api.post(URL, json={"tag": TAG}).status_code == 500
    with store._reading.connect() as connection:
        for table in ("dashboards", "insights", "texts", "dashboard_tiles", "tags", "activity_log"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() == 0, table
    unlisted(api)


@pytest.mark.contract("DASH-109")
def test_a_full_project_takes_no_unlisted_dashboard(house: House, make_key: Callable[..., str]) -> None:
    small = replace(house, settings=house.settings.model_copy(update={"max_dashboards_per_project": 1}))
    with TestClient(create_app(small), base_url=SERVER, headers=bearer(make_key("dashboard:write"))) as api:
        made(api)
        assert envelope(api.post(URL, json={"tag": TAG})) == (400, "validation_error", "invalid_input", None)
