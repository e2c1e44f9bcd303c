"""What `python -m bench.faults` does, in short: break something under load, and have every event once in the end.

kill -9 is in tests/capture/test_crash.py.
"""

from pathlib import Path

import pytest

from bench.faults.engine_away import engine_away
from bench.faults.full_disk import full_disk
from bench.faults.outcome import NotPossible
from bench.faults.timed_out import timed_out


def nothing() -> None:
    """Show no progress."""


@pytest.mark.contract("CAP-27", "CAP-40")
def test_events_sent_again_by_clients_that_do_not_wait_are_counted_once_before_and_after_a_restart(
    tmp_path: Path,
) -> None:
    found = timed_out(tmp_path / "data", events=400, step=nothing)
    assert found.is_clean, found


@pytest.mark.contract("CAP-23", "CAP-27")
def test_a_full_disk_refuses_and_loses_nothing(tmp_path: Path) -> None:
    try:
        found = full_disk(tmp_path / "data", step=nothing)
    except NotPossible as reason:
        pytest.skip(str(reason))
    assert found.is_clean, found
    assert found.refusals


@pytest.mark.contract("CAP-23", "CAP-27")
def test_an_engine_that_is_away_or_does_not_answer_refuses_and_loses_nothing(tmp_path: Path) -> None:
    found = engine_away(tmp_path / "data", seconds=1, step=nothing)
    assert found.is_clean, found
    assert found.refusals
