"""The standard dashboard as a stream: how soon its first tiles are there."""

from collections.abc import Callable
from contextlib import closing

from bench.budgets import FIRST_TILE, FIRST_TILE_CACHED
from bench.measured import median, percentile
from bench.server import Server
from bench.serving import Board, tails
from bench.table import Section, held

CACHED = 200
COMPUTED = 9

STREAMS = CACHED + COMPUTED
"""How often ``done`` is told."""


def measured_stream(server: Server, board: Board, *, done: Callable[[], None]) -> Section:
    """Milliseconds until the event with the first two tiles, from the cache and computed anew."""

    def milliseconds(refresh: str) -> float:
        path = f"{board.path}stream_tiles?refresh={refresh}"
        with closing(server.connection()) as connection:
            found = 1000 * connection.seconds_to_first_line(path, key=board.key)
        done()
        return found

    cached = [milliseconds("force_cache") for _ in range(CACHED)]
    computed = [milliseconds("force_blocking") for _ in range(COMPUTED)]
    rows = (
        held(f"from the cache, {CACHED}", tails(cached), FIRST_TILE_CACHED, percentile(cached, 99)),
        held(f"computed, {COMPUTED}", tails(computed), FIRST_TILE, median(computed)),
    )
    note = (
        "Until the first event of stream_tiles, which holds the first two tiles, on a new connection each. The budget "
        "is held to the 99th percentile of those from the cache, and to the median of the others."
    )
    return Section(title="First tiles of a stream", headings=("p50 ms", "p99 ms", "most ms"), rows=rows, note=note)
