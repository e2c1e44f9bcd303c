"""Insight variables: the endpoint (NB-70) and the values in force on dashboards (DASH-14, DASH-15)."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from hedgerow.store.repositories.activity import ActivityLog
from hedgerow.store.store import Store
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import bearer, envelope
from tests.contract.dashboard_fixtures import Json, counted_statements, got, insight, made, trends

VARIABLES = "/api/projects/@current/insight_variables"
INVALID = (400, "validation_error", "invalid_input")


def variable(api: TestClient, name: str = "Plan", kind: str = "String", **more: Any) -> Json:
    """A new variable; it must be made."""
    answer = api.post(VARIABLES, json={"name": name, "type": kind, **more})
    assert answer.status_code == 201, answer.text
    shown: Json = answer.json()
    return shown


def sql(*entries: Json, wrapper: str = "DataVisualizationNode") -> Json:
    """A saved SQL question that names variables."""
    variables = {entry["variableId"]: entry for entry in entries}
    source = {"kind": "HogQLQuery", "query": "SELECT {variables.plan}", "variables": variables}
    return {"kind": wrapper, "source": source}


def entry(variable_id: str, code_name: str = "plan", **value: Any) -> Json:
    return {"variableId": variable_id, "code_name": code_name, **value}


def in_tile(shown: Json) -> Json:
    """The variables of the query of the dashboard's only tile."""
    (tile,) = shown["tiles"]
    variables: Json = tile["insight"]["query"]["source"]["variables"]
    return variables


@pytest.mark.contract("NB-70")
def test_a_variable_lives_and_dies(api: TestClient, owner: User) -> None:
    new = variable(api, " Plan (old) ", default_value="free")
    assert UUID(new["id"])
    assert new == {
        "id": new["id"],
        "name": "Plan (old)",
        "code_name": "plan_old",
        "type": "String",
        "default_value": "free",
        "values": None,
        "created_at": "2026-03-01T12:30:15Z",
        "created_by": owner.id,
    }
    path = f"{VARIABLES}/{new['id']}"
    assert api.get(path).json() == new
    changed = api.patch(path, json={"name": "Plan", "default_value": "pro"}).json()
    assert changed == {**new, "name": "Plan", "default_value": "pro"}
    assert api.get(VARIABLES).json() == {"count": 1, "next": None, "previous": None, "results": [changed]}
    assert api.patch(path, json={"code_name": "tier"}).json()["code_name"] == "tier"
    assert api.delete(path).status_code == 204
    assert api.get(path).status_code == api.patch(path, json={}).status_code == api.delete(path).status_code == 404
    assert api.get(f"{VARIABLES}/nothing").status_code == 404


@pytest.mark.contract("NB-70", "PAGE-1")
def test_variables_are_listed_by_name_page_by_page(api: TestClient) -> None:
    for name in ("b", "c", "a"):
        variable(api, name)
    page = api.get(VARIABLES, params={"limit": 2}).json()
    assert ([item["name"] for item in page["results"]], page["count"]) == (["a", "b"], 3)
    assert [item["name"] for item in api.get(page["next"]).json()["results"]] == ["c"]


@pytest.mark.contract("NB-70")
@pytest.mark.parametrize(
    ("kind", "fitting", "wrong"),
    [
        ("String", "", 5),
        ("Number", 2.5, "2.5"),
        ("Number", 0, True),
        ("Boolean", False, 0),
        ("Date", "2026-03-01", "soon"),
        ("Date", "2026-03-01T10:00:00Z", 20260301),
        ("List", "b", "z"),
        ("List", 1, True),
    ],
)
def test_a_default_fits_its_type_or_is_null(api: TestClient, kind: str, fitting: Any, wrong: Any) -> None:
    choices: Json = {"values": ["a", "b", 1]} if kind == "List" else {}
    new = variable(api, kind=kind, default_value=fitting, **choices)
    assert new["default_value"] == fitting
    path = f"{VARIABLES}/{new['id']}"
    assert envelope(api.patch(path, json={"default_value": wrong})) == (*INVALID, "default_value")
    assert api.get(path).json() == new
    assert api.patch(path, json={"default_value": None}).json()["default_value"] is None
    refused = api.post(VARIABLES, json={"name": "n", "type": kind, "default_value": wrong, **choices})
    assert envelope(refused) == (*INVALID, "default_value")


