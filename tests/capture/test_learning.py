"""What events teach the store: people, definitions, and that a project is alive."""

from datetime import timedelta

import pytest

from hedgerow.base.settings import Settings
from hedgerow.capture.commit import GroupCommitter
from hedgerow.capture.property_types import shown_type
from hedgerow.engine.port import Engine
from hedgerow.store.store import Store
from hedgerow.vocab.definitions import PropertyOwner, PropertyType
from hedgerow.vocab.events import Event
from tests.capture.parts import Parts
from tests.capture.samples import NOW, event


def test_people_are_dense_numbers_of_their_project(parts: Parts) -> None:
    for start in range(0, 30, 10):
        parts.committer.submit_and_wait([event(distinct_id=f"d{number % 20}") for number in range(start, start + 10)])
    parts.committer.submit_and_wait([event(distinct_id="other", team_id=2)])
    assert parts.persons() == {f"d{number}": number + 1 for number in range(20)}
    assert parts.persons(2) == {"other": 1}


@pytest.mark.contract("CAP-44")
@pytest.mark.parametrize(("name", "key"), [("$identify", "$anon_distinct_id"), ("$create_alias", "alias")])
def test_two_ids_of_which_one_is_new_become_one_person(parts: Parts, name: str, key: str) -> None:
    submit = parts.committer.submit_and_wait
    submit([event(distinct_id="anon-1"), event(name, "ada", properties={key: "anon-1"}), event(distinct_id="ada")])
    submit([event(distinct_id="bea")])
    submit([event(name, "bea", properties={key: "anon-2"})])
    submit([event(distinct_id="anon-2")])
    submit([event(distinct_id="cid"), event(name, "cid", properties={key: "anon-3"}), event(distinct_id="anon-3")])
    assert parts.persons() == {"anon-1": 1, "ada": 1, "bea": 2, "anon-2": 2, "cid": 3, "anon-3": 3}


@pytest.mark.contract("CAP-42", "CAP-44")
def test_sets_reach_the_person_in_order_and_only_when_a_profile_is_wanted(parts: Parts) -> None:
    submit = parts.committer.submit_and_wait
    submit(
        [event(person_set={"plan": "free", "age": 5}), event(person_set={"plan": "pro"}, person_set_once={"via": 1})]
    )
    submit([event(person_set_once={"via": 2, "plan": "none"})])
    submit([event(person_set={"plan": "hidden"}, process_person=False)])
    submit(
        [event(person_set={"gone": 1, "left": 2}), event(person_unset=("gone", "age")), event(person_set={"left": 3})]
    )
    submit([event(person_unset=("via",)), event(person_set_once={"via": 9})])
    submit([event(person_unset=("wide",), process_person=False)])
    submit([event(person_set={"wide": 2**70, "nul": "a\0b"})])
    with parts.store.read() as tx:
        person = tx.persons.by_distinct_id(1, "ada")
    assert person is not None
    assert {name: person.properties[name] for name in ("plan", "left", "via", "wide")} == {
        "plan": "pro", "left": 3, "via": 9, "wide": 2**70,
    }  # fmt: skip


@pytest.mark.contract("EVDEF-58", "CAP-45")
def test_events_and_properties_get_definitions(parts: Parts) -> None:
    properties = {"n": 1, "s": "x", "b": True, "d": "2026-03-10T12:00:00Z", "l": [1], "none": None, "x" * 401: 1}
    parts.committer.submit_and_wait([event("paid", properties=properties), event("opened", properties={"n": 2.5})])
    with parts.store.read() as tx:
        definition = tx.event_definitions.by_name(1, "paid")
        assert definition is not None
        assert (definition.created_at, definition.last_seen_at) == (NOW, NOW)
        assert tx.event_definitions.by_name(1, "opened")
        assert tx.event_definitions.by_name(2, "paid") is None
        assert tx.property_definitions.types(1)[PropertyOwner.EVENT] == {
            "n": PropertyType.NUMERIC,
            "s": PropertyType.STRING,
            "b": PropertyType.BOOLEAN,
            "d": PropertyType.DATETIME,
        }
        assert tx.property_definitions.by_name(1, "l")
        assert tx.property_definitions.by_name(1, "none")
        assert tx.property_definitions.by_name(1, "x" * 401) is None
        project = tx.projects.get(1)
        assert project is not None
        assert project.ingested_event


