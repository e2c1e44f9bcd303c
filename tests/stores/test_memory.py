"""What is read again and again is remembered, and never longer than it is true."""

from collections.abc import Generator
from contextlib import closing

import pytest

from hedgerow.store.memory import Memory
from hedgerow.store.store import Store, open_store
from tests.stores.conftest import NOW, World


class Reading:
    """Reads the number of a project's dashboards by way of what is remembered, and counts how often it really reads."""

    def __init__(self, store: Store, team_id: int) -> None:
        self._store = store
        self._team_id = team_id
        self.reads = 0

    def count(self) -> int:
        def read() -> int:
            self.reads += 1
            return tx.dashboards.count(self._team_id)

        with self._store.read() as tx:
            return tx.remembered("count", read)


@pytest.fixture
def reading(store: Store, world: World) -> Reading:
    return Reading(store, world.project.id)


@pytest.fixture
def other_process(url: str) -> Generator[Store]:
    with closing(open_store(url)) as opened:
        yield opened


def made(store: Store, world: World) -> None:
    with store.write() as tx:
        tx.dashboards.create(world.project.id, created_by=None, now=NOW)


def test_what_nobody_changed_is_read_once(reading: Reading) -> None:
    assert [reading.count() for _ in range(3)] == [0, 0, 0]
    assert reading.reads == 1


def test_a_change_is_seen_at_once_whichever_process_made_it(
    store: Store, other_process: Store, reading: Reading, world: World
) -> None:
    seen = [reading.count()]
    for changed in (store, other_process, store):
        made(changed, world)
        seen.append(reading.count())
    assert seen == [0, 1, 2, 3]


def test_a_change_that_was_undone_is_none(store: Store, reading: Reading, world: World) -> None:
    reading.count()
    with pytest.raises(ZeroDivisionError), store.write() as tx:
        tx.dashboards.create(world.project.id, created_by=None, now=NOW).id / 0
    assert (reading.count(), reading.reads) == (0, 1)


def test_what_happens_all_the_time_makes_no_new_revision(store: Store, reading: Reading, world: World) -> None:
    reading.count()
    with store.write(revises=False) as tx:
        tx.projects.mark_ingested(world.other.id)
    assert (reading.count(), reading.reads) == (0, 1)


def test_a_transaction_that_writes_sees_what_it_wrote(store: Store, reading: Reading, world: World) -> None:
    reading.count()
    with store.write() as tx:
        tx.dashboards.create(world.project.id, created_by=None, now=NOW)
        assert tx.remembered("count", lambda: tx.dashboards.count(world.project.id)) == 1


def test_a_reader_who_began_before_a_change_neither_spoils_nor_takes_what_later_ones_know(
    store: Store, reading: Reading, world: World
) -> None:
    team = world.project.id
    with store.read() as early:
        assert early.remembered("another", lambda: early.dashboards.count(team)) == 0
        made(store, world)
        assert reading.count() == 1
        assert early.remembered("count", lambda: early.dashboards.count(team)) == 0
    assert (reading.count(), reading.reads) == (1, 1)


def test_what_is_not_there_is_looked_for_again(store: Store, world: World) -> None:
    with store.read() as tx:
        assert tx.remembered("none", lambda: None) is None
        assert tx.remembered("none", lambda: 1) == 1


def test_the_memory_forgets_what_was_not_asked_for_the_longest() -> None:
    memory = Memory(most=2)
    for key in ("a", "b", "a", "c"):
        memory.recall(1, key, lambda: "first")
    assert [memory.recall(1, key, lambda: "again") for key in ("a", "c", "b")] == ["first", "first", "again"]
