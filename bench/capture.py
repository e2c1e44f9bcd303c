"""Capture inside this process: what parsing costs, and parsing with the durable commit."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from time import perf_counter, process_time

from bench.budgets import DURABLE_CAPTURE
from bench.measured import alternating, median
from bench.senders import send_all
from bench.sent import BATCH, MakeEvent, bodies, page_view, small_event
from bench.table import Row, Section, held
from hedgerow.capture.body import Hints, json_text
from hedgerow.capture.event import clean_events
from hedgerow.capture.wire import delivery
from hedgerow.services.house import House
from hedgerow.vocab.events import Event
from hedgerow.vocab.projects import Project

ROUNDS = 5
EVENTS: Mapping[str, MakeEvent] = {"page views": page_view, "small events": small_event}
SUBMITTERS = (1, 16)
BATCHES_EACH = {0: 100, 1: 60, 16: 320}
"""Batches of one run by the number of submitters; none when they are only parsed."""

RUNS = (ROUNDS + 1) * len(EVENTS) * len(BATCHES_EACH)
"""How often ``done`` is told."""

_LIMIT = 20 * 2**20
_NOTE = (
    f"Medians of {ROUNDS} runs each, in turns, batches of {BATCH}; every event has a new uuid, looked up before it is "
    "stored. The budget is held to the lower of both figures, the second being what one core could do. It is about "
    "groups: one submitter waits for every commit, so it has none."
)


@dataclass(frozen=True, slots=True)
class Speed:
    """Events a second: by the clock, and by the processor time of all cores together."""

    by_clock: float
    by_processor: float


def measured_capture(house: House, project: Project, *, done: Callable[[], None]) -> Section:
    """Both kinds of events, parsed only and committed, by one submitter and by many."""
    seeds = count()
    rows = [row for name, make in EVENTS.items() for row in _rows(name, make, house, project, seeds, done)]
    headings = ("KB/event", "events/s", "events/CPU s")
    return Section(title="Capture, in process", headings=headings, rows=tuple(rows), note=_NOTE)


def _rows(
    name: str, make: MakeEvent, house: House, project: Project, seeds: Iterator[int], done: Callable[[], None]
) -> Iterator[Row]:
    sample = bodies(make, project.api_token, batches=20, seed=next(seeds))
    size = f"{sum(map(len, sample)) / len(sample) / BATCH / 1000:.1f}"

    def run_of(submitters: int) -> Callable[[], Speed]:
        def run() -> Speed:
            sent = bodies(make, project.api_token, batches=BATCHES_EACH[submitters], seed=next(seeds))
            return _speed(sent, lambda: _take(house, project, sent, submitters))

        return run

    figures = alternating({str(number): run_of(number) for number in BATCHES_EACH}, rounds=ROUNDS, done=done)
    for submitters in BATCHES_EACH:
        speeds = figures[str(submitters)]
        clock, processor = median([s.by_clock for s in speeds]), median([s.by_processor for s in speeds])
        cells = (size, f"{clock:,.0f}", f"{processor:,.0f}")
        if submitters > 1:
            yield held(f"{name}, committed, {submitters} submitters", cells, DURABLE_CAPTURE, min(clock, processor))
        else:
            yield Row(name=f"{name}, {'committed, 1 submitter' if submitters else 'parsed only'}", cells=cells)


def _take(house: House, project: Project, sent: Sequence[bytes], submitters: int) -> None:
    if submitters == 0:
        for body in sent:
            _parsed(body, house, project)
        return

    def submit(_: int, share: Sequence[bytes]) -> None:
        for body in share:
            house.committer.submit_and_wait(_parsed(body, house, project))

    stored = house.committer.counts.stored
    send_all(sent, submitters, submit)
    assert house.committer.counts.stored - stored == len(sent) * BATCH, "Not every event was stored."


def _parsed(body: bytes, house: House, project: Project) -> list[Event]:
    return clean_events(delivery(json_text(body, Hints(), limit=_LIMIT)), team_id=project.id, now=house.clock())


def _speed(sent: Sequence[bytes], take: Callable[[], None]) -> Speed:
    events = len(sent) * BATCH
    clock, processor = perf_counter(), process_time()
    take()
    return Speed(events / (perf_counter() - clock), events / (process_time() - processor))
