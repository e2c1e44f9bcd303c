"""Capture over HTTP: what a client sees, and what the server's process spends."""

from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import count
from time import perf_counter

from bench.budgets import DURABLE_CAPTURE
from bench.capture import EVENTS, Speed
from bench.measured import alternating, median
from bench.senders import send_all
from bench.sent import BATCH, MakeEvent, bodies
from bench.server import Server
from bench.table import Row, Section, held

ROUNDS = 3
CONNECTIONS = {1: 40, 8: 160}
"""Batches of one run by the number of connections."""

RUNS = (ROUNDS + 1) * len(EVENTS) * len(CONNECTIONS)
"""How often ``done`` is told."""

FIRST_SEED = 1_000_000

_NOTE = (
    f"Medians of {ROUNDS} runs each, in turns, batches of {BATCH} to /batch/, keep-alive, loopback; acknowledged is "
    "stored. Processor time is that of the server alone; the sender shares its cores."
)


def measured_capture_http(server: Server, token: str, *, done: Callable[[], None]) -> Section:
    """Both kinds of events over one connection and over several."""
    seeds = count(FIRST_SEED)

    def run_of(make: MakeEvent, connections: int) -> Callable[[], Speed]:
        return lambda: _run(
            server, bodies(make, token, batches=CONNECTIONS[connections], seed=next(seeds)), connections
        )

    rows: list[Row] = []
    for name, make in EVENTS.items():
        figures = alternating({str(n): run_of(make, n) for n in CONNECTIONS}, rounds=ROUNDS, done=done)
        rows += [_row(name, connections, figures[str(connections)]) for connections in CONNECTIONS]
    return Section(title="Capture, over HTTP", headings=("events/s", "events/CPU s"), rows=tuple(rows), note=_NOTE)


def _row(name: str, connections: int, speeds: Sequence[Speed]) -> Row:
    clock, processor = median([s.by_clock for s in speeds]), median([s.by_processor for s in speeds])
    cells = (f"{clock:,.0f}", f"{processor:,.0f}")
    if connections == 1:
        return Row(name=f"{name}, 1 connection", cells=cells)
    return held(f"{name}, {connections} connections", cells, DURABLE_CAPTURE, min(clock, processor))


def _run(server: Server, sent: Sequence[bytes], connections: int) -> Speed:
    def send(_: int, share: Sequence[bytes]) -> None:
        with closing(server.connection()) as connection:
            for body in share:
                connection.request("POST", "/batch/", body)

    events = len(sent) * BATCH
    clock, processor = perf_counter(), server.processor_seconds()
    send_all(sent, connections, send)
    return Speed(events / (perf_counter() - clock), events / (server.processor_seconds() - processor))
