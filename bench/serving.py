"""The server itself: how soon it answers, what it weighs, and the standard dashboard from the cache."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from bench.budgets import CACHED_DASHBOARD_P99, IDLE_MEMORY, START_SECONDS
from bench.measured import median, percentile
from bench.senders import send_all
from bench.server import Connection, Server, running_server
from bench.standard import TILES
from bench.table import Row, Section, held

STARTS = 5
WARM_UP = 20
SEQUENTIAL = 300
PER_SECOND = 200
SECONDS = 10
CONNECTIONS = 16
HOPELESS_SECONDS = 5
"""A request this late shows that the server cannot keep the pace: no more are sent."""

SETTLE_SECONDS = 10
"""How long a server is left alone before its idle memory counts: its engine gives back what was freed 5 s later."""

REQUESTS = WARM_UP + SEQUENTIAL + PER_SECOND * SECONDS
"""How often ``done`` is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The dashboard that is asked for, and the key it is asked with."""

    path: str
    key: str


def start_seconds(data: Path, *, done: Callable[[], None]) -> list[float]:
    """How long each of several starts took on a folder with data."""
    found = []
    for _ in range(STARTS):
        with running_server(data) as server:
            found.append(server.start_seconds)
        done()
    return found


def idle_megabytes(server: Server) -> float:
    """The memory of a server that has been left alone for a moment."""
    sleep(SETTLE_SECONDS)
    return server.resident_megabytes()


def measured_dashboard(server: Server, board: Board, *, done: Callable[[], None]) -> Section:
    """The standard dashboard, all of it in the cache: one request after another, and many at a steady pace."""
    with closing(server.connection()) as connection:
        size = _check(connection, board)
        for _ in range(WARM_UP):
            _milliseconds(connection, board, perf_counter(), done)
        spent = server.processor_seconds()
        sequential = [_milliseconds(connection, board, perf_counter(), done) for _ in range(SEQUENTIAL)]
        spent = server.processor_seconds() - spent
    paced = _paced(server, board, done)
    late = sum(milliseconds >= HOPELESS_SECONDS * 1000 for milliseconds in paced)
    note = (
        f"Twelve tiles, {size / 1000:.0f} KB, force_cache; the server spends {spent / SEQUENTIAL * 1000:.1f} ms of "
        f"processor time on each. At {PER_SECOND}/s a request's time counts from when it was due, over {CONNECTIONS} "
        f"keep-alive connections for {SECONDS} s. {late} of {len(paced)} were {HOPELESS_SECONDS} s late or more; what "
        "was due after that was given up and counts as just so late."
    )
    rows = (
        Row(name=f"one after another, {SEQUENTIAL}", cells=tails(sequential)),
        held(f"at {PER_SECOND} requests/s", tails(paced), CACHED_DASHBOARD_P99, percentile(paced, 99)),
    )
    return Section(title="Dashboard from the cache", headings=("p50 ms", "p99 ms", "most ms"), rows=rows, note=note)


def process_section(starts: Sequence[float], at_start: float, at_end: float) -> Section:
    """Start-up and memory: seconds of each start, megabytes before and after the run."""
    start, slowest = median(starts), max(starts)
    rows = (
        held("start to first answer", (f"{start:.2f} s",), START_SECONDS, start),
        held("idle memory after start", (f"{at_start:.0f} MB",), IDLE_MEMORY, at_start),
        held("idle memory after the run", (f"{at_end:.0f} MB",), IDLE_MEMORY, at_end),
    )
    note = (
        f"Median of {len(starts)} starts on the full data folder until /_readyz answers; the slowest took "
        f"{slowest:.2f} s. The run is the dashboard and the capture over HTTP above."
    )
    return Section(title="The server's process", headings=("measured",), rows=rows, note=note)


def board_on(server: Server, project_id: int, key: str) -> Board:
    """A dashboard with the standard tiles, all of them in the cache."""
    api = f"/api/projects/{project_id}"
    with closing(server.connection()) as connection:
        dashboard = connection.json("POST", f"{api}/dashboards/", {"name": "Bench"}, key=key)["id"]
        for tile in TILES:
            insight = {
                "name": tile.name,
                "query": {"kind": "InsightVizNode", "source": tile.question},
                "dashboards": [dashboard],
                "saved": True,
            }
            connection.json("POST", f"{api}/insights/", insight, key=key)
        path = f"{api}/dashboards/{dashboard}/"
        connection.request("GET", f"{path}?refresh=blocking", key=key)
    return Board(path=path, key=key)


def _check(connection: Connection, board: Board) -> int:
    """The size of the dashboard's body in bytes, once it is sure that every tile has a result from the cache."""
    body = connection.request("GET", board.path, key=board.key)
    tiles = connection.json("GET", board.path, key=board.key)["tiles"]
    assert len(tiles) == len(TILES), f"{len(tiles)} tiles"
    for tile in tiles:
        assert tile["insight"]["result"], f"A tile is empty: {tile['insight']['name']}"
        assert tile["insight"]["is_cached"], f"A tile was computed: {tile['insight']['name']}"
    return len(body)


def _milliseconds(connection: Connection, board: Board, due: float, done: Callable[[], None]) -> float:
    """Milliseconds from ``due`` until the dashboard is there."""
    connection.request("GET", board.path, key=board.key)
    milliseconds = 1000 * (perf_counter() - due)
    done()
    return milliseconds


def _paced(server: Server, board: Board, done: Callable[[], None]) -> list[float]:
    """Milliseconds of every request of a steady stream.

    Every request is due at its own moment, whether or not those before it are answered, and waits from then on: a
    server that falls behind cannot hide it. A connection that is hopelessly late gives the rest of its share up; each
    of those counts as that late, or the requests nobody sent would make the figures better.
    """
    found: list[float] = []
    begin = perf_counter() + 0.5

    def ask(_: int, share: Sequence[int]) -> None:
        with closing(server.connection()) as connection:
            for place, number in enumerate(share):
                due = begin + number / PER_SECOND
                sleep(max(0.0, due - perf_counter()))
                if perf_counter() - due > HOPELESS_SECONDS:
                    found.extend([HOPELESS_SECONDS * 1000.0] * (len(share) - place))
                    return
                found.append(_milliseconds(connection, board, due, done))

    send_all(range(PER_SECOND * SECONDS), CONNECTIONS, ask)
    return found


def tails(milliseconds: Sequence[float]) -> tuple[str, ...]:
    """The 50th and 99th percentile and the most."""
    return tuple(f"{percentile(milliseconds, percent):.1f}" for percent in (50, 99, 100))