@pytest.mark.contract("NB-50")
def test_a_property_whose_values_disagree_is_a_string(parts: Parts) -> None:
    submit = parts.committer.submit_and_wait
    submit(
        [event(properties={"mixed": 1, "day": "2026-03-10", "same": 1}), event(properties={"mixed": "x", "same": 2})]
    )
    submit([event(properties={"mixed": 2, "day": "soon", "same": 1})])
    with parts.store.read() as tx:
        types = tx.property_definitions.types(1)[PropertyOwner.EVENT]
    assert types == {"mixed": PropertyType.STRING, "day": PropertyType.STRING, "same": PropertyType.NUMERIC}


@pytest.mark.contract("NB-50")
def test_every_type_that_a_property_showed_is_kept_by_event(parts: Parts) -> None:
    submit = parts.committer.submit_and_wait
    submit([event("paid", properties={"sum": 1, "day": "soon", "odd": [1]})])
    submit([event("paid", properties={"sum": 2, "day": "2026-03-10", "odd": [1]})])
    submit([event("refunded", properties={"sum": "2"}), event("refunded", properties={"sum": True, "day": 1})])
    with parts.store.read() as tx:
        known = tx.property_definitions
        shown = {name: known.by_name(1, name) for name in ("sum", "day", "odd")}
        assert known.on_event(1, "paid") == {
            "day": (PropertyType.STRING,), "odd": (), "sum": (PropertyType.NUMERIC,),
        }  # fmt: skip
        assert known.events_with(1, "sum") == {
            "paid": (PropertyType.NUMERIC,), "refunded": (PropertyType.STRING, PropertyType.BOOLEAN),
        }  # fmt: skip
    assert {name: one and (one.seen_types, one.type_conflict) for name, one in shown.items()} == {
        "sum": ((PropertyType.STRING, PropertyType.NUMERIC, PropertyType.BOOLEAN), True),
        "day": ((PropertyType.STRING, PropertyType.NUMERIC), True),
        "odd": ((), False),
    }


@pytest.mark.contract("NB-50", "EN-21")
def test_what_is_set_on_people_gets_definitions_of_its_own(parts: Parts) -> None:
    def types() -> dict[PropertyOwner, dict[str, PropertyType]]:
        with parts.store.read() as tx:
            return tx.property_definitions.types(1)

    submit = parts.committer.submit_and_wait
    submit(
        [
            event(properties={"age": "x"}, person_set={"age": 5, "vip": True, "none": None, "x" * 401: 1}),
            event(distinct_id="bea", person_set_once={"since": "2026-03-10", "age": 6}),
            event(person_set={"hidden": 1}, process_person=False),
            event(team_id=2, person_set={"age": True}),
        ]
    )
    first = {"age": PropertyType.NUMERIC, "vip": PropertyType.BOOLEAN, "since": PropertyType.DATETIME}
    assert types() == {PropertyOwner.EVENT: {"age": PropertyType.STRING}, PropertyOwner.PERSON: first}
    submit([event(distinct_id="cid", person_set={"age": "7", "since": "2026-03-11T00:00Z"})])
    assert types()[PropertyOwner.PERSON] == {**first, "age": PropertyType.STRING}
    with parts.store.read() as tx:
        names = ("none", "hidden", "x" * 401)
        found = [tx.property_definitions.by_name(1, name, PropertyOwner.PERSON) for name in names]
    assert [one is not None for one in found] == [True, False, False]


