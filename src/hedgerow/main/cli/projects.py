"""`hedgerow projects`: works beside a running server."""

from typing import Annotated

import typer

from hedgerow.base.settings import load_settings
from hedgerow.main.cli.options import AsJson, Data, failures_told, out, tell_owner
from hedgerow.main.owner import ensured_owner
from hedgerow.main.wiring import clock_of, opened_store
from hedgerow.services.projects import create_project
from hedgerow.vocab.projects import Project

app = typer.Typer(help="Create and list projects.", no_args_is_help=True, add_completion=False)


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="The project's name.")],
    timezone: Annotated[str, typer.Option(help="IANA time zone in which its days begin.")] = "UTC",
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Create a project and show its public token."""
    with failures_told():
        settings = load_settings(data=data)
        with opened_store(settings) as store:
            now = clock_of(settings)()
            owner = ensured_owner(store, settings, now, project_name=name, timezone=timezone)
            tell_owner(owner)
            is_first = owner.password is not None
            project = owner.project if is_first else create_project(store, name=name, timezone=timezone, now=now)
    if as_json:
        out.print_json(data=_described(project))
    else:
        out.print(f"Project {project.id} “{project.name}” ({project.timezone}). Token: [bold]{project.api_token}[/]")


@app.command("list")
def list_all(data: Data = None, as_json: AsJson = False) -> None:
    """List the projects with their tokens."""
    with failures_told(), opened_store(load_settings(data=data)) as store, store.read() as tx:
        projects = tx.projects.all()
    if as_json:
        out.print_json(data=[_described(project) for project in projects])
        return
    for project in projects:
        out.print(f"{project.id:>4}  {project.api_token}  {project.name} ({project.timezone})")


def _described(project: Project) -> dict[str, object]:
    return {
        "id": project.id,
        "uuid": str(project.uuid),
        "name": project.name,
        "api_token": project.api_token,
        "timezone": project.timezone,
        "created_at": project.created_at.isoformat(),
    }
