"""What a server has loaded when it is ready: only what serving needs."""

import subprocess
import sys
from pathlib import Path

LOADED_WHEN_NEEDED = ("pandas", "numpy", "pyarrow", "alembic", "clickhouse_connect", "joserfc", "httpx2", "mcp")

_READY = """
import sys
from pathlib import Path
from hedgerow.api.app import create_app
from hedgerow.base.settings import load_settings
from hedgerow.main.cli import serve
from hedgerow.main.wiring import opened_house
from hedgerow.mcp.door import McpDoor

with opened_house(load_settings(data=Path(sys.argv[1]))) as house:
    McpDoor(create_app(house), house)
    print(*sys.modules, sep="\\n")
"""


def test_a_server_that_is_ready_has_loaded_no_library_that_it_may_never_need(tmp_path: Path) -> None:
    first, second = (_loaded_when_ready(tmp_path) for _ in range(2))
    assert "alembic" in first, "a new folder has its tables made"
    assert "chdb._chdb" in second
    assert second & set(LOADED_WHEN_NEEDED) == set()


def _loaded_when_ready(data: Path) -> set[str]:
    command = [sys.executable, "-c", _READY, str(data)]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
