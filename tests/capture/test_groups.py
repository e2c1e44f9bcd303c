"""The groups that events belong to, and what is said of them (CAP-44)."""

from typing import Any

import pytest

from hedgerow.engine.port import Engine
from hedgerow.vocab.statement import Statement
from tests.capture.parts import Parts
from tests.capture.samples import event


def keys(engine: Engine) -> list[list[Any]]:
    """The event and the keys of its groups of the first two types, by event."""
    sql = "SELECT event, properties.`$group_0`::Nullable(String), properties.`$group_1`::Nullable(String) FROM events"
    return engine.query(Statement(f"{sql} ORDER BY event")).rows


def groups(engine: Engine) -> list[list[Any]]:
    sql = "SELECT team_id, type_index, group_key, version, properties::String FROM groups FINAL ORDER BY 1, 2, 3"
    return engine.query(Statement(sql)).rows


@pytest.mark.contract("CAP-44")
def test_an_events_groups_stand_where_queries_read_them(parts: Parts) -> None:
    submit = parts.committer.submit_and_wait
    submit([event("a", properties={"$groups": {"company": "acme", "site": 7}}), event("b")])
    submit([event("c", properties={"$groups": {"site": "s"}}), event("d", properties={"$groups": ["odd"]})])
    submit([event("e", properties={"$groups": {"company": None, "": "x", "site": ""}})])
    assert keys(parts.engine) == [
        ["a", "acme", "7"],
        ["b", None, None],
        ["c", None, "s"],
        ["d", None, None],
        ["e", None, None],
    ]
    with parts.store.read() as tx:
        assert tx.groups.types(1) == {"company": 0, "site": 1}


@pytest.mark.contract("CAP-44")
def test_each_project_has_five_types_of_its_own(parts: Parts) -> None:
    many = {f"t{number}": "k" for number in range(7)}
    parts.committer.submit_and_wait([event(properties={"$groups": many})])
    parts.committer.submit_and_wait([event(team_id=2, properties={"$groups": {"t6": "k"}})])
    with parts.store.read() as tx:
        assert tx.groups.types(1) == {f"t{number}": number for number in range(5)}
        assert tx.groups.types(2) == {"t6": 0}


@pytest.mark.contract("CAP-44")
def test_what_is_said_of_a_group_is_kept_and_the_last_word_counts(parts: Parts) -> None:
    def identified(**values: Any) -> Any:
        told = {"$group_type": "company", "$group_key": "acme", "$group_set": values}
        return event("$groupidentify", properties=told)

    parts.committer.submit_and_wait([identified(plan="free", size=3), identified(plan="pro")])
    assert groups(parts.engine) == [[1, 0, "acme", 2, '{"plan":"pro","size":3}']]
    parts.committer.submit_and_wait([identified(size=4), event("x", properties={"$groups": {"company": "acme"}})])
    assert groups(parts.engine) == [[1, 0, "acme", 3, '{"plan":"pro","size":4}']]
    odd = event("$groupidentify", properties={"$group_type": ["company"], "$group_key": "acme", "$group_set": 5})
    parts.committer.submit_and_wait([odd])
    assert len(groups(parts.engine)) == 1
