"""The command line: one file per group of commands, each read only when it is called for.

So `hedgerow keys` need not wait for the web server's imports, nor `serve` for those of Parquet.
"""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

_PLACES = {
    "serve": "serve:serve",
    "demo": "demo:demo",
    "migrate": "migrate:migrate_tables",
    "doctor": "doctor:doctor",
    "backup": "backups:backup",
    "restore": "backups:restore",
    "openapi": "openapi:openapi",
    "mcp": "mcp:mcp",
    "projects": "projects:app",
    "keys": "keys:app",
    "users": "users:app",
    "import": "import_things:app",
    "export": "exports:app",
    "index": "index:app",
}
"""Every word, and where what it does is written."""


class _Commands(TyperGroup):
    """The words of `_PLACES`."""

    def list_commands(self, ctx: object) -> list[str]:  # noqa: ARG002
        return list(_PLACES)

    def get_command(self, ctx: object, cmd_name: str) -> Any:  # noqa: ARG002
        if cmd_name not in _PLACES:
            return None
        module, _, name = _PLACES[cmd_name].partition(":")
        found = getattr(import_module(f"hedgerow.main.cli.{module}"), name)
        if not isinstance(found, typer.Typer):
            alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
            alone.command(cmd_name)(found)
            found = alone
        command = get_command(found)
        command.name = cmd_name
        return command


app = typer.Typer(
    name="hedgerow",
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback()
def _hedgerow() -> None:
    """Self-hosted product analytics: dashboards, insights and event capture in one process."""
