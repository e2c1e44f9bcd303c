"""kill -9 under load loses nothing that was acknowledged, and repeats nothing that is sent again."""

import os
import random
import signal
import subprocess
import sys
import time
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
from tests.capture.crash_child import SENDERS, batch
from tests.capture.parts import make_projects

ROOT = Path(__file__).parents[2]
ROUNDS = 20
BATCHES_BEFORE_THE_KILL = 12
"""At most; how many it is in a round is drawn."""


def child(folder: Path, *more: str) -> "subprocess.Popen[str]":
    """A child that is ready to begin."""
    paths = os.pathsep.join([str(Path(hedgerow.__file__).parents[1]), str(ROOT)])
    return subprocess.Popen(
        [sys.executable, "-m", "tests.capture.crash_child", str(folder), *more],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths},
        text=True,
    )


def acknowledged(capturing: "subprocess.Popen[str]", begins: list[int], *, kill_after: int | None) -> None:
    """Let a child begin and move ``begins`` past what it acknowledges, killing it a moment after so many batches."""
    with capturing as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(" ".join(map(str, begins)) + "\n")
        running.stdin.flush()
        for told, line in enumerate(running.stdout, start=1):
            if line.endswith("\n"):
                sender, number = map(int, line.split())
                begins[sender] = number + 1
            if told == kill_after:
                time.sleep(random.uniform(0, 0.05))
                running.send_signal(signal.SIGKILL)
        assert running.wait() == (0 if kill_after is None else -signal.SIGKILL)


def people(store: Store) -> tuple[int, int]:
    """The last person number given, and how many people there are up to it."""
    with store.read() as tx:
        last = tx.persons.last_number(1)
        return last, sum(tx.persons.get(1, number) is not None for number in range(1, last + 1))


@pytest.mark.contract("CAP-27")
def test_killed_twenty_times_under_load_it_has_every_event_once(tmp_path: Path) -> None:
    """The next child loads its modules while the last one works; each begins with what was not acknowledged."""
    settings = Settings(data=tmp_path, engine_connections=2)
    migrate(store_url(settings))
    store = open_store(store_url(settings))
    make_projects(store)
    begins = [0] * SENDERS
    ready = child(tmp_path)
    for number in range(ROUNDS):
        capturing, ready = ready, child(tmp_path, *(["1"] if number == ROUNDS - 1 else []))
        acknowledged(capturing, begins, kill_after=random.randint(1, BATCHES_BEFORE_THE_KILL))
    acknowledged(ready, begins, kill_after=None)
    sent = {event.uuid for sender, end in enumerate(begins) for number in range(end) for event in batch(sender, number)}
    engine = open_engine(settings)
    try:
        stored = [UUID(row[0]) for row in engine.query(Statement("SELECT toString(uuid) FROM events")).rows]
    finally:
        engine.close()
    assert (len(stored), set(stored)) == (len(sent), sent)
    last, existing = people(store)
    assert last == existing
    store.close()
