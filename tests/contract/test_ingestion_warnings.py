"""A developer whose event did not arrive, or not as sent, finds out why (contract 85 §5)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.main.upkeep import Upkeep
from hedgerow.services.house import House
from hedgerow.services.ingestion_advice import ADVICE
from hedgerow.services.ingestion_warnings import drop_old_ingestion_warnings, write_ingestion_warnings
from hedgerow.vocab.ingestion import WarningKind
from hedgerow.vocab.projects import Project
from tests.contract.conftest import START, HandClock, bearer, envelope

WARNINGS = "/api/projects/@current/ingestion_warnings"


def sent(client: TestClient, project: Project, **event: Any) -> None:
    body = {"api_key": project.api_token, "event": "paid", "distinct_id": "ada", **event}
    assert client.post("/capture", json=body).status_code == 200


def shown(client: TestClient, **query: Any) -> list[dict[str, Any]]:
    answer = client.get(WARNINGS, params=query)
    assert answer.status_code == 200, answer.text
    results: list[dict[str, Any]] = answer.json()["results"]
    return results


@pytest.mark.contract("CAP-40")
def test_an_event_with_a_bad_time_is_stored_and_told_of_at_once(api: TestClient, project: Project) -> None:
    sent(api, project, timestamp="yesterday at noon")
    answer = api.get(WARNINGS).json()
    assert answer["days"] == [f"2026-02-{day}" for day in range(23, 29)] + ["2026-03-01"]
    assert answer["results"] == [
        {
            "kind": "bad_timestamp",
            "message": ADVICE[WarningKind.BAD_TIMESTAMP],
            "in_project": True,
            "stored": True,
            "count": 1,
            "first_seen_at": "2026-03-01T12:30:15Z",
            "last_seen_at": "2026-03-01T12:30:15Z",
            "sparkline": [0, 0, 0, 0, 0, 0, 1],
            "samples": [
                {
                    "at": "2026-03-01T12:30:15Z",
                    "event": "paid",
                    "distinct_id": "ada",
                    "details": {"sent": "yesterday at noon", "kept": START.isoformat(), "reason": "unreadable"},
                }
            ],
        }
    ]


def test_kinds_are_told_latest_first_over_the_days_asked_for(
    api: TestClient, project: Project, clock: HandClock
) -> None:
    sent(api, project, timestamp="x")
    clock.move(timedelta(days=10))
    sent(api, project, timestamp="y")
    sent(api, project, distinct_id="d" * 300)
    clock.move(timedelta(seconds=1))
    sent(api, project, distinct_id="d" * 400)
    week = shown(api)
    assert [(item["kind"], item["count"]) for item in week] == [("name_too_long", 2), ("bad_timestamp", 1)]
    (both,) = shown(api, kind="bad_timestamp", date_from="-30d")
    assert (both["count"], both["sparkline"][-11:]) == (2, [1] + [0] * 9 + [1])
    assert [sample["details"]["sent"] for sample in both["samples"]] == ["y", "x"]
    assert shown(api, date_from="2026-03-12") == []
    assert len(api.get(WARNINGS, params={"date_from": "all"}).json()["days"]) == 30


@pytest.mark.parametrize(
    ("query", "code"), [({"kind": "nonsense"}, "invalid_choice"), ({"date_from": "soon"}, "invalid_input")]
)
def test_what_cannot_be_asked_for_is_named(api: TestClient, query: dict[str, str], code: str) -> None:
    assert envelope(api.get(WARNINGS, params=query)) == (400, "validation_error", code, next(iter(query)))


def test_what_belongs_to_no_project_shows_in_each_to_whoever_is_limited_to_none(
    api: TestClient, browser: TestClient, house: House, project: Project, make_key: Callable[..., str]
) -> None:
    house.committer.warnings.note(WarningKind.UNKNOWN_TOKEN, team_id=None, at=START, details={"token": "phc_abcd"})
    second = api.post("/api/projects", json={"name": "Second"}).json()["id"]
    for path in (WARNINGS, f"/api/projects/{second}/ingestion_warnings"):
        (told,) = api.get(path).json()["results"]
        assert (told["kind"], told["in_project"], told["stored"]) == ("unknown_token", False, False)
    limited = bearer(make_key("*", scoped_teams=[project.id]))
    del api.headers["Authorization"]  # the same client as the browser, which is logged in
    assert len(shown(browser)) == 1
    browser.cookies.clear()
    assert browser.get(WARNINGS, headers=limited).json()["results"] == []


def test_a_project_shows_nothing_of_another_and_needs_its_scope(
    api: TestClient, project: Project, make_key: Callable[..., str]
) -> None:
    sent(api, project, timestamp="x")
    second = api.post("/api/projects", json={"name": "Second"}).json()["id"]
    assert api.get(f"/api/projects/{second}/ingestion_warnings").json()["results"] == []
    assert api.get(WARNINGS, headers=bearer(make_key("project:read"))).status_code == 200
    assert api.get(WARNINGS, headers=bearer(make_key("query:read"))).status_code == 403


def test_warnings_are_written_by_themselves_at_the_end_and_dropped_after_thirty_days(
    api: TestClient, house: House, project: Project, clock: HandClock
) -> None:
    sent(api, project, timestamp="x")
    Upkeep(house).close()
    assert house.committer.warnings.taken() == ()
    clock.move(timedelta(days=29))
    drop_old_ingestion_warnings(house)
    assert [item["count"] for item in shown(api, date_from="all")] == [1]
    clock.move(timedelta(days=1))
    drop_old_ingestion_warnings(house)
    with house.store.read() as tx:
        assert tx.ingestion_warnings.since(project.id, START.date(), unowned=True) == ()


def test_a_flood_of_garbage_is_one_row_a_day_of_bounded_size(api: TestClient, house: House, project: Project) -> None:
    for number in range(30):
        sent(api, project, timestamp=f"{number}" * 5000)
        write_ingestion_warnings(house)
    (told,) = shown(api)
    assert (told["count"], len(told["samples"])) == (30, 5)
    with house.store.read() as tx:
        assert len(tx.ingestion_warnings.since(project.id, START.date(), unowned=True)) == 1
    assert len(str(told)) < 4000


def test_every_kind_says_what_happened_and_what_to_do() -> None:
    assert ADVICE.keys() == set(WarningKind)
    assert all(len(text) > 60 and text.endswith(".") for text in ADVICE.values())