@pytest.mark.contract("NB-70")
def test_only_a_list_has_values(api: TestClient) -> None:
    for body in ({"type": "List"}, {"type": "List", "values": []}, {"type": "List", "values": [{}]}):
        assert envelope(api.post(VARIABLES, json={"name": "n", **body})) == (*INVALID, "values")
    refused = api.post(VARIABLES, json={"name": "n", "type": "String", "values": ["a"]})
    assert envelope(refused) == (*INVALID, "values")
    new = variable(api, kind="List", values=["a", "b"], default_value="b")
    path = f"{VARIABLES}/{new['id']}"
    assert envelope(api.patch(path, json={"values": ["a"]})) == (*INVALID, "default_value")
    assert api.patch(path, json={"name": "x"}).json()["values"] == ["a", "b"]
    plain = api.patch(path, json={"type": "String"}).json()
    assert (plain["type"], plain["values"], plain["default_value"]) == ("String", None, "b")


@pytest.mark.contract("NB-70", "ERR-2", "NB-97")
@pytest.mark.parametrize(
    ("body", "code", "attr"),
    [
        ({"type": "String"}, "required", "name"),
        ({"name": "n"}, "required", "type"),
        ({"name": " ", "type": "String"}, "blank", "name"),
        ({"name": {}, "type": "String"}, "invalid_input", "name"),
        ({"name": "n" * 401, "type": "String"}, "max_length", "name"),
        ({"name": "n", "type": "Text"}, "invalid_choice", "type"),
        ({"name": "n", "type": "List", "values": "a"}, "not_a_list", "values"),
        ({"name": "n", "type": "String", "code_name": "a b"}, "invalid_input", "code_name"),
        ({"name": "é", "type": "String"}, "invalid_input", "code_name"),
    ],
)
def test_a_wrong_variable_is_named_and_not_kept(api: TestClient, body: Json, code: str, attr: str) -> None:
    assert envelope(api.post(VARIABLES, json=body)) == (400, "validation_error", code, attr)
    assert api.get(VARIABLES).json()["count"] == 0


@pytest.mark.contract("NB-70")
def test_a_code_name_is_taken_once_in_a_project(api: TestClient) -> None:
    variable(api, "Plan")
    other = variable(api, "2 Tier")
    assert other["code_name"] == "_2_tier"
    assert envelope(api.post(VARIABLES, json={"name": "plan", "type": "String"})) == (*INVALID, "code_name")
    path = f"{VARIABLES}/{other['id']}"
    assert envelope(api.patch(path, json={"code_name": "plan", "name": "No"})) == (*INVALID, "code_name")
    assert api.get(path).json() == other
    second = api.post("/api/projects", json={"name": "Second"}).json()["id"]
    elsewhere = api.post(f"/api/projects/{second}/insight_variables", json={"name": "Plan", "type": "String"})
    assert elsewhere.status_code == 201
    assert api.get(f"{VARIABLES}/{elsewhere.json()['id']}").status_code == 404


@pytest.mark.contract("NB-70", "AUTH-11", "AUTH-15")
def test_variables_have_a_scope_of_their_own(client: TestClient, make_key: Callable[..., str]) -> None:
    reader, writer, other = (
        bearer(make_key(scope)) for scope in ("insight_variable:read", "insight_variable:write", "insight:write")
    )
    assert client.get(VARIABLES, headers=reader).status_code == 200
    body = {"name": "Plan", "type": "String"}
    assert client.post(VARIABLES, json=body, headers=writer).status_code == 201
    for refused in (client.post(VARIABLES, json=body, headers=reader), client.get(VARIABLES, headers=other)):
        assert envelope(refused) == (403, "authentication_error", "permission_denied", None)


@pytest.mark.contract("NB-70", "LOG-1")
def test_what_is_done_to_a_variable_is_logged(api: TestClient, store: Store, project: Project) -> None:
    new = variable(api)
    for body in ({"default_value": "pro"}, {"default_value": "pro"}):
        api.patch(f"{VARIABLES}/{new['id']}", json=body)
    api.delete(f"{VARIABLES}/{new['id']}")
    with store.read() as tx:
        page = tx.activity.page(project.id, PageRequest(), scope="InsightVariable", item_id=new["id"])
    assert [entry.activity for entry in page.items] == ["deleted", "updated", "created"]
    assert page.items[1].detail["changes"] == [
        {"field": "default_value", "action": "changed", "before": None, "after": "pro"}
    ]


