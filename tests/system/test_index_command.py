"""`hedgerow index rebuild`: beside a server and without one."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from hedgerow.base.settings import Settings
from hedgerow.main.owner import ensured_owner
from hedgerow.main.wiring import opened_house
from hedgerow.services.sealing import seal_days
from hedgerow.store.place import store_url
from hedgerow.store.store import open_store
from tests.capture.samples import event
from tests.system.command import done, run

MARCH = datetime(2026, 3, 1, tzinfo=UTC)


def sealed(data: Path) -> set[int]:
    """The seals of project 1."""
    with closing(open_store(store_url(Settings(data=data)))) as store, store.read() as tx:
        return {day.seal for day in tx.sealed_days.all(1)}


def test_days_are_counted_anew_or_left_to_the_server_that_runs(tmp_path: Path) -> None:
    with opened_house(Settings(data=tmp_path)) as house:
        ensured_owner(house.store, house.settings, MARCH)
        house.committer.submit_and_wait([event(at=MARCH)])
        assert seal_days(house, 1) > 0
        before = sealed(tmp_path)
        said = done("index", "rebuild", "1", data=tmp_path)
        assert "running server" in said
        assert sealed(tmp_path) == set()
    said = done("index", "rebuild", data=tmp_path)
    assert "Project 1: " in said
    assert len(sealed(tmp_path)) >= len(before)
    assert not sealed(tmp_path) & before


def test_a_project_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = run("index", "rebuild", "9", data=tmp_path)
    assert result.exit_code == 1
    assert "There is no project 9." in result.stderr
