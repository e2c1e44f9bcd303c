"""Every parameter of the list of insights (NB-20)."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import HandClock, bearer, envelope
from tests.contract.dashboard_fixtures import Json, happened, insight, made, trends

INSIGHTS = "/api/projects/@current/insights"

SQL = {"kind": "DataVisualizationNode", "source": {"kind": "HogQLQuery", "query": "SELECT 1"}}
ROWS = {"kind": "DataTableNode", "source": {"kind": "EventsQuery", "select": ["*"]}}
VIEWED = {"kind": "EventsNode", "event": "$pageview"}


def viz(kind: str, **more: Any) -> Json:
    return {"kind": "InsightVizNode", "source": {"kind": kind, **more}}


def named(api: TestClient, headers: dict[str, str] | None = None, **query: Any) -> list[str]:
    """The names of the insights a list shows."""
    answer = api.get(INSIGHTS, params=query, headers=headers)
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["results"]]


@pytest.mark.contract("NB-20")
@pytest.mark.parametrize(
    ("kind", "query"),
    [
        ("TRENDS", trends()),
        ("FUNNELS", viz("FunnelsQuery", series=[VIEWED, VIEWED])),
        ("RETENTION", viz("RetentionQuery")),
        ("PATHS", viz("PathsQuery")),
        ("STICKINESS", viz("StickinessQuery", series=[VIEWED])),
        ("LIFECYCLE", viz("LifecycleQuery", series=[VIEWED])),
        ("SQL", SQL),
        ("JSON", ROWS),
    ],
)
def test_a_list_can_be_of_one_kind(api: TestClient, kind: str, query: Json) -> None:
    for name, asked in (("trends", trends()), ("sql", SQL), ("rows", ROWS), ("wanted", query)):
        # a kind that this server does not know as a whole yet must still be kept and found
        answer = api.post(INSIGHTS, json={"name": name, "query": asked})
        assert answer.status_code == 201, answer.text
    assert api.post(INSIGHTS, json={"name": "empty"}).status_code == 201
    assert "wanted" in named(api, insight=kind)
    assert set(named(api, insight=kind)) <= {"wanted", {"TRENDS": "trends", "SQL": "sql", "JSON": "rows"}.get(kind)}


@pytest.mark.contract("NB-20", "ERR-2")
def test_an_unknown_kind_is_refused(api: TestClient) -> None:
    refused = api.get(INSIGHTS, params={"insight": "HEATMAP"})
    assert envelope(refused) == (400, "validation_error", "invalid_choice", "insight")


@pytest.mark.contract("NB-20")
def test_a_list_can_be_of_ones_own_or_of_somebody(
    api: TestClient, owner: User, member: User, make_key: Callable[..., str]
) -> None:
    theirs = bearer(make_key(user=member))
    insight(api, name="mine")
    assert api.post(INSIGHTS, json={"name": "theirs"}, headers=theirs).status_code == 201
    assert named(api, user="true") == ["mine"]
    assert named(api, theirs, user="true") == ["theirs"]
    assert sorted(named(api, user="false")) == ["mine", "theirs"]
    assert named(api, created_by=f"[{member.id}]") == ["theirs"]
    assert sorted(named(api, created_by=json.dumps([member.id, owner.id]))) == ["mine", "theirs"]
    assert named(api, created_by=f"[{member.id}]", user="true") == []


@pytest.mark.contract("NB-20")
def test_a_list_can_be_of_saved_or_favorite_ones(api: TestClient) -> None:
    insight(api, name="saved", saved=True)
    insight(api, name="favorite", favorited=True)
    assert (named(api, saved="true"), named(api, saved="false")) == (["saved"], ["favorite"])
    assert (named(api, favorited="true"), named(api, favorited="false")) == (["favorite"], ["saved"])


@pytest.mark.contract("NB-20")
def test_dashboards_must_all_match_and_tags_any(api: TestClient) -> None:
    first, second = made(api)["id"], made(api)["id"]
    insight(api, first, second, name="both", tags=["a", "b"])
    insight(api, first, name="one", tags=["c"])
    insight(api, name="none")
    assert sorted(named(api, dashboards=f"[{first}]")) == ["both", "one"]
    assert named(api, dashboards=f"[{first},{second}]") == ["both"]
    assert sorted(named(api, tags='["b","c"]')) == ["both", "one"]
    assert named(api, tags='["z"]') == []


@pytest.mark.contract("NB-20")
def test_a_list_can_be_searched_by_name_description_and_tag(api: TestClient) -> None:
    insight(api, name="Sign-ups")
    insight(api, name="b", description="after SIGN-UP")
    insight(api, name="c", tags=["sign-up"])
    insight(api, name="d")
    assert sorted(named(api, search="sign-up")) == ["Sign-ups", "b", "c"]
    assert named(api, search="%") == []


@pytest.mark.contract("NB-20")
def test_dates_bound_when_an_insight_was_made_and_modified(api: TestClient, clock: HandClock) -> None:
    old = insight(api, name="old")
    clock.move(timedelta(days=3))
    insight(api, name="new")
    assert named(api, created_date_from="2026-03-02") == ["new"]
    assert named(api, created_date_to="2026-03-02") == ["old"]
    assert named(api, created_date_from="2026-03-01", created_date_to="2026-03-01") == ["old"]
    assert named(api, created_date_from="-2d") == ["new"]
    assert sorted(named(api, created_date_from="all")) == ["new", "old"]
    clock.move(timedelta(days=3))
    api.patch(f"{INSIGHTS}/{old['id']}", json={"description": "changed"})
    assert named(api, date_from="-1d") == ["old"]
    assert named(api, date_to="-1d") == ["new"]
    assert named(api, date_from="2026-03-07T12:30:15Z", date_to="2026-03-07T12:30:15Z") == ["old"]
    assert named(api, date_from="2026-03-04", date_to="2026-03-04") == ["new"]


@pytest.mark.contract("NB-20", "PAGE-1")
@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("", ["c", "b", "a"]),
        ("name", ["a", "b", "c"]),
        ("-name", ["c", "b", "a"]),
        ("created_at", ["a", "b", "c"]),
        ("-created_at", ["c", "b", "a"]),
        ("-last_modified_at", ["c", "b", "a"]),
        ("nonsense", ["c", "b", "a"]),
    ],
)
def test_a_list_is_sorted_as_asked_page_by_page(
    api: TestClient, clock: HandClock, order: str, names: list[str]
) -> None:
    for name in ("a", "b", "c"):
        clock.move(timedelta(minutes=1))
        insight(api, name=name)
    assert named(api, order=order) == names
    assert named(api, order=order, limit=1, offset=1) == names[1:2]


@pytest.mark.contract("NB-20")
def test_a_list_computes_only_when_asked(api: TestClient, project: Project) -> None:
    happened(api, project, "2026-02-28", 2)
    found = insight(api, name="one")
    insight(api, name="two", query=trends("other"))

    def first(**query: Any) -> Json:
        item: Json = api.get(INSIGHTS, params={"short_id": found["short_id"], **query}).json()["results"][0]
        return item

    assert first()["result"] is None
    assert first(refresh="blocking")["result"][0]["data"] == [0, 0, 2, 0]
    assert first()["is_cached"]
    assert "result" not in first(basic="true")
    assert set(first(basic="true")) < set(first())
