"""kill -9 under load loses nothing that was acknowledged, and repeats nothing."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

import hedgerow
from hedgerow.base.settings import Settings
from hedgerow.engine.opening import open_engine
from hedgerow.store.migrate import migrate
from hedgerow.store.place import store_url
from hedgerow.store.store import Store, open_store
from hedgerow.vocab.statement import Statement
from tests.capture.parts import make_projects

ROOT = Path(__file__).parents[2]
ROUNDS = 3
ACKNOWLEDGED_BEFORE_THE_KILL = 400


def capture_until_killed(folder: Path) -> set[UUID]:
    """What a child acknowledged before it was killed in the middle of its work."""
    paths = os.pathsep.join([str(Path(hedgerow.__file__).parents[1]), str(ROOT)])
    with subprocess.Popen(
        [sys.executable, "-m", "tests.capture.crash_child", str(folder)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths},
        text=True,
    ) as child:
        assert child.stdout is not None
        lines = []
        for line in child.stdout:
            lines.append(line)
            if len(lines) == ACKNOWLEDGED_BEFORE_THE_KILL:
                child.send_signal(signal.SIGKILL)
        assert child.wait() == -signal.SIGKILL
    return {UUID(line.strip()) for line in lines if line.endswith("\n") and len(line) == 37}


def people(store: Store) -> tuple[int, int]:
    """The last person number given, and how many people there are up to it."""
    with store.read() as tx:
        last = tx.persons.last_number(1)
        return last, sum(tx.persons.get(1, number) is not None for number in range(1, last + 1))


@pytest.mark.contract("CAP-27")
def test_kill_9_under_load_loses_nothing_acknowledged(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, engine_connections=2)
    migrate(store_url(settings))
    store = open_store(store_url(settings))
    make_projects(store)
    acknowledged: set[UUID] = set()
    for _ in range(ROUNDS):
        acknowledged |= capture_until_killed(tmp_path)
        engine = open_engine(settings)
        try:
            stored = [UUID(row[0]) for row in engine.query(Statement("SELECT toString(uuid) FROM events")).rows]
        finally:
            engine.close()
        assert acknowledged <= set(stored)
        assert len(stored) == len(set(stored))
        last, existing = people(store)
        assert last == existing
    assert len(acknowledged) >= ROUNDS * ACKNOWLEDGED_BEFORE_THE_KILL
    store.close()
