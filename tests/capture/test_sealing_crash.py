"""kill -9 while late events come and their days are sealed: what is sealed is counted right."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import hedgerow
from hedgerow.base.settings import Settings
from hedgerow.engine.opening import open_engine
from hedgerow.store.migrate import migrate
from hedgerow.store.place import store_url
from hedgerow.store.store import open_store
from hedgerow.vocab.sealed_days import SealedDay
from hedgerow.vocab.statement import Parameter, Statement
from tests.capture.parts import make_projects

ROOT = Path(__file__).parents[2]
ROUNDS = 3

_COUNTED = "SELECT sum(events) FROM activity WHERE seal = {seal:UInt64}"
_STORED = """SELECT count() FROM events WHERE team_id = 1
  AND timestamp >= {start:DateTime64(6, 'UTC')} AND timestamp < {end:DateTime64(6, 'UTC')}"""


def killed_while_sealing(folder: Path) -> None:
    """Let a child seal a few times and kill it somewhere in the next time."""
    paths = os.pathsep.join([str(Path(hedgerow.__file__).parents[1]), str(ROOT)])
    command = [sys.executable, "-m", "tests.capture.sealing_child", str(folder)]
    env = {**os.environ, "PYTHONPATH": paths}
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=env, text=True) as child:
        assert child.stdout is not None
        for _ in range(random.randint(1, 5)):
            assert child.stdout.readline() == "sealed\n"
        time.sleep(random.uniform(0, 0.1))
        child.send_signal(signal.SIGKILL)


def test_whenever_it_is_killed_sealed_days_are_counted_right(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, engine_connections=2)
    migrate(store_url(settings))
    with closing(open_store(store_url(settings))) as store:
        make_projects(store)
        sealed: list[SealedDay] = []
        for _ in range(ROUNDS):
            killed_while_sealing(tmp_path)
            with store.read() as tx:
                days = tx.sealed_days.all(1)
            with closing(open_engine(settings)) as engine:
                for day in days:
                    moments = [Parameter(name, "DateTime64(6, 'UTC')", getattr(day, name)) for name in ("start", "end")]
                    counted = engine.query(Statement(_COUNTED, (Parameter("seal", "UInt64", day.seal),))).rows
                    assert counted == engine.query(Statement(_STORED, tuple(moments))).rows
            sealed += days
        assert sealed
