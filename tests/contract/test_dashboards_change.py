"""Dashboards changed (contract 10 §5)."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from hedgerow.store.store import Store
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import bearer, envelope
from tests.contract.dashboard_fixtures import (
    BASE,
    Json,
    activity,
    filled_board,
    got,
    made,
    patched,
    tile_of,
)

INSIGHTS = "/api/projects/@current/insights"


FIELD_ERRORS: list[tuple[Json, str, str | None]] = [
    ({"name": "x" * 401}, "max_length", "name"),
    ({"name": {"a": 1}}, "invalid_input", "name"),
    ({"description": None}, "null", "description"),
    ({"pinned": "maybe"}, "invalid_input", "pinned"),
    ({"last_accessed_at": "soon"}, "invalid_input", "last_accessed_at"),
    ({"last_refresh": "0001-01-01T00:00:00+23:00"}, "invalid_input", "last_refresh"),
    ({"deleted": "perhaps"}, "invalid_input", "deleted"),
    ({"data_color_theme_id": "x"}, "invalid_input", "data_color_theme_id"),
    ({"data_color_theme_id": 10**30}, "invalid_input", "data_color_theme_id"),
    ({"data_color_theme_id": 4}, "does_not_exist", "data_color_theme_id"),
    ({"tags": "a"}, "not_a_list", "tags"),
    ({"tags": ["x" * 256]}, "max_length", "tags__0"),
    ({"restriction_level": 22}, "invalid_choice", "restriction_level"),
    ({"quick_filter_ids": "x"}, "not_a_list", "quick_filter_ids"),
    ({"quick_filter_ids": ["x"]}, "invalid_input", "quick_filter_ids"),
    ({"quick_filter_ids": [5]}, "invalid_input", "quick_filter_ids"),
    ({"filters": "x"}, "invalid_input", None),
    ({"filters": [1]}, "invalid_input", None),
    ({"variables": 5}, "invalid_input", None),
    ({"tiles": {"id": 1}}, "not_a_list", "tiles"),
    ({"tiles": [5]}, "invalid_input", "tiles__0"),
    ({"use_template": "x", "use_dashboard": 1}, "invalid_input", None),
    ({"use_dashboard": ""}, "invalid_input", "use_dashboard"),
    ({"use_template": 5}, "invalid_input", "use_template"),
]


@pytest.mark.contract("DASH-31", "DASH-32", "DASH-34", "DASH-37", "DASH-101", "DASH-105", "DASH-106", "ERR-2", "NB-97")
@pytest.mark.parametrize(("body", "code", "attr"), FIELD_ERRORS, ids=lambda value: str(value)[:40])
def test_a_wrong_value_is_refused_and_nothing_is_stored(
    api: TestClient, body: Json, code: str, attr: str | None
) -> None:
    assert envelope(api.post(BASE, json=body)) == (400, "validation_error", code, attr)
    assert api.get(BASE).json()["count"] == 0
    board = made(api, name="kept", filters={"a": 1}, variables={"v": {}})
    for method in ("PATCH", "PUT"):
        answer = api.request(method, f"{BASE}/{board['id']}", json={**body, "pinned": body.get("pinned", True)})
        assert envelope(answer) == (400, "validation_error", code, attr)
    after = got(api, board["id"])
    assert {**after, "last_accessed_at": None, "last_viewed_at": None} == board


@pytest.mark.contract("DASH-37")
def test_quick_filters_that_do_not_exist_are_named(api: TestClient) -> None:
    board, missing = made(api)["id"], str(uuid4())
    answer = api.patch(f"{BASE}/{board}", json={"quick_filter_ids": [missing]})
    assert envelope(answer) == (400, "validation_error", "invalid_input", "quick_filter_ids")
    assert missing in answer.json()["detail"]
    empties: list[list[str] | None] = [[], None]
    for empty in empties:
        assert patched(api, board, quick_filter_ids=empty)["quick_filter_ids"] == []


@pytest.mark.contract("DASH-38", "DASH-33", "TAG-4")
def test_only_what_is_sent_changes(api: TestClient) -> None:
    board = made(api, name="a", description="d", tags=["x", "y"], filters={"date_from": "-1d"})
    shown = patched(api, board["id"], name="b")
    assert {**shown, "name": "a"} == board
    assert patched(api, board["id"], name=None)["name"] is None
    assert patched(api, board["id"], tags=None)["tags"] == ["x", "y"]
    assert patched(api, board["id"], tags=["Z"])["tags"] == ["z"]
    assert patched(api, board["id"], tags=[])["tags"] == []
    assert patched(api, board["id"])["description"] == "d"


@pytest.mark.contract("DASH-31", "DASH-32")
def test_filters_and_variables_are_replaced_whole_and_cleared_by_an_empty_object(api: TestClient) -> None:
    board = made(api, filters={"a": 1, "b": 2}, variables={"v": {"value": 1}})["id"]
    assert patched(api, board, filters={"c": 3})["filters"] == {"c": 3}
    empties: list[list[str] | None] = [None, []]
    for nothing in empties:
        shown = patched(api, board, filters=nothing, variables=nothing)
        assert (shown["filters"], shown["persisted_variables"]) == ({"c": 3}, {"v": {"value": 1}})
    shown = patched(api, board, filters={}, variables={})
    assert (shown["filters"], shown["persisted_filters"], shown["persisted_variables"]) == ({}, None, None)


@pytest.mark.contract("DASH-39", "FMT-8", "FMT-10")
def test_a_form_changes_a_dashboard(api: TestClient) -> None:
    board = made(api)["id"]
    answer = api.patch(f"{BASE}/{board}", data={"name": "replaced", "pinned": "true", "restriction_level": "37"})
    assert answer.status_code == 200
    shown = answer.json()
    assert (shown["name"], shown["pinned"], shown["restriction_level"]) == ("replaced", True, 37)


@pytest.mark.contract("DASH-36")
def test_only_the_creator_or_an_administrator_restricts(
    api: TestClient, make_key: Callable[..., str], member: User
) -> None:
    board = made(api)["id"]
    theirs = bearer(make_key("*", user=member))
    answer = api.patch(f"{BASE}/{board}", json={"restriction_level": 37}, headers=theirs)
    assert envelope(answer) == (403, "authentication_error", "permission_denied", None)
    assert api.patch(f"{BASE}/{board}", json={"name": "n"}, headers=theirs).json()["user_access_level"] == "editor"
    own = api.post(BASE, json={}, headers=theirs).json()
    assert api.patch(f"{BASE}/{own['id']}", json={"restriction_level": 37}, headers=theirs).status_code == 200
    assert api.patch(f"{BASE}/{own['id']}", json={"restriction_level": 21}).status_code == 200


@pytest.mark.contract("DASH-53", "DASH-50")
def test_a_change_with_one_bad_tile_changes_nothing(api: TestClient, store: Store, project: Project) -> None:
    board, asked = filled_board(api)
    tile = tile_of(api, board["id"], asked["id"])
    before, log = got(api, board["id"]), activity(store, project.id, board["id"])
    good = [{"id": tile["id"], "color": "red"}, {"text": {"body": "new"}}]
    for bad in ({"id": 999, "text": {"body": "x"}}, {"text": {"id": 999}}, {"text": {"created_by": 999}}):
        answer = api.patch(f"{BASE}/{board['id']}", json={"name": "new", "tags": ["new"], "tiles": [*good, bad]})
        assert answer.status_code == 400
    copies = [{"id": tile["id"]}, {"id": 999}]
    answer = api.patch(f"{BASE}/{board['id']}", json={"name": "new", "tiles": good, "duplicate_tiles": copies})
    assert answer.status_code == 404
    assert got(api, board["id"]) == before
    assert activity(store, project.id, board["id"]) == log
    assert api.get(INSIGHTS).json()["count"] == 1


@pytest.mark.contract("LOG-1", "DASH-38")
def test_the_log_tells_what_was_done(api: TestClient, store: Store, project: Project) -> None:
    board, asked = filled_board(api)
    number = board["id"]
    patched(api, number, name="other", tags=["a"])
    patched(api, number, name="other", tags=["A"])
    patched(api, number, tiles=[{"id": tile_of(api, number, asked["id"])["id"], "color": "red"}])
    patched(api, number, deleted=True)
    patched(api, number, deleted=False)
    assert activity(store, project.id, number) == [
        ("created", []),
        ("updated", ["tiles"]),
        ("updated", ["name", "tags"]),
        ("updated", ["tiles"]),
        ("deleted", ["deleted", "tiles"]),
        ("restored", ["deleted", "tiles"]),
    ]
