"""People who turn out to be one: at once, for all history, and never by mistake (CAP-44)."""

import time
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.base.errors import EngineUnavailable, Unavailable
from hedgerow.base.settings import Settings
from hedgerow.capture.merge_rows import write_missing_merges
from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from hedgerow.query.planning import plan
from hedgerow.query.understand import understand
from hedgerow.store.store import Store
from hedgerow.vocab.events import Event
from hedgerow.vocab.ingestion import WarningKind
from hedgerow.vocab.statement import Statement
from tests.capture.parts import GuardedEngine, Parts
from tests.capture.samples import NOW, event


def identify(distinct_id: str, anonymous: str, **more: Any) -> Event:
    return event("$identify", distinct_id, properties={"$anon_distinct_id": anonymous}, **more)


def alias(distinct_id: str, other: str, **more: Any) -> Event:
    return event("$create_alias", distinct_id, properties={"alias": other}, **more)


def merge(distinct_id: str, other: str, **more: Any) -> Event:
    return event("$merge_dangerously", distinct_id, properties={"alias": other}, **more)


def asked(parts: Parts, query: dict[str, Any], team_id: int = 1) -> Any:
    """The results of a question as the server asks it."""
    with parts.store.read() as tx:
        merged = tx.merges.any(team_id)
    context = Context(team_id=team_id, timezone="UTC", now=NOW, people_merged=merged)
    planned = plan(understand(query), context)
    return planned.shape([parts.engine.query(statement) for statement in planned.statements])["results"]


def people_seen(parts: Parts, team_id: int = 1) -> set[frozenset[str]]:
    """Whose distinct ids belong together, as SQL tells it: each set is one person."""
    sql = "SELECT groupUniqArray(distinct_id) FROM events GROUP BY person_id"
    return {frozenset(row[0]) for row in asked(parts, {"kind": "HogQLQuery", "query": sql}, team_id)}


def actives(parts: Parts) -> float:
    trend = {"kind": "TrendsQuery", "series": [{"kind": "EventsNode", "event": "paid", "math": "dau"}]}
    found: float = asked(parts, {**trend, "dateRange": {"date_from": "-30d"}, "interval": "month"})[0]["data"][-1]
    return found


@pytest.mark.contract("CAP-44", "SQ-19", "FN-19")
@pytest.mark.parametrize("link", [identify, alias, merge])
def test_two_people_are_one_in_the_very_next_question(parts: Parts, link: Any) -> None:
    parts.committer.submit_and_wait([event(distinct_id="one"), event(distinct_id="two"), event(distinct_id="else")])
    assert actives(parts) == 3
    parts.committer.submit_and_wait([link("two", "one")])
    assert actives(parts) == 2
    assert people_seen(parts) == {frozenset({"one", "two"}), frozenset({"else"})}
    parts.committer.submit_and_wait([event(distinct_id="one"), event(distinct_id="two")])
    assert actives(parts) == 2


@pytest.mark.contract("CAP-44")
def test_merged_people_have_the_properties_of_both_and_are_who_the_event_is_of(parts: Parts) -> None:
    early = NOW - timedelta(days=3)
    parts.committer.submit_and_wait([event(distinct_id="anon", at=early, person_set={"via": "ad", "plan": "none"})])
    parts.committer.submit_and_wait([event(distinct_id="ada", person_set={"plan": "pro"})])
    with parts.store.read() as tx:
        uuid = tx.persons.by_distinct_ids(1, ["ada"])["ada"].uuid
    parts.committer.submit_and_wait([identify("ada", "anon", person_set={"name": "Ada"})])
    with parts.store.read() as tx:
        found = tx.persons.by_distinct_id(1, "anon")
    assert found is not None
    assert (found.uuid, found.created_at, found.distinct_ids) == (uuid, early, ("ada", "anon"))
    assert found.properties == {"via": "ad", "plan": "pro", "name": "Ada"}
    rows = asked(parts, {"kind": "HogQLQuery", "query": "SELECT id, properties.via, properties.name FROM persons"})
    assert rows == [[str(uuid), "ad", "Ada"]]


