"""How a question is answered: what the engine is asked, what that costs, and what is kept."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.vocab.projects import Project
from tests.contract.conftest import HandClock, bearer, envelope
from tests.contract.dashboard_fixtures import insight, made, patched, tile_of, trends
from tests.contract.test_insights import send

pytestmark = pytest.mark.one_store

STAGES = ["understand", "facts", "plan", "engine", "shape"]


def explained(api: TestClient, query: Any, base: str = "/api/projects/@current") -> Any:
    return api.post(f"{base}/query/explain", json={"query": query})


def values(statement: Any) -> list[Any]:
    return [parameter["value"] for parameter in statement["parameters"].values()]


@pytest.mark.contract("EN-2", "CONV-3")
def test_an_explanation_tells_the_path_the_sql_and_what_it_cost(api: TestClient, project: Project) -> None:
    send(api, project, "view", 4, plan="it's pro")
    filters = [{"key": "the plan", "value": ["it's pro"], "operator": "is_not", "type": "event"}]
    query = trends(properties=filters)
    body = explained(api, query, f"/api/environments/{project.id}").json()
    assert (body["kind"], body["path"], body["interval"], body["timezone"]) == ("TrendsQuery", "scan", "day", "UTC")
    assert "events themselves" in body["path_reason"]
    assert body["date_range"] == {"date_from": "2026-02-26T00:00:00Z", "date_to": "2026-03-01T23:59:59.999999Z"}
    (statement,) = body["statements"]
    assert "it's pro" not in statement["sql"]
    assert "it's pro" in values(statement)
    assert {"type": "UInt32", "value": project.id, "length": None} in statement["parameters"].values()
    assert f"team_id = {project.id}" in statement["readable"]
    assert "'it\\'s pro'" in statement["readable"]
    assert "properties.`the plan`" in statement["readable"]
    assert "{p" not in statement["readable"]
    assert statement["rows_returned"] == 1
    assert (body["rows_read"], body["bytes_read"]) == (statement["rows_read"], statement["bytes_read"])
    assert body["rows_read"] >= 4
    assert [stage["stage"] for stage in body["stages"]] == STAGES
    assert body["seconds"] == pytest.approx(sum(stage["seconds"] for stage in body["stages"]))
    assert body["hogql"] == api.post(f"/api/projects/{project.id}/query", json={"query": query}).json()["hogql"]


def test_it_tells_which_parts_and_granules_the_engine_reads(api: TestClient, project: Project) -> None:
    send(api, project, "view", 4)
    (read,) = explained(api, trends()).json()["statements"][0]["reads"]
    assert read["table"] == "events"
    assert 1 <= read["parts_read"] <= read["parts"]
    assert 1 <= read["granules_read"] <= read["granules"]
    assert explained(api, {"kind": "HogQLQuery", "query": "SELECT 1"}).json()["statements"][0]["reads"] == []


SEEN = {"kind": "EventsNode", "event": "view"}


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "FunnelsQuery", "series": [SEEN, {**SEEN, "event": "buy"}]},
        {"kind": "RetentionQuery", "retentionFilter": {"targetEntity": {"id": "view", "type": "events"}}},
        {"kind": "LifecycleQuery", "series": [SEEN]},
        {"kind": "StickinessQuery", "series": [SEEN]},
        {"kind": "PathsQuery", "pathsFilter": {}},
        {"kind": "EventsQuery", "select": ["event"]},
    ],
    ids=lambda query: query["kind"],
)
def test_every_kind_is_explained(api: TestClient, project: Project, query: Any) -> None:
    send(api, project, "view", 4)
    body = explained(api, query).json()
    assert (body["kind"], body["path"]) == (query["kind"], "scan")
    assert body["rows_read"] >= 4
    assert any(read["table"] == "events" for statement in body["statements"] for read in statement["reads"])


@pytest.mark.contract("EN-33", "EN-34", "EN-36")
def test_what_is_kept_is_told_and_neither_used_nor_replaced(
    api: TestClient, project: Project, clock: HandClock
) -> None:
    base = f"/api/projects/{project.id}/query"

    def cache() -> Any:
        return explained(api, trends()).json()["cache"]

    assert (cache()["is_cached"], cache()["last_refresh"]) == (False, None)
    assert cache()["why"].startswith("No result is kept")
    kept = api.post(base, json={"query": trends()}).json()
    assert kept["is_cached"] is False
    send(api, project, "view", 3)
    (statement,) = explained(api, trends()).json()["statements"]
    assert statement["rows_returned"] == 1
    assert cache()["key"] == kept["cache_key"]
    assert cache()["last_refresh"] == kept["last_refresh"]
    assert cache()["why"] == "The kept result is served until 2026-03-01 18:30:15 UTC: results by the day keep so long."
    again = api.post(base, json={"query": trends()}).json()
    assert (again["is_cached"], again["results"][0]["count"]) == (True, 0)
    clock.now += timedelta(hours=7)
    assert cache()["is_cached"] is False
    assert "is stale since 2026-03-01 18:30:15 UTC" in cache()["why"]
    over = trends(dateRange={"date_from": "2024-03-01", "date_to": "2024-03-02"})
    api.post(base, json={"query": over})
    assert "never goes stale" in explained(api, over).json()["cache"]["why"]


@pytest.mark.contract("NB-27", "DASH-11", "DASH-16")
def test_an_insight_is_explained_as_it_is_looked_at(api: TestClient) -> None:
    board = made(api, filters={"date_from": "-14d"})["id"]
    asked = insight(api, board)
    path = f"/api/projects/@current/insights/{asked['id']}/explain"

    def since(**look: Any) -> str:
        answer = api.get(path, params=look)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["date_range"]["date_from"])[:10]

    assert since() == "2026-02-26"
    assert since(from_dashboard=board) == "2026-02-15"
    assert since(filters_override='{"date_from": "-1d"}', from_dashboard=board) == "2026-02-28"
    patched(
        api, board, tiles=[{"id": tile_of(api, board, asked["id"])["id"], "filters_overrides": {"date_from": "-2d"}}]
    )
    assert since(from_dashboard=board) == "2026-02-27"
    by_short_id = api.get(f"/api/projects/@current/insights/{asked['short_id']}/explain").json()
    seen = api.get(path.removesuffix("/explain"), params={"refresh": "blocking"}).json()
    assert by_short_id["hogql"] == seen["hogql"]


@pytest.mark.contract("EN-32", "DASH-15")
def test_variables_take_their_values_before_the_query_is_explained(api: TestClient) -> None:
    variables = "/api/projects/@current/insight_variables"
    made_one = api.post(variables, json={"name": "Plan", "type": "String", "default_value": "free"}).json()
    entry = {"variableId": made_one["id"], "code_name": "plan"}
    source = {"kind": "HogQLQuery", "query": "SELECT {variables.plan}", "variables": {made_one["id"]: entry}}
    asked = insight(api, query={"kind": "DataVisualizationNode", "source": source})
    path = f"/api/projects/@current/insights/{asked['id']}/explain"
    assert values(api.get(path).json()["statements"][0]) == ["free"]
    override = f'{{"{made_one["id"]}": {{"code_name": "plan", "value": "pro"}}}}'
    shown = api.get(path, params={"variables_override": override}).json()
    assert values(shown["statements"][0]) == ["pro"]


def test_a_long_list_of_values_is_shown_in_part_and_says_so(api: TestClient) -> None:
    filters = [{"key": "n", "value": [f"v{n}" for n in range(1000)], "operator": "exact", "type": "event"}]
    (statement,) = explained(api, trends(properties=filters)).json()["statements"]
    (listed,) = [parameter for parameter in statement["parameters"].values() if parameter["length"] is not None]
    assert (listed["type"], listed["length"], len(listed["value"])) == ("Array(String)", 1000, 100)
    assert "'v99', … 900 more]" in statement["readable"]


@pytest.mark.contract("NB-22", "NB-97", "SQ-9")
@pytest.mark.parametrize(
    ("query", "error", "named"),
    [
        ({"kind": "NoSuchQuery"}, (400, "invalid_request", "parse_error", None), "NoSuchQuery"),
        (trends(interval="eon"), (400, "invalid_request", "parse_error", None), "interval"),
        (trends("view", "2024-13-45"), (400, "validation_error", "invalid_input", "query"), "2024-13-45"),
        ("SELECT 1", (400, "validation_error", "invalid_input", "query"), ""),
        (
            {"kind": "HogQLQuery", "query": "SELECT plus('a', 1)"},
            (400, "validation_error", "invalid_input", "query"),
            "Illegal types",
        ),
    ],
)
def test_what_cannot_be_answered_cannot_be_explained(api: TestClient, query: Any, error: Any, named: str) -> None:
    answer = explained(api, query)
    assert envelope(answer) == error
    assert named in answer.json()["detail"]


@pytest.mark.contract("NB-27")
def test_an_insight_that_cannot_be_explained_says_why(api: TestClient) -> None:
    base = "/api/projects/@current/insights"
    empty = api.post(base, json={"name": "empty"}).json()["id"]
    answer = api.get(f"{base}/{empty}/explain")
    assert envelope(answer) == (400, "validation_error", "invalid_input", None)
    failing = insight(api, query=trends("view", "2024-13-45"))["id"]
    assert envelope(api.get(f"{base}/{failing}/explain"))[0] == 400
    garbage = api.get(f"{base}/{failing}/explain", params={"filters_override": "no json"})
    assert envelope(garbage) == (400, "validation_error", "invalid_input", "filters_override")
    assert envelope(api.get(f"{base}/987654/explain"))[0] == 404


@pytest.mark.contract("AUTH-11", "CONV-13")
def test_explaining_an_insight_takes_both_scopes(
    api: TestClient, client: TestClient, make_key: Callable[..., str]
) -> None:
    path = f"/api/projects/@current/insights/{insight(api)['id']}/explain"

    def status(*scopes: str) -> tuple[int, Any]:
        answer = client.get(path, headers=bearer(make_key(*scopes)))
        return answer.status_code, answer.json().get("detail")

    assert status("insight:read") == (403, "API key missing required scope 'query:read'")
    assert status("query:read") == (403, "API key missing required scope 'insight:read'")
    assert status("insight:write", "query:read") == (200, None)


@pytest.mark.contract("CONV-8")
def test_another_projects_insight_is_not_there(api: TestClient) -> None:
    asked = insight(api)["id"]
    other = api.post("/api/projects", json={"name": "Other"})
    assert other.status_code == 201, other.text
    answer = api.get(f"/api/projects/{other.json()['id']}/insights/{asked}/explain")
    assert envelope(answer) == (404, "invalid_request", "not_found", None)
