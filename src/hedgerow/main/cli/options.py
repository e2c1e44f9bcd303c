"""Options many commands share, and how a failure is told at the command line."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from hedgerow.base.errors import ClientError, HedgerowError
from hedgerow.main.owner import Owner

Data = Annotated[Path | None, typer.Option("--data", help="Folder for everything Hedgerow keeps (HEDGEROW_DATA).")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer as one JSON object, for scripts.")]
Port = Annotated[int | None, typer.Option("--port", help="Port to listen on (HEDGEROW_PORT, 8000).")]
Host = Annotated[str | None, typer.Option("--host", help="Address to listen on (HEDGEROW_HOST, 127.0.0.1).")]

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def fail(message: str) -> NoReturn:
    """Say what is wrong on stderr and end with status 1."""
    err.print(f"[bold red]hedgerow:[/] {message}")
    raise typer.Exit(1)


def tell_owner(owner: Owner) -> None:
    """Show the login of an owner who was made just now; it cannot be shown again."""
    if owner.password is not None:
        err.print(f"Made the owner of this server: [bold]{owner.user.email}[/], password [bold]{owner.password}[/]")


@contextmanager
def failures_told() -> Generator[None]:
    """Turn Hedgerow's own failures into a sentence and status 1; anything else is a bug and shows its trace."""
    try:
        yield
    except ClientError as error:
        fail(error.detail)
    except HedgerowError as error:
        fail(str(error))