@pytest.mark.contract("CAP-44")
def test_what_was_set_before_a_merge_can_be_set_again_after_it(parts: Parts) -> None:
    submit = parts.committer.submit_and_wait
    submit([event(distinct_id="anon", person_set={"plan": "free"})])
    submit([event(distinct_id="ada", person_set={"plan": "pro"}), identify("ada", "anon")])
    submit([event(distinct_id="anon", person_set={"plan": "free"})])
    with parts.store.read() as tx:
        assert tx.persons.by_distinct_ids(1, ["ada"])["ada"].properties == {"plan": "free"}


@pytest.mark.contract("CAP-44")
def test_who_was_identified_before_is_not_merged_unless_somebody_insists(parts: Parts) -> None:
    submit = parts.committer.submit_and_wait
    submit([identify("ada", "browser"), event(distinct_id="bob")])
    submit([identify("bob", "browser"), alias("cyd", "ada")])
    assert len(people_seen(parts)) == 3
    (warned,) = parts.committer.warnings.taken()
    assert (warned.team_id, warned.kind, warned.count) == (1, WarningKind.MERGE_REFUSED, 2)
    assert warned.samples[-1].details["other_distinct_id"] == "browser"
    assert "'browser' was identified before" in warned.samples[-1].details["reason"]
    submit([merge("bob", "browser"), merge("cyd", "ada")])
    assert people_seen(parts) == {frozenset({"ada", "bob", "cyd"})}


@pytest.mark.contract("CAP-44")
@pytest.mark.parametrize("nobody", ["null", "undefined", " Anonymous ", "0", "[object Object]", "guest"])
@pytest.mark.parametrize("link", [identify, alias, merge])
def test_a_word_for_nobody_makes_nobody_one(parts: Parts, link: Any, nobody: str) -> None:
    parts.committer.submit_and_wait([event(distinct_id="one"), event(distinct_id="two")])
    parts.committer.submit_and_wait([link("one", nobody), link("two", nobody), link(nobody, "two")])
    assert people_seen(parts) == {frozenset({"one"}), frozenset({"two"}), frozenset({nobody})}
    assert [(told.kind, told.count) for told in parts.committer.warnings.taken()] == [(WarningKind.MERGE_REFUSED, 3)]


@pytest.mark.contract("CAP-42", "CAP-44")
def test_odd_links_and_those_without_a_profile_merge_nobody(parts: Parts) -> None:
    parts.committer.submit_and_wait([event(distinct_id="one"), event(distinct_id="two")])
    odd = [None, "", "two"]
    parts.committer.submit_and_wait(
        [event("$identify", "two", properties={"$anon_distinct_id": value}) for value in odd]
        + [event("$create_alias", "two", properties={"alias": value}) for value in odd]
        + [identify("two", "one", process_person=False)]
    )
    assert people_seen(parts) == {frozenset({"one"}), frozenset({"two"})}
    parts.committer.submit_and_wait([event("$identify", "two", properties={"$anon_distinct_id": 17})])
    parts.committer.submit_and_wait([event(distinct_id="17")])
    assert people_seen(parts) == {frozenset({"one"}), frozenset({"two", "17"})}


def test_a_merge_never_crosses_projects(parts: Parts) -> None:
    everybody = [event(distinct_id=who, team_id=team) for team in (1, 2) for who in ("one", "two")]
    parts.committer.submit_and_wait(everybody)
    parts.committer.submit_and_wait([identify("two", "one", team_id=2)])
    assert people_seen(parts) == {frozenset({"one"}), frozenset({"two"})}
    assert people_seen(parts, 2) == {frozenset({"one", "two"})}


@pytest.mark.contract("EN-20")
def test_places_in_static_cohorts_move_along(parts: Parts) -> None:
    parts.committer.submit_and_wait([event(distinct_id=who) for who in ("one", "two", "three")])
    with parts.store.write() as tx:
        for who in (["one", "two"], ["one"], ["three"]):
            made = tx.cohorts.create(1, name="c", description="", is_static=True, filters={}, created_by=None, now=NOW)
            tx.cohorts.set_members(1, made.id, tx.persons.known_numbers(1, who))
    parts.committer.submit_and_wait([identify("two", "one"), merge("two", "three")])
    with parts.store.read() as tx:
        (number,) = tx.persons.known_numbers(1, ["one", "two", "three"])
        assert [cohort.members for cohort in tx.cohorts.alive(1)] == [(number,)] * 3