@pytest.mark.contract("NB-50", "EN-21", "CAP-44")
def test_what_is_said_of_groups_gets_definitions_by_the_type_of_group(parts: Parts) -> None:
    def identified(kind: str, **values: object) -> Event:
        return event("$groupidentify", properties={"$group_type": kind, "$group_key": "k", "$group_set": values})

    parts.committer.submit_and_wait(
        [identified("company", size=3, name="a"), identified("site", size=True), identified("company", size=4.5)]
    )
    parts.committer.submit_and_wait([identified("site", size="big"), identified("site", odd=None)])
    with parts.store.read() as tx:
        types = tx.property_definitions.types(1)
        assert tx.property_definitions.by_name(1, "odd", PropertyOwner.GROUP_1)
    del types[PropertyOwner.EVENT]
    assert types == {
        PropertyOwner.GROUP_0: {"size": PropertyType.NUMERIC, "name": PropertyType.STRING},
        PropertyOwner.GROUP_1: {"size": PropertyType.STRING},
    }


@pytest.mark.contract("EVDEF-58")
def test_last_seen_moves_by_the_hour_and_known_events_write_nothing(
    store: Store, engine: Engine, settings: Settings
) -> None:
    moments = [NOW, NOW + timedelta(minutes=59), NOW + timedelta(minutes=61)]
    seen, properties, clock = [], [], [NOW]
    committer = GroupCommitter(store, engine, lambda: clock[0], settings)
    try:
        for clock[0] in moments:
            committer.submit_and_wait([event(properties={"n": 1}, person_set={"vip": True})])
            with store.read() as tx:
                definition = tx.event_definitions.by_name(1, "paid")
                known = tx.property_definitions.by_name(1, "n")
            assert definition is not None
            assert known is not None
            seen.append(definition.last_seen_at)
            properties.append((known.created_at, known.last_seen_at))
    finally:
        committer.close()
    assert seen == [moments[0], moments[0], moments[2]]
    assert properties == [(NOW, moment) for moment in seen]


def test_known_events_are_stored_while_somebody_else_writes_to_the_store(parts: Parts) -> None:
    parts.committer.submit_and_wait([event(properties={"n": 1}, person_set={"plan": "pro"})])
    with parts.store.write():
        parts.committer.submit_and_wait([event(properties={"n": 2}, person_set={"plan": "pro"})])
    assert len(parts.uuids()) == 2


@pytest.mark.contract("EVDEF-53")
def test_a_deleted_definition_comes_back_with_its_next_event(parts: Parts) -> None:
    parts.committer.submit_and_wait([event(person_set={"plan": "pro"})])
    with parts.store.write() as tx:
        definition = tx.event_definitions.by_name(1, "paid")
        plan = tx.property_definitions.by_name(1, "plan", PropertyOwner.PERSON)
        assert definition is not None
        assert plan is not None
        tx.event_definitions.delete(1, definition.id)
        tx.property_definitions.delete(1, plan.id)
    parts.committer.forget_definitions()
    parts.committer.submit_and_wait([event(person_set={"plan": "pro"})])
    with parts.store.read() as tx:
        assert tx.event_definitions.by_name(1, "paid")
        assert tx.property_definitions.by_name(1, "plan", PropertyOwner.PERSON)


@pytest.mark.contract("NB-50")
@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("2026-03-10", PropertyType.DATETIME),
        ("2026-03-10 12:00", PropertyType.DATETIME),
        ("2026-03-10T12:00:00.123456+0100", PropertyType.DATETIME),
        ("2026-03-10T", PropertyType.STRING),
        ("2026-03", PropertyType.STRING),
        ("5", PropertyType.STRING),
        ("", PropertyType.STRING),
        (5, PropertyType.NUMERIC),
        (0.5, PropertyType.NUMERIC),
        (False, PropertyType.BOOLEAN),
        (None, None),
        ({"a": 1}, None),
    ],
)
def test_a_value_shows_its_type(value: object, kind: PropertyType | None) -> None:
    assert shown_type(value) is kind
