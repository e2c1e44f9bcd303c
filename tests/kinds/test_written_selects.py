"""SQL insights: their errors, the filters of a dashboard, the cache key and the text; and garbage."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hedgerow.base.canonical_json import wire
from hedgerow.base.errors import ClientError, InvalidRequest, QueryFailed
from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from hedgerow.query.dashboard_filters import apply_dashboard_filters
from hedgerow.query.planning import cache_facts, plan
from hedgerow.query.table_text import table_text
from hedgerow.query.understand import understand
from hedgerow.vocab.actions import Action
from hedgerow.vocab.cohorts import Cohort
from hedgerow.vocab.results import CachedResult
from tests.kinds.storing import response

NOW = datetime(2024, 3, 13, 15, 45, 30, tzinfo=UTC)
PROJECT = Context(team_id=4711, timezone="Europe/Berlin", now=NOW)
_COHORT = Cohort(
    id=31, team_id=1, name="c", description="", is_static=True, filters={}, members=(), deleted=False, created_at=NOW,
    created_by=None, updated_at=NOW,
)  # fmt: skip


def asked(text: str, **more: Any) -> dict[str, Any]:
    return {"kind": "HogQLQuery", "query": text, **more}


@pytest.mark.contract("SQ-20")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELECT 1,\n  2 +", r"Syntax error: something is missing here \(line 2, column 5\):\n  2 \+\n    \^"),
        ("SELECT foo FROM events", r"Unknown field 'foo' \(line 1, column 8\):\nSELECT foo FROM events\n       \^"),
        ("SELECT lowr(event) FROM events", "Did you mean lower"),
        (
            "SELECT a.event FROM events a JOIN events b ON a.event = b.event WHERE event = 'x'",
            "field of several sources",
        ),
        ("SELECT 1 LIMIT 1.5", "LIMIT is followed by a whole number"),
        ("SELECT 1 ORDER BY 2", "There is no column 2"),
        ("SELECT 1, 2 UNION ALL SELECT 1", "as many columns"),
        ("SELECT count() FROM events WHERE count() > 1", "cannot stand here"),
        ("SELECT", "needs columns"),
    ],
)
def test_an_error_names_its_cause_and_shows_its_place(text: str, words: str) -> None:
    with pytest.raises(InvalidRequest, match=words):
        plan(understand(asked(text)), PROJECT)


def test_aliases_made_of_one_another_are_planned_at_once() -> None:
    doubled = ", ".join(f"a{place} + a{place} AS a{place + 1}" for place in range(60))
    plan(understand(asked(f"SELECT 1 AS a0, {doubled}")), PROJECT)
    plan(understand({"kind": "EventsQuery", "select": ["1 AS a0", *doubled.split(", ")]}), PROJECT)


@pytest.mark.contract("EN-30")
def test_a_dashboards_filters_act_through_the_placeholder() -> None:
    node: dict[str, Any] = {
        "kind": "DataVisualizationNode",
        "source": asked("SELECT 1", filters={"properties": [{"key": "a", "value": 1}]}),
    }
    filters: dict[str, Any] = {
        "date_from": "-7d",
        "properties": [{"key": "b", "value": 2}],
        "filterTestAccounts": True,
        "interval": "week",
    }
    laid: Any = apply_dashboard_filters(node, filters)["source"]
    assert laid == asked(
        "SELECT 1",
        filters={
            "dateRange": {"date_from": "-7d", "date_to": None, "explicitDate": False},
            "properties": {
                "type": "AND",
                "values": [
                    {"type": "AND", "values": [{"key": "a", "value": 1}]},
                    {"type": "AND", "values": [{"key": "b", "value": 2}]},
                ],
            },
            "filterTestAccounts": True,
        },
    )
    understand(laid)


@pytest.mark.contract("EN-36", "SQ-4")
def test_the_cache_key_knows_variables_test_accounts_and_types_that_the_text_names() -> None:
    text = asked(
        "SELECT properties.n FROM events WHERE {filters}",
        filters={"filterTestAccounts": True},
        variables={"v": {"variableId": "v", "code_name": "v"}},
    )
    facts = [
        cache_facts(understand(text), Context(team_id=1, timezone="UTC", now=NOW, **more))
        for more in (
            {},
            {"variables": {"v": 1}},
            {"test_account_filters": ({"key": "a", "value": 1},)},
            {"property_types": {"n": "Numeric"}},
        )
    ]
    assert all(facts[0] != other for other in facts[1:])
    other = {"property_types": {"m": "Numeric"}, "variables": {"w": 1}}
    assert cache_facts(understand(text), Context(team_id=1, timezone="UTC", now=NOW, **other)) == facts[0]  # type: ignore[arg-type]


@pytest.mark.contract("EN-36", "SQ-17")
@pytest.mark.parametrize(
    ("text", "cohort_matters", "action_matters"),
    [
        ("SELECT count() FROM events", False, False),
        ("SELECT count() FROM events WHERE person_id IN COHORT 31", True, False),
        ("""SELECT count() FROM events WHERE person_id IN COHORT 'It''s "us"'""", True, False),
        ("SELECT count() FROM events WHERE person_id IN COHORT {variables.c}", True, False),
        ("SELECT count() FROM static_cohort_people", True, False),
        ("SELECT matchesAction(41) FROM events", False, True),
        ("SELECT matchesAction('Bought it') FROM events", False, True),
        ("SELECT count() FROM events WHERE {filters}", False, False),
    ],
)
def test_the_cache_key_knows_what_is_behind_the_names_of_a_text(
    text: str, cohort_matters: bool, action_matters: bool
) -> None:
    same: dict[str, Any] = {"team_id": 1, "description": "", "deleted": False, "created_by": None}
    same |= {"created_at": NOW, "updated_at": NOW}

    def facts(event: str, *members: int) -> Any:
        cohort = Cohort(id=31, name="""It's "us\"""", is_static=True, filters={}, members=members, **same)
        action = Action(id=41, name="Bought it", steps=({"event": event},), **same)
        context = Context(
            team_id=1,
            timezone="UTC",
            now=NOW,
            cohorts={31: cohort},
            actions={41: action},
            variables={"v": 31} if "variables" in text else {},
        )
        variables = {"v": {"variableId": "v", "code_name": "c"}} if "variables" in text else {}
        return cache_facts(understand(asked(text, variables=variables)), context)

    assert (facts("a", 1) != facts("a", 2)) == cohort_matters
    assert (facts("a", 1) != facts("b", 1)) == action_matters


