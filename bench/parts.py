"""The parts of the bench by name: each gives its tables, and shows how far it is."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from bench import (
    at_once,
    best,
    capture,
    capture_http,
    dashboard,
    data,
    disk,
    growth,
    imports,
    queries,
    serving,
    streaming,
)
from bench.best_sql import PAIRS
from bench.progress import bar
from bench.reference.copy import copied
from bench.server import running_server
from bench.standard import TILES
from bench.stored import measured_stored
from bench.table import Section
from bench.tile_times import REFRESHES, computed, with_refreshes
from hedgerow.main.owner import ensured_owner
from hedgerow.services.house import House
from hedgerow.services.personal_api_keys import create_key
from hedgerow.services.projects import create_project
from hedgerow.vocab.projects import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Where things are: a project with the events, another one for events that are sent, a key for both."""

    folder: Path
    events: int
    project: Project
    sink: Project
    key: str
    console: Console


def prepared(house: House, folder: Path, events: int, console: Console, *, fill: bool) -> Bench:
    """An owner with a key and two projects, one of them with ``events`` if ``fill``."""
    now = house.clock()
    owner = ensured_owner(house.store, house.settings, now).user
    project = create_project(house.store, name="Bench", now=now)
    sink = create_project(house.store, name="Bench, sent", now=now)
    key = create_key(house.store, user_id=owner.id, label="bench", scopes=("*",), now=now, most=None).value
    if fill:
        with bar(f"{events:,} events", events, console) as step:
            data.fill(house, project, data.Size.of(events), progress=step)
    return Bench(folder=folder, events=events, project=project, sink=sink, key=key, console=console)


def _questions(bench: Bench, house: House) -> Iterator[Section]:
    with bar("Trends questions", queries.RUNS, bench.console) as step:
        section = queries.measured_queries(house, bench.project, bench.folder, done=_one(step))
    yield section


def _kinds(bench: Bench, house: House) -> Iterator[Section]:
    with bar("Every kind", len(PAIRS), bench.console) as step:
        section = best.measured_best(house, bench.project, bench.folder, done=_one(step))
    yield section


def _dashboard(bench: Bench, house: House) -> Iterator[Section]:
    with ExitStack() as stack:
        with bar("The reference's tables", 2 * bench.events, bench.console) as step:
            stack.enter_context(copied(house.engine, bench.project.id, progress=step))
        with bar("The standard dashboard", len(TILES), bench.console) as step:
            times = computed(house, bench.project, bench.folder, done=_one(step))
        with bar("All tiles at once", at_once.RUNS, bench.console) as step:
            together = at_once.measured_at_once(house, bench.project, bench.folder, done=_one(step))
        on_disk = measured_stored(house.engine)
    with bar("Refreshed", REFRESHES * len(TILES), bench.console) as step:
        times = with_refreshes(times, house, bench.project, done=_one(step))
    yield from (*dashboard.sections(times), together, on_disk)


def _growth(bench: Bench, house: House) -> Iterator[Section]:
    with bar("Five data sets", sum(size.events for size in growth.sizes(bench.events)), bench.console) as step:
        projects = growth.filled(house, bench.events, progress=step)
    with bar("Growth", growth.RUNS, bench.console) as step:
        section = growth.measured_growth(house, projects, done=_one(step))
    yield section


def _capture(bench: Bench, house: House) -> Iterator[Section]:
    with bar("Capture, in process", capture.RUNS, bench.console) as step:
        section = capture.measured_capture(house, bench.sink, done=_one(step))
    yield section


def _disk(bench: Bench) -> Iterator[Section]:
    with bar("On disk", disk.RUNS, bench.console) as step:
        section = disk.measured_disk(bench.folder, done=_one(step))
    yield section


def _serving(bench: Bench) -> Iterator[Section]:
    with bar("Starts", serving.STARTS, bench.console) as step:
        starts = serving.start_seconds(bench.folder, done=_one(step))
    with running_server(bench.folder) as server:
        at_start = serving.idle_megabytes(server)
        board = serving.board_on(server, bench.project.id, bench.key)
        with bar("Dashboard from the cache", serving.REQUESTS, bench.console) as step:
            shown = serving.measured_dashboard(server, board, done=_one(step))
        yield shown
        with bar("First tiles of a stream", streaming.STREAMS, bench.console) as step:
            streamed = streaming.measured_stream(server, board, done=_one(step))
        yield streamed
        with bar("Capture, over HTTP", capture_http.RUNS, bench.console) as step:
            captured = capture_http.measured_capture_http(server, bench.sink.api_token, done=_one(step))
        yield captured
        yield serving.process_section(starts, at_start, serving.idle_megabytes(server))


def _import(bench: Bench) -> Iterator[Section]:
    bench.console.print("Import and export …")
    yield imports.measured(bench.events, bench.folder, formats=("jsonl",))


def _one(step: Callable[[int], None]) -> Callable[[], None]:
    return lambda: step(1)


IN_THE_HOUSE: Mapping[str, Callable[[Bench, House], Iterator[Section]]] = {
    "questions": _questions,
    "kinds": _kinds,
    "dashboard": _dashboard,
    "growth": _growth,
    "capture": _capture,
}
"""Inside this process, in this order: what captures into the project comes after what reads it."""

AFTERWARDS: Mapping[str, Callable[[Bench], Iterator[Section]]] = {
    "disk": _disk,
    "serving": _serving,
    "import": _import,
}
"""In processes of their own, once this one has let go of the folder."""

WITHOUT_EVENTS = frozenset({"growth", "capture", "disk", "import"})
"""They ask the filled project nothing."""