@pytest.mark.contract("NB-70", "LOG-1")
@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_a_change_that_fails_in_its_middle_changes_nothing(
    api: TestClient, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    new = variable(api)
    path = f"{VARIABLES}/{new['id']}"

    def fail(*_args: Any, **_more: Any) -> None:
        raise RuntimeError("the log is full")

    with monkeypatch.context() as broken:
        broken.setattr(ActivityLog, "add", fail)
        assert api.request(method, path, json={"name": "No"}).status_code == 500
    assert api.get(path).json() == new


@pytest.mark.contract("DASH-14")
def test_a_stored_value_moves_to_the_variable_that_has_its_code_name_now(api: TestClient) -> None:
    old = variable(api)["id"]
    stored = {old: entry(old, value="pro")}
    board = made(api, variables=stored)
    assert (board["variables"], board["persisted_variables"]) == (stored, stored)
    insight(api, board["id"], query=sql(entry(old, value="free")))
    api.delete(f"{VARIABLES}/{old}")
    new = variable(api)["id"]
    shown = got(api, board["id"])
    assert shown["variables"] == {new: entry(new, value="pro")}
    assert shown["persisted_variables"] == stored
    assert in_tile(shown) == {new: entry(new, value="pro")}


@pytest.mark.contract("DASH-14")
def test_a_value_that_no_variable_matches_is_not_shown_but_kept(api: TestClient) -> None:
    gone = variable(api)["id"]
    stored = {gone: entry(gone, value="pro"), "odd": 5}
    board = made(api, variables=stored)
    asked = sql(entry(gone, value="free"))
    insight(api, board["id"], query=asked)
    api.delete(f"{VARIABLES}/{gone}")
    shown = got(api, board["id"], refresh="blocking")
    assert (shown["variables"], shown["persisted_variables"]) == ({}, stored)
    assert in_tile(shown) == asked["source"]["variables"]


@pytest.mark.contract("DASH-14")
def test_the_entry_with_the_right_id_goes_before_one_with_the_right_code_name(api: TestClient) -> None:
    real, gone = variable(api)["id"], str(uuid4())
    for order in ((real, gone), (gone, real)):
        stored = {key: entry(key, value="right" if key == real else "wrong") for key in order}
        assert made(api, variables=stored)["variables"] == {real: entry(real, value="right")}


@pytest.mark.contract("DASH-15")
def test_an_override_beats_the_dashboard_which_beats_the_query_which_beats_the_default(api: TestClient) -> None:
    number = variable(api, default_value="default")["id"]
    bare, valued = made(api)["id"], made(api, variables={number: entry(number, value="board")})["id"]
    override = json.dumps({number: {"value": "url"}})
    for board in (bare, valued):
        insight(api, board, query=sql(entry(number, value="query")))
    defaulted = made(api)["id"]
    insight(api, defaulted, query=sql(entry(number)))
    seen = [
        in_tile(got(api, valued, variables_override=override)),
        in_tile(got(api, valued)),
        in_tile(got(api, bare)),
        in_tile(got(api, defaulted)),
    ]
    assert seen == [{number: entry(number, value=level)} for level in ("url", "board", "query", "default")]
    shown = got(api, valued, variables_override=override)
    assert shown["variables"] == {number: entry(number, value="url")}
    assert shown["persisted_variables"] == {number: entry(number, value="board")}


@pytest.mark.contract("DASH-15", "EN-32")
def test_a_null_is_a_value_and_variables_the_query_does_not_name_are_ignored(api: TestClient) -> None:
    named, other = variable(api, default_value="x")["id"], variable(api, "Other")["id"]
    board = made(api, variables={named: entry(named, isNull=True), other: entry(other, "other", value=1)})["id"]
    insight(api, board, query=sql(entry(named, "its_own_name", value="query"), wrapper="DataTableNode"))
    shown = got(api, board)
    assert in_tile(shown) == {named: entry(named, "its_own_name", isNull=True)}
    assert set(shown["variables"]) == {named, other}


@pytest.mark.contract("DASH-15", "DASH-17", "NB-27")
def test_an_insight_takes_values_from_the_dashboard_it_is_looked_at_from(api: TestClient) -> None:
    number = variable(api, default_value="default")["id"]
    board = made(api, variables={number: entry(number, value="board")})["id"]
    asked = insight(api, board, query=sql(entry(number)))
    path = f"/api/projects/@current/insights/{asked['id']}"

    def seen(**query: Any) -> Json:
        variables: Json = api.get(path, params=query).json()["query"]["source"]["variables"]
        return variables

    assert seen() == {number: entry(number)}
    assert seen(from_dashboard=board) == {number: entry(number, value="board")}
    override = json.dumps({number: {"value": "url"}})
    assert seen(variables_override=override) == {number: entry(number, value="url")}
    assert seen(from_dashboard=board, variables_override=override) == {number: entry(number, value="url")}


@pytest.mark.contract("DASH-14", "DASH-92")
def test_variables_are_read_once_and_only_where_there_are_any(api: TestClient, store: Store) -> None:
    number = variable(api)["id"]
    plain, named = made(api)["id"], made(api)["id"]
    insight(api, plain, query=trends())
    for _ in range(3):
        insight(api, named, query=sql(entry(number)))
    reads = []
    for board in (plain, named):
        with counted_statements(store) as statements:
            got(api, board)
        # those that questions are planned with are read together with the actions, and remembered for a second
        reads.append(sum(("FROM insight_variables" in text) - ("FROM actions" in text) for text in statements))
    assert reads == [0, 1]
