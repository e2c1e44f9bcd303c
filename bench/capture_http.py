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
BATCHES = {
    (1, 1): 60,
    (1, 32): 640,
    (20, 1): 40,
    (20, 32): 320,
    (100, 1): 40,
    (100, 32): 160,
    (1000, 1): 8,
    (1000, 32): 32,
}
"""Batches of one run by their size and the number of clients."""

RUNS = (ROUNDS + 1) * len(EVENTS) * len(BATCHES)
"""How often ``done`` is told."""

FIRST_SEED = 1_000_000

_NOTE = (
    f"Medians of {ROUNDS} runs each, in turns, to /batch/, keep-alive, loopback; acknowledged is stored. Processor "
    "time is that of the server alone; the senders, one Python process, share its cores."
)

_Case = tuple[int, int]


def measured_capture_http(server: Server, token: str, *, done: Callable[[], None]) -> Section:
    """Both kinds of events in batches of every size, from one client and from many."""
    seeds = count(FIRST_SEED)

    def run_of(make: MakeEvent, case: _Case) -> Callable[[], Speed]:
        size, clients = case
        return lambda: _run(
            server, bodies(make, token, batches=BATCHES[case], seed=next(seeds), size=size), size, clients
        )

    rows: list[Row] = []
    for name, make in EVENTS.items():
        figures = alternating({str(case): run_of(make, case) for case in BATCHES}, rounds=ROUNDS, done=done)
        rows += [_row(name, case, figures[str(case)]) for case in BATCHES]
    return Section(title="Capture, over HTTP", headings=("events/s", "events/CPU s"), rows=tuple(rows), note=_NOTE)


def _row(name: str, case: _Case, speeds: Sequence[Speed]) -> Row:
    size, clients = case
    clock, processor = median([s.by_clock for s in speeds]), median([s.by_processor for s in speeds])
    cells = (f"{clock:,.0f}", f"{processor:,.0f}")
    named = f"{name}, batches of {size:,}, {clients} client{'s' if clients > 1 else ''}"
    if size == BATCH and clients > 1:
        return held(named, cells, DURABLE_CAPTURE, min(clock, processor))
    return Row(name=named, cells=cells)


def _run(server: Server, sent: Sequence[bytes], size: int, clients: int) -> Speed:
    def send(_: int, share: Sequence[bytes]) -> None:
        with closing(server.connection()) as connection:
            for body in share:
                connection.request("POST", "/batch/", body)

    events = len(sent) * size
    clock, processor = perf_counter(), server.processor_seconds()
    send_all(sent, clients, send)
    return Speed(events / (perf_counter() - clock), events / (server.processor_seconds() - processor))
