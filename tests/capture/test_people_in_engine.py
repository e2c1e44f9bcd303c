"""The engine knows people as the store does, from the very next query on."""

from datetime import timedelta
from typing import Any

import pytest

from hedgerow.base.errors import EngineUnavailable, Unavailable
from hedgerow.base.settings import Settings
from hedgerow.capture.person_rows import write_all_people, write_people_when_missing
from hedgerow.engine.port import Engine
from hedgerow.store.store import Store
from hedgerow.vocab.statement import Statement
from tests.capture.parts import GuardedEngine, Parts
from tests.capture.samples import NOW, event

PEOPLE = "SELECT team_id, person, version, properties::String FROM persons FINAL ORDER BY team_id, person"


def people(engine: Engine) -> list[list[Any]]:
    """Everybody the engine knows: project, number, version and properties."""
    return engine.query(Statement(PEOPLE)).rows


@pytest.mark.contract("CAP-44")
def test_what_is_set_on_a_person_is_there_when_the_answer_comes(parts: Parts) -> None:
    submit = parts.committer.submit_and_wait
    submit([event(), event(distinct_id="bea", team_id=2, person_set={"a.b": [1]})])
    assert people(parts.engine) == [[1, 1, 1, "{}"], [2, 1, 2, '{"a%2Eb":"[1]"}']]
    submit([event(person_set={"plan": "free"}, person_set_once={"via": "ad"})])
    submit([event(person_set={"plan": "pro", "gone": None}, person_set_once={"via": "tv"})])
    assert people(parts.engine)[0] == [1, 1, 3, '{"plan":"pro","via":"ad"}']
    submit([event(person_set={"plan": "none"}, process_person=False)])
    assert people(parts.engine)[0] == [1, 1, 3, '{"plan":"pro","via":"ad"}']


def test_the_engine_knows_people_as_the_store_does(parts: Parts) -> None:
    parts.committer.submit_and_wait([event(distinct_id=f"d{n}", person_set={"n": n}) for n in range(5)])
    with parts.store.read() as tx:
        stored = tx.persons.states(1, range(1, 6))
    sql = "SELECT person, toString(uuid), created_at, version FROM persons FINAL ORDER BY person"
    assert parts.engine.query(Statement(sql)).rows == [
        [state.number, str(state.uuid), f"{state.created_at:%Y-%m-%d %H:%M:%S.%f}", state.version] for state in stored
    ]
    assert {state.created_at for state in stored} == {NOW}


def test_people_exist_since_their_first_event_and_never_since_the_future(parts: Parts) -> None:
    ago = {who: NOW - timedelta(days=days) for who, days in {"ada": 9, "bob": 2, "cyd": -1}.items()}
    parts.committer.submit_and_wait(
        [
            event(distinct_id="ada", at=ago["bob"]),
            event(distinct_id="ada", at=ago["ada"]),
            event(distinct_id="cyd", at=ago["cyd"]),
            event("$identify", distinct_id="bob", at=ago["bob"], properties={"$anon_distinct_id": "anon"}),
        ]
    )
    parts.committer.submit_and_wait([event(distinct_id="bob", at=ago["ada"])])
    with parts.store.read() as tx:
        people = {who: tx.persons.by_distinct_id(1, who) for who in ("ada", "bob", "anon", "cyd")}
    assert {who: person and person.created_at for who, person in people.items()} == {
        "ada": ago["ada"],
        "bob": ago["bob"],
        "anon": ago["bob"],
        "cyd": NOW,
    }


def test_what_the_engine_missed_is_made_up_for_when_the_event_comes_again(
    store: Store, engine: Engine, settings: Settings
) -> None:
    guarded = GuardedEngine(engine)
    sent = [event(person_set={"plan": "pro"})]
    with Parts.opened(store, guarded, settings) as parts:
        guarded.failure = EngineUnavailable("gone")
        with pytest.raises(Unavailable):
            parts.committer.submit_and_wait(sent)
        assert people(engine) == []
        guarded.failure = None
        parts.committer.submit_and_wait(sent)
        assert people(engine) == [[1, 1, 2, '{"plan":"pro"}']]
        assert len(parts.uuids()) == 1


def test_an_engine_that_knows_nobody_learns_everybody_from_the_store(parts: Parts) -> None:
    parts.committer.submit_and_wait(
        [event(distinct_id=f"d{n}", team_id=1 + n % 2, person_set={"n": n}) for n in range(7)]
    )
    known = people(parts.engine)
    assert write_all_people(parts.store, parts.engine) == 7
    assert people(parts.engine) == known
    parts.engine.command(Statement("TRUNCATE TABLE persons"))
    write_people_when_missing(parts.store, parts.engine)
    assert people(parts.engine) == known
