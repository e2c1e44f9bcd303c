"""SQL expressions that people write: what they answer, and what is refused with its place."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hedgerow.base.errors import ClientError, InvalidRequest, QueryFailed
from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from hedgerow.query.hogql.expressions import hogql_aggregate, hogql_expression
from hedgerow.query.refusals import NotSupportedYet
from hedgerow.query.sql.guard import guarded
from hedgerow.query.sql.printer import printed
from hedgerow.query.sql.tree import Expression, Named, Order, Select, Table
from hedgerow.query.sql.tree import Column as TreeColumn
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
def project(kinds_engine: Engine) -> Iterator[Context]:
    team = new_team()
    store(kinds_engine, {team: EVENTS})
    yield Context(team_id=team, timezone="UTC", now=NOW)


def answers(engine: Engine, expression: Expression, context: Context) -> list[Any]:
    select = Select(
        columns=(Named("x", expression), Named("at", TreeColumn("timestamp"))),
        source=Table("events"),
        order_by=(Order(TreeColumn("at")),),
    )
    return [row[0] for row in engine.query(printed(guarded(select, context.team_id))).rows]


def aggregate(engine: Engine, text: str, context: Context) -> Any:
    select = Select(columns=(Named("x", hogql_aggregate(text, context)),), source=Table("events"))
    return engine.query(printed(guarded(select, context.team_id))).rows[0][0]


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
    assert answers(kinds_engine, hogql_expression(text, project), project) == wanted


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
    assert answers(kinds_engine, hogql_expression(text, project), project)[0] == wanted


@pytest.mark.contract("SQ-14")
@pytest.mark.parametrize(
    ("text", "wanted"),
    [("toInt('7')", 7), ("toInt('7.5')", None), ("toInt('x')", None), ("toFloat('1e3')", 1000), ("toBool('true')", True),
     ("toUUID('x')", None), ("toDate('x')", None), ("toString(toDateTime('2024-03-12 09:00'))", "2024-03-12 09:00:00.000000"),
     ("toUnixTimestamp(toDateTime('2024-03-12T09:00:00+02:00'))", 1710226800)],
)  # fmt: skip
def test_a_cast_that_fails_is_null(kinds_engine: Engine, project: Context, text: str, wanted: Any) -> None:
    assert answers(kinds_engine, hogql_expression(text, project), project)[0] == wanted


@pytest.mark.contract("SQ-13")
def test_a_property_has_the_type_of_its_definition(kinds_engine: Engine, project: Context) -> None:
    types = {"n": PropertyType.NUMERIC, "yes": PropertyType.BOOLEAN}
    typed = Context(team_id=project.team_id, timezone="UTC", now=NOW, property_types=types)
    assert answers(kinds_engine, hogql_expression("properties.n > 5", typed), typed) == [0, 1, 1, 0]
    assert answers(kinds_engine, hogql_expression("properties.yes", typed), typed) == [None, None, True, None]
    statement = hogql_expression("properties.n > 5", project)
    with pytest.raises(QueryFailed, match="no supertype"):
        answers(kinds_engine, statement, project)


@pytest.mark.contract("SQ-15")
def test_moments_are_seen_in_the_projects_time_zone(kinds_engine: Engine, project: Context) -> None:
    pacific = Context(team_id=project.team_id, timezone="US/Pacific", now=NOW)
    shown = answers(kinds_engine, hogql_expression("toString(toDate(timestamp))", pacific), pacific)
    assert shown == ["2024-03-12", "2024-03-12", "2024-03-12", "2024-03-13"]
    assert answers(kinds_engine, hogql_expression("timestamp >= '2024-03-13'", pacific), pacific) == [0, 0, 0, 1]


@pytest.mark.contract("SQ-17")
@pytest.mark.parametrize(
    ("text", "wanted"),
    [("count()", 4), ("count(*)", 4), ("countIf(event = 'view') / count()", 0.75), ("uniq(person_id)", 3),
     ("count(distinct event)", 2), ("sum(toFloat(properties.n))", 19), ("countIf(toFloat(properties.n) > 5)", 2),
     ("quantile(0.5)(toFloat(properties.n))", 7), ("arraySort(groupUniqArray(event))", ["buy", "view"]),
     ("argMax(event, timestamp)", "view")],
)  # fmt: skip
def test_an_aggregate_answers_for_all_events(kinds_engine: Engine, project: Context, text: str, wanted: Any) -> None:
    assert aggregate(kinds_engine, text, project) == wanted


@pytest.mark.contract("SQ-17", "SQ-20")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("fil('x')", r"Unsupported function call 'fil\(\.\.\.\)'"),
        ("toIn(1)", "Did you mean toInt"),
        ("evnt = 'x'", r"Unknown field 'evnt'. Did you mean event\? \(line 1, column 1\):\nevnt = 'x'\n\^"),
        ("event = 'x'\n  and foo", r"\(line 2, column 7\):\n  and foo\n      \^"),
        ("lower()", "'lower' takes 1 arguments, not 0"),
        ("sum(1)", "cannot stand here"),
        ("(select 1)", "A SELECT cannot stand inside"),
        ("{filters}", r"\{filters\} cannot stand here"),
        ("event; event", "exactly one statement"),
        ("event = 'a' and", r"something is missing here \(line 1, column 13\)"),
        ("", "There has to be an expression"),
        ("'a", "not closed"),
        ("[1, 2][0]", "counted from 1"),
        ("properties.tags[0]", "counted from 1"),
        ("timestamp > 'soon'", "'soon' is not a date"),
        ("event.x", "has no parts"),
        ("row_number()", "OVER"),
        ("1" * 100, "too long"),
        ("99999999999999999999", "64 bits"),
        ("((" * 40 + "1" + "))" * 40, "nested at most"),
        ("not " * 300 + "1", "nested"),
        ("event" + " + 1" * 500, "nested"),
        ("a" * 100_001, "at most 100000 characters"),
    ],
)
def test_what_is_wrong_is_named_and_shown(text: str, words: str) -> None:
    with pytest.raises(InvalidRequest, match=words):
        hogql_expression(text, Context(team_id=1, timezone="UTC", now=NOW))


@pytest.mark.contract("SQ-11")
@pytest.mark.parametrize("text", ["person.properties.x", "$group_0", "elements_chain", "properties"])
def test_a_field_of_the_contract_that_is_not_read_yet_says_so(text: str) -> None:
    with pytest.raises(NotSupportedYet):
        hogql_expression(text, Context(team_id=1, timezone="UTC", now=NOW))


@pytest.mark.contract("SQ-17")
@pytest.mark.parametrize(
    "text",
    ["file('/etc/passwd')", "url('http://x')", "s3('x')", "remote('x')", "executable('x')", "cluster('x')",
     "dictGet('d', 'a', 1)", "joinGet('t', 'c', 1)", "getSetting('max_memory_usage')", "sleep(3)", "sleepEachRow(1)",
     "currentUser()", "hostName()", "version()", "currentDatabase()", "throwIf(1)", "arrayReduce('sum', [1])",
     "evalMLMethod(1)", "catboostEvaluate('x')", "x.file('/etc/passwd')", "`file`('/etc/passwd')", "FILE('/etc/passwd')",
     "addressToLine(1)", "demangle('x')", "rand()", "generateUUIDv4()", "initializeAggregation('sum', 1)",
     "columns('.*')", "\"file\"('/etc/passwd')", "event::Dynamic", "cast(event as Array(String))", "a.b.c.file('x')",
     "event in (select 1)", "exists(select 1)", "any(select 1)", "@@version", "*", "event FORMAT JSON",
     "event SETTINGS readonly = 0", "event INTO OUTFILE 'x'", "{p:Identifier}", "$$event$$", "system.one.dummy"],
)  # fmt: skip
def test_a_function_or_form_that_reaches_out_is_refused(text: str) -> None:
    with pytest.raises(ClientError):
        hogql_expression(text, Context(team_id=1, timezone="UTC", now=NOW))


WORDS = st.sampled_from(
    ["event", "properties", ".", "$x", "(", ")", "[", "]", "{", "}", "'", '"', "`", "and", "or", "not", "in", "like", "is",
     "null", "case", "when", "then", "end", "select", "from", "count", "file", "--", "/*", "*/", ";", "\\", "?", ":", "->",
     "=", "=~", "!~*", "??", "1", "2.5", "1e999", "0x", "\x00", "\ud800", "é", "𝕏", "\n", "interval", "day", "over",
     "cast", "as", ",", "*", "/", "%", "||", "::", "@", "#", "$", "$$", "limit", "union", "with", "f'", "between", "distinct"]
)  # fmt: skip


@settings(max_examples=300)
@given(
    st.one_of(
        st.lists(WORDS, max_size=12).map(" ".join), st.lists(WORDS, max_size=8).map("".join), st.text(max_size=30)
    )
)
def test_garbage_is_an_error_of_the_client_or_an_expression_without_its_words(text: str) -> None:
    context = Context(team_id=1, timezone="Europe/Berlin", now=NOW)
    try:
        made = hogql_expression(text, context)
    except ClientError:
        return
    statement = printed(guarded(Select(columns=(Named("x", made),), source=Table("events")), 1))
    assert statement.written
    assert statement.sql.isascii()
    assert statement.sql.count("FROM") == 1
