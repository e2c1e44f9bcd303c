"""Event definitions by name, their primary properties, and many verified at once (contract 70 §5)."""

from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from hedgerow.store.store import Store
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from tests.contract.conftest import envelope
from tests.contract.test_event_definitions import URL, Json, lines, made


@pytest.mark.contract("EVDEF-54", "ERR-6")
def test_an_event_is_found_by_exactly_its_name(api: TestClient) -> None:
    one = made(api, "Signed up, twice")
    assert api.get(f"{URL}/by_name", params={"name": "Signed up, twice"}).json() == one
    for query, status in (({}, 400), ({"name": ""}, 400), ({"name": "signed up, twice"}, 404), ({"name": "Sig"}, 404)):
        answer = api.get(f"{URL}/by_name", params=query)
        assert (answer.status_code, list(answer.json())) == (status, ["detail"])


@pytest.mark.contract("EVDEF-56")
def test_primary_properties_are_told_of_the_events_that_have_one(api: TestClient) -> None:
    made(api, "a", primary_property="plan")
    made(api, "b, c", primary_property="price")
    made(api, "none")

    def told(**query: Any) -> Json:
        answer = api.get(f"{URL}/primary_properties", params=query).json()
        assert list(answer) == ["primary_properties"]
        properties: Json = answer["primary_properties"]
        return properties

    assert told() == {"a": "plan", "b, c": "price"}
    assert told(names=["a", "none", "missing"]) == {"a": "plan"}
    assert told(names="b, c") == {"b, c": "price"}


@pytest.mark.contract("EVDEF-57")
def test_many_events_are_verified_at_once(api: TestClient, store: Store, project: Project, owner: User) -> None:
    plain, hidden, already = made(api, "plain"), made(api, "hidden", hidden=True), made(api, "done", verified=True)
    missing = str(uuid4())
    ids = [missing, hidden["id"], already["id"], plain["id"], plain["id"]]
    answer = api.post(f"{URL}/bulk_update_verified", json={"ids": ids, "verified": True}).json()
    assert answer["updated"] == [{"id": hidden["id"], "verified": True}, {"id": plain["id"], "verified": True}]
    assert [item["id"] for item in answer["skipped"]] == [missing]
    shown = api.get(f"{URL}/{hidden['id']}").json()
    assert (shown["verified"], shown["hidden"], shown["verified_by"]["id"]) == (True, False, owner.id)
    assert [change["field"] for change in lines(store, project, hidden)[-1][1]] == ["verified", "hidden"]
    assert lines(store, project, already) == [("created", [])]
    answer = api.post(f"{URL}/bulk_update_verified", json={"ids": [plain["id"]], "verified": False}).json()
    assert answer == {"updated": [{"id": plain["id"], "verified": False}], "skipped": []}
    shown = api.get(f"{URL}/{plain['id']}").json()
    assert (shown["verified"], shown["verified_at"], shown["verified_by"]) == (False, None, None)


@pytest.mark.contract("EVDEF-57")
@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"verified": True}, ("required", "ids")),
        ({"ids": [], "verified": True}, ("empty", "ids")),
        ({"ids": ["x"], "verified": True}, ("invalid_input", "ids__0")),
        ({"ids": [str(uuid4()) for _ in range(501)], "verified": True}, ("max_length", "ids")),
        ({"ids": [str(uuid4())]}, ("required", "verified")),
    ],
)
def test_a_wrong_bulk_verification_is_refused(api: TestClient, body: Json, told: tuple[str, str]) -> None:
    assert envelope(api.post(f"{URL}/bulk_update_verified", json=body)) == (400, "validation_error", *told)
