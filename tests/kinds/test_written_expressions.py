"""SQL expressions that people write: what they answer, and what is refused with its place."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hedgerow.base.errors import QueryFailed
from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from hedgerow.query.filters import condition
from hedgerow.query.hogql.expressions import hogql_aggregate, hogql_expression
from hedgerow.query.sql.guard import guarded
from hedgerow.query.sql.printer import printed
from hedgerow.query.sql.tree import Column as TreeColumn
from hedgerow.query.sql.tree import Expression, Named, Order, Select, Table
from hedgerow.vocab.definitions import PropertyType
from tests.kinds.storing import Sent, new_team, store

NOW = datetime(2024, 3, 13, 15, 45, 30, tzinfo=UTC)
EVENTS = [
    Sent("ann", "view", datetime(2024, 3, 12, 9, tzinfo=UTC), {"plan": "pro", "n": 2, "tags": ["x", "y"], "empty": ""}),
    Sent("bob", "view", datetime(2024, 3, 12, 10, tzinfo=UTC), {"plan": "free", "n": "7", "o'`.$ --": {"a": {"b": 1}}}),
    Sent("ann", "buy", datetime(2024, 3, 13, 6, 30, tzinfo=UTC), {"plan": None, "n": 10, "yes": True}),
    Sent("cyd", "view", datetime(2024, 3, 13, 9, 30, tzinfo=UTC)),
]


@pytest.fixture(scope="module")
def project(kinds_engine: Engine) -> Context:
    team = new_team()
    store(kinds_engine, {team: EVENTS})
    return Context(team_id=team, timezone="UTC", now=NOW)


def answers(engine: Engine, expression: Expression, context: Context) -> list[Any]:
    select = Select(
        columns=(Named("x", expression), Named("at", TreeColumn("timestamp"))),
        source=Table("events"),
        order_by=(Order(TreeColumn("at")),),
    )
    return [row[0] for row in engine.query(printed(guarded(select, context.scope))).rows]


def aggregate(engine: Engine, text: str, context: Context) -> Any:
    select = Select(columns=(Named("x", hogql_aggregate(text, context, condition)),), source=Table("events"))
    return engine.query(printed(guarded(select, context.scope))).rows[0][0]


@pytest.mark.contract("SQ-12", "SQ-10", "SQ-15", "SQ-16")
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("properties.plan", ["pro", "free", None, None]),
        ("properties['n']", ["2", "7", "10", None]),
        ("properties.tags[1]", ["x", None, None, None]),
        ("properties.tags.2", ["y", None, None, None]),
        ("properties.empty", ["", None, None, None]),
        ('properties."o\'`.$ --".a.b', [None, "1", None, None]),
        ("properties.`o'``.$ --`['a']", [None, '{"b":1}', None, None]),
        ("properties.yes", [None, None, "true", None]),
        ("event = 'view'", [1, 1, 0, 1]),
        ("properties.plan != 'pro'", [0, 1, 1, 1]),
        ("properties.plan not in ('pro')", [0, 1, 1, 1]),
        ("properties.plan in ('pro', null)", [1, 0, 1, 1]),
        ("properties.plan = null", [0, 0, 1, 1]),
        ("properties.plan != 'pro' and properties.plan is not null", [0, 1, 0, 0]),
        ("properties.plan = properties.missing", [0, 0, 1, 1]),
        ("properties.plan < properties.missing", [0, 0, 0, 0]),
        ("properties.plan like properties.missing", [0, 0, 1, 1]),
        ("properties.plan not like '%r%'", [0, 0, 1, 1]),
        ("properties.plan =~ '^P'", [0, 0, 0, 0]),
        ("properties.plan =~* '^P'", [1, 0, 0, 0]),
        ("properties.plan !~ '^p'", [0, 1, 1, 1]),
        ("toInt(properties.n) + 1", [3, 8, 11, None]),
        ("properties.plan ?? 'none'", ["pro", "free", "none", "none"]),
        ("properties.plan is null ? 1 : 2", [2, 2, 1, 1]),
        ("case event when 'buy' then 'b' else 'v' end", ["v", "v", "b", "v"]),
        ("timestamp >= '2024-03-13'", [0, 0, 1, 1]),
        ("timestamp between '2024-03-12 10:00' and '2024-03-13T06:30:00Z'", [0, 1, 1, 0]),
        ("timestamp > now() - interval 10 hour", [0, 0, 1, 1]),
        ("toString(toDate(timestamp))", ["2024-03-12", "2024-03-12", "2024-03-13", "2024-03-13"]),
        ("arrayMap(x -> x + 1, [1, 2])[2]", [3, 3, 3, 3]),
        ("arrayExists(e -> e = event, ['buy'])", [0, 0, 1, 0]),
        ("(event, 2).1", ["view", "view", "buy", "view"]),
        ("7 between 1 and 9", [1, 1, 1, 1]),
        ("length(distinct_id) % 2", [1, 1, 1, 1]),
        ("UPPER(event) /* functions in any case */ -- fields not", ["VIEW", "VIEW", "BUY", "VIEW"]),
    ],
)
def test_an_expression_answers_for_each_event(kinds_engine: Engine, project: Context, text: str, wanted: Any) -> None:
    assert answers(kinds_engine, hogql_expression(text, project, condition), project) == wanted


@pytest.mark.contract("SQ-10")
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("null = null", 1),
        ("2 != null", 1),
        ("null < null", 0),
        ("'2' not ilike null", 1),
        ("null !~ null", 0),
        ("null in (1, null)", 1),
        ("null not in (1)", 1),
        ("null between 1 and 2", 0),
        ("null like null", 1),
    ],
)
def test_comparisons_with_null_are_true_or_false(
    kinds_engine: Engine, project: Context, text: str, wanted: int
) -> None:
    assert answers(kinds_engine, hogql_expression(text, project, condition), project)[0] == wanted


@pytest.mark.contract("SQ-14")
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("toInt('7')", 7),
        ("toInt('7.5')", None),
        ("toInt('x')", None),
        ("toFloat('1e3')", 1000),
        ("toBool('true')", True),
        ("toUUID('x')", None),
        ("toDate('x')", None),
        ("toString(toDate(toDateTime('2024-03-12 09:00')))", "2024-03-12"),
        ("toUnixTimestamp(toDateTime('2024-03-12T09:00:00+02:00'))", 1710226800),
    ],
)
def test_a_cast_that_fails_is_null(kinds_engine: Engine, project: Context, text: str, wanted: Any) -> None:
    assert answers(kinds_engine, hogql_expression(text, project, condition), project)[0] == wanted


@pytest.mark.contract("SQ-13")
def test_a_property_has_the_type_of_its_definition(kinds_engine: Engine, project: Context) -> None:
    types = {"n": PropertyType.NUMERIC, "yes": PropertyType.BOOLEAN}
    typed = Context(team_id=project.team_id, timezone="UTC", now=NOW, property_types=types)
    assert answers(kinds_engine, hogql_expression("properties.n > 5", typed, condition), typed) == [0, 1, 1, 0]
    assert answers(kinds_engine, hogql_expression("properties.yes", typed, condition), typed) == [
        None,
        None,
        True,
        None,
    ]
    statement = hogql_expression("properties.n > 5", project, condition)
    with pytest.raises(QueryFailed, match="no supertype"):
        answers(kinds_engine, statement, project)


@pytest.mark.contract("SQ-15")
def test_moments_are_seen_in_the_projects_time_zone(kinds_engine: Engine, project: Context) -> None:
    pacific = Context(team_id=project.team_id, timezone="US/Pacific", now=NOW)
    shown = answers(kinds_engine, hogql_expression("toString(toDate(timestamp))", pacific, condition), pacific)
    assert shown == ["2024-03-12", "2024-03-12", "2024-03-12", "2024-03-13"]
    assert answers(kinds_engine, hogql_expression("timestamp >= '2024-03-13'", pacific, condition), pacific) == [
        0,
        0,
        0,
        1,
    ]


@pytest.mark.contract("SQ-17")
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("count()", 4),
        ("count(*)", 4),
        ("countIf(event = 'view') / count()", 0.75),
        ("uniq(person_id)", 3),
        ("count(distinct event)", 2),
        ("sum(toFloat(properties.n))", 19),
        ("countIf(toFloat(properties.n) > 5)", 2),
        ("quantile(0.5)(toFloat(properties.n))", 7),
        ("arraySort(groupUniqArray(event))", ["buy", "view"]),
        ("argMax(event, timestamp)", "view"),
    ],
)
def test_an_aggregate_answers_for_all_events(kinds_engine: Engine, project: Context, text: str, wanted: Any) -> None:
    assert aggregate(kinds_engine, text, project) == wanted
