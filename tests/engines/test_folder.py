"""The embedded engine and its folder: one process, one folder, and what survives. Most tests start a process."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from hedgerow.base.errors import EngineUnavailable
from hedgerow.engine.chdb_engine import ChdbEngine

OPENED = """
import os, sys, threading, time
from pathlib import Path
from hedgerow.base.errors import *
from hedgerow.base.settings import Settings
from hedgerow.engine.chdb_engine import ChdbEngine
from hedgerow.engine.opening import open_engine
from hedgerow.vocab.statement import Limits, Parameter, Statement
folder = Path(sys.argv[1])
ROW = b'{"team_id":1,"event":"e","timestamp":"2024-01-01 00:00:00"}'
COUNT = Statement("SELECT count() FROM events")
"""


def run(folder: Path, code: str) -> "subprocess.CompletedProcess[str]":
    """Runs ``code`` in a Python of its own, with the engine's names at hand and ``folder``."""
    command = [sys.executable, "-c", OPENED + dedent(code), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def said(folder: Path, code: str) -> list[str]:
    """What ``code`` printed; it must have ended well."""
    done = run(folder, code)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("durable", [True, False])
def test_what_an_insert_stored_survives_kill_9(tmp_path: Path, durable: bool) -> None:
    killed = run(
        tmp_path,
        f"""
        engine = open_engine(Settings(data=folder, capture_fsync={durable}))
        for _ in range(20):
            engine.insert("events", b"\\n".join([ROW] * 50))
        os.kill(os.getpid(), 9)
        """,
    )
    assert killed.returncode == -signal.SIGKILL
    assert said(tmp_path, "print(open_engine(Settings(data=folder)).query(COUNT).rows)") == ["[[1000]]"]


def test_a_folder_another_process_has_is_refused_in_words(chdb_engine: ChdbEngine, engine_folder: Path) -> None:
    code = """
    try:
        ChdbEngine(folder)
    except EngineUnavailable as error:
        print(error)
    """
    [told] = said(engine_folder, code)
    assert told.startswith(f"The data folder {engine_folder} is in use by process {os.getpid()}. ")
    assert chdb_engine.version(), "the owner goes on"


def test_a_second_folder_in_one_process_is_refused_in_words(chdb_engine: ChdbEngine, tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="this process has another folder open"):
        ChdbEngine(tmp_path / "second")


def test_closing_lets_go_of_the_folder(tmp_path: Path) -> None:
    code = """
    first = ChdbEngine(folder / "a"); first.version(); first.close(); first.close()
    second = ChdbEngine(folder / "b"); second.version(); second.close()
    again = ChdbEngine(folder / "a"); again.version()
    print(os.spawnl(os.P_WAIT, sys.executable, sys.executable, "-c",
        "import sys; from pathlib import Path; from hedgerow.engine.chdb_engine import ChdbEngine; "
        "ChdbEngine(Path(sys.argv[1])).close()", str(folder / "b")))
    """
    assert said(tmp_path, code) == ["0"]


def test_a_closed_engine_says_so(tmp_path: Path) -> None:
    code = """
    engine = ChdbEngine(folder)
    engine.close()
    for act in (engine.version, lambda: engine.insert("events", ROW), lambda: engine.cancel("x")):
        try:
            act()
        except EngineUnavailable as error:
            print(error)
    """
    assert said(tmp_path, code) == ["The engine is closed."] * 3


def test_closing_stops_running_and_waiting_queries(tmp_path: Path) -> None:
    code = """
    engine = ChdbEngine(folder, connections=2)
    told = []
    def ask():
        try:
            engine.query(Statement("SELECT sum(cityHash64(number)) FROM numbers(1000000000000)"))
        except EngineError as error:
            told.append(type(error).__name__)
    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    while engine._lent < 2:
        time.sleep(0.01)
    began = time.monotonic()
    engine.close()
    for thread in threads:
        thread.join()
    print(sorted(told), time.monotonic() - began < 5)
    """
    expected = "['EngineUnavailable', 'EngineUnavailable', 'QueryCancelled', 'QueryCancelled'] True"
    assert said(tmp_path, code) == [expected]


def test_at_most_so_many_queries_run_at_once_and_the_rest_wait(tmp_path: Path) -> None:
    code = """
    engine = ChdbEngine(folder, connections=2)
    slow = Statement("SELECT sleep(0.3)")
    threads = [threading.Thread(target=engine.query, args=(slow,)) for _ in range(6)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(0.9 <= time.monotonic() - began)
    """
    assert said(tmp_path, code) == ["True"]


def test_an_idle_engine_fits_the_memory_budget(tmp_path: Path) -> None:
    code = """
    engine = open_engine(Settings(data=folder))
    engine.query(COUNT)
    print(open("/proc/self/status").read().split("VmRSS:")[1].split()[0])
    """
    [kilobytes] = said(tmp_path, code)
    assert int(kilobytes) < 350 * 1024


def test_a_folder_is_looked_through_with_few_threads_because_they_stay(tmp_path: Path) -> None:
    code = """
    pools = "SELECT DISTINCT value FROM system.server_settings WHERE name LIKE 'max%parts_loading_thread_pool_size'"
    print(ChdbEngine(folder).query(Statement(pools)).rows)
    """
    assert said(tmp_path, code) == ["[['4']]"]


def test_a_folder_chdb_cannot_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match=r"'\?' in its name"):
        ChdbEngine(tmp_path / "what?")


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(EngineUnavailable, match="cannot be made"):
        ChdbEngine(tmp_path / "taken" / "events")
