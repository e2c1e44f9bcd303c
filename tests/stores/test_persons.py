"""People are dense numbers, also under load."""

import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.store.errors import BrokenReference
from hedgerow.store.store import Store
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.persons import MergedPerson, PersonUpdate
from tests.stores.conftest import NOW, World


def test_eight_threads_give_dense_and_unique_numbers(store: Store, world: World) -> None:
    given_numbers: list[dict[str, int]] = []
    failures: list[BaseException] = []
    start = threading.Barrier(8)

    def work(place: int) -> None:
        try:
            start.wait()
            for batch in range(6):
                ids = [f"shared-{batch}-{n}" for n in range(5)] + [f"own-{place}-{batch}-{n}" for n in range(5)]
                ids = ids[place:] + ids[:place]
                with store.write() as tx:
                    given_numbers.append(tx.persons.numbers_for(world.project.id, ids, NOW))
        except BaseException as error:  # reported by the test itself
            failures.append(error)

    threads = [threading.Thread(target=work, args=(place,)) for place in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    seen: dict[str, int] = {}
    for numbers in given_numbers:
        for distinct_id, number in numbers.items():
            assert seen.setdefault(distinct_id, number) == number
    assert sorted(seen.values()) == list(range(1, 6 * 5 + 8 * 6 * 5 + 1))


def test_a_transaction_that_fails_leaves_no_gap(store: Store, world: World) -> None:
    with pytest.raises(ZeroDivisionError), store.write() as tx:
        len(tx.persons.numbers_for(world.project.id, ["a", "b"], NOW)) / 0
    with store.write() as tx:
        assert tx.persons.numbers_for(world.project.id, ["c"], NOW) == {"c": 1}


def test_numbers_are_counted_in_each_project(tx: Transaction, world: World) -> None:
    assert tx.persons.numbers_for(world.project.id, ["a", "b", "a"], NOW) == {"a": 1, "b": 2}
    assert tx.persons.numbers_for(world.other.id, ["b"], NOW) == {"b": 1}
    assert tx.persons.numbers_for(world.project.id, ["c", "a"], NOW) == {"c": 3, "a": 1}
    assert tx.persons.last_number(world.project.id) == 3


def test_a_project_that_is_not_there_has_no_people(tx: Transaction) -> None:
    with pytest.raises(BrokenReference):
        tx.persons.numbers_for(999, ["a"], NOW)


def test_more_distinct_ids_than_one_statement_takes(tx: Transaction, world: World) -> None:
    ids = [f"visitor-{n}" for n in range(40_000)]
    assert list(tx.persons.numbers_for(world.project.id, ids, NOW).values()) == list(range(1, 40_001))
    assert tx.persons.numbers_for(world.project.id, ids, NOW)["visitor-39999"] == 40_000


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ids=st.lists(st.text(st.characters(exclude_categories=[]), max_size=8), max_size=12))
def test_any_text_is_a_distinct_id_and_means_the_same_person_next_time(
    tx: Transaction, world: World, ids: list[str]
) -> None:
    first = tx.persons.numbers_for(world.project.id, ids, NOW)
    assert set(first) == set(ids)
    assert tx.persons.numbers_for(world.project.id, reversed(ids), NOW) == first


def test_a_distinct_id_can_be_attached(tx: Transaction, world: World) -> None:
    tx.persons.numbers_for(world.project.id, ["a", "b"], NOW)
    tx.persons.attach(world.project.id, {"alias": 2})
    found = tx.persons.by_distinct_id(world.project.id, "alias")
    assert found is not None
    assert (found.number, found.distinct_ids) == (2, ("alias", "b"))


def test_set_overwrites_and_set_once_fills_in(tx: Transaction, world: World) -> None:
    tx.persons.numbers_for(world.project.id, ["a", "b"], NOW)
    tx.persons.update_properties(
        world.project.id, {1: PersonUpdate({"plan": "free"}, {"source": "ad", "plan": "x"}), 99: PersonUpdate({"x": 1})}
    )
    tx.persons.update_properties(
        world.project.id, {1: PersonUpdate({"plan": "pro"}, {"source": "mail"}), 2: PersonUpdate({}, {"n": 1})}
    )
    one, two = tx.persons.get(world.project.id, 1), tx.persons.get(world.project.id, 2)
    assert one is not None
    assert two is not None
    assert (one.properties, two.properties) == ({"plan": "pro", "source": "ad"}, {"n": 1})


@pytest.mark.contract("CAP-44")
def test_people_merge_with_all_that_is_theirs_and_earlier_merges_follow(tx: Transaction, world: World) -> None:
    here = world.project.id
    tx.persons.numbers_for(here, ["a", "b", "c", "d"], NOW)
    tx.persons.numbers_for(world.other.id, ["a", "b"], NOW)
    people = tx.persons.by_distinct_ids(here, ["a", "b", "c", "d"])

    def merged(kept: str, *absorbed: str) -> MergedPerson:
        return MergedPerson(
            number=people[kept].number,
            absorbed=tuple(people[who].number for who in absorbed),
            uuid=people[absorbed[0]].uuid,
            properties={"kept": kept},
            created_at=NOW,
        )

    tx.persons.lock(here)
    assert tx.merges.merge(here, []) == []
    first = tx.merges.merge(here, [merged("b", "a")])
    assert [(one.number, one.merged_into, one.version) for one in first] == [(1, 2, 1)]
    second = tx.merges.merge(here, [merged("c", "b", "d")])
    assert sorted((one.number, one.merged_into, one.version) for one in second) == [(1, 3, 2), (2, 3, 1), (4, 3, 1)]
    assert sorted(tx.merges.all(here), key=lambda one: one.number) == sorted(second, key=lambda one: one.number)
    assert tx.merges.numbers_of(here, 3) == (3, 1, 2, 4)
    assert (tx.merges.sizes(here, [1, 3]), tx.merges.survivors(here, [1, 3])) == ({3: 3}, {1: 3})
    found = tx.persons.by_distinct_id(here, "a")
    assert found is not None
    assert (found.number, found.distinct_ids, found.uuid) == (3, ("a", "b", "c", "d"), people["b"].uuid)
    assert found.properties == {"kept": "c"}
    assert tx.persons.get(here, 1) is None
    assert (tx.merges.any(here), tx.merges.any(world.other.id), tx.merges.totals()) == (True, False, [(here, 3, 4)])
    tx.persons.update_properties(here, {1: PersonUpdate({"late": 1})})
    assert tx.persons.by_distinct_ids(here, ["d"])["d"].properties == {"kept": "c", "late": 1}


@pytest.mark.contract("CAP-44")
def test_unset_takes_away_and_what_comes_after_it_counts() -> None:
    update = PersonUpdate()
    update.then({"a": 1, "b": 1}, {"c": 1}, ["b"])
    update.then({}, {"d": 2}, ["a", "d"])
    update.then({"b": 3}, {"d": 4, "e": 5}, [])
    assert update.applied({"a": 0, "d": 0, "e": 0, "f": 0}) == {"c": 1, "d": 4, "e": 0, "f": 0, "b": 3}
