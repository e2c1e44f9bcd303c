"""Memory that is not used goes back to the system; measured in processes of their own."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the system says there what a process has")

_RESIDENT = """
import sys
from pathlib import Path
from hedgerow.main.process_memory import free_large_pieces, let_go_of_code

def megabytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6
"""

_CODE = """
from hedgerow.base.settings import load_settings
from hedgerow.main.wiring import opened_house

with opened_house(load_settings(data=Path(sys.argv[1]))) as house:
    before = megabytes()
    let_go_of_code()
    after = megabytes()
    assert house.engine.version(), "what is needed comes back"
    print(before - after)
"""

_PIECES = """
if sys.argv[1] == "freed":
    free_large_pieces()
bytearray(b"x" * 30_000_000)  # from this, glibc learns that large pieces come and go
before = megabytes()
pieces, between = [], []
for _ in range(100):
    pieces.append(b"x" * 2**20)
    between.append(b"y" * 2**10)
pieces.clear()
print(megabytes() - before)
"""


def told(script: str, argument: str) -> float:
    command = [sys.executable, "-c", _RESIDENT + script, argument]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_a_server_lets_go_of_the_code_that_only_starting_ran(tmp_path: Path) -> None:
    assert told(_CODE, str(tmp_path)) > 50


def test_large_pieces_go_back_when_they_are_freed_though_smaller_ones_stay_between_them() -> None:
    assert told(_PIECES, "kept") > 30, "glibc alone keeps them, or there would be nothing to do"
    assert told(_PIECES, "freed") < 10
