"""Events that break the schema of their definition are refused, counted and shown (NB-60)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.capture import schemas
from hedgerow.main.upkeep import Upkeep
from hedgerow.services.event_rejections import drop_old_event_rejections, write_event_rejections
from hedgerow.services.house import House
from hedgerow.store.errors import StoreUnavailable
from hedgerow.store.repositories.event_definitions import EventDefinitions
from hedgerow.store.store import Store
from hedgerow.vocab.definitions import ExpectedProperty
from hedgerow.vocab.ingestion import WarningKind
from hedgerow.vocab.projects import Project
from tests.contract.conftest import START, HandClock, envelope

URL = "/api/projects/@current/event_definitions"
SCHEMA = [{"name": "amount", "type": "Numeric", "required": True}, {"name": "plan", "type": None, "required": False}]
Send = Callable[..., int]


@pytest.fixture
def send(client: TestClient, project: Project) -> Send:
    """Sends one batch with an event ``paid`` for each of the properties given; answers the status."""

    def sent(*events: dict[str, Any]) -> int:
        batch = [{"event": "paid", "distinct_id": "ada", "properties": properties} for properties in events]
        return client.post("/batch", json={"api_key": project.api_token, "batch": batch}).status_code

    return sent


@pytest.fixture
def paid(api: TestClient) -> str:
    """The URL of the definition of ``paid``, which refuses what breaks its schema."""
    body = {"name": "paid", "enforcement_mode": "reject", "property_schema": SCHEMA}
    made = api.post(URL, json=body)
    assert made.status_code == 201, made.text
    assert made.json()["property_schema"] == SCHEMA
    return f"{URL}/{made.json()['id']}"


def amounts(api: TestClient) -> list[Any]:
    """The amounts of the events that were stored, oldest first."""
    answer = api.get("/api/projects/@current/events", params={"event": "paid"})
    assert answer.status_code == 200, answer.text
    return [event["properties"].get("amount") for event in reversed(answer.json()["results"])]


@pytest.mark.contract("NB-60", "CAP-24")
def test_events_that_break_the_schema_are_dropped_and_the_others_of_their_batch_stored(
    api: TestClient, send: Send, paid: str, house: House
) -> None:
    assert send({"amount": 1}, {"amount": "two"}, {"amount": None, "plan": "pro"}, {"amount": 4, "plan": [1]}) == 200
    assert sorted(amounts(api)) == [1, 4]
    assert api.get(f"{paid}/metrics").json() == {"query_usage_30_day": 0, "rejected_30_day": 2}
    assert (house.committer.counts.stored, house.committer.counts.rejected) == (2, 2)
    (warned,) = house.committer.warnings.taken()
    assert (warned.team_id, warned.kind) == (1, WarningKind.EVENT_REJECTED)
    assert (warned.count, [one.event for one in warned.samples]) == (2, ["paid", "paid"])
    assert [one.details["broken"] for one in reversed(warned.samples)] == [
        [{"property": "amount", "expected": "Numeric", "sent": "String"}],
        [{"property": "amount", "expected": "Numeric", "sent": None}],
    ]


@pytest.mark.contract("NB-60", "EVDEF-50")
def test_a_changed_schema_holds_from_the_next_event_on(api: TestClient, send: Send, paid: str) -> None:
    broken = {"amount": "much"}
    changes: list[dict[str, Any]] = [
        {"enforcement_mode": "allow"},
        {"enforcement_mode": "reject"},
        {"property_schema": [{"name": "amount", "type": "String"}]},
        {"property_schema": SCHEMA},
        {"property_schema": []},
    ]
    stored = []
    for change in changes:
        assert api.patch(paid, json=change).status_code == 200
        before = len(amounts(api))
        assert send(broken) == 200
        stored.append(len(amounts(api)) > before)
    assert stored == [True, False, True, False, True]
    assert api.patch(paid, json={"property_schema": SCHEMA}).status_code == 200
    assert api.delete(paid).status_code == 204
    assert send(broken) == 200
    assert len(amounts(api)) == 4


@pytest.mark.contract("NB-60")
def test_a_schema_changed_by_another_process_is_read_after_a_while(
    api: TestClient, send: Send, store: Store, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert send({"amount": "a"}) == 200
    with store.write() as tx:
        known = tx.event_definitions.by_name(project.id, "paid")
        assert known is not None
        schema = [ExpectedProperty(name="amount", type=None, required=True)]
        tx.event_definitions.update(project.id, known.id, now=START, enforcement_mode="reject", property_schema=schema)
    monkeypatch.setattr(schemas, "KEPT_SECONDS", 0.0)
    assert send({}, {"amount": "b"}) == 200
    assert sorted(amounts(api)) == ["a", "b"]

    def busy(*_: object) -> None:
        raise StoreUnavailable("busy")

    monkeypatch.setattr(EventDefinitions, "rejecting", busy)
    assert send({}, {"amount": "c"}) == 200
    assert sorted(amounts(api)) == ["a", "b", "c"]


@pytest.mark.contract("NB-60")
def test_a_refused_event_teaches_nothing(api: TestClient, send: Send, paid: str) -> None:
    assert send({"amount": "two", "fresh": 1, "$set": {"vip": True}}) == 200
    assert api.get(paid).json()["last_seen_at"] is None
    names = api.get("/api/projects/@current/property_definitions").json()["results"]
    assert names == api.get("/api/projects/@current/property_definitions?type=person").json()["results"] == []


@pytest.mark.contract("NB-60")
def test_a_value_has_to_be_of_the_type_that_the_schema_names(api: TestClient, send: Send, paid: str) -> None:
    taken: dict[str | None, list[Any]] = {
        "String": ["2026-03-10", "text"], "DateTime": ["2026-03-10"], "Numeric": [1.5, 2], "Boolean": [True, False],
        "Duration": [60], None: ["a", 1, {"a": 1}],
    }  # fmt: skip
    refused: dict[str | None, list[Any]] = {
        "String": [1, True, ["a"], {"a": 1}], "DateTime": ["soon", 20260310], "Numeric": ["1", True],
        "Boolean": ["false", 0], "Duration": ["60s", "2026-03-10"], None: [],
    }  # fmt: skip
    expected = 0
    for kind, values in taken.items():
        assert api.patch(paid, json={"property_schema": [{"name": "amount", "type": kind}]}).status_code == 200
        assert send(*({"amount": value} for value in [*values, *refused[kind]]), {"amount": None}, {}) == 200
        expected += len(values) + 2
        assert len(amounts(api)) == expected, kind


@pytest.mark.contract("EVDEF-50", "NB-60")
def test_a_schema_that_makes_no_sense_is_refused(api: TestClient, paid: str) -> None:
    before = api.get(paid).json()
    for schema, code, attr in (
        ("x", "not_a_list", "property_schema"),
        ([{"type": "String"}], "required", "property_schema__0__name"),
        ([{"name": "", "type": "String"}], "blank", "property_schema__0__name"),
        ([{"name": "a", "type": "Planet"}], "invalid_choice", "property_schema__0__type"),
        ([{"name": "a", "kind": "String"}], "invalid_input", "property_schema__0__kind"),
        ([{"name": "a"}, {"name": "a", "required": True}], "invalid_input", "property_schema"),
        ([{"name": f"a{number}"} for number in range(101)], "max_length", "property_schema"),
    ):
        refused = api.patch(paid, json={"property_schema": schema, "description": "new"})
        assert envelope(refused) == (400, "validation_error", code, attr)
    assert api.get(paid).json() == before


@pytest.mark.contract("NB-60")
def test_refusals_are_counted_for_thirty_days_and_an_orderly_stop_loses_none(
    api: TestClient, send: Send, paid: str, house: House, project: Project, clock: HandClock
) -> None:
    upkeep = Upkeep(house)
    assert send({}) == 200
    upkeep.close()
    with house.store.read() as tx:
        assert tx.event_rejections.totals(project.id, ["paid"], since=START.date()) == {"paid": 1}
    clock.move(timedelta(days=30))
    assert send({}, {}) == 200
    write_event_rejections(house)
    assert api.get(f"{paid}/metrics").json()["rejected_30_day"] == 2
    clock.move(timedelta(days=1))
    drop_old_event_rejections(house)
    with house.store.read() as tx:
        assert tx.event_rejections.totals(project.id, ["paid"], since=START.date()) == {"paid": 2}
