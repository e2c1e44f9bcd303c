"""SQL expressions that are refused: each by name, with its place, whatever the text."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hedgerow.base.errors import ClientError, InvalidRequest
from hedgerow.query.context import Context
from hedgerow.query.filters import condition
from hedgerow.query.hogql.expressions import hogql_expression
from hedgerow.query.refusals import NotSupportedYet
from hedgerow.query.sql.guard import Scope, guarded
from hedgerow.query.sql.printer import printed
from hedgerow.query.sql.tree import Named, Select, Table
from tests.kinds.storing import Sent

NOW = datetime(2024, 3, 13, 15, 45, 30, tzinfo=UTC)
EVENTS = [
    Sent("ann", "view", datetime(2024, 3, 12, 9, tzinfo=UTC), {"plan": "pro", "n": 2, "tags": ["x", "y"], "empty": ""}),
    Sent("bob", "view", datetime(2024, 3, 12, 10, tzinfo=UTC), {"plan": "free", "n": "7", "o'`.$ --": {"a": {"b": 1}}}),
    Sent("ann", "buy", datetime(2024, 3, 13, 6, 30, tzinfo=UTC), {"plan": None, "n": 10, "yes": True}),
    Sent("cyd", "view", datetime(2024, 3, 13, 9, 30, tzinfo=UTC)),
]


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
        hogql_expression(text, Context(team_id=1, timezone="UTC", now=NOW), condition)


@pytest.mark.contract("SQ-20")
@pytest.mark.parametrize(
    ("text", "wrong", "line", "column"),
    [
        ("event = 'a' and\n  evnt", "evnt", 2, 3),
        ("'🌳' = lower(properties.x, 2)", "lower(properties.x, 2", 1, 7),
        ("event = 'a' or or 1", "or", 1, 16),
        ("event; 1", ";", 1, 6),
        ("event = {variables.x}", "{variables.x}", 1, 9),
        ("session.$is_bounce", "session.$is_bounce", 1, 1),
    ],
)
def test_programs_are_told_where_it_is_wrong(text: str, wrong: str, line: int, column: int) -> None:
    with pytest.raises(InvalidRequest) as refused:
        hogql_expression(text, Context(team_id=1, timezone="UTC", now=NOW), condition)
    place = refused.value.extra
    assert (text[place["start"] : place["end"]], place["line"], place["column"]) == (wrong, line, column)


@pytest.mark.contract("SQ-11")
@pytest.mark.parametrize("text", ["person.is_identified", "elements_chain_href", "session.$is_bounce"])
def test_a_field_of_the_contract_that_is_not_read_yet_says_so(text: str) -> None:
    with pytest.raises(NotSupportedYet):
        hogql_expression(text, Context(team_id=1, timezone="UTC", now=NOW), condition)


@pytest.mark.contract("SQ-17")
@pytest.mark.parametrize(
    "text",
    [
        "file('/etc/passwd')",
        "url('http://x')",
        "s3('x')",
        "remote('x')",
        "executable('x')",
        "cluster('x')",
        "dictGet('d', 'a', 1)",
        "joinGet('t', 'c', 1)",
        "getSetting('max_memory_usage')",
        "sleep(3)",
        "sleepEachRow(1)",
        "currentUser()",
        "hostName()",
        "version()",
        "currentDatabase()",
        "throwIf(1)",
        "arrayReduce('sum', [1])",
        "evalMLMethod(1)",
        "catboostEvaluate('x')",
        "x.file('/etc/passwd')",
        "`file`('/etc/passwd')",
        "FILE('/etc/passwd')",
        "addressToLine(1)",
        "demangle('x')",
        "rand()",
        "generateUUIDv4()",
        "initializeAggregation('sum', 1)",
        "columns('.*')",
        "\"file\"('/etc/passwd')",
        "event::Dynamic",
        "cast(event as Array(String))",
        "a.b.c.file('x')",
        "event in (select 1)",
        "exists(select 1)",
        "any(select 1)",
        "@@version",
        "*",
        "event FORMAT JSON",
        "event SETTINGS readonly = 0",
        "event INTO OUTFILE 'x'",
        "{p:Identifier}",
        "$$event$$",
        "system.one.dummy",
    ],
)
def test_a_function_or_form_that_reaches_out_is_refused(text: str) -> None:
    with pytest.raises(ClientError):
        hogql_expression(text, Context(team_id=1, timezone="UTC", now=NOW), condition)


WORDS = st.sampled_from(
    [
        "event",
        "properties",
        ".",
        "$x",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "`",
        "and",
        "or",
        "not",
        "in",
        "like",
        "is",
        "null",
        "case",
        "when",
        "then",
        "end",
        "select",
        "from",
        "count",
        "file",
        "--",
        "/*",
        "*/",
        ";",
        "\\",
        "?",
        ":",
        "->",
        "=",
        "=~",
        "!~*",
        "??",
        "1",
        "2.5",
        "1e999",
        "0x",
        "\x00",
        "\ud800",
        "é",
        "𝕏",
        "\n",
        "interval",
        "day",
        "over",
        "cast",
        "as",
        ",",
        "*",
        "/",
        "%",
        "||",
        "::",
        "@",
        "#",
        "$",
        "$$",
        "limit",
        "union",
        "with",
        "f'",
        "between",
        "distinct",
    ]
)


@settings(max_examples=300)
@given(
    st.one_of(
        st.lists(WORDS, max_size=12).map(" ".join), st.lists(WORDS, max_size=8).map("".join), st.text(max_size=30)
    )
)
def test_garbage_is_an_error_of_the_client_or_an_expression_without_its_words(text: str) -> None:
    context = Context(team_id=1, timezone="Europe/Berlin", now=NOW)
    try:
        made = hogql_expression(text, context, condition)
    except ClientError:
        return
    statement = printed(
        guarded(Select(columns=(Named("x", made),), source=Table("events")), Scope(1, people_merged=False))
    )
    assert statement.written
    assert statement.sql.isascii()
    assert statement.sql.count("FROM") == 1
