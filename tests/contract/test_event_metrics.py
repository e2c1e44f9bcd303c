"""How often an event was asked about (EVDEF-55)."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from hedgerow.main.upkeep import Upkeep
from hedgerow.services import event_queries
from hedgerow.services.event_queries import count_question, drop_old_event_queries, write_event_queries
from hedgerow.services.house import House
from hedgerow.services.named_events import named_events
from hedgerow.store.errors import StoreUnavailable
from hedgerow.store.repositories.event_days import EventQueries
from hedgerow.store.store import Store
from hedgerow.vocab.projects import Project
from tests.contract.conftest import START, HandClock
from tests.contract.dashboard_fixtures import counted_statements, insight, made, trends

URL = "/api/projects/@current/event_definitions"


@pytest.fixture
def definition(api: TestClient) -> str:
    """The id of the definition of the event ``view``."""
    return str(api.post(URL, json={"name": "view"}).json()["id"])


def usage(api: TestClient, definition: str) -> int:
    answer = api.get(f"{URL}/{definition}/metrics").json()
    assert list(answer) == ["query_usage_30_day", "rejected_30_day"]
    return int(answer["query_usage_30_day"])


def asked(api: TestClient, name: str = "view", **more: str) -> None:
    answer = api.post("/api/projects/@current/query", json={"query": trends(name), **more})
    assert answer.status_code == 200, answer.text


@pytest.mark.contract("EVDEF-55")
def test_questions_that_were_answered_count_from_the_cache_too(api: TestClient, definition: str) -> None:
    assert usage(api, definition) == 0
    asked(api)
    asked(api)
    asked(api, name="other")
    assert usage(api, definition) == 2
    board = made(api)["id"]
    insight(api, board)
    before = usage(api, definition)
    assert api.get(f"/api/projects/@current/dashboards/{board}/run_insights").status_code == 200
    assert usage(api, definition) == before + 1


@pytest.mark.contract("EVDEF-55")
def test_what_was_not_answered_does_not_count(api: TestClient, definition: str) -> None:
    asked(api, refresh="force_cache")
    refused = api.post("/api/projects/@current/query", json={"query": {"kind": "NoQuery", "event": "view"}})
    assert refused.status_code == 400
    assert usage(api, definition) == 0


@pytest.mark.contract("EVDEF-55")
def test_only_thirty_days_count_and_older_ones_are_dropped(
    api: TestClient, house: House, definition: str, project: Project, clock: HandClock
) -> None:
    count_question(house, project.id, trends())
    clock.move(timedelta(days=29))
    count_question(house, project.id, trends())
    assert usage(api, definition) == 2
    clock.move(timedelta(days=1))
    assert usage(api, definition) == 1
    clock.move(timedelta(days=1))
    drop_old_event_queries(house)
    with house.store.read() as tx:
        assert tx.event_queries.totals(project.id, ["view"], since=START.date()) == {"view": 1}


@pytest.mark.contract("EVDEF-55")
def test_a_cached_answer_writes_nothing_to_the_store(api: TestClient, store: Store, definition: str) -> None:
    asked(api)
    with counted_statements(store) as statements:
        asked(api)
    writes = [statement for statement in statements if statement.split()[0] not in {"SELECT", "BEGIN"}]
    assert writes == []
    assert usage(api, definition) == 2


@pytest.mark.contract("EVDEF-55")
def test_counts_are_written_at_once_when_too_many_wait(
    house: House, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_queries, "MOST_WAITING", 3)
    for name in ("a", "b", "c", "n" * 401):
        count_question(house, project.id, trends(name))
    assert len(house.event_queries) == 0
    with house.store.read() as tx:
        assert tx.event_queries.totals(project.id, ["c"], since=START.date()) == {"c": 1}


@pytest.mark.contract("EVDEF-55")
def test_counts_wait_on_when_the_store_refuses(house: House, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    count_question(house, project.id, trends())

    def busy(*_: object) -> None:
        raise StoreUnavailable("busy")

    monkeypatch.setattr(EventQueries, "add", busy)
    with pytest.raises(StoreUnavailable):
        write_event_queries(house)
    monkeypatch.undo()
    write_event_queries(house)
    with house.store.read() as tx:
        assert tx.event_queries.totals(project.id, ["view"], since=START.date()) == {"view": 1}


@pytest.mark.contract("EVDEF-55")
def test_every_kind_of_question_names_its_events() -> None:
    funnel = {"kind": "FunnelsQuery", "series": [{"kind": "EventsNode", "event": "a"}, {"kind": "EventsNode"}]}
    retention = {"retentionFilter": {"targetEntity": {"id": "b", "type": "events"}, "returningEntity": {"id": 3}}}
    listing = {"kind": "DataTableNode", "source": {"kind": "EventsQuery", "event": "c", "select": ["event"]}}
    assert named_events([funnel, retention, listing, {"event": "d", "type": "person"}]) == {"a", "b", "c"}


@pytest.mark.contract("EVDEF-55")
def test_an_orderly_stop_loses_no_count(house: House, project: Project) -> None:
    upkeep = Upkeep(house)
    count_question(house, project.id, trends())
    upkeep.close()
    with house.store.read() as tx:
        assert tx.event_queries.totals(project.id, ["view"], since=START.date()) == {"view": 1}
