"""`hedgerow import` of people, definitions and dashboards from files, and of everything from another server."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from hedgerow.base.canonical_json import fingerprint
from hedgerow.base.errors import SettingsError
from hedgerow.base.settings import load_settings
from hedgerow.main.cli.imports import app
from hedgerow.main.cli.options import AsJson, Data, failures_told, out
from hedgerow.main.cli.reach import client, reached
from hedgerow.main.cli.transfer_options import DryRun, ProjectId, ServerKey, ServerUrl, event_sink, progress_bar
from hedgerow.main.transfer.api import ProjectApi
from hedgerow.main.transfer.definitions import import_definitions, read_definitions
from hedgerow.main.transfer.event_pages import EventChoice, busy_days
from hedgerow.main.transfer.import_log import ImportLog
from hedgerow.main.transfer.people import import_people, people_count
from hedgerow.main.transfer.rejected_rows import RejectedRows
from hedgerow.main.transfer.server_import import ServerImport
from hedgerow.main.transfer.things import ThingImport, read_things
from hedgerow.main.wiring import clock_of

Source = Annotated[Path, typer.Argument(metavar="FILE", help="A file that `hedgerow export` wrote.")]


@app.command()
def persons(
    file: Source, project: ProjectId = "@current", data: Data = None, host: ServerUrl = None, key: ServerKey = None
) -> None:
    """Import people: before the events, so that distinct ids of one person stay together.

    Once more after the events lets properties be as they were exported. Doing it again changes nothing else.
    """
    done: Counter[str] = Counter()
    with failures_told(), reached(load_settings(data=data), host, key) as server, progress_bar("Importing") as bar:
        task = bar.add_task("", total=None)
        for lot in import_people(server.project(project), _lines(file)):
            done += lot
            bar.update(task, description=f"{done['created'] + done['updated']:,} people")
    out.print(
        f"{done['created']:,} people are new, {done['updated']:,} were known. Distinct ids that mean somebody else "
        f"here: {done['kept_apart']:,}. People without a distinct id, left out: {done['nameless']:,}."
    )


@app.command()
def definitions(
    file: Source, project: ProjectId = "@current", data: Data = None, host: ServerUrl = None, key: ServerKey = None
) -> None:
    """Import what was said of events and properties: descriptions, tags, marks. Events should be there before."""
    with failures_told(), reached(load_settings(data=data), host, key) as server:
        said, problems = import_definitions(server.project(project), _object(file), lambda _: None)
    _tell(said, Counter(), problems)


@app.command()
def dashboards(
    file: Source, project: ProjectId = "@current", data: Data = None, host: ServerUrl = None, key: ServerKey = None
) -> None:
    """Import dashboards with their insights, texts, actions, cohorts and variables. Each run makes them anew."""
    with failures_told(), reached(load_settings(data=data), host, key) as server, progress_bar("Importing") as bar:
        task = bar.add_task("", total=None)
        things = ThingImport(server.project(project), ImportLog())
        things.run(_object(file), lambda kind: bar.update(task, description=kind))
    _tell(things.made, things.before, things.problems)


@app.command()
def posthog(
    host: Annotated[str, typer.Option("--host", help="Address of the server to import from.")],
    key: Annotated[str, typer.Option("--key", envvar="POSTHOG_API_KEY", help="A personal API key of it (phx_…).")],
    project: Annotated[str, typer.Option("--project", help="The id of its project.")] = "@current",
    into: Annotated[str, typer.Option("--into", help="The project here, by id.")] = "@current",
    with_data: Annotated[bool, typer.Option("--data-too/--no-data", help="Events and people too.")] = True,
    dry_run: DryRun = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Import a project from a server with the same API: people, events, dashboards, definitions.

    Run the same command again after an interruption, or later for what is new: nothing is made twice.
    """
    with failures_told():
        settings = load_settings(data=data)
        with client(host, key) as http:
            source = ProjectApi(http=http, project=project)
            theirs = source.get("")
            if dry_run:
                _tell_found(source, with_data=with_data)
                return
            with reached(settings) as server, progress_bar("Importing") as bar:
                ours = server.project(into).get("")
                task = bar.add_task("", total=None)
                place = settings.data / "imports" / fingerprint([host.rstrip("/"), theirs["id"], ours["uuid"]])
                moving = ServerImport(
                    source=ProjectApi(http=http, project=str(theirs["id"])),
                    target=server.project(str(ours["id"])),
                    sink=event_sink(server, ours),
                    log=ImportLog(place.with_suffix(".jsonl")),
                    team_id=ours["id"],
                    now=clock_of(settings)(),
                    rejected=RejectedRows(place.with_suffix(".rejected.jsonl")),
                    progress=lambda name, done, total: bar.update(
                        task, description=f"{name} {done:,}" if done else name, completed=done, total=total or None
                    ),
                )
                moving.run(with_data=with_data)
    if as_json:
        out.print_json(data=moving.described())
        return
    if with_data:
        events, people = moving.events, moving.people
        out.print(f"{people['created'] + people['updated']:,} people, {events.read:,} events read.")
        for reason, count in events.refused.items():
            out.print(f"Refused {count:,} events: {reason} (uuid {', '.join(events.places[reason])})", markup=False)
    _tell(moving.things, moving.before, moving.problems)


def _tell_found(source: ProjectApi, *, with_data: bool) -> None:
    found = Counter({kind: len(items) for kind, items in read_things(source, lambda _: None).items()})
    found += Counter({kind: len(items) for kind, items in read_definitions(source).items()})
    if with_data:
        found["people"] = people_count(source)
        found["events"] = sum(days.events for days in busy_days(source, EventChoice()))
    out.print(f"Found {_counted(found)}. Nothing was imported.")


def _tell(made: Counter[str], before: Counter[str], problems: Iterable[str]) -> None:
    out.print(f"Imported {_counted(made)}.")
    if before:
        out.print(f"Imported by an earlier run: {_counted(before)}.")
    for problem in problems:
        out.print(f"Not imported: {problem}", markup=False)


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {kind.replace('_', ' ')}" for kind, count in counts.items()) or "nothing"


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    try:
        with file.open("rb") as opened:
            for number, line in enumerate(opened, start=1):
                yield _parsed(line, f"{file}, line {number},")
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}.") from error


def _object(file: Path) -> dict[str, Any]:
    try:
        return _parsed(file.read_bytes(), str(file))
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}.") from error


def _parsed(text: bytes, place: str) -> dict[str, Any]:
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise SettingsError(f"{place} is not JSON: {error}.") from error
    if not isinstance(value, dict):
        raise SettingsError(f"{place} is no JSON object.")
    return value
