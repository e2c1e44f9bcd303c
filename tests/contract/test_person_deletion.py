"""Deleting people for good: out of answers, off the disk, and nothing of those who come after them."""

import subprocess
from pathlib import Path
from threading import Event, Thread, Timer
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.base.errors import EngineUnavailable
from hedgerow.engine.chdb_engine import ChdbEngine
from hedgerow.engine.port import Engine, RowForm
from hedgerow.main.job_worker import WORKS
from hedgerow.run import facts
from hedgerow.run.freshness import RefreshMode
from hedgerow.services.house import House
from hedgerow.services.jobs import Progress, run_jobs
from hedgerow.vocab.jobs import Job
from hedgerow.vocab.projects import Project
from hedgerow.vocab.statement import Statement
from tests.contract.conftest import HandClock, envelope, wired_house
from tests.contract.dashboard_fixtures import Json
from tests.contract.people_fixtures import JOBS, PERSONS, jobs_done, names, someone, told

NOT_FOUND = (404, "invalid_request", "not_found", None)
SECRET = "Zaphod-8b1d7e55c0"
VIEWS: Json = {
    "kind": "TrendsQuery",
    "series": [{"kind": "EventsNode", "event": "view"}],
    "dateRange": {"date_from": "all"},
}


def deleted(api: TestClient, distinct_id: str, **query: str) -> Json:
    answer = api.delete(f"{PERSONS}/{distinct_id}", params=query)
    assert answer.status_code == 202, answer.text
    job: Json = answer.json()
    return job


def counted(api: TestClient) -> float:
    """How many views there were, as a trend tells it; from the cache when it can be."""
    answer = api.post("/api/projects/@current/query", json={"query": VIEWS, "refresh": "blocking"})
    count: float = answer.json()["results"][0]["count"]
    return count


def stored(engine: Engine, table: str, column: str = "distinct_id") -> list[Any]:
    return sorted(row[0] for row in engine.query(Statement(f"SELECT {column} FROM {table}")).rows)


def files_with(text: str, *folders: Path) -> list[str]:
    found = subprocess.run(["grep", "-rla", text, *map(str, folders)], capture_output=True, text=True, check=False)
    return found.stdout.split()


@pytest.fixture
def people(api: TestClient, project: Project) -> TestClient:
    told(api, project, someone("ada", 26, name="Ada"), someone("bob", 27, name="Bob"), someone("cyd", 28, name="Cyd"))
    told(api, project, {"distinct_id": "ada", "timestamp": "2026-01-05T12:00:00Z"})
    return api


def test_a_deleted_person_is_gone_at_once_and_their_events_with_the_job(people: TestClient, house: House) -> None:
    assert counted(people) == 4
    job = deleted(people, "ada", delete_events="true")
    assert (job["kind"], job["state"], job["progress"]) == ("delete_persons", "queued", 0)
    assert names(people) == ["Cyd", "Bob"]
    assert people.get(PERSONS).json()["count"] == 2
    for again in (people.get, people.delete):
        assert envelope(again(f"{PERSONS}/ada")) == NOT_FOUND
    jobs_done(house)
    done = people.get(f"{JOBS}/{job['id']}").json()
    assert (done["state"], done["progress"]) == ("done", 1)
    assert done["message"] == "Deleted 1 person and all their events."
    assert done["finished_at"] is not None
    assert people.get(JOBS).json()["results"] == [done]
    assert stored(house.engine, "events") == ["bob", "cyd"]
    assert stored(house.engine, "persons", "person") == [2, 3]
    assert counted(people) == 2, "a result of before may not be shown"


def test_their_events_are_among_the_newest_no_more(people: TestClient, project: Project) -> None:
    def newest() -> list[str]:
        return [item["distinct_id"] for item in people.get("/api/projects/@current/events/recent").json()["results"]]

    deleted(people, "bob")
    assert "bob" in newest(), "their events stay"
    deleted(people, "ada", delete_events="true")
    assert newest() == []
    told(people, project, {"distinct_id": "cyd"})
    assert newest() == ["cyd"]


