"""The `hedgerow` command in this process: what it prints, without the seconds it takes to start."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from hedgerow.main.cli import app
from hedgerow.main.transfer.api import ProjectApi
from tests.system.conftest import Site


def run(*words: object, data: Path) -> Result:
    """How ``hedgerow …`` ends on a data folder, and what it prints."""
    return CliRunner().invoke(app, [*map(str, words), "--data", str(data)])


def done(*words: object, data: Path) -> str:
    """What a command prints that must succeed."""
    result = run(*words, data=data)
    assert result.exit_code == 0, result.output
    return result.output


def report(*words: object, data: Path) -> dict[str, Any]:
    """The object that a command prints with ``--json``."""
    result = run(*words, "--json", data=data)
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def new_project(site: Site, name: str) -> ProjectApi:
    """A project without anything on a running server."""
    made = report("projects", "create", name, "--timezone", "Europe/Berlin", data=site.server.data)
    return ProjectApi(http=site.client, project=str(made["id"]))
