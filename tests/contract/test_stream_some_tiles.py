"""A stream of some of a dashboard's tiles."""

import pytest
from starlette.testclient import TestClient

from tests.contract.conftest import envelope
from tests.contract.dashboard_fixtures import BASE, got, insight, made
from tests.contract.test_stream_tiles import shown, streamed

pytestmark = pytest.mark.one_store


@pytest.fixture
def board(api: TestClient) -> int:
    """A dashboard with five insights."""
    number: int = made(api)["id"]
    for name in "abcde":
        insight(api, number, name=name)
    return number


@pytest.mark.contract("STREAM-4", "RUN-11")
def test_some_tiles_can_be_asked_for_and_keep_their_places(api: TestClient, board: int) -> None:
    ids = [tile["id"] for tile in got(api, board)["tiles"]]
    events = streamed(api, board, tile_ids=f"{ids[4]},{ids[1]},{ids[2]}")
    assert [(tile["id"], tile["order"]) for tile in shown(events)] == [(ids[1], 1), (ids[2], 2), (ids[4], 4)]
    assert [event.get("order") for event in events] == [None, 4, None]


@pytest.mark.contract("RUN-11")
@pytest.mark.parametrize("wanted", ["x", "-1", "999999"])
def test_tiles_that_are_not_there_are_refused_before_any_event(api: TestClient, board: int, wanted: str) -> None:
    answer = api.get(f"{BASE}/{board}/stream_tiles", params={"tile_ids": wanted})
    assert envelope(answer) == (400, "validation_error", "invalid_input", "tile_ids")
