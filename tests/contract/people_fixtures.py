"""People to test with: events that make them, lists of them, and the jobs that delete them."""

from typing import Any

from starlette.testclient import TestClient

from hedgerow.main.job_worker import WORKS
from hedgerow.services.house import House
from hedgerow.services.jobs import run_next_job
from hedgerow.vocab.projects import Project
from tests.contract.dashboard_fixtures import Json

PERSONS = "/api/projects/@current/persons"
JOBS = "/api/projects/@current/jobs"


def told(api: TestClient, project: Project, *events: Json) -> None:
    """Let ``events`` happen, each a view by default."""
    batch = [{"event": "view", "timestamp": "2026-02-28T12:00:00Z", **event} for event in events]
    answer = api.post("/batch", json={"api_key": project.api_token, "batch": batch})
    assert answer.status_code == 200, answer.text


def someone(distinct_id: str, day: int = 28, **properties: Any) -> Json:
    """An event that makes a person with these properties, on a day of February."""
    moment = f"2026-02-{day:02}T12:00:00Z"
    return {"distinct_id": distinct_id, "timestamp": moment, "properties": {"$set": properties}}


def listed(api: TestClient, **query: Any) -> list[Json]:
    """The people that the list shows."""
    answer = api.get(PERSONS, params=query)
    assert answer.status_code == 200, answer.text
    shown: list[Json] = answer.json()["results"]
    return shown


def names(api: TestClient, **query: Any) -> list[str]:
    return [one["name"] for one in listed(api, **query)]


def jobs_done(house: House) -> None:
    """Do whatever waits, as the thread of a running server would."""
    while run_next_job(house, WORKS, lambda: False):
        pass
