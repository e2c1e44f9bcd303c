"""How much there is of events, where definitions are used, which are unused or stale."""

from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.services.naming import named_in_query
from hedgerow.vocab.definitions import PropertyOwner
from hedgerow.vocab.projects import Project
from tests.contract.conftest import HandClock, envelope
from tests.contract.dashboard_fixtures import Json, happened, insight, made, trends

EVENTS = "/api/projects/@current/event_definitions"
PROPERTIES = "/api/projects/@current/property_definitions"
QUERY = "/api/projects/@current/query"
EVENT, PERSON, SITE = PropertyOwner.EVENT, PropertyOwner.PERSON, PropertyOwner.GROUP_1


def listed(api: TestClient, url: str = EVENTS, **query: str) -> list[str]:
    answer = api.get(url, params=query)
    assert answer.status_code == 200, answer.text
    return sorted(item["name"] for item in answer.json()["results"])


def volumes(api: TestClient, *names: str) -> dict[str, Json]:
    answer = api.get(f"{EVENTS}/volumes", params={"names": ",".join(names)})
    assert answer.status_code == 200, answer.text
    return {one["name"]: one for one in answer.json()["results"]}


def definition(api: TestClient, name: str, url: str = EVENTS) -> str:
    """The URL of a definition that is there."""
    key = "names" if url is EVENTS else "properties"
    (found,) = api.get(url, params={key: name}).json()["results"]
    return f"{url}/{found['id']}"


