"""The results of a dashboard kept before a refresh (40 §1)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from hedgerow.base.ids import secret_hash
from hedgerow.services.dashboard_snapshots import MOST_KEPT
from hedgerow.store.store import Store
from hedgerow.vocab.people import User
from hedgerow.vocab.projects import Project
from hedgerow.vocab.snapshots import Snapshot
from tests.contract.conftest import HandClock, bearer, envelope
from tests.contract.dashboard_fixtures import BASE, Json, got, happened, insight, made, patched, tile_of, trends

PREFIX = "dashboard_refresh_before_"


@pytest.fixture
def board(api: TestClient, project: Project) -> int:
    """A dashboard with one insight that has not been run; three views happened yesterday."""
    happened(api, project, "2026-02-28", 3)
    number: int = made(api)["id"]
    insight(api, number, name="Views")
    return number


@pytest.fixture
def kept(store: Store, project: Project, owner: User, clock: HandClock) -> Callable[[int, str], Snapshot | None]:
    """Looks up what the store keeps under a key."""

    def found(board: int, key: str) -> Snapshot | None:
        with store.read() as tx:
            return tx.snapshots.get(project.id, board, key_hash=secret_hash(key), user_id=owner.id, now=clock())

    return found


def snapshot(api: TestClient, board: int, **body: Any) -> str:
    answer = api.post(f"{BASE}/{board}/snapshot", json=body)
    assert answer.status_code == 200, answer.text
    assert set(answer.json()) == {"cache_key"}
    key: str = answer.json()["cache_key"]
    return key


def results(kept: Snapshot | None) -> dict[int, tuple[str, Any]]:
    assert kept is not None
    return {tile: (item.insight_name, item.data) for tile, item in kept.results.items()}


def refused(api: TestClient, board: int, body: Any) -> tuple[int, str, str | None]:
    status, kind, code, attr = envelope(api.post(f"{BASE}/{board}/snapshot", json=body))
    assert kind == "validation_error"
    return status, code, attr


def item(**more: Any) -> Json:
    return {"insight_name": "x", "data": [1], **more}


@pytest.mark.contract("SNAP-1", "SNAP-3", "SNAP-9")
@pytest.mark.parametrize("body", [{}, {"client_results": None}, {"client_results": {}}])
def test_without_results_of_a_client_the_cache_is_kept_and_nothing_computed(
    api: TestClient, board: int, kept: Callable[[int, str], Snapshot | None], body: Json
) -> None:
    assert results(kept(board, snapshot(api, board, **body))) == {}
    tile = got(api, board, refresh="blocking")["tiles"][0]
    ((tile_id, (name, data)),) = results(kept(board, snapshot(api, board, **body))).items()
    assert (tile_id, name) == (tile["id"], "Views")
    shown = tile["insight"]["result"]
    assert data == [{key: value for key, value in row.items() if key != "action"} for row in shown]
    assert [row["data"] for row in data] == [[0, 0, 3, 0]]


@pytest.mark.contract("SNAP-1")
def test_empty_results_texts_and_insights_without_a_query_are_left_out(
    api: TestClient, board: int, kept: Callable[[int, str], Snapshot | None]
) -> None:
    made(api, f"/{board}/create_text_tile", body="hello")
    broken_down = trends("never", breakdownFilter={"breakdown": "plan"})
    empty = insight(api, board, name="Empty", query=broken_down)
    api.post("/api/projects/@current/insights", json={"name": "No query", "dashboards": [board]})
    got(api, board, refresh="blocking")
    assert tile_of(api, board, empty["id"])["insight"]["result"] == []
    assert [name for name, _ in results(kept(board, snapshot(api, board))).values()] == ["Views"]


@pytest.mark.contract("SNAP-2", "SNAP-3")
def test_results_of_a_client_are_kept_instead_of_the_cache_and_without_persons(
    api: TestClient, board: int, kept: Callable[[int, str], Snapshot | None]
) -> None:
    got(api, board, refresh="blocking")
    data = {"rows": [{"persons": [1], "n": 1, "deep": {"action": {}, "persons_urls": [], "m": 2}}], "persons_urls": 3}
    key = snapshot(api, board, client_results={"77": {"insight_name": " Mine ", "data": data, "more": "ignored"}})
    assert results(kept(board, key)) == {77: ("Mine", {"rows": [{"n": 1, "deep": {"m": 2}}]})}


@pytest.mark.contract("SNAP-3")
def test_an_insight_without_a_name_is_kept_under_its_derived_name(
    api: TestClient, project: Project, kept: Callable[[int, str], Snapshot | None]
) -> None:
    number = made(api)["id"]
    insight(api, number, derived_name="View count")
    got(api, number, refresh="blocking")
    assert [name for name, _ in results(kept(number, snapshot(api, number))).values()] == ["View count"]


@pytest.mark.contract("SNAP-4")
def test_a_snapshot_lives_for_half_an_hour(
    api: TestClient, board: int, clock: HandClock, kept: Callable[[int, str], Snapshot | None]
) -> None:
    key = snapshot(api, board)
    clock.move(timedelta(seconds=1799))
    assert kept(board, key) is not None
    clock.move(timedelta(seconds=1))
    assert kept(board, key) is None


def test_who_takes_more_snapshots_than_are_kept_loses_the_oldest(
    api: TestClient, board: int, clock: HandClock, kept: Callable[[int, str], Snapshot | None]
) -> None:
    other = made(api)["id"]
    elsewhere, keys = snapshot(api, other), []
    for _ in range(MOST_KEPT + 2):
        clock.move(timedelta(seconds=1))
        keys.append(snapshot(api, board))
    assert [kept(board, key) is not None for key in keys] == [False] * 2 + [True] * MOST_KEPT
    assert kept(other, elsewhere) is not None


@pytest.mark.contract("SNAP-5", "SNAP-9")
def test_every_key_is_new_and_cannot_be_guessed(api: TestClient) -> None:
    number = made(api)["id"]
    keys = {snapshot(api, number) for _ in range(5)}
    assert len(keys) == 5
    assert all(key.startswith(PREFIX) and len(key) - len(PREFIX) >= 22 for key in keys)


@pytest.mark.contract("SNAP-6", "CONV-13")
def test_a_dashboard_that_is_not_there_is_told_before_the_body(api: TestClient, board: int) -> None:
    patched(api, board, deleted=True)
    for number in (board, 999_999, "none"):
        answer = api.post(f"{BASE}/{number}/snapshot", json={"client_results": 1})
        assert envelope(answer) == (404, "invalid_request", "not_found", None)


@pytest.mark.contract("SNAP-7", "AUTH-11", "AUTH-16")
def test_reading_is_enough(client: TestClient, api: TestClient, board: int, make_key: Callable[..., str]) -> None:
    url = f"{BASE}/{board}/snapshot"
    assert client.post(url, json={}, headers=bearer(make_key("dashboard:read"))).status_code == 200
    denied = client.post(url, json={}, headers=bearer(make_key("insight:read")))
    assert envelope(denied) == (403, "authentication_error", "permission_denied", None)


@pytest.mark.contract("SNAP-7", "DASH-30")
def test_a_member_who_may_only_look_may_keep_results(
    client: TestClient, api: TestClient, board: int, member: User, make_key: Callable[..., str]
) -> None:
    patched(api, board, restriction_level=37)
    answer = client.post(f"{BASE}/{board}/snapshot", json={}, headers=bearer(make_key(user=member)))
    assert answer.status_code == 200, answer.text


@pytest.mark.contract("SNAP-2", "SNAP-3", "ERR-4")
@pytest.mark.parametrize(
    ("sent", "code", "attr"),
    [
        ([], "not_a_dict", "client_results"),
        ("text", "not_a_dict", "client_results"),
        ({"12": {"data": [1]}}, "required", "client_results__12__insight_name"),
        ({"12": item(insight_name="")}, "blank", "client_results__12__insight_name"),
        ({"12": item(insight_name="  ")}, "blank", "client_results__12__insight_name"),
        ({"12": item(insight_name=None)}, "null", "client_results__12__insight_name"),
        ({"12": {"insight_name": "x"}}, "required", "client_results__12__data"),
        ({"1": item(), "12": item(data=[])}, "invalid_input", "client_results__12__data"),
        ({"12": item(data={})}, "invalid_input", "client_results__12__data"),
        ({"12": item(data="")}, "invalid_input", "client_results__12__data"),
        ({"12": item(data=0)}, "invalid_input", "client_results__12__data"),
        ({"12": item(data=False)}, "invalid_input", "client_results__12__data"),
        ({"12": 5}, "invalid_input", "client_results__12"),
    ],
)
def test_what_a_client_sends_is_checked(api: TestClient, board: int, sent: Any, code: str, attr: str) -> None:
    assert refused(api, board, {"client_results": sent}) == (400, code, attr)


@pytest.mark.contract("SNAP-8", "ERR-8")
@pytest.mark.parametrize("key", ["abc", "1.5", "", "9" * 40, "١"])
def test_a_key_that_is_no_tile_id_is_named(api: TestClient, board: int, key: str) -> None:
    assert refused(api, board, {"client_results": {key: {}}}) == (400, "invalid_input", f"client_results__{key}")


@pytest.mark.contract("SNAP-8")
def test_size_and_number_of_results_are_limited(api: TestClient, board: int) -> None:
    too_many = {str(n): item() for n in range(501)}
    too_large = {"1": item(data="x" * (5 * 2**20))}
    for sent in (too_many, too_large):
        assert refused(api, board, {"client_results": sent}) == (400, "invalid_input", "client_results")
    snapshot(api, board, client_results={str(n): item() for n in range(500)})


@pytest.mark.contract("SNAP-10")
def test_the_stored_filters_of_the_dashboard_apply(
    api: TestClient, board: int, kept: Callable[[int, str], Snapshot | None]
) -> None:
    patched(api, board, filters={"date_from": "-1d"})
    got(api, board, refresh="blocking")
    ((_, data),) = results(kept(board, snapshot(api, board))).values()
    assert [row["data"] for row in data] == [[3, 0]]


@pytest.mark.contract("SNAP-11", "CONV-11", "FMT-9")
def test_the_dashboard_stays_as_it_is_and_other_fields_are_ignored(api: TestClient, board: int) -> None:
    def listed() -> Json:
        found: list[Json] = api.get(BASE).json()["results"]
        return next(item for item in found if item["id"] == board)

    before = listed()
    snapshot(api, board, name="other", last_refresh="2020-01-01T00:00:00Z", deleted=True)
    assert listed() == before


@pytest.mark.contract("FMT-3")
def test_the_answer_comes_as_an_event_when_asked(api: TestClient, board: int) -> None:
    answer = api.post(f"{BASE}/{board}/snapshot", json={}, params={"format": "txt"})
    assert answer.status_code == 200
    assert answer.text.startswith(f'data: {{"cache_key":"{PREFIX}')
