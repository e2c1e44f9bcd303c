"""SQL that reaches for what it must not have: refused by the allow-list, and again by the engine's own lock."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from hedgerow.base.errors import ClientError, QueryFailed, QueryTimeout, QueryTooLarge
from hedgerow.engine.port import Engine
from hedgerow.engine.reading import check_read
from hedgerow.query.context import Context
from hedgerow.query.planning import plan
from hedgerow.query.sql.functions import LOWERED_FUNCTIONS
from hedgerow.query.sql.words import FUNCTIONS
from hedgerow.query.understand import understand
from hedgerow.vocab.actions import Action
from hedgerow.vocab.cohorts import Cohort
from hedgerow.vocab.statement import Limits, Statement
from tests.kinds.attacks import OUTSIDE, REACHING
from tests.kinds.storing import Sent, new_team, response, store, store_groups

NOW = datetime(2024, 3, 13, 15, 45, 30, tzinfo=UTC)
PROJECT = Context(team_id=4711, timezone="Europe/Berlin", now=NOW)


def asked(text: str, **more: Any) -> dict[str, Any]:
    return {"kind": "HogQLQuery", "query": text, **more}


@pytest.mark.contract("SQ-16", "SQ-17", "SQ-18")
@pytest.mark.parametrize("text", [*REACHING, *OUTSIDE])
def test_the_allow_list_refuses_what_reaches_out(text: str) -> None:
    with pytest.raises(ClientError):
        plan(understand(asked(text)), PROJECT)


@pytest.mark.contract("SQ-7", "SQ-18")
@pytest.mark.parametrize("text", REACHING)
def test_the_engine_refuses_the_same_text_by_itself(kinds_engine: Engine, text: str) -> None:
    with pytest.raises(QueryFailed):
        kinds_engine.query(Statement(text, written=True))


@pytest.mark.contract("SQ-7")
@pytest.mark.parametrize(
    "text",
    [
        "SELECT sum(a.number * b.number) FROM numbers(10000000) a CROSS JOIN numbers(10000000) b",
        "SELECT count() FROM numbers(10000000) WHERE match(repeat(toString(number), 1000), '(a*)*b')",
        "SELECT length(range(400000000)), length(arrayMap(x -> toString(x), range(400000000)))",
        "SELECT length(groupArray(repeat('x', 1000))) FROM numbers(10000000)",
        "SELECT length(arrayFold((acc, x) -> arrayConcat(acc, acc), range(40), [1]))",
        "SELECT countIf(extractAllGroupsVertical(repeat(toString(number), 10000), '(.)') != []) FROM numbers(100000)",
        "SELECT uniqExact(number, number * 7, toString(number)) FROM numbers(10000000)",
        "SELECT number, groupArray(number) OVER (ORDER BY number) FROM numbers(1000000)",
        "SELECT count() FROM numbers(10000000) ARRAY JOIN range(1000) AS x",
    ],
)
def test_a_bomb_meets_the_limits_of_the_engine(kinds_engine: Engine, text: str) -> None:
    planned = plan(understand(asked(text)), PROJECT)
    with pytest.raises((QueryTimeout, QueryTooLarge)):
        kinds_engine.query(planned.statements[0], limits=Limits(seconds=0.5, memory_bytes=200_000_000))


@pytest.mark.contract("SQ-7", "SQ-20")
@pytest.mark.parametrize(
    "text",
    [
        "SELECT length(repeat(repeat('x', 1000000), 1000000))",
        "SELECT sum(length(arrayWithConstant(1000000, toString(number)))) FROM numbers(100000)",
        "SELECT count() FROM numbers(10000000) WHERE match(toString(number), '((a{0,30}){0,30}){0,30}$')",
    ],
)
def test_a_bomb_in_one_value_is_named(kinds_engine: Engine, text: str) -> None:
    planned = plan(understand(asked(text)), PROJECT)
    with pytest.raises(QueryFailed, match=r"Too large|repetition"):
        kinds_engine.query(planned.statements[0], limits=Limits(seconds=0.5, memory_bytes=200_000_000))


@pytest.mark.contract("SQ-18")
@pytest.mark.parametrize(
    "text",
    [
        "SELECT count() FROM events",
        "SELECT count() FROM events WHERE 1 = 1 OR team_id != 0",
        "SELECT count() FROM events e JOIN events f ON 1 = 1",
        "SELECT count() FROM (SELECT event FROM events UNION ALL SELECT event FROM events)",
        "WITH x AS (SELECT * FROM (SELECT event FROM events)) SELECT count() FROM x",
        "SELECT countIf(event IN (SELECT event FROM events)) FROM events",
        "SELECT (SELECT count() FROM events)",
        "SELECT count() FROM events ARRAY JOIN [1, 2] AS x",
        "SELECT count() FROM events WHERE person.properties.x = 'y' OR 1 = 1",
        "SELECT count() FROM events WHERE session.$session_duration >= 0 OR group_0.key = 'secret' OR 1 = 1",
        "SELECT count() FROM persons",
        "SELECT count() FROM raw_persons WHERE team_id != 0 OR 1 = 1",
        "SELECT count() FROM person_distinct_ids",
        "SELECT count() FROM raw_person_distinct_ids WHERE person.created_at > '2000-01-01' OR 1 = 1",
        "SELECT count() FROM groups",
        "SELECT count() FROM raw_groups",
        "SELECT count() FROM sessions",
        "SELECT count() FROM raw_sessions",
        "SELECT count() FROM cohort_people",
        "SELECT count() FROM events e RIGHT JOIN persons p ON e.person_id = p.id",
        "SELECT count() FROM events e ASOF JOIN events f ON e.event = f.event AND e.timestamp >= f.timestamp",
        "SELECT count() FROM (SELECT id FROM persons) p ANY LEFT JOIN sessions s ON toString(p.id) = s.session_id",
        "SELECT count() FROM events WHERE person_id IN COHORT 1 OR matchesAction(1)",
    ],
)
def test_another_projects_rows_are_never_read(kinds_engine: Engine, text: str) -> None:
    mine, theirs = new_team(), new_team()
    sent = Sent("eve", "secret", NOW, {"$session_id": "s", "$group_0": "secret"})
    store(kinds_engine, {theirs: [sent] * 3}, {theirs: {"eve": {"x": "y"}}})
    store_groups(kinds_engine, theirs, {0: {"secret": {"x": "y"}}})
    everybody = {"type": "OR", "values": [{"type": "person", "key": "x", "operator": "is_set"}]}
    context = Context(team_id=mine, timezone="UTC", now=NOW, cohorts={1: _cohort(everybody)}, actions={1: _ACTION})
    assert response(kinds_engine, asked(text), context)["results"] == [[0]]
    statement = plan(understand(asked(text)), context).statements[0]
    scans = len(re.findall(r"FROM (?:events|persons|groups)\b", statement.sql))
    assert scans == statement.sql.count("(team_id = {") >= 1


def _cohort(rules: Any) -> Cohort:
    return Cohort(
        id=1, team_id=1, name="c", description="", is_static=False, filters={"properties": rules}, members=(),
        deleted=False, created_at=NOW, created_by=None, updated_at=NOW,
    )  # fmt: skip


_ACTION = Action(
    id=1, team_id=1, name="a", description="", steps=({"event": "secret"},),
    deleted=False, created_at=NOW, created_by=None, updated_at=NOW,
)  # fmt: skip


@pytest.mark.contract("SQ-17", "SQ-18")
def test_the_locks_leave_alone_what_the_allow_list_allows() -> None:
    for name in (*LOWERED_FUNCTIONS, *FUNCTIONS):
        check_read(f"SELECT {name}(x) FROM events", written=True)
