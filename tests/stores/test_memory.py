"""What is read again and again is remembered, and never longer than it is true."""

from collections.abc import Generator
from contextlib import closing

import pytest

from hedgerow.store.memory import Memory
from hedgerow.store.store import Store, open_store
from hedgerow.store.transaction import Transaction
from tests.stores.conftest import NOW, World


class Reading:
    """Reads the number of a project's dashboards by way of what is remembered, and counts how often it really reads."""

    def __init__(self, store: Store, team_id: int) -> None:
        self._store = store
        self._team_id = team_id
        self.reads = 0

    def count(self) -> int:
        def read(tx: Transaction) -> int:
            self.reads += 1
            return tx.dashboards.count(self._team_id)

        return self._store.remembered("count", read)


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


def test_who_began_to_read_before_a_change_spoils_nothing_for_who_asks_after_it(
    store: Store, reading: Reading, world: World
) -> None:
    def slowly(tx: Transaction) -> int:
        found = tx.dashboards.count(world.project.id)
        made(store, world)
        assert reading.count() == 1
        return found

    assert store.remembered("slow", slowly) == 0
    assert store.remembered("slow", lambda tx: tx.dashboards.count(world.project.id)) == 1
    assert (reading.count(), reading.reads) == (1, 1)


def test_what_is_not_there_is_looked_for_again(store: Store) -> None:
    assert store.remembered("none", lambda _: None) is None
    assert store.remembered("none", lambda _: 1) == 1


def test_the_memory_forgets_what_was_not_asked_for_the_longest() -> None:
    memory = Memory(most=2)
    for key in ("a", "b", "a", "c"):
        memory.recall(1, key, lambda: "first")
    assert [memory.recall(1, key, lambda: "again") for key in ("a", "c", "b")] == ["first", "first", "again"]
