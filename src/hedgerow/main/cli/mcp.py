"""`hedgerow mcp`: the stdio bridge for agents that start their servers themselves."""

from typing import Annotated

import anyio
import typer

from hedgerow.main.cli.options import fail

Url = Annotated[str, typer.Option("--url", envvar="HEDGEROW_URL", help="Address of the Hedgerow server.")]
Key = Annotated[str, typer.Option("--key", envvar="HEDGEROW_API_KEY", help="Personal API key; best by environment.")]
Project = Annotated[
    str, typer.Option("--project", envvar="HEDGEROW_PROJECT_ID", help="Project id; the key's current one by default.")
]


def mcp(url: Url = "http://127.0.0.1:8000", key: Key = "", project: Project = "@current") -> None:
    """Serve MCP on stdin and stdout, with the tools of a running Hedgerow server."""
    if not key:
        fail("HEDGEROW_API_KEY is not set: make a key with `hedgerow keys create`.")
    if not url.startswith(("http://", "https://")):
        fail(f"HEDGEROW_URL must start with http:// or https://, and is {url}")
    from hedgerow.mcp.over_stdio import serve_stdio  # the protocol's library would slow every other command down

    anyio.run(lambda: serve_stdio(url=url, key=key, project=project))
