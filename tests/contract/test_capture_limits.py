"""Limits of capture as clients meet them: too much, too deep, too fast (CAP-23, CAP-24, CAP-26)."""

from bisect import bisect_left

import pytest
from starlette.testclient import TestClient

from hedgerow.capture.limits import MOST_PROPERTIES, TRACE
from hedgerow.engine.chdb_engine import ChdbEngine
from hedgerow.vocab.projects import Project
from hedgerow.vocab.statement import Statement
from tests.contract.conftest import envelope

pytestmark = pytest.mark.one_store

EVENT = b'"event":"e","distinct_id":"d"'
NESTED = (
    b'"event":"e","distinct_id":%s',
    EVENT + b',"properties":{"a":%s}',
    b'"event":"e","properties":{"distinct_id":%s}',
)


@pytest.mark.contract("CAP-23", "CAP-24")
@pytest.mark.parametrize("place", NESTED, ids=["distinct id", "property", "distinct id in the properties"])
def test_json_is_taken_or_refused_however_deep_it_nests(client: TestClient, project: Project, place: bytes) -> None:
    def status(depth: int) -> int:
        nested = place % (b"[" * depth + b"]" * depth)
        return client.post("/e/", content=b'{"api_key":"%s",%s}' % (project.api_token.encode(), nested)).status_code

    first_refused = bisect_left(range(2000), 400, key=status)
    around = [status(depth) for depth in range(first_refused - 5, first_refused + 3)]
    assert (set(around), around == sorted(around)) == ({200, 400}, True)


@pytest.mark.contract("CAP-24")
def test_what_nests_too_deeply_to_be_shown_is_a_text_of_people_and_groups_too(
    api: TestClient, project: Project
) -> None:
    deep = "[" * 300 + "]" * 300
    group = '"$group_type":"shop","$group_key":"s"'
    for properties in (
        f'"$set":{{"p":{deep},"q":[1]}}',
        f'"$set_once":{{"o":{deep}}}',
        f'{group},"$group_set":{{"p":{deep}}}',
    ):
        event = (
            f'"api_key":"{project.api_token}","event":"$groupidentify","distinct_id":"d","properties":{{{properties}}}'
        )
        assert api.post("/capture/", content=f"{{{event}}}").status_code == 200
    (person,) = api.get("/api/projects/@current/persons").json()["results"]
    assert {name: person["properties"][name] for name in "poq"} == {"p": deep, "o": deep, "q": [1]}
    groups = api.get("/api/projects/@current/groups", params={"group_type_index": 0}).json()["results"]
    assert [one["group_properties"] for one in groups] == [{"p": deep}]


@pytest.mark.contract("CAP-24")
def test_an_event_with_too_many_properties_is_stored_without_some_of_them(
    client: TestClient, project: Project, engine: ChdbEngine
) -> None:
    properties = {f"p{number}": number for number in range(MOST_PROPERTIES + 3)}
    sent = {"api_key": project.api_token, "event": "e", "distinct_id": "d", "properties": properties}
    assert client.post("/e/", json=sent).status_code == 200
    ((kept, dropped),) = engine.query(
        Statement(f"SELECT properties.p{MOST_PROPERTIES - 1}, properties.{TRACE} FROM events")
    ).rows
    assert (kept, dropped) == (MOST_PROPERTIES - 1, 3)


@pytest.fixture
def slow_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEDGEROW_CAPTURE_PROJECT_RATE", "1")
    monkeypatch.setenv("HEDGEROW_CAPTURE_PROJECT_BURST", "3")


@pytest.mark.contract("CAP-23", "CAP-26", "ERR-1")
@pytest.mark.usefixtures("slow_project")
def test_a_project_that_sends_too_fast_is_told_when_to_come_back(client: TestClient, project: Project) -> None:
    sent = {"api_key": project.api_token, "batch": [{"event": "e", "distinct_id": "d"}] * 10}
    assert client.post("/batch", json=sent).status_code == 200
    refused = client.post("/batch", json=sent)
    assert envelope(refused) == (503, "server_error", "rate_limited", None)
    assert 6 <= int(refused.headers["Retry-After"]) <= 7
