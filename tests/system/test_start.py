"""What a server has loaded when it is ready: only what serving needs."""

import subprocess
import sys
from pathlib import Path

import pytest

from hedgerow.query import kinds

LOADED_WHEN_NEEDED = (
    "pandas", "numpy", "pyarrow", "alembic", "clickhouse_connect", "joserfc", "httpx2", "mcp", "sqlglot", "jsonschema",
)  # fmt: skip

_READY = """
import sys
from pathlib import Path
from hedgerow.api.app import create_app
from hedgerow.base.settings import load_settings
from hedgerow.main.cli import serve
from hedgerow.main.server import make_ready
from hedgerow.main.wiring import opened_house
from hedgerow.mcp.door import McpDoor

with opened_house(load_settings(data=Path(sys.argv[1]))) as house:
    McpDoor(create_app(house), house)
    make_ready()
    print(*sys.modules, sep="\\n")
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], set[str]]:
    """The modules that are loaded when a server is ready: with a new folder, and with the same once more."""
    data = tmp_path_factory.mktemp("data")
    return _loaded_when_ready(data), _loaded_when_ready(data)


def test_a_server_that_is_ready_has_loaded_no_library_that_it_may_never_need(
    started: tuple[set[str], set[str]],
) -> None:
    first, second = started
    assert "alembic" in first, "a new folder has its tables made"
    assert "chdb._chdb" in second
    assert second & set(LOADED_WHEN_NEEDED) == set()


def test_a_server_that_is_ready_has_loaded_the_kinds_of_insight_that_most_questions_are_of(
    started: tuple[set[str], set[str]],
) -> None:
    plans = {f"{kinds.__name__}.{plan.parent.name}.plan" for plan in Path(kinds.__path__[0]).glob("*/plan.py")}
    reading_sql = {f"{kinds.__name__}.events.plan", f"{kinds.__name__}.hogql.plan"}
    assert plans - started[1] == reading_sql


def _loaded_when_ready(data: Path) -> set[str]:
    command = [sys.executable, "-c", _READY, str(data)]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
