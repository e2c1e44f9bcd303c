"""`hedgerow import`: data from files and from other servers."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from hedgerow.base.errors import SettingsError
from hedgerow.base.settings import load_settings
from hedgerow.main.cli.options import AsJson, Data, failures_told, out
from hedgerow.main.cli.reach import reached
from hedgerow.main.cli.transfer_options import DryRun, ProjectId, ServerKey, ServerUrl, event_sink, progress_bar
from hedgerow.main.transfer.event_files import EventFile, opened_events
from hedgerow.main.transfer.event_import import EventImport
from hedgerow.main.transfer.event_rows import FIELDS, EventRows
from hedgerow.main.transfer.event_sinks import EventSink
from hedgerow.main.transfer.import_report import ImportReport
from hedgerow.main.transfer.rejected_rows import RejectedRows
from hedgerow.main.wiring import clock_of

app = typer.Typer(
    help="Bring data in: events from files, everything from another server.", no_args_is_help=True, add_completion=False
)

_SHOWN = 20


@app.command()
def events(
    files: Annotated[list[Path], typer.Argument(help="JSON lines, CSV or Parquet; .gz and .zst are opened too.")],
    project: ProjectId = "@current",
    mapping: Annotated[
        str, typer.Option(help="Which column holds what: event=name,distinct_id=user_id,timestamp=ts,properties.plan=p")
    ] = "",
    dry_run: DryRun = False,
    data: Data = None,
    host: ServerUrl = None,
    key: ServerKey = None,
    token: Annotated[
        str | None, typer.Option("--token", help="The project's token (phc_…): with --host all that is needed.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Import events from files.

    A row needs an event's name, a distinct id and a time. Rows that cannot be stored are written to
    FILE.rejected.jsonl with the reason. Run the same command again after an interruption: every event counts once.
    """
    with failures_told():
        settings = load_settings(data=data)
        rows = EventRows(_mapping(mapping))
        opened = [opened_events(path) for path in files]
        with reached(settings, host, key) as server:
            place: dict[str, Any] = {"id": 0, "api_token": token} if host and token else server.project(project).get("")
            sink = None if dry_run else event_sink(server, place)
            report = _imported(opened, sink, rows, place["id"], clock_of(settings)())
    _tell(report, as_json=as_json, dry_run=dry_run)


def _imported(
    files: Sequence[EventFile], sink: EventSink | None, rows: EventRows, team_id: int, now: datetime
) -> ImportReport:
    report = ImportReport(duplicates=None if sink is None else 0)
    with progress_bar("Importing") as bar:
        task = bar.add_task("import", total=sum(file.size for file in files))
        for file in files:
            rejected = RejectedRows(file.path.with_name(f"{file.path.name}.rejected.jsonl"))
            moved = EventImport(sink, rows, report, team_id=team_id, now=now, rejected=rejected)
            before = bar.tasks[task].completed

            def shown(_: int, file: EventFile = file, before: float = before) -> None:
                bar.update(task, completed=before + file.read, description=f"{report.read:,} rows")

            moved.run(file.rows(), shown)
            bar.update(task, completed=before + file.size)
    return report


def _mapping(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        field, sign, column = part.partition("=")
        if not sign or not column or not (field in FIELDS or field.startswith("properties.")):
            known = ", ".join(sorted(FIELDS))
            raise SettingsError(f"--mapping cannot be read at {part!r}: write field=column; fields: {known}.")
        found[field] = column
    return found


def _tell(report: ImportReport, *, as_json: bool, dry_run: bool) -> None:
    if as_json:
        out.print_json(data=report.described())
        return
    for line in _sentences(report, dry_run=dry_run):
        out.print(line, markup=False)


def _sentences(report: ImportReport, *, dry_run: bool) -> Iterator[str]:
    taken = report.events.total()
    if dry_run:
        yield f"Read {report.read:,} rows: {taken:,} events. Nothing was stored."
    elif report.duplicates is None:
        yield f"Read {report.read:,} rows; sent {report.stored:,} events. The server keeps each once."
    else:
        yield f"Read {report.read:,} rows; stored {report.stored:,} events, {report.duplicates:,} were there before."
    if report.left_out:
        yield f"Left out {report.left_out:,} that are no analytics events (recordings and the like)."
    for reason, count in report.refused.most_common(_SHOWN):
        places = ", ".join(report.places[reason]) + (", …" if count > len(report.places[reason]) else "")
        yield f"Refused {count:,}: {reason} (at {places})"
    yield "Events: " + (", ".join(f"{name} {count:,}" for name, count in report.events.most_common(_SHOWN)) or "none")
    for name, types in sorted(report.properties.items()):
        yield f"  {name}: " + ", ".join(f"{kind} {count:,}" for kind, count in types.most_common())
