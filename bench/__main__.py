"""`python -m bench --events N`: fills a temporary folder, measures section by section, prints the tables."""

import argparse
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from bench import best, capture, capture_http, data, disk, imports, queries, serving
from bench.best_sql import PAIRS
from bench.machine import facts
from bench.progress import bar
from bench.server import running_server
from bench.table import Section, markdown, show
from hedgerow.base.settings import Settings, load_settings
from hedgerow.main.owner import ensured_owner
from hedgerow.main.wiring import opened_house
from hedgerow.services.house import House
from hedgerow.services.personal_api_keys import create_key
from hedgerow.services.projects import create_project
from hedgerow.vocab.projects import Project

RESULTS = Path(__file__).with_name("RESULTS.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """The project with the data, another one for events that are sent, a key for both."""

    project: Project
    sink: Project
    key: str
    engine_version: str


def main() -> None:
    """Measure as the command line asks."""
    asked = _arguments()
    # Whoever stops the bench gets the server stopped and the folder removed, as with Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # A file or a pipe has no width of its own; the tables should not be folded there.
    console = Console() if sys.stdout.isatty() else Console(width=120)
    try:
        with tempfile.TemporaryDirectory(prefix="hedgerow-bench-", ignore_cleanup_errors=True) as folder:
            _measure(Path(folder), asked.events, console, write=asked.write)
    except KeyboardInterrupt:
        console.print("Stopped; nothing is left behind.")
        raise SystemExit(130) from None


def _measure(folder: Path, events: int, console: Console, *, write: bool) -> None:
    settings = load_settings(data=folder, now=data.NOW)
    sections: list[Section] = []

    def tell(section: Section) -> None:
        sections.append(section)
        show(section, console)

    with opened_house(settings) as house:
        prepared = _prepared(house, settings, events, console)
        told = facts(prepared.engine_version, events=events)
        console.print(*told, "", sep="\n", highlight=False)
        with bar("Trends questions", queries.RUNS, console) as step:
            tell(queries.measured_queries(house, prepared.project, folder / "events", done=_one(step)))
        with bar("Every kind", len(PAIRS), console) as step:
            tell(best.measured_best(house, prepared.project, folder / "events", done=_one(step)))
        with bar("Capture, in process", capture.RUNS, console) as step:
            tell(capture.measured_capture(house, prepared.sink, done=_one(step)))
    with bar("On disk", disk.RUNS, console) as step:
        tell(disk.measured_disk(folder, done=_one(step)))
    with bar("Starts", serving.STARTS, console) as step:
        starts = serving.start_seconds(folder, done=_one(step))
    with running_server(folder) as server:
        at_start = serving.idle_megabytes(server)
        with bar("Dashboard from the cache", serving.REQUESTS, console) as step:
            tell(serving.measured_dashboard(server, prepared.project.id, prepared.key, done=_one(step)))
        with bar("Capture, over HTTP", capture_http.RUNS, console) as step:
            tell(capture_http.measured_capture_http(server, prepared.sink.api_token, done=_one(step)))
        tell(serving.process_section(starts, at_start, serving.idle_megabytes(server)))
    console.print("Import and export …")
    tell(imports.measured(events, folder, formats=("jsonl",)))
    if write:
        RESULTS.write_text(markdown(sections, told))
        console.print(f"Written to {RESULTS}.")


def _prepared(house: House, settings: Settings, events: int, console: Console) -> Prepared:
    now = house.clock()
    owner = ensured_owner(house.store, settings, now).user
    project = create_project(house.store, name="Bench", now=now)
    sink = create_project(house.store, name="Bench, sent", now=now)
    key = create_key(house.store, user_id=owner.id, label="bench", scopes=("*",), now=now, most=None).value
    with bar(f"{events:,} events", events, console) as step:
        data.fill(house.store, house.engine, project.id, events=events, progress=step)
    return Prepared(project=project, sink=sink, key=key, engine_version=house.engine.version())


def _one(step: Callable[[int], None]) -> Callable[[], None]:
    return lambda: step(1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--events", type=_size, default=5_000_000, help="events of the data set (%(default)s)")
    parser.add_argument("--write", action="store_true", help=f"also write the tables to {RESULTS.name}")
    return parser.parse_args()


def _size(text: str) -> int:
    size = int(text.replace("_", ""))
    if size < 1000:
        raise argparse.ArgumentTypeError("at least 1000 events")
    return size


if __name__ == "__main__":
    main()
