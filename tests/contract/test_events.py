"""Events as they came, newest first (NB-96)."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from hedgerow.vocab.projects import Project
from tests.contract.conftest import BASE, bearer, envelope
from tests.contract.dashboard_fixtures import Json, happened

EVENTS = "/api/projects/@current/events"


def sent(api: TestClient, token: str, *events: Json) -> None:
    batch = [{"distinct_id": "ada", "event": "view", **event} for event in events]
    answer = api.post("/batch", json={"api_key": token, "batch": batch})
    assert answer.status_code == 200, answer.text


def listed(api: TestClient, **query: Any) -> list[Json]:
    answer = api.get(EVENTS, params=query)
    assert answer.status_code == 200, answer.text
    shown: list[Json] = answer.json()["results"]
    return shown


@pytest.mark.contract("NB-96", "FMT-7")
def test_an_event_is_shown_as_it_came(api: TestClient, project: Project) -> None:
    number = str(uuid4())
    properties = {"plan": "pro", "n": 1.5, "list": [1, {"a": None}], "none": None, "a.b": True}
    sent(api, project.api_token, {"uuid": number, "timestamp": "2026-02-28T12:00:00.25Z", "properties": properties})
    assert api.get(EVENTS).json() == {
        "next": None,
        "results": [
            {
                "id": number,
                "event": "view",
                "distinct_id": "ada",
                "timestamp": "2026-02-28T12:00:00.250000Z",
                "properties": properties,
            }
        ],
    }


@pytest.mark.contract("NB-96", "EV-8")
def test_numbers_too_wide_for_an_answer_are_floats(api: TestClient, project: Project) -> None:
    sent(api, project.api_token, {"properties": {"fits": 2**64 - 1, "wide": [2**64], "huge": {"n": -(10**400)}}})
    (shown,) = listed(api)
    assert shown["properties"]["fits"] == 2**64 - 1
    assert shown["properties"]["wide"] == [float(2**64)]
    assert shown["properties"]["huge"] == {"n": None}


@pytest.mark.contract("NB-96")
def test_events_come_newest_first_and_filtered(api: TestClient, project: Project) -> None:
    for day in ("2026-02-26", "2026-02-28", "2026-02-27"):
        happened(api, project, day, 2)
    happened(api, project, "2026-02-25", name="buy")

    def days(**query: Any) -> list[str]:
        return [item["timestamp"][5:10] for item in listed(api, **query)]

    assert days() == ["02-28", "02-28", "02-27", "02-27", "02-26", "02-26", "02-25"]
    assert days(distinct_id="p1") == ["02-28", "02-27", "02-26"]
    assert days(event="buy") == ["02-25"]
    assert days(event="none") == []
    noon = "2026-02-27T12:00:00Z"
    assert days(after=noon) == ["02-28", "02-28"]
    assert days(before=noon) == ["02-26", "02-26", "02-25"]
    assert days(after="2026-02-26", before="2026-02-27", distinct_id="p0") == ["02-26"]
    assert days(after="0001-01-01", before="9999-12-31") == days()
    assert days(before="0001-01-01") == days(after="9999-12-31") == []
    assert days(after="-2d") == ["02-28", "02-28"]


@pytest.mark.contract("NB-96")
def test_next_leads_through_every_event_once_even_those_of_one_moment(api: TestClient, project: Project) -> None:
    happened(api, project, "2026-02-27", 5)
    happened(api, project, "2026-02-28", 4)
    happened(api, project, "2026-02-28", 1, name="other")
    seen: list[str] = []
    url: str | None = f"{EVENTS}/?limit=2&event=view"
    while url is not None:
        page = api.get(url).json()
        seen += [item["id"] for item in page["results"]]
        url = page["next"]
        assert url is None or (url.startswith(f"{BASE}{EVENTS}/?") and "limit=2&event=view&before=" in url)
    assert len(seen) == len(set(seen)) == 9


@pytest.mark.contract("NB-96", "NB-95", "PAGE-3")
def test_a_page_has_a_hundred_events_unless_told_otherwise(api: TestClient, project: Project) -> None:
    happened(api, project, "2026-02-28", 1010)
    assert len(listed(api)) == len(listed(api, limit="x")) == len(listed(api, limit=-1)) == 100
    assert [len(listed(api, limit=limit)) for limit in (1, 500, 5000)] == [1, 500, 1000]


@pytest.mark.contract("NB-96", "ERR-8")
@pytest.mark.parametrize(
    ("query", "attr"),
    [
        ({"after": "soon"}, "after"),
        ({"before": "-9999y"}, "before"),
        ({"before_id": "x"}, "before_id"),
        ({"properties": "[]"}, "properties"),
    ],
)
def test_what_cannot_be_asked_for_is_named(api: TestClient, query: Json, attr: str) -> None:
    assert envelope(api.get(EVENTS, params=query)) == (400, "validation_error", "invalid_input", attr)


@pytest.mark.contract("NB-96", "CONV-8", "AUTH-11")
def test_events_need_the_scope_of_queries_and_stay_in_their_project(
    api: TestClient, project: Project, make_key: Callable[..., str]
) -> None:
    happened(api, project, "2026-02-28")
    second = api.post("/api/projects", json={"name": "Second"}).json()["id"]
    assert api.get(f"/api/projects/{second}/events").json() == {"next": None, "results": []}
    assert api.get(EVENTS, headers=bearer(make_key("query:read"))).status_code == 200
    refused = api.get(EVENTS, headers=bearer(make_key("event_definition:read")))
    assert envelope(refused) == (403, "authentication_error", "permission_denied", None)
    assert api.post(EVENTS, json={}).status_code == 405
