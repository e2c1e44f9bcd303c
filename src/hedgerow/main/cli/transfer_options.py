"""What `import` and `export` share: which server and project, where events go, and a progress bar."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from hedgerow.main.cli.options import err
from hedgerow.main.cli.reach import Server
from hedgerow.main.transfer.event_sinks import EventSink, HouseSink, ServerSink

ProjectId = Annotated[str, typer.Option("--project", help="The project's id; the key's current one by default.")]
ServerUrl = Annotated[
    str | None, typer.Option("--host", help="Address of a server elsewhere; by default that of the data folder.")
]
ServerKey = Annotated[
    str | None, typer.Option("--key", envvar="HEDGEROW_API_KEY", help="Personal API key, needed with --host.")
]

DryRun = Annotated[bool, typer.Option("--dry-run", help="Read everything and report, but store nothing.")]


def event_sink(server: Server, project: Mapping[str, Any]) -> EventSink:
    """Where events of ``project``, as the API shows it, go."""
    return HouseSink(server.house.committer) if server.house else ServerSink(server.http, project["api_token"])


def progress_bar(title: str) -> Progress:
    """A bar on stderr with the time that is left, and a description for what is counted."""
    columns = (
        TextColumn(title), BarColumn(), TaskProgressColumn(), TextColumn("{task.description}"), TimeElapsedColumn(),
        TimeRemainingColumn(),
    )  # fmt: skip
    return Progress(*columns, console=err, transient=True)