@pytest.mark.contract("CAP-27", "CAP-44")
def test_a_merge_the_engine_did_not_hear_of_is_made_up_for(store: Store, engine: Engine, settings: Settings) -> None:
    guarded = GuardedEngine(engine)
    with Parts.opened(store, guarded, settings) as parts:
        parts.committer.submit_and_wait([event(distinct_id="one"), event(distinct_id="two")])
        guarded.failure, guarded.poison = EngineUnavailable("gone"), b"merged_into"
        with pytest.raises(Unavailable):
            parts.committer.submit_and_wait([identify("two", "one")])
        assert len(people_seen(parts)) == 2
        guarded.failure = None
        parts.committer.submit_and_wait([event(distinct_id="else")])
        assert people_seen(parts) == {frozenset({"one", "two"}), frozenset({"else"})}


@pytest.mark.contract("CAP-44")
def test_a_crash_between_store_and_engine_is_made_up_for_at_the_start(parts: Parts) -> None:
    parts.committer.submit_and_wait([event(distinct_id="one", person_set={"via": "ad"}), event(distinct_id="two")])
    parts.committer.submit_and_wait([identify("two", "one")])
    parts.engine.command(Statement("TRUNCATE TABLE person_merges"))
    assert len(people_seen(parts)) == 2
    write_missing_merges(parts.store, parts.engine)
    assert people_seen(parts) == {frozenset({"one", "two"})}
    assert asked(parts, {"kind": "HogQLQuery", "query": "SELECT properties.via FROM persons"}) == [["ad"]]


def test_a_second_process_that_knows_nothing_of_a_merge_does_no_harm(
    store: Store, engine: Engine, settings: Settings
) -> None:
    with Parts.opened(store, engine, settings) as here, Parts.opened(store, engine, settings) as there:
        for parts in (here, there):
            parts.committer.submit_and_wait([event(distinct_id="one"), event(distinct_id="two")])
        here.committer.submit_and_wait([identify("two", "one")])
        there.committer.submit_and_wait([event(distinct_id=who, person_set={who: 1}) for who in ("one", "two")])
        assert people_seen(here) == {frozenset({"one", "two"})}
        rows = asked(here, {"kind": "HogQLQuery", "query": "SELECT properties.one, properties.two FROM persons"})
        assert rows == [["1", "1"]]


_IDS = st.sampled_from(["a", "b", "c", "d", "e", "f"])
_LINKS = st.lists(st.lists(st.tuples(_IDS, _IDS, st.booleans()), min_size=1, max_size=4), min_size=1, max_size=6)


@pytest.mark.contract("CAP-44")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=_LINKS)
def test_in_whatever_order_people_merge_they_are_the_people_a_plain_reading_makes(
    parts: Parts, batches: list[list[tuple[str, str, bool]]]
) -> None:
    """Every merge is told again by sets in plain Python; the project is emptied by using other distinct ids."""
    salt = f"{time.monotonic_ns()}-"
    together: dict[str, frozenset[str]] = {}
    for batch in batches:
        events: list[Event] = []
        for first, second, dangerous in batch:
            one, two = salt + first, salt + second
            events += [event(distinct_id=one), merge(one, two) if dangerous else event(distinct_id=two)]
            joined = together.get(one, frozenset({one})) | (
                together.get(two, frozenset({two})) if dangerous else frozenset()
            )
            together.setdefault(two, frozenset({two}))
            for who in joined:
                together[who] = joined
        parts.committer.submit_and_wait(events)
    parts.committer.submit_and_wait([event(distinct_id=who) for who in together])
    assert {ids for ids in people_seen(parts) if any(who.startswith(salt) for who in ids)} == set(together.values())


@pytest.mark.contract("CAP-44")
def test_ten_thousand_merges_take_seconds_in_any_order(parts: Parts) -> None:
    """A chain, the worst order: each merges everybody so far into somebody new."""
    count = 10_000
    parts.committer.submit_and_wait([event(distinct_id=f"d{number}") for number in range(count + 1)])
    started = time.monotonic()
    links = [merge(f"d{number + 1}", f"d{number}") for number in range(count)]
    for start in range(0, count, 500):
        parts.committer.submit_and_wait(links[start : start + 500])
    assert time.monotonic() - started < 60
    assert actives(parts) == 1
    with parts.store.read() as tx:
        assert tx.merges.totals()[0][:2] == (1, count)
