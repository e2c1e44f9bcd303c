"""Questions asked directly."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.vocab.projects import Project
from tests.contract.conftest import envelope
from tests.contract.test_insights import send

pytestmark = pytest.mark.one_store


def ask(api: TestClient, project: Project, query: Any, **more: Any) -> Any:
    return api.post(f"/api/projects/{project.id}/query", json={"query": query, **more})


def trends(**more: Any) -> dict[str, Any]:
    return {"kind": "TrendsQuery", "series": [{"kind": "EventsNode", "event": "seen"}], **more}


@pytest.mark.contract("EN-37", "NB-30", "NB-91", "CONV-3")
def test_an_answer_carries_its_results_and_how_fresh_it_is(api: TestClient, project: Project) -> None:
    send(api, project, "seen", 4)
    first = ask(api, project, trends())
    assert first.status_code == 200
    body = first.json()
    assert body["results"][0]["count"] == 4
    assert len(body["results"][0]["data"]) == 8
    assert body["is_cached"] is False
    assert body["timezone"] == "UTC"
    assert "FROM events" in body["hogql"]
    again = api.post(f"/api/environments/{project.id}/query/", json={"query": trends()}).json()
    assert (again["is_cached"], again["cache_key"]) == (True, body["cache_key"])


@pytest.mark.contract("EN-36", "EN-2", "EN-3")
def test_questions_that_mean_the_same_share_one_answer(api: TestClient, project: Project) -> None:
    key = ask(api, project, trends()).json()["cache_key"]
    spelled = trends(interval="day", properties=[], dateRange={"date_from": None}, tags={"scene": "x"})
    assert ask(api, project, spelled).json()["cache_key"] == key
    wrapped = {"kind": "InsightVizNode", "source": trends(), "full": True}
    assert ask(api, project, wrapped).json()["cache_key"] == key
    assert ask(api, project, trends(interval="hour")).json()["cache_key"] != key
    api.patch(f"/api/projects/{project.id}", json={"timezone": "Europe/Berlin"})
    assert ask(api, project, trends()).json()["cache_key"] != key


@pytest.mark.contract("EN-33")
def test_only_the_cache_is_asked_with_force_cache(api: TestClient, project: Project) -> None:
    missed = ask(api, project, trends(), refresh="force_cache").json()
    assert missed["results"] is None
    assert missed["cache_key"]
    ask(api, project, trends())
    assert ask(api, project, trends(), refresh="force_cache").json()["is_cached"] is True


@pytest.mark.contract("TR-18", "EN-23", "NB-22")
@pytest.mark.parametrize(
    ("query", "named"),
    [
        (trends(series=[]), "series"),
        (trends(interval="fortnight"), "interval"),
        (trends(dateRange={"date_from": "2024-13-45"}), "2024-13-45"),
        (trends(properties=[{"key": "a", "value": "b", "operator": "resembles", "type": "event"}]), "resembles"),
        (trends(properties=[{"key": "a", "value": "b", "operator": "exact", "type": "planet"}]), "planet"),
        (trends(series=[{"kind": "EventsNode", "event": "a", "math": "vibes"}]), "vibes"),
        (trends(trendsFilter={"display": "Hologram"}), "Hologram"),
        (trends(trendsFilter={"formula": "A+B"}), "B"),
        ({"kind": "ActorsQuery"}, "ActorsQuery"),
    ],
)
def test_what_is_not_understood_is_an_error_that_names_itself(
    api: TestClient, project: Project, query: Any, named: str
) -> None:
    answer = ask(api, project, query)
    assert envelope(answer)[0] == 400
    assert named in answer.json()["detail"]


@pytest.mark.contract("NB-97", "AUTH-11")
def test_a_query_is_an_object(api: TestClient, project: Project) -> None:
    assert envelope(ask(api, project, "SELECT 1")) == (400, "validation_error", "invalid_input", "query")
    missing = api.post(f"/api/projects/{project.id}/query", json={})
    assert envelope(missing) == (400, "validation_error", "required", "query")


@pytest.mark.contract("EN-22", "ERR-8")
@pytest.mark.parametrize("operator", ["regex", "not_regex"])
@pytest.mark.parametrize("pattern", ["(pro", "a)b", "[z-a]"])
def test_an_unreadable_regular_expression_is_named_also_without_any_event(
    api: TestClient, project: Project, operator: str, pattern: str
) -> None:
    filters = [{"key": "plan", "value": ["^p", pattern], "operator": operator, "type": "event"}]
    answer = ask(api, project, trends(properties=filters))
    assert envelope(answer) == (400, "validation_error", "invalid_input", "query")
    assert pattern in answer.json()["detail"]
    assert "plan" in answer.json()["detail"]


@pytest.mark.contract("SQ-8", "SQ-9", "SQ-20", "EN-34")
def test_sql_answers_with_columns_and_types_and_its_mistakes_are_the_clients(api: TestClient, project: Project) -> None:
    asked = {"kind": "DataVisualizationNode", "source": {"kind": "HogQLQuery", "query": "SELECT 1 AS one, 'a' AS b"}}
    body = ask(api, project, asked).json()
    assert (body["results"], body["columns"], body["hasMore"]) == ([[1, "a"]], ["one", "b"], False)
    assert body["types"] == [["one", "Int64"], ["b", "String"]]
    assert body["hogql"] == "SELECT\n  1 AS one,\n  'a' AS b\nLIMIT 101"
    computed, until = (datetime.fromisoformat(body[key]) for key in ("last_refresh", "cache_target_age"))
    assert until - computed == timedelta(hours=6)
    refused = ask(api, project, {"kind": "HogQLQuery", "query": "SELECT plus('a', 1)"})
    assert refused.status_code == 400
    assert refused.json()["type"] == "validation_error"
    assert "Illegal types" in refused.json()["detail"]
    assert "FROM" not in refused.json()["detail"]
    assert "extra" not in refused.json()


@pytest.mark.contract("ERR-1", "SQ-20")
def test_a_mistake_in_sql_is_answered_with_its_place(api: TestClient, project: Project) -> None:
    refused = ask(api, project, {"kind": "HogQLQuery", "query": "SELECT event,\n  evnt FROM events"})
    assert refused.status_code == 400
    assert refused.json()["extra"] == {"line": 2, "column": 3, "start": 16, "end": 20}


@pytest.mark.contract("SQ-11", "SQ-17")
def test_everything_the_catalog_lists_can_be_written(api: TestClient, project: Project) -> None:
    catalog = api.get(f"/api/projects/{project.id}/query/catalog").json()
    for table in catalog["tables"]:
        paths = ", ".join(_paths(table["fields"]))
        answer = ask(api, project, {"kind": "HogQLQuery", "query": f"SELECT {paths} FROM {table['name']} LIMIT 0"})
        assert answer.status_code == 200, (table["name"], answer.json())
    kinds = {one["name"]: (one["aggregate"], one["window"]) for one in catalog["functions"]}
    assert [kinds[name] for name in ("toInt", "uniq", "lag")] == [(False, False), (True, False), (False, True)]
    assert "sleep" not in kinds


def _paths(fields: Any, before: str = "") -> Iterator[str]:
    """What can be read below ``before``; of properties, one."""
    for field in fields:
        path = f"{before}`{field['name']}`"
        if field["fields"]:
            yield from _paths(field["fields"], f"{path}.")
        else:
            yield f"{path}.plan" if field["properties"] else path


@pytest.mark.contract("NB-33", "EV-1", "EV-2", "EV-7", "EV-8")
def test_a_list_of_events_and_the_people_who_did_them(api: TestClient, project: Project) -> None:
    properties = {"list": [1, {"a": None}], "wide": 2**64, "$set": {"email": "ann@x.com"}}
    event = {"event": "seen", "distinct_id": "ann", "properties": properties}
    assert api.post("/batch", json={"api_key": project.api_token, "batch": [event]}).status_code == 200
    listing = {"kind": "EventsQuery", "select": ["*", "person", "person_display_name -- Who", "event AS what"]}
    body = ask(api, project, {"kind": "DataTableNode", "source": listing}).json()
    ((whole, person, name, what),) = body["results"]
    assert body["columns"] == ["*", "person", "person_display_name -- Who", "what"]
    assert [one.split("(")[0] for one in body["types"]] == ["Tuple", "Tuple", "Tuple", "LowCardinality"]
    assert (body["hasMore"], body["limit"], body["offset"]) == (False, 100, 0)
    assert "FROM events" in body["hogql"]
    assert whole["properties"] == properties | {"wide": float(2**64)}
    assert (whole["team_id"], whole["distinct_id"], what) == (project.id, "ann", "seen")
    assert person["properties"] == {"email": "ann@x.com"}
    assert name == {"display_name": "ann@x.com", "id": person["uuid"], "distinct_id": "ann"}
    theirs = {"kind": "EventsQuery", "select": ["event"], "personId": person["uuid"]}
    assert ask(api, project, theirs).json()["results"] == [["seen"]]


@pytest.mark.contract("EV-1", "EV-4", "SQ-20")
@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"select": ["event", "upper(evnt)"]}, "(line 1, column 7)"),
        ({"select": ["properties.n + 1"]}, "The engine refused this SQL"),
        ({"select": ["count() AS n", "sum(n)"]}, "The engine refused this SQL"),
        ({"select": ["count()"], "orderBy": ["event"]}, "The engine refused this SQL"),
        ({"where": ["event"]}, "The engine refused this SQL"),
    ],
)
def test_sql_of_a_list_of_events_that_is_wrong_is_the_askers_mistake(
    api: TestClient, project: Project, more: dict[str, Any], words: str
) -> None:
    refused = ask(api, project, {"kind": "EventsQuery", **more})
    assert envelope(refused) == (400, "validation_error", "invalid_input", "query")
    assert words in refused.json()["detail"]


@pytest.mark.contract("NB-70")
def test_a_question_asked_right_after_a_variable_was_made_or_changed_reads_it_as_it_is(api: TestClient) -> None:
    variables = "/api/projects/@current/insight_variables"

    def answered(variable: str) -> Any:
        entry = {"variableId": variable, "code_name": "plan"}
        sql = {"kind": "HogQLQuery", "query": "SELECT {variables.plan}", "variables": {variable: entry}}
        return api.post("/api/projects/@current/query", json={"query": sql}).json().get("results")

    assert answered("nobody") is None
    made = api.post(variables, json={"name": "Plan", "type": "String", "default_value": "free"}).json()["id"]
    assert answered(made) == [["free"]]
    api.patch(f"{variables}/{made}", json={"default_value": "paid"})
    assert answered(made) == [["paid"]]
