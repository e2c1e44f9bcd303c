"""`hedgerow export`: everything of a project as files that others read and `hedgerow import` takes back."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from hedgerow.base.canonical_json import wire
from hedgerow.base.settings import load_settings
from hedgerow.main.cli.options import Data, err, failures_told
from hedgerow.main.cli.reach import reached
from hedgerow.main.cli.transfer_options import ProjectId, ServerKey, ServerUrl, progress_bar
from hedgerow.main.transfer.definitions import read_definitions
from hedgerow.main.transfer.event_pages import EventChoice, busy_days, event_pages
from hedgerow.main.transfer.event_writers import event_writer
from hedgerow.main.transfer.people import people_count, people_pages
from hedgerow.main.transfer.things import read_things
from hedgerow.main.transfer.whole_file import whole_file

app = typer.Typer(help="Write a project's data to files.", no_args_is_help=True, add_completion=False)

Target = Annotated[Path, typer.Argument(metavar="OUT", help="The file to write; one that is there is replaced.")]


@app.command()
def events(
    out: Target,
    form: Annotated[
        str | None, typer.Option("--format", help="jsonl or parquet; else as the file's name says.")
    ] = None,
    since: Annotated[datetime | None, typer.Option("--from", help="Only events from this time on, UTC.")] = None,
    until: Annotated[datetime | None, typer.Option("--to", help="Only events before this time, UTC.")] = None,
    event: Annotated[list[str] | None, typer.Option(help="Only events of this name; may be given again.")] = None,
    project: ProjectId = "@current",
    data: Data = None,
    host: ServerUrl = None,
    key: ServerKey = None,
) -> None:
    """Export events, oldest first, as JSON lines or Parquet."""
    choice = EventChoice(since=_iso(since), until=_iso(until), names=event or ())
    written = 0
    with failures_told(), reached(load_settings(data=data), host, key) as server:
        api = server.project(project)
        days = busy_days(api, choice)
        with event_writer(out, form) as file, progress_bar("Exporting") as bar:
            task = bar.add_task("", total=sum(each.events for each in days))
            for each in days:
                for page in event_pages(api, choice, each):
                    file.write(page)
                    written += len(page)
                    bar.update(task, completed=written, description=f"{written:,} events")
    err.print(f"Wrote {written:,} events to {out}.")


@app.command()
def persons(
    out: Target,
    project: ProjectId = "@current",
    data: Data = None,
    host: ServerUrl = None,
    key: ServerKey = None,
) -> None:
    """Export people with their distinct ids and properties, as JSON lines."""
    written = 0
    with failures_told(), reached(load_settings(data=data), host, key) as server, whole_file(out) as file:
        api = server.project(project)
        with progress_bar("Exporting") as bar:
            task = bar.add_task("", total=people_count(api))
            for page in people_pages(api):
                file.write(b"".join(wire(person) + b"\n" for person in page))
                written += len(page)
                bar.update(task, completed=written, description=f"{written:,} people")
    err.print(f"Wrote {written:,} people to {out}.")


@app.command()
def definitions(
    out: Target,
    project: ProjectId = "@current",
    data: Data = None,
    host: ServerUrl = None,
    key: ServerKey = None,
) -> None:
    """Export event and property definitions, as one JSON object."""
    with failures_told(), reached(load_settings(data=data), host, key) as server, whole_file(out) as file:
        found = read_definitions(server.project(project))
        file.write(wire(found) + b"\n")
    err.print(f"Wrote {_counted(found)} to {out}.")


@app.command()
def dashboards(
    out: Target,
    project: ProjectId = "@current",
    data: Data = None,
    host: ServerUrl = None,
    key: ServerKey = None,
) -> None:
    """Export dashboards and what they are made of, as one JSON object.

    That is insights, texts and buttons, actions, cohorts, variables and quick filters, each as the API shows it.
    """
    with failures_told(), reached(load_settings(data=data), host, key) as server, whole_file(out) as file:
        with progress_bar("Exporting") as bar:
            task = bar.add_task("", total=None)
            found = read_things(server.project(project), lambda kind: bar.update(task, description=kind))
        file.write(wire(found) + b"\n")
    err.print(f"Wrote {_counted(found)} to {out}.")


def _counted(found: Mapping[str, Sequence[object]]) -> str:
    return ", ".join(f"{len(items):,} {kind.replace('_', ' ')}" for kind, items in found.items())


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.replace(tzinfo=moment.tzinfo or UTC).isoformat()