@pytest.mark.contract("EVDEF-55")
def test_events_are_counted_by_day_of_the_project_with_one_question(
    api: TestClient, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened(api, project, "2026-03-01", count=2)
    happened(api, project, "2026-02-27", count=3)
    happened(api, project, "2026-01-31", name="early")
    happened(api, project, "2026-01-30", name="early", count=5)
    batch = [{"event": "late", "distinct_id": "a", "timestamp": "2026-03-01T00:30:00Z"}]
    assert api.post("/batch", json={"api_key": project.api_token, "batch": batch}).status_code == 200
    found = volumes(api, "view", "early", "late", "never")
    assert list(found) == ["view", "early", "late", "never"]
    assert (found["view"]["volume_30_day"], found["view"]["daily_volumes"]) == (5, [*[0] * 27, 3, 0, 2])
    assert (found["early"]["volume_30_day"], found["early"]["daily_volumes"][0]) == (1, 1)
    assert (found["late"]["daily_volumes"][-1], found["never"]["volume_30_day"]) == (1, 0)
    assert api.patch("/api/projects/@current", json={"timezone": "America/New_York"}).status_code == 200
    answer = api.get(f"{EVENTS}/volumes", params={"names": ["late", "view"]}).json()
    assert answer["first_day"] == "2026-01-31"
    assert answer["results"][0]["daily_volumes"][-2:] == [1, 0]
    assert api.get(f"{EVENTS}/volumes").json()["results"] == []


@pytest.mark.contract("EVDEF-55", "CONV-13")
def test_too_many_names_at_once_are_refused(api: TestClient) -> None:
    for url in (f"{EVENTS}/volumes", f"{EVENTS}/usage", f"{PROPERTIES}/usage"):
        refused = api.get(url, params={"names": ",".join(f"e{number}" for number in range(501))})
        assert envelope(refused) == (400, "validation_error", "invalid_input", "names")


@pytest.mark.contract("EVDEF-55")
def test_an_event_is_found_in_everything_that_names_it(api: TestClient, project: Project) -> None:
    happened(api, project, "2026-02-27", plan="pro")
    happened(api, project, "2026-02-27", name="other", plan="pro")
    board = made(api, name="Board")["id"]
    narrowed = made(api, name="Narrowed", filters={"properties": [{"key": "plan", "value": "pro"}]})["id"]
    shown = insight(api, board, name="Views")
    sql = insight(api, query={"kind": "HogQLQuery", "query": "SELECT count() FROM events WHERE event = 'view'"})
    insight(api, query=trends("other"), name="Others")
    action = api.post("/api/projects/@current/actions", json={"name": "Seen", "steps": [{"event": "view"}]}).json()
    rule = {"type": "behavioral", "key": "view", "event_type": "events", "value": "performed_event"}
    rules = {"properties": {"type": "OR", "values": [{**rule, "time_value": 30, "time_interval": "day"}]}}
    cohort = api.post("/api/projects/@current/cohorts", json={"name": "Viewers", "filters": rules}).json()
    usage = api.get(f"{definition(api, 'view')}/usage").json()
    assert {one["short_id"] for one in usage.pop("insights")} == {shown["short_id"], sql["short_id"]}
    assert usage == {
        "dashboards": [{"id": board, "name": "Board"}],
        "actions": [{"id": action["id"], "name": "Seen"}],
        "cohorts": [{"id": cohort["id"], "name": "Viewers"}],
    }
    used = api.get(f"{EVENTS}/usage", params={"names": "view,other,never"}).json()["results"]
    assert {one["name"]: one["used_in"] for one in used} == {"view": 4, "other": 1, "never": 0}
    used = api.get(f"{PROPERTIES}/usage", params={"names": "plan"}).json()["results"]
    assert used == [{"name": "plan", "used_in": 1}]
    usage = api.get(f"{definition(api, 'plan', PROPERTIES)}/usage").json()
    assert [one["id"] for one in usage["dashboards"]] == [narrowed]
    api.patch(f"/api/projects/@current/insights/{shown['id']}", json={"deleted": True})
    assert api.get(f"{definition(api, 'view')}/usage").json()["dashboards"] == []


@pytest.mark.contract("EVDEF-55")
@pytest.mark.parametrize(
    ("query", "named"),
    [
        (
            {"kind": "FunnelsQuery", "series": [{"kind": "EventsNode", "event": "a"}, {"kind": "EventsNode"}]},
            {(None, "a")},
        ),
        (
            trends("a", properties=[{"key": "p", "value": 1}, {"key": "q", "type": "person", "value": 1}]),
            {(None, "a"), (EVENT, "p"), (PERSON, "q")},
        ),
        (trends("a", breakdownFilter={"breakdown": "b", "breakdown_type": "person"}), {(None, "a"), (PERSON, "b")}),
        (
            trends("a", breakdownFilter={"breakdowns": [{"property": "g", "type": "group", "group_type_index": 1}]}),
            {(None, "a"), (SITE, "g")},
        ),
        (
            {"kind": "TrendsQuery", "series": [{"kind": "EventsNode", "math": "sum", "math_property": "m"}]},
            {(EVENT, "m")},
        ),
        (
            {
                "kind": "RetentionQuery",
                "retentionFilter": {"targetEntity": {"id": "t"}, "returningEntity": {"id": "r"}},
            },
            {(None, "t"), (None, "r")},
        ),
        (
            {"kind": "PathsQuery", "pathsFilter": {"includeEventTypes": ["$pageview"], "startPoint": "s"}},
            {(None, "$pageview"), (None, "s")},
        ),
        (
            {"kind": "EventsQuery", "event": "a", "select": ["properties.p"], "where": ["event IN ('b', 'c')"]},
            {(None, "a"), (None, "b"), (None, "c"), (EVENT, "p")},
        ),
        (
            {
                "kind": "HogQLQuery",
                "query": "SELECT e.properties['x y'], e.person.properties.q, count() FROM events e "
                "WHERE e.event = 'a' AND properties.kind = 'event' AND {filters} GROUP BY 1, 2",
                "filters": {"properties": [{"key": "p", "value": 1}]},
            },
            {(None, "a"), (EVENT, "x y"), (PERSON, "q"), (EVENT, "kind"), (EVENT, "p")},
        ),
        ({"kind": "HogQLQuery", "query": "SELECT properties.q FROM persons"}, {(PERSON, "q")}),
        ({"kind": "HogQLQuery", "query": "SELECT ((("}, set()),
        ({"kind": "Nonsense", "event": "a"}, set()),
    ],
)
def test_every_kind_of_saved_question_tells_what_it_names(query: dict[str, Any], named: set[Any]) -> None:
    assert named_in_query(query) == named


@pytest.mark.contract("EVDEF-55")
def test_unused_events_are_those_that_nothing_names_and_nobody_asked_about(
    api: TestClient, project: Project, clock: HandClock
) -> None:
    for name in ("saved", "asked", "acted", "idle"):
        happened(api, project, "2026-02-27", name=name)
    insight(api, query=trends("saved"))
    assert api.post(QUERY, json={"query": trends("asked")}).status_code == 200
    api.post("/api/projects/@current/actions", json={"name": "A", "steps": [{"event": "acted"}]})
    assert listed(api, unused="true") == ["idle"]
    assert listed(api, unused="true", excluded_properties='["idle"]') == []
    clock.move(timedelta(days=31))
    assert listed(api, unused="true") == ["asked", "idle"]


@pytest.mark.contract("NB-51")
def test_unused_properties_are_those_that_nothing_saved_names(api: TestClient, project: Project) -> None:
    happened(api, project, "2026-02-27", plan="pro", seats=4)
    ada = {"event": "$set", "distinct_id": "ada", "$set": {"plan": "pro"}}
    assert api.post("/batch", json={"api_key": project.api_token, "batch": [ada]}).status_code == 200
    insight(api, query=trends("view", properties=[{"key": "plan", "value": "pro"}]))
    assert listed(api, PROPERTIES, unused="true") == ["seats"]
    assert listed(api, PROPERTIES, unused="true", type="person") == ["plan"]


@pytest.mark.contract("NB-4", "EVDEF-19")
def test_each_project_says_after_how_many_days_a_definition_is_stale(
    api: TestClient, project: Project, clock: HandClock
) -> None:
    happened(api, project, "2026-02-27", name="old", size=1)
    api.post(EVENTS, json={"name": "never"})
    clock.move(timedelta(days=8))
    happened(api, project, "2026-03-08", name="new", plan="pro")
    assert api.get("/api/projects/@current").json()["stale_after_days"] == 30
    assert (listed(api, stale="true"), listed(api, exclude_stale="true")) == ([], ["never", "new", "old"])
    assert api.patch("/api/projects/@current", json={"stale_after_days": 7}).json()["stale_after_days"] == 7
    assert (listed(api, stale="true"), listed(api, exclude_stale="true")) == (["old"], ["never", "new"])
    assert listed(api, PROPERTIES, stale="true") == ["size"]
    for days in (0, 3651):
        refused = api.patch("/api/projects/@current", json={"stale_after_days": days})
        assert envelope(refused)[::3] == (400, "stale_after_days")


@pytest.mark.contract("NB-50")
def test_a_conflict_of_types_is_traced_to_the_event_that_makes_it(api: TestClient, project: Project) -> None:
    happened(api, project, "2026-02-27", name="paid", amount=1)
    happened(api, project, "2026-02-27", name="refunded", amount="1")
    assert api.get(f"{definition(api, 'amount', PROPERTIES)}/events").json()["results"] == [
        {"name": "paid", "seen_types": ["Numeric"]},
        {"name": "refunded", "seen_types": ["String"]},
    ]
    assert {"name": "amount", "seen_types": ["Numeric"]} in api.get(f"{definition(api, 'paid')}/properties").json()[
        "results"
    ]
