"""Memory that is not used goes back to the system; measured in processes of their own."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the system says there what a process has")

_RESIDENT = """
import sys
from pathlib import Path
from hedgerow.main.process_memory import free_large_pieces

def megabytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6
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


def test_large_pieces_go_back_when_they_are_freed_though_smaller_ones_stay_between_them() -> None:
    assert told(_PIECES, "kept") > 30, "glibc alone keeps them, or there would be nothing to do"
    assert told(_PIECES, "freed") < 10
