"""Folders of dashboards, and many dashboards changed at once (contract 10 §1, §8; ADR 12)."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.store.store import Store
from hedgerow.vocab.projects import Project
from tests.contract.conftest import envelope
from tests.contract.dashboard_fixtures import BASE, activity, counted_statements, got, lasting, made, patched

MOVE = f"{BASE}/move_folder"
MANY = f"{BASE}/bulk_update"


def filed(api: TestClient, **query: str) -> dict[str, str | None]:
    """The folder of each listed dashboard, by name."""
    return {item["name"]: item["folder"] for item in api.get(BASE, params=query).json()["results"]}


def folders(api: TestClient) -> dict[str, int]:
    return {one["path"]: one["count"] for one in api.get(f"{BASE}/folders").json()["results"]}


@pytest.fixture
def filing(api: TestClient) -> TestClient:
    """A project with dashboards in three folders and one in none."""
    for name, folder in (("a", "Team"), ("b", "Team/Web"), ("c", "Team/Web"), ("d", "Teams"), ("e", "")):
        made(api, name=name, _create_in_folder=folder)
    return api


@pytest.mark.contract("DASH-107")
def test_a_dashboard_is_filed_when_it_is_made_and_moved_by_a_change(api: TestClient) -> None:
    board = made(api, name="x", _create_in_folder=" A / /B ")
    assert (board["folder"], filed(api)) == ("A/B", {"x": "A/B"})
    assert patched(api, board["id"], name="y")["folder"] == "A/B"
    assert patched(api, board["id"], folder="C")["folder"] == "C"
    assert patched(api, board["id"], folder=None)["folder"] is None
    assert patched(api, board["id"], folder=" / ")["folder"] is None


@pytest.mark.contract("DASH-107", "ERR-2")
def test_a_folder_that_is_no_short_text_is_refused(api: TestClient) -> None:
    board = made(api)
    for sent, code in (("x" * 401, "max_length"), (5, "invalid_input"), ({}, "invalid_input")):
        answer = api.patch(f"{BASE}/{board['id']}", json={"folder": sent})
        assert envelope(answer) == (400, "validation_error", code, "folder")
    assert got(api, board["id"])["folder"] is None


@pytest.mark.contract("DASH-90")
def test_a_list_of_a_folder_holds_what_lies_below_it_too(filing: TestClient) -> None:
    assert sorted(filed(filing, folder="Team")) == ["a", "b", "c"]
    assert sorted(filed(filing, folder=" Team/ Web/")) == ["b", "c"]
    assert filed(filing, folder="team") == {}
    assert len(filed(filing, folder="")) == 5


def test_folders_are_told_with_what_lies_in_them_itself(filing: TestClient) -> None:
    assert folders(filing) == {"Team": 1, "Team/Web": 2, "Teams": 1}
    other = filing.post("/api/projects", json={"name": "Other"}).json()["id"]
    assert filing.get(f"/api/projects/{other}/dashboards/folders").json() == {"results": []}


def test_a_folder_is_moved_with_all_below_it_and_its_deleted_dashboards(
    filing: TestClient, store: Store, project: Project
) -> None:
    ids = {item["name"]: item["id"] for item in filing.get(BASE).json()["results"]}
    patched(filing, ids["c"], deleted=True)
    assert filing.post(MOVE, json={"folder": "Team", "to": "Old/Crew"}).json()["moved"] == 3
    assert folders(filing) == {"Old/Crew": 1, "Old/Crew/Web": 1, "Teams": 1}
    assert patched(filing, ids["c"], deleted=False)["folder"] == "Old/Crew/Web"
    assert ("updated", ["folder"]) in activity(store, project.id, ids["a"])
    assert filing.post(MOVE, json={"folder": "Old/Crew", "to": None}).json()["moved"] == 3
    assert filed(filing) == {"a": None, "b": "Web", "c": "Web", "d": "Teams", "e": None}
    assert filing.post(MOVE, json={"folder": "nowhere", "to": "x"}).json() == {"moved": 0, "before": []}


def test_what_a_move_answers_puts_each_dashboard_back_where_it_lay_the_deleted_ones_too(filing: TestClient) -> None:
    before = filed(filing)
    ids = {item["name"]: item["id"] for item in filing.get(BASE).json()["results"]}
    patched(filing, ids["c"], deleted=True)
    moved = filing.post(MOVE, json={"folder": "Team", "to": "Teams"}).json()["before"]
    assert folders(filing) == {"Teams": 2, "Teams/Web": 1}
    for path in ("Team", "Team/Web"):
        lay_there = [one["id"] for one in moved if one["folder"] == path]
        done = filing.post(MANY, json={"ids": lay_there, "folder": path}).json()
        assert done == {"updated": lay_there, "skipped": []}
    patched(filing, ids["c"], deleted=False)
    assert filed(filing) == before


@pytest.mark.contract("ERR-2")
@pytest.mark.parametrize(
    ("sent", "code", "attr"),
    [
        ({"to": "x"}, "required", "folder"), ({"folder": "Team"}, "required", "to"),
        ({"folder": " / ", "to": "x"}, "blank", "folder"), ({"folder": "Team", "to": 5}, "invalid_input", "to"),
        ({"folder": "Team", "to": "x" * 399}, "max_length", "to"),
    ],
)  # fmt: skip
def test_a_move_that_makes_no_sense_moves_nothing(filing: TestClient, sent: Any, code: str, attr: str) -> None:
    assert envelope(filing.post(MOVE, json=sent)) == (400, "validation_error", code, attr)
    assert folders(filing) == {"Team": 1, "Team/Web": 2, "Teams": 1}


@pytest.mark.contract("DASH-41", "DASH-44", "TAG-13", "LOG-1")
def test_many_dashboards_are_moved_pinned_deleted_and_restored(
    filing: TestClient, store: Store, project: Project
) -> None:
    ids = {item["name"]: item["id"] for item in filing.get(BASE).json()["results"]}
    some = [ids["b"], 2**40, ids["a"], ids["b"]]
    done = filing.post(MANY, json={"ids": some, "folder": "New", "pinned": True}).json()
    assert done["updated"] == [ids["b"], ids["a"]]
    assert [one["id"] for one in done["skipped"]] == [2**40]
    assert filed(filing, pinned="true") == {"a": "New", "b": "New"}
    filing.post(MANY, json={"ids": some, "deleted": True})
    assert sorted(filed(filing)) == ["c", "d", "e"]
    assert filed(filing, deleted="true") == {"a": "New", "b": "New"}
    assert filing.post(MANY, json={"ids": some, "pinned": False}).json()["updated"] == []
    assert filing.post(MANY, json={"ids": [ids["a"]], "deleted": False}).json()["updated"] == [ids["a"]]
    assert got(filing, ids["a"])["pinned"]
    assert [did for did, _ in activity(store, project.id, ids["a"])] == ["created", "updated", "deleted", "restored"]


@pytest.mark.contract("ERR-2")
@pytest.mark.parametrize(
    ("sent", "code", "attr"),
    [
        ({}, "required", "ids"), ({"ids": []}, "empty", "ids"), ({"ids": ["x"]}, "invalid_input", "ids__0"),
        ({"ids": [1], "folder": 5}, "invalid_input", "folder"),
        ({"ids": [1], "deleted": "x"}, "invalid_input", "deleted"),
        ({"ids": [1] * 501}, "max_length", "ids"),
    ],
)  # fmt: skip
def test_a_change_of_many_that_makes_no_sense_changes_none(api: TestClient, sent: Any, code: str, attr: str) -> None:
    assert envelope(api.post(MANY, json=sent)) == (400, "validation_error", code, attr)


@pytest.mark.contract("DASH-92")
def test_folders_take_one_statement_however_many_there_are(filing: TestClient, store: Store) -> None:
    with counted_statements(store) as few:
        folders(filing)
    for number in range(8):
        made(filing, _create_in_folder=f"F{number}")
    with counted_statements(store) as many:
        assert len(folders(filing)) == 11
    assert lasting(many) == lasting(few)
