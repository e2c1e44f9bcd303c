"""A dashboard as a stream of events (contract 30 §6)."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from typing import Any

import pytest
from sqlalchemy import update
from starlette.testclient import TestClient

from hedgerow.api.event_stream import EventStream, event
from hedgerow.services.dashboard_results import tile_result
from hedgerow.services.house import House, Visit
from hedgerow.services.insight_results import InsightResult
from hedgerow.store.store import Store
from hedgerow.store.tables.dashboards import insights
from hedgerow.vocab.dashboards import Tile
from hedgerow.vocab.projects import Project
from tests.contract.conftest import START, bearer, envelope
from tests.contract.dashboard_fixtures import BASE, box, got, happened, insight, made, patched, tile_of, trends

pytestmark = pytest.mark.one_store

Json = dict[str, Any]


def parsed(text: str) -> list[Json]:
    """The events of a whole stream; each has to be one line of compact JSON and an empty line (STREAM-9)."""
    assert text.endswith("\n\n")
    events = []
    for part in text.removesuffix("\n\n").split("\n\n"):
        assert "\n" not in part
        events.append(json.loads(part.removeprefix("data: ")))
        assert part == "data: " + json.dumps(events[-1], separators=(",", ":"), ensure_ascii=False)
    return events


def streamed(api: TestClient, board: int, **query: str) -> list[Json]:
    answer = api.get(f"{BASE}/{board}/stream_tiles", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/event-stream")
    return parsed(answer.text)


def shown(events: list[Json]) -> list[Json]:
    """All tiles of a stream, in the order in which they came."""
    return [*events[0]["dashboard"]["tiles"], *(event["tile"] for event in events if event["type"] == "tile")]


@pytest.fixture
def board(api: TestClient) -> int:
    """A dashboard with five insights, a to e, in this order."""
    number: int = made(api)["id"]
    for name in "abcde":
        insight(api, number, name=name, query=trends(name))
    return number


def break_insight(store: Store, project: Project, insight_id: int, query: Any) -> None:
    """Store a query that no endpoint would have let in."""
    here = (insights.c.team_id == project.id, insights.c.id == insight_id)
    with store.write() as tx:
        tx.insights._connection.execute(update(insights).where(*here).values(query=query))


@pytest.mark.contract("STREAM-4", "STREAM-9")
def test_two_tiles_come_with_the_dashboard_and_the_others_one_by_one(api: TestClient, board: int) -> None:
    events = streamed(api, board)
    assert [found["type"] for found in events] == ["metadata", "tile", "tile", "tile", "complete"]
    assert [tile["order"] for tile in events[0]["dashboard"]["tiles"]] == [0, 1]
    assert [found["order"] for found in events[1:-1]] == [2, 3, 4]
    assert [found["tile"]["order"] for found in events[1:-1]] == [2, 3, 4]
    assert [tile["insight"]["name"] for tile in shown(events)] == list("abcde")
    assert events[-1] == {"type": "complete"}


@pytest.mark.contract("STREAM-7")
@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_dashboard_of_up_to_two_tiles_is_complete_after_its_first_event(api: TestClient, count: int) -> None:
    board = made(api)["id"]
    for _ in range(count):
        insight(api, board)
    events = streamed(api, board)
    assert [found["type"] for found in events] == ["metadata", "complete"]
    assert len(events[0]["dashboard"]["tiles"]) == count


@pytest.mark.contract("STREAM-3", "DASH-21")
@pytest.mark.parametrize("refresh", [None, "blocking", "force_blocking"])
def test_a_stream_shows_what_retrieve_shows(api: TestClient, project: Project, board: int, refresh: str | None) -> None:
    happened(api, project, "2026-02-28", 3, name="a")
    api.post(f"{BASE}/{board}/create_text_tile", json={"body": "hällo\nworld"})
    patched(api, board, filters={"date_from": "-2d"}, variables={}, tags=["core"])
    query = {} if refresh is None else {"refresh": refresh}
    query["filters_override"] = '{"date_from":"-5d"}'
    events = streamed(api, board, **query)
    whole = got(api, board, **query)
    pairs = zip(whole["tiles"], shown(events), strict=True)
    assert shown(events) == [{**tile, **_freshness(found)} for tile, found in pairs]
    assert {**events[0]["dashboard"], "tiles": []} == {**whole, "tiles": []}
    computed = shown(events)[0]["insight"]["result"]
    assert computed is None if refresh is None else computed[0]["data"] == [0, 0, 0, 0, 3, 0]


def _freshness(tile: Json) -> Json:
    """What differs between a computed tile and the same one out of the cache."""
    own = {"is_cached": tile["is_cached"]}
    return own if tile["insight"] is None else {**own, "insight": tile["insight"]}


@pytest.mark.contract("STREAM-2")
def test_a_stream_is_a_visit(api: TestClient, board: int) -> None:
    events = streamed(api, board)
    assert events[0]["dashboard"]["last_accessed_at"] == "2026-03-01T12:30:15Z"
    (item,) = api.get(BASE).json()["results"]
    assert item["last_accessed_at"] == "2026-03-01T12:30:15Z"


@pytest.mark.contract("STREAM-4", "TILE-3")
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, "ab"), ({"layoutSize": "sm"}, "ab"), ({"layoutSize": "xs"}, "ba"), ({"layout_size": "xs"}, "ba"),
        ({"layoutSize": "big"}, "ab"), ({"layout_size": ""}, "ab"),
    ],
)  # fmt: skip
def test_tiles_come_in_the_order_of_the_chosen_size(api: TestClient, query: dict[str, str], names: str) -> None:
    board = made(api)["id"]
    places = {"a": {"sm": box(0, 0)["sm"], "xs": box(0, 9)["sm"]}, "b": {"sm": box(0, 5)["sm"], "xs": box(0, 0)["sm"]}}
    for name, layouts in places.items():
        tile = tile_of(api, board, insight(api, board, name=name)["id"])
        patched(api, board, tiles=[{"id": tile["id"], "layouts": layouts}])
    tiles = shown(streamed(api, board, **query))
    assert "".join(tile["insight"]["name"] for tile in tiles) == names
    assert [tile["order"] for tile in tiles] == [0, 1]


@pytest.mark.contract("STREAM-10", "FMT-2", "FMT-3")
def test_a_stream_is_one_whatever_format_is_asked_for(api: TestClient, board: int) -> None:
    formats: list[Json] = [{}, {"format": "json"}, {"format": "txt"}]
    accepts = ["application/json", "text/event-stream"]
    for query, accept in [*((asked, "*/*") for asked in formats), *(({}, accept) for accept in accepts)]:
        headers = {"Accept": accept, "Accept-Encoding": "gzip, zstd"}
        answer = api.get(f"{BASE}/{board}/stream_tiles", params=query, headers=headers)
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-cache"
        assert answer.headers["x-accel-buffering"] == "no"
        assert "content-encoding" not in answer.headers
        assert answer.text.startswith('data: {"type":"metadata",')
        assert len(parsed(answer.text)) == 5
    assert envelope(api.get(f"{BASE}/{board}/stream_tiles", params={"format": "xml"}))[0] == 404


@pytest.mark.contract("STREAM-1", "CONV-6")
def test_a_dashboard_that_is_not_here_is_refused_before_any_event(
    api: TestClient, store: Store, project: Project, make_key: Callable[..., str]
) -> None:
    gone = made(api)["id"]
    patched(api, gone, deleted=True)
    for number in (gone, 999, "x"):
        answer = api.get(f"{BASE}/{number}/stream_tiles")
        assert envelope(answer) == (404, "invalid_request", "not_found", None)
        assert answer.headers["content-type"] == "application/json"
    here = made(api)["id"]
    answer = api.get(f"{BASE}/{here}/stream_tiles", headers=bearer(make_key("query:read")))
    assert envelope(answer)[0] == 403
    anonymous = api.get(f"{BASE}/{here}/stream_tiles", headers={"Authorization": ""})
    assert envelope(anonymous)[0] == 401


@pytest.mark.contract("STREAM-1", "CONV-8")
def test_another_projects_dashboard_is_refused(api: TestClient, store: Store, project: Project) -> None:
    with store.write() as tx:
        other = tx.projects.create(
            organization_id=project.organization_id, name="other", api_token="phc_other", now=START
        )
    here = made(api)["id"]
    assert envelope(api.get(f"/api/projects/{other.id}/dashboards/{here}/stream_tiles"))[0] == 404


@pytest.mark.contract("STREAM-8")
@pytest.mark.parametrize("name", ["filters_override", "variables_override"])
@pytest.mark.parametrize("text", ["{", "5", "[]"])
def test_an_override_that_is_no_json_object_is_refused(api: TestClient, board: int, name: str, text: str) -> None:
    answer = api.get(f"{BASE}/{board}/stream_tiles", params={name: text})
    assert envelope(answer) == (400, "validation_error", "invalid_input", name)
    assert api.get(BASE).json()["results"][0]["last_accessed_at"] is None


def test_only_get_streams(api: TestClient, board: int) -> None:
    assert api.head(f"{BASE}/{board}/stream_tiles").status_code == 405
    assert api.post(f"{BASE}/{board}/stream_tiles").status_code == 405


@pytest.mark.contract("TILE-7", "STREAM-6", "DASH-26")
def test_a_query_nobody_understands_leaves_an_error_on_its_tile(
    api: TestClient, store: Store, project: Project, board: int
) -> None:
    broken = {"kind": "NoSuchQuery"}
    for tile in (got(api, board)["tiles"][place] for place in (1, 3)):
        break_insight(store, project, tile["insight"]["id"], broken)
    events = streamed(api, board, refresh="blocking")
    assert [found["type"] for found in events] == ["metadata", "tile", "tile", "tile", "complete"]
    for place, tile in enumerate(shown(events)):
        assert ("error" in tile) is (place in {1, 3})
        assert (tile["insight"]["result"] is None) is (place in {1, 3})
    assert set(shown(events)[3]["error"]) == {"type", "message"}


@pytest.mark.contract("STREAM-5", "STREAM-6", "STREAM-11")
def test_a_tile_that_cannot_be_shown_is_an_error_in_its_place(
    api: TestClient, monkeypatch: pytest.MonkeyPatch, board: int
) -> None:
    tiles = got(api, board)["tiles"]

    def failing(house: House, visit: Visit, tile: Tile, *rest: Any, **more: Any) -> InsightResult | None:
        if tile.id in {tiles[1]["id"], tiles[3]["id"]}:
            raise RuntimeError("secret words of the inside")
        return tile_result(house, visit, tile, *rest, **more)

    monkeypatch.setattr("hedgerow.services.dashboard_streams.tile_result", failing)
    events = streamed(api, board)
    first, broken = events[0]["dashboard"]["tiles"]
    assert first["insight"]["name"] == "a"
    assert set(broken) == {"id", "error"}
    assert broken["id"] == tiles[1]["id"]
    assert set(broken["error"]) == {"type", "message"}
    assert [found["type"] for found in events[1:]] == ["tile", "error", "tile", "complete"]
    assert [found["order"] for found in events if found["type"] == "tile"] == [2, 4]
    assert events[2] == {"type": "error", "tile_id": tiles[3]["id"], "error": "This tile could not be shown."}


@pytest.mark.contract("STREAM-11")
def test_a_stream_that_breaks_says_so_last_and_is_not_complete(api: TestClient, house: House, board: int) -> None:
    house.workers.close()
    events = streamed(api, board)
    assert events == [{"type": "error", "error": "The stream broke. Ask again."}]


def test_while_nothing_is_ready_comments_keep_the_connection_alive() -> None:
    ready = asyncio.Event()

    async def slow() -> AsyncGenerator[bytes]:
        yield event({"type": "metadata"})
        await ready.wait()
        yield event({"type": "complete"})

    async def collect() -> list[bytes]:
        sent: list[bytes] = []

        async def send(message: Any) -> None:
            sent.append(message.get("body", b""))
            if sent.count(b": still here\n\n") == 2:
                ready.set()

        async def receive() -> Any:
            await asyncio.Event().wait()

        scope = {"type": "http", "path": "/", "asgi": {"spec_version": "2.3"}}
        await EventStream(slow(), heartbeat_seconds=0.01)(scope, receive, send)
        return [part for part in sent if part]

    sent = asyncio.run(collect())
    assert sent[:3] == [event({"type": "metadata"}), b": still here\n\n", b": still here\n\n"]
    assert sent[-1] == event({"type": "complete"})


def test_a_stream_is_left_off_as_soon_as_its_client_is_gone() -> None:
    ended = []

    async def endless() -> AsyncGenerator[bytes]:
        try:
            yield event({"type": "metadata"})
            await asyncio.Event().wait()
        finally:
            ended.append(True)

    async def leave() -> None:
        first = asyncio.Event()

        async def send(message: Any) -> None:
            if message.get("body"):
                first.set()

        async def receive() -> Any:
            await first.wait()
            return {"type": "http.disconnect"}

        await asyncio.wait_for(EventStream(endless())({"type": "http", "path": "/"}, receive, send), timeout=10)

    asyncio.run(leave())
    assert ended == [True]
