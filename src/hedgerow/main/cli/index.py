"""`hedgerow index`: the activity index, which a running server keeps by itself (ADR 13)."""

from typing import Annotated

import typer

from hedgerow.base.errors import NotFound
from hedgerow.base.settings import load_settings
from hedgerow.main.cli.options import Data, failures_told, out
from hedgerow.main.cli.reach import is_running
from hedgerow.main.wiring import opened_house, opened_store
from hedgerow.services.sealing import open_days, seal_days
from hedgerow.store.store import Store

app = typer.Typer(help="The activity index, which makes questions fast.", no_args_is_help=True, add_completion=False)


@app.callback()
def _index() -> None:
    """Make `rebuild` a word of its own, though it is the only one."""


@app.command()
def rebuild(
    project: Annotated[int | None, typer.Argument(help="The project's id; all projects when left out.")] = None,
    data: Data = None,
) -> None:
    """Count the events of days that are over anew. Answers stay right meanwhile: they come from the events."""
    with failures_told():
        settings = load_settings(data=data)
        with opened_store(settings) as store:
            opened = _opened(store, project)
        if is_running(settings):
            out.print("Forgotten. The running server counts the days anew, beginning within a minute.")
            return
        with opened_house(settings) as house:
            for project_id in opened:
                out.print(f"Project {project_id}: {seal_days(house, project_id)} days counted.")


def _opened(store: Store, project: int | None) -> list[int]:
    """The projects all of whose days are open now. Raises NotFound for a project that does not exist."""
    with store.write() as tx:
        found = [one.id for one in tx.projects.all() if project in (None, one.id)]
        if project is not None and not found:
            raise NotFound(f"There is no project {project}.")
        for project_id in found:
            open_days(tx, project_id)
    return found