def test_no_answer_shows_them_again_even_when_the_disk_cannot_be_cleared_of_them(
    people: TestClient, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise OSError("The disk is full.")

    assert counted(people) == 4
    deleted(people, "ada", delete_events="true")
    monkeypatch.setattr(house.store, "clear_deleted", refuse)
    jobs_done(house)
    assert counted(people) == 2


def test_no_answer_of_another_process_shows_them_again(
    people: TestClient,
    house: House,
    project: Project,
    clock: HandClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(facts, "_REMEMBERED_SECONDS", 0.0)
    with wired_house(house.store, house.engine, clock, tmp_path) as other:  # type: ignore[arg-type]
        for who, count in (("ada", 4), ("bob", 2)):
            run = other.runner.run(project, VIEWS, RefreshMode.BLOCKING)
            assert run.result is not None
            assert run.result.body["results"][0]["count"] == count
            deleted(people, who, delete_events="true")
            jobs_done(house)


def test_without_being_asked_for_their_events_stay(people: TestClient, house: House, engine: ChdbEngine) -> None:
    deleted(people, "ada")
    jobs_done(house)
    assert stored(engine, "events") == ["ada", "ada", "bob", "cyd"]
    assert stored(engine, "persons", "person") == [2, 3]
    assert counted(people) == 4


def test_a_deleted_distinct_id_that_sends_again_is_a_new_person_whose_events_stay(
    people: TestClient, house: House, project: Project, engine: ChdbEngine
) -> None:
    before = people.get(f"{PERSONS}/ada").json()["id"]
    deleted(people, "ada", delete_events="true")
    told(people, project, someone("ada", 28, name="Ada again"))
    jobs_done(house)
    after = people.get(f"{PERSONS}/ada").json()
    assert (after["name"], after["distinct_ids"]) == ("Ada again", ["ada"])
    assert after["id"] != before
    assert stored(engine, "events") == ["ada", "bob", "cyd"]
    assert names(people) == ["Ada again", "Cyd", "Bob"]


def test_events_that_are_being_stored_while_their_person_is_deleted_do_not_outlive_them(
    people: TestClient, house: House, project: Project, engine: ChdbEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go, insert = Event(), Event(), engine.insert

    def slow_insert(table: str, rows: bytes, *, form: RowForm = "JSONEachRow") -> None:
        if table == "events":
            reached.set()
            go.wait()
        insert(table, rows, form=form)

    monkeypatch.setattr(engine, "insert", slow_insert)
    sending = Thread(target=told, args=(people, project, {"distinct_id": "ada"}))
    sending.start()
    reached.wait()
    Timer(0.7, go.set).start()
    deleted(people, "ada", delete_events="true")
    jobs_done(house)
    sending.join()
    assert stored(engine, "events") == ["bob", "cyd"]


def test_nothing_of_a_deleted_person_is_left_on_the_disk(
    api: TestClient, house: House, project: Project, engine_folder: Path, tmp_path: Path
) -> None:
    told(api, project, someone(f"id-{SECRET}", 26, name=SECRET), someone("bob", 27))
    assert any("store" in file for file in files_with(SECRET, engine_folder))
    deleted(api, f"id-{SECRET}", delete_events="true")
    jobs_done(house)
    assert files_with(SECRET, engine_folder, tmp_path) == []


def test_many_are_deleted_at_once_by_uuid_and_by_distinct_id(
    people: TestClient, house: House, engine: ChdbEngine
) -> None:
    ada = people.get(f"{PERSONS}/ada").json()["id"]
    url = f"{PERSONS}/bulk_delete"
    for nobody in ("{}", '{"ids": []}'):
        refused = people.post(url, content=nobody, headers={"Content-Type": "application/json"})
        assert envelope(refused) == (400, "validation_error", "required", "ids")
    assert envelope(people.post(url, json={"distinct_ids": ["nobody"]})) == NOT_FOUND
    assert people.post(url, json={"ids": ["x"]}).status_code == 400
    asked = {"ids": [ada], "distinct_ids": ["bob", "ada", "nobody"], "delete_events": True}
    assert people.post(url, json=asked).status_code == 202
    assert people.get(url).status_code == 405
    jobs_done(house)
    assert stored(engine, "events") == ["cyd"]
    assert names(people) == ["Cyd"]
    assert people.get(JOBS).json()["results"][0]["message"] == "Deleted 2 people and all their events."


def test_a_job_goes_on_where_the_server_was_stopped_or_the_engine_was_away(
    people: TestClient, house: House, engine: ChdbEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_: object) -> None:
        raise EngineUnavailable("nobody answers")

    url = f"{JOBS}/{deleted(people, 'ada', delete_events='true')['id']}"
    with monkeypatch.context() as without_engine:
        without_engine.setattr(engine, "command", away)
        jobs_done(house)
    waiting = people.get(url).json()
    assert (waiting["state"], waiting["message"]) == ("running", "Waiting to go on: nobody answers")
    rounds = iter([False, True, True])
    run_jobs(house, WORKS, lambda: next(rounds))
    assert people.get(url).json()["state"] == "running"
    assert names(people) == ["Cyd", "Bob"]
    jobs_done(house)
    assert people.get(url).json()["state"] == "done"
    assert stored(engine, "events") == ["bob", "cyd"]


def test_a_job_that_cannot_be_done_says_why_and_the_next_one_has_its_turn(people: TestClient, house: House) -> None:
    def work(_: House, job: Job, __: Progress) -> str:
        if job.id == first["id"]:
            raise ValueError("no such thing")
        return "Well done."

    first, second = deleted(people, "ada"), deleted(people, "bob")
    run_jobs(house, dict.fromkeys(WORKS, work), lambda: False)
    shown = [people.get(f"{JOBS}/{job['id']}").json() for job in (first, second)]
    assert [(job["state"], job["message"]) for job in shown] == [("failed", "no such thing"), ("done", "Well done.")]


@pytest.mark.contract("LOG-1")
def test_the_activity_log_says_who_was_deleted_without_remembering_their_name(people: TestClient) -> None:
    ada = people.get(f"{PERSONS}/ada").json()["id"]
    deleted(people, "ada", delete_events="true")
    (line,) = people.get("/api/projects/@current/activity_log", params={"scope": "Person"}).json()["results"]
    assert (line["item_id"], line["activity"], line["detail"]["name"]) == (ada, "deleted", None)
    assert line["detail"]["changes"] == [{"field": "events", "action": "deleted", "before": None, "after": None}]


def test_somebody_in_a_cohort_can_be_deleted(people: TestClient) -> None:
    cohort = {"name": "Some", "is_static": True, "distinct_ids": ["ada", "bob"]}
    made = people.post("/api/projects/@current/cohorts", json=cohort).json()
    deleted(people, "ada")
    assert people.get(f"/api/projects/@current/cohorts/{made['id']}").json()["count"] == 1


def test_a_job_of_another_project_is_not_there(people: TestClient) -> None:
    for number in ("99", "x", "0"):
        assert envelope(people.get(f"{JOBS}/{number}")) == NOT_FOUND


@pytest.mark.contract("CAP-44")
def test_of_somebody_who_was_two_people_everything_goes(
    people: TestClient, house: House, project: Project, engine: ChdbEngine
) -> None:
    told(people, project, {"event": "$merge_dangerously", "distinct_id": "bob", "properties": {"alias": "ada"}})
    shown = people.get(f"{PERSONS}/ada").json()
    assert (shown["name"], shown["distinct_ids"]) == ("Bob", ["ada", "bob"])
    assert names(people) == ["Cyd", "Bob"]
    deleted(people, "bob", delete_events="true")
    jobs_done(house)
    assert stored(engine, "events") == ["cyd"]
    assert stored(engine, "persons", "person") == [3]
    assert stored(engine, "person_merges", "person") == []
    with house.store.read() as tx:
        assert tx.merges.all(project.id) == []


@pytest.mark.contract("CAP-44")
def test_events_that_stay_are_still_those_of_one_actor(people: TestClient, house: House, project: Project) -> None:
    told(people, project, {"event": "$merge_dangerously", "distinct_id": "bob", "properties": {"alias": "ada"}})
    deleted(people, "bob")
    jobs_done(house)
    query = {"kind": "HogQLQuery", "query": "SELECT count(), uniq(person_id) FROM events WHERE event = 'view'"}
    source = {"kind": "TrendsQuery", "series": [{"kind": "EventsNode", "event": "view", "math": "dau"}]}
    trend = {**source, "dateRange": {"date_from": "2026-02-01"}, "interval": "month"}
    rows = [people.post("/api/projects/@current/query", json={"query": asked}).json() for asked in (query, trend)]
    assert rows[0]["results"][0][0] == 4
    assert rows[1]["results"][0]["data"][0] == 2
