"""A full disk refuses an insert; none ends well that stored nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.faults.full_disk import NAMESPACE, refuse_when_impossible
from bench.faults.outcome import NotPossible

CHILD = """
import json, secrets, sys
from pathlib import Path
from hedgerow.base.errors import EngineError
from hedgerow.engine.chdb_engine import ChdbEngine
from hedgerow.vocab.statement import Statement

folder = Path(sys.argv[1])
engine = ChdbEngine(folder / "engine")
engine.command(Statement("CREATE TABLE t (s String) ENGINE = MergeTree ORDER BY ()"))
acknowledged = refused = 0
with open(folder / "ballast", "wb", buffering=0) as ballast:
    while refused < 3:
        try:
            ballast.write(bytes(2**20))
        except OSError:
            pass
        try:
            engine.insert("t", json.dumps({"s": secrets.token_hex(10_000)}).encode())
            acknowledged += 1
        except EngineError:
            refused += 1
(folder / "ballast").unlink()
print(acknowledged, engine.query(Statement("SELECT count() FROM t")).rows[0][0])
"""


def test_an_insert_that_finds_no_room_says_so(tmp_path: Path) -> None:
    try:
        refuse_when_impossible(tmp_path)
    except NotPossible as reason:
        pytest.skip(str(reason))
    mounted = 'mount -t tmpfs -o size=32m tmpfs "$0" && exec "$@"'
    command = [*NAMESPACE, "sh", "-c", mounted, str(tmp_path), sys.executable, "-c", CHILD, str(tmp_path)]
    done = subprocess.run(command, env=os.environ, capture_output=True, text=True, timeout=60, check=True)
    acknowledged, stored = map(int, done.stdout.split())
    assert acknowledged == stored > 0
