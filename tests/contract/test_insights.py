"""Insights: saved questions and their results."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.vocab.projects import Project
from tests.contract.conftest import HandClock, bearer, envelope

_HOUR = timedelta(hours=1)
QUERY = {
    "kind": "InsightVizNode",
    "source": {"kind": "TrendsQuery", "series": [{"kind": "EventsNode", "event": "seen"}]},
}


@pytest.fixture
def base(project: Project) -> str:
    return f"/api/projects/{project.id}"


def made(api: TestClient, base: str, **values: Any) -> dict[str, Any]:
    answer = api.post(f"{base}/insights/", json={"name": "Seen", "query": QUERY, **values})
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


def dashboard(api: TestClient, base: str, **values: Any) -> int:
    number: int = api.post(f"{base}/dashboards/", json=values).json()["id"]
    return number


def send(api: TestClient, project: Project, event: str, count: int, **properties: Any) -> None:
    batch = [{"event": event, "distinct_id": f"d{n}", "properties": properties} for n in range(count)]
    assert api.post("/batch/", json={"api_key": project.api_token, "batch": batch}).status_code == 200


@pytest.mark.contract("NB-21", "NB-94")
def test_a_new_insight_has_a_short_id_its_author_and_no_result_yet(api: TestClient, base: str) -> None:
    insight = made(api, base, tags=["B", "a"], description="d")
    assert len(insight["short_id"]) == 8
    assert insight["created_by"]["email"] == insight["last_modified_by"]["email"]
    assert (insight["filters"], insight["query"]) == ({}, QUERY)
    assert (insight["result"], insight["last_refresh"], insight["is_cached"]) == (None, None, False)
    assert sorted(insight["tags"]) == ["a", "b"]
    assert insight["saved"] is False


@pytest.mark.contract("NB-21", "FMT-8")
def test_insights_are_written_as_json_only(api: TestClient, base: str) -> None:
    answer = api.post(f"{base}/insights/", data={"name": "x"})
    assert envelope(answer)[:3] == (415, "invalid_request", "unsupported_media_type")


@pytest.mark.contract("NB-22", "NB-97")
@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({"kind": "NoSuchQuery"}, (400, "invalid_request", "parse_error", None)),
        ({"kind": "TrendsQuery", "series": [], "colour": 1}, (400, "invalid_request", "parse_error", None)),
        ({}, (400, "invalid_request", "parse_error", None)),
        ("trends", (400, "validation_error", "invalid_input", "query")),
        ([1], (400, "validation_error", "invalid_input", "query")),
    ],
)
def test_a_query_nobody_understands_is_refused_and_nothing_is_made(
    api: TestClient, base: str, query: Any, error: tuple[int, str, str, str | None]
) -> None:
    answer = api.post(f"{base}/insights/", json={"query": query})
    assert envelope(answer) == error
    assert api.get(f"{base}/insights/").json()["count"] == 0


@pytest.mark.contract("NB-22", "DASH-26")
def test_a_known_kind_that_cannot_run_yet_is_kept_and_says_so_when_run(api: TestClient, base: str) -> None:
    insight = made(api, base, query={"kind": "FunnelsQuery", "series": []})
    ran = api.get(f"{base}/insights/{insight['id']}", params={"refresh": "blocking"}).json()
    assert ran["result"] is None
    assert ran["query_status"]["error"] is True
    assert "FunnelsQuery" in ran["query_status"]["error_message"]


@pytest.mark.contract("NB-23")
def test_an_insight_gets_one_tile_on_each_of_its_dashboards(api: TestClient, base: str) -> None:
    one, two = dashboard(api, base), dashboard(api, base)
    insight = made(api, base, dashboards=[two, one, two])
    assert sorted(insight["dashboards"]) == [one, two]
    for number in (one, two):
        tiles = api.get(f"{base}/dashboards/{number}").json()["tiles"]
        assert [tile["insight"]["id"] for tile in tiles] == [insight["id"]]


@pytest.mark.contract("NB-23")
def test_an_unknown_dashboard_is_named_and_no_insight_is_made(api: TestClient, base: str) -> None:
    one = dashboard(api, base)
    answer = api.post(f"{base}/insights/", json={"dashboards": [one, 999]})
    assert envelope(answer) == (400, "validation_error", "does_not_exist", "dashboards")
    assert api.get(f"{base}/insights/").json()["count"] == 0
    assert api.get(f"{base}/dashboards/{one}").json()["tiles"] == []


@pytest.mark.contract("NB-24")
def test_the_dashboards_list_is_replaced_whole_and_a_tile_comes_back_as_it_was(api: TestClient, base: str) -> None:
    one, two = dashboard(api, base), dashboard(api, base)
    insight = made(api, base, dashboards=[one])
    first = api.get(f"{base}/dashboards/{one}").json()["tiles"][0]["id"]
    path = f"{base}/insights/{insight['id']}"
    assert api.patch(path, json={"dashboards": [two]}).json()["dashboards"] == [two]
    assert api.get(f"{base}/dashboards/{one}").json()["tiles"] == []
    assert sorted(api.patch(path, json={"dashboards": [one, two]}).json()["dashboards"]) == [one, two]
    assert api.get(f"{base}/dashboards/{one}").json()["tiles"][0]["id"] == first


@pytest.mark.contract("NB-25")
def test_any_change_saves_and_only_real_changes_count_as_a_modification(
    api: TestClient, base: str, clock: HandClock
) -> None:
    insight = made(api, base)
    path = f"{base}/insights/{insight['short_id']}"
    clock.move(by=_HOUR)
    favorited = api.patch(path, json={"favorited": True}).json()
    assert (favorited["saved"], favorited["favorited"]) == (True, True)
    assert favorited["last_modified_at"] == insight["last_modified_at"]
    renamed = api.patch(path, json={"name": "New"}).json()
    assert renamed["last_modified_at"] > insight["last_modified_at"]


@pytest.mark.contract("NB-26", "ERR-7")
def test_an_insight_is_deleted_softly_and_restored(api: TestClient, base: str) -> None:
    number = dashboard(api, base)
    insight = made(api, base, dashboards=[number])
    path = f"{base}/insights/{insight['id']}"
    refused = api.delete(path)
    assert (refused.status_code, refused.content) == (405, b"")
    assert api.patch(path, json={"deleted": True}).status_code == 200
    assert api.get(path).status_code == 404
    assert api.patch(path, json={"name": "x"}).status_code == 404
    assert api.get(f"{base}/dashboards/{number}").json()["tiles"] == []
    assert api.patch(path, json={"deleted": False}).status_code == 200
    assert len(api.get(f"{base}/dashboards/{number}").json()["tiles"]) == 1


@pytest.mark.contract("NB-20")
def test_the_list_leaves_out_deleted_ones_and_filters(api: TestClient, base: str) -> None:
    number = dashboard(api, base)
    on_board = made(api, base, name="Alpha", dashboards=[number], tags=["x"])
    other = made(api, base, name="Beta", favorited=True)
    gone = made(api, base, name="Gone")
    api.patch(f"{base}/insights/{gone['id']}", json={"deleted": True})

    def ids(**query: Any) -> list[int]:
        return [item["id"] for item in api.get(f"{base}/insights", params=query).json()["results"]]

    assert ids(order="name") == [on_board["id"], other["id"]]
    assert ids(order="-name") == [other["id"], on_board["id"]]
    assert ids(search="alp") == [on_board["id"]]
    assert ids(dashboards=f"[{number}]") == [on_board["id"]]
    assert ids(tags='["x"]') == [on_board["id"]]
    assert ids(favorited="true") == [other["id"]]
    assert ids(short_id=other["short_id"]) == [other["id"]]
    assert "result" not in api.get(f"{base}/insights", params={"basic": "true"}).json()["results"][0]


@pytest.mark.contract("NB-20", "NB-95", "ERR-8")
@pytest.mark.parametrize(
    ("query", "attr"),
    [
        ({"created_by": "{"}, "created_by"),
        ({"dashboards": '["x"]'}, "dashboards"),
        ({"date_from": "soon"}, "date_from"),
    ],
)
def test_a_filter_that_makes_no_sense_is_named(api: TestClient, base: str, query: dict[str, str], attr: str) -> None:
    assert envelope(api.get(f"{base}/insights", params=query)) == (400, "validation_error", "invalid_input", attr)


@pytest.mark.contract("NB-27", "DASH-21", "EN-33", "EN-36")
def test_a_result_is_computed_on_request_and_kept_for_everybody(
    api: TestClient, base: str, project: Project, clock: HandClock
) -> None:
    send(api, project, "seen", 3)
    insight = made(api, base)
    path = f"{base}/insights/{insight['id']}"
    assert api.get(path).json()["result"] is None
    computed = api.get(path, params={"refresh": "blocking"}).json()
    assert computed["result"][0]["count"] == 3
    assert computed["is_cached"] is False
    send(api, project, "seen", 2)
    kept = api.get(path).json()
    assert (kept["result"][0]["count"], kept["is_cached"]) == (3, True)
    assert kept["last_refresh"] == computed["last_refresh"]
    clock.move(by=_HOUR * 7)
    assert api.get(path, params={"refresh": "blocking"}).json()["result"][0]["count"] == 5
    assert api.get(path, params={"refresh": "force_blocking"}).json()["is_cached"] is False


@pytest.mark.contract("NB-27", "DASH-16", "DASH-17")
def test_from_a_dashboard_an_insight_is_seen_under_its_filters(api: TestClient, base: str, project: Project) -> None:
    send(api, project, "seen", 3, plan="pro")
    send(api, project, "seen", 4, plan="free")
    only_pro = {"properties": [{"key": "plan", "value": "pro", "operator": "exact", "type": "event"}]}
    number = dashboard(api, base, filters=only_pro)
    insight = made(api, base, dashboards=[number])
    path = f"{base}/insights/{insight['id']}"
    seen = api.get(path, params={"refresh": "blocking", "from_dashboard": number}).json()
    assert seen["result"][0]["count"] == 3
    assert (seen["color"], seen["layouts"]) == (None, {})
    assert api.get(path, params={"refresh": "blocking"}).json()["result"][0]["count"] == 7
    for nowhere in ("999", "text", "9" * 5000):
        assert (
            api.get(path, params={"refresh": "blocking", "from_dashboard": nowhere}).json()["result"][0]["count"] == 7
        )


@pytest.mark.contract("NB-27", "CONV-8", "AUTH-11")
def test_an_insight_of_another_project_is_not_there(api: TestClient, base: str, make_key: Callable[..., str]) -> None:
    insight = made(api, base)
    other = api.post("/api/projects/", json={"name": "Other"}).json()["id"]
    assert api.get(f"/api/projects/{other}/insights/{insight['id']}").status_code == 404
    assert api.get(f"/api/projects/{other}/insights/{insight['short_id']}").status_code == 404
    assert api.get(f"/api/projects/{other}/insights").json()["count"] == 0
    refused = api.get(f"{base}/insights", headers=bearer(make_key("dashboard:write")))
    assert envelope(refused)[:3] == (403, "authentication_error", "permission_denied")
    assert "'insight:read'" in refused.json()["detail"]