@pytest.mark.contract("SQ-8")
def test_the_text_is_told_again_in_plain_words() -> None:
    text = """select event -- which
        from events where event =~ 'a' and person_id not in cohort 31 order by 1 limit 2 by event limit 3 offset 4"""
    context = Context(team_id=1, timezone="UTC", now=NOW, cohorts={31: _COHORT})
    assert " ".join(plan(understand(asked(text)), context).hogql.split()) == (
        "SELECT event FROM events WHERE event =~ 'a' AND NOT ( person_id IN COHORT 31 )"
        " ORDER BY 1 LIMIT 2 BY event LIMIT 3 OFFSET 4"
    )


@pytest.mark.contract("RUN-27")
def test_a_result_as_text_is_a_table() -> None:
    body = {"columns": ["a", "b"], "results": [[1, None], ["x\ny", [1] * 400]], "hasMore": True, "offset": 5}
    shown = table_text(CachedResult(json=wire(body), computed_at=NOW, timezone="UTC", interval="day", date_range=None))
    lines = shown.split("\n")
    assert lines[:2] == ["a|b", "1|(null)"]
    assert lines[2].startswith("x y|[1,1,")
    assert lines[2].endswith("… (cut)")
    assert len(lines[2]) < 520
    assert lines[3] == "(more rows follow; these are rows 6 to 7)"


WORDS = st.sampled_from(
    [
        "SELECT",
        "FROM",
        "events",
        "numbers(3)",
        "WHERE",
        "GROUP BY",
        "ORDER BY",
        "LIMIT",
        "OFFSET",
        "1",
        "2",
        "event",
        "*",
        ",",
        "count()",
        "(",
        ")",
        "AS",
        "a",
        "b",
        "UNION ALL",
        "EXCEPT",
        "WITH",
        "JOIN",
        "ON",
        "=",
        "properties.x",
        "file('x')",
        "system.one",
        ";",
        "--",
        "/*",
        "*/",
        "'",
        "`",
        "HAVING",
        "DISTINCT",
        "BY",
        "OVER ()",
        "IN",
        "{filters}",
        "{variables.x}",
        "SETTINGS",
        "FORMAT",
        "INTO",
        "ARRAY JOIN",
        "CASE",
        "END",
        "x -> x",
        "[",
        "]",
        "\x00",
        "é",
        "?",
        ":",
        "interval 1 day",
        "timestamp",
        "LATERAL",
        "VALUES",
        "PIVOT",
        "TABLE",
        "USING",
        "CROSS JOIN",
        "QUALIFY",
        "WINDOW",
        "FINAL",
        "PREWHERE",
    ]
)


@settings(max_examples=400)
@given(
    st.one_of(
        st.lists(WORDS, max_size=14).map(lambda words: "SELECT " + " ".join(words)),
        st.lists(WORDS, max_size=8).map(lambda words: "SELECT event FROM events " + " ".join(words)),
        st.text(max_size=30),
    )
)
def test_garbage_is_an_error_of_the_client_or_a_guarded_select(text: str) -> None:
    try:
        statement = plan(understand(asked(text or " ")), PROJECT).statements[0]
    except ClientError:
        return
    assert statement.written
    assert statement.sql.isascii()
    assert statement.sql.count("FROM events") == statement.sql.count("(team_id = {")
    assert "system" not in statement.sql
    assert "LIMIT" in statement.sql


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=8))
def test_what_is_planned_runs_or_is_the_clients_mistake(kinds_engine: Engine, words: list[str]) -> None:
    try:
        statement = plan(understand(asked("SELECT 1, " + " ".join(words))), PROJECT).statements[0]
        kinds_engine.query(statement)
    except (ClientError, QueryFailed):
        return


@pytest.mark.contract("SQ-5", "SQ-6")
@pytest.mark.parametrize(
    ("text", "rows", "page"),
    [
        ("SELECT number FROM numbers(150)", 100, {"hasMore": True, "limit": 100, "offset": 0}),
        ("SELECT number FROM numbers(100)", 100, {"hasMore": False, "limit": 100, "offset": 0}),
        ("SELECT number FROM numbers(150) LIMIT 1 BY number", 100, {"hasMore": True, "limit": 100, "offset": 0}),
        ("SELECT number FROM numbers(150) LIMIT 120", 120, {}),
        ("SELECT number FROM numbers(150) OFFSET 10", 140, {}),
        ("SELECT number FROM numbers(60000) LIMIT 55000", 50_000, {}),
        ("SELECT number FROM numbers(150) UNION ALL SELECT number FROM numbers(3)", 103, {}),
    ],
)
def test_a_select_without_a_limit_is_a_page(kinds_engine: Engine, text: str, rows: int, page: dict[str, Any]) -> None:
    answer = response(kinds_engine, asked(text), PROJECT)
    assert len(answer["results"]) == rows
    assert {key: answer[key] for key in ("hasMore", "limit", "offset") if key in answer} == page
