"""What a transaction promises, on both databases."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from hedgerow.store.errors import BrokenReference, Conflict
from hedgerow.store.store import Store
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.people import MembershipLevel
from tests.stores.conftest import NOW, World


def test_a_block_that_raises_leaves_nothing_behind(store: Store, world: World) -> None:
    with pytest.raises(ZeroDivisionError), store.write() as tx:
        tx.dashboards.create(world.project.id, created_by=None, now=NOW).id / 0
    with store.read() as tx:
        assert tx.dashboards.count(world.project.id) == 0


def test_a_reading_transaction_cannot_write(store: Store, world: World) -> None:
    with pytest.raises(Exception, match=r"(?i)read.?only"), store.read() as tx:
        tx.dashboards.create(world.project.id, created_by=None, now=NOW)


def test_a_reading_transaction_sees_one_moment(store: Store, world: World) -> None:
    with store.read() as reading:
        assert reading.dashboards.count(world.project.id) == 0
        with store.write() as writing:
            writing.dashboards.create(world.project.id, created_by=None, now=NOW)
        assert reading.dashboards.count(world.project.id) == 0
    with store.read() as reading:
        assert reading.dashboards.count(world.project.id) == 1


def test_times_come_back_in_utc_to_the_microsecond(store: Store) -> None:
    local = datetime(2026, 7, 1, 1, 2, 3, 4, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    with store.write() as tx:
        made = tx.organizations.create(name="o", slug="o", now=local)
    with store.read() as tx:
        found = tx.organizations.get(made.id)
    assert found == made
    assert found is not None
    assert found.created_at == local
    assert found.created_at.tzinfo is UTC


def test_a_naive_time_is_refused(tx: Transaction) -> None:
    with pytest.raises(StatementError, match="aware"):
        tx.organizations.create(name="o", slug="o", now=datetime(2026, 1, 1))  # noqa: DTZ001


def test_json_is_given_back_exactly_as_it_was_stored(tx: Transaction, world: World) -> None:
    query = {"z": [1, 2.5, None, {"é": "\u0000 \ud800"}], "a": {"big": 2**70, "t": True}}
    made = tx.insights.create(world.project.id, created_by=None, now=NOW, query=query)
    found = tx.insights.get(world.project.id, made.id)
    assert found is not None
    assert found.query == query
    assert list(found.query or {}) == ["z", "a"]


def test_text_that_no_database_holds_is_stored_with_replacement_characters(tx: Transaction, world: World) -> None:
    made = tx.dashboards.create(world.project.id, created_by=None, now=NOW, name="a\x00b\ud800")
    assert made.name == "a\ufffdb\ufffd"


@pytest.mark.contract("DASH-28")
def test_a_number_beyond_64_bits_is_nobodys_id(tx: Transaction, world: World) -> None:
    assert tx.dashboards.get(world.project.id, 2**80) is None
    assert tx.projects.get(2**80) is None


def test_an_email_is_unique_in_whatever_case(store: Store, world: World) -> None:
    with pytest.raises(Conflict) as caught, store.write() as tx:
        tx.users.create(email="ADA@example.org", password_hash=None, now=NOW)
    assert caught.value.constraint == "uq_users_email_folded"
    with store.read() as tx:
        found = tx.users.by_email("aDa@Example.org")
    assert found is not None
    assert (found.id, found.password_hash, found.membership_level) == (world.user.id, "hash", MembershipLevel.MEMBER)


@pytest.mark.contract("EVDEF-24")
def test_a_taken_name_is_a_conflict_that_names_its_constraint(store: Store, world: World) -> None:
    with store.write() as tx:
        tx.event_definitions.create(world.project.id, name="a", created_by=None, now=NOW)
        tx.event_definitions.create(world.other.id, name="a", created_by=None, now=NOW)
    with pytest.raises(Conflict) as caught, store.write() as tx:
        tx.event_definitions.create(world.project.id, name="a", created_by=None, now=NOW)
    assert caught.value.constraint == "uq_event_definitions_team_id_name"


def test_the_database_itself_refuses_a_tile_across_projects(store: Store, world: World) -> None:
    with store.write() as tx:
        dashboard = tx.dashboards.create(world.project.id, created_by=None, now=NOW)
        foreign = tx.insights.create(world.other.id, created_by=None, now=NOW)
    with pytest.raises(BrokenReference), store.write() as tx:
        tx.tiles.create(world.project.id, dashboard.id, insight_id=foreign.id)
    with pytest.raises(BrokenReference), store.write() as tx:
        tx.tiles.place_insight(world.other.id, foreign.id, [dashboard.id])


def test_writers_wait_for_each_other_and_lose_nothing(store: Store, world: World) -> None:
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(10):
                with store.write() as tx:
                    tx.dashboards.create(world.project.id, created_by=None, now=NOW)
        except BaseException as error:  # reported by the test itself
            failures.append(error)

    run_together(work, 8)
    assert failures == []
    with store.read() as tx:
        assert tx.dashboards.count(world.project.id) == 80


def run_together(work: Callable[[], None], threads: int) -> None:
    running = [threading.Thread(target=work) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
