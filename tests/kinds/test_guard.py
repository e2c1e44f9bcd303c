from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.base.errors import ClientError
from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from hedgerow.query.planning import plan
from hedgerow.query.sql.chosen_rows import with_rows_chosen_first
from hedgerow.query.sql.guard import Guarded, Scope, UnguardedScan, guarded
from hedgerow.query.sql.printer import printed
from hedgerow.query.sql.tree import (
    And,
    ArrayJoin,
    Beside,
    Column,
    Named,
    Order,
    Over,
    OwnerColumn,
    Property,
    Select,
    Subselect,
    Table,
    Value,
    call,
)
from hedgerow.query.understand import understand
from hedgerow.vocab.statement import Parameter, Statement
from tests.kinds.storing import Sent, new_team, response, store

PROJECT = Context(team_id=4711, timezone="Europe/Berlin", now=datetime(2024, 3, 13, tzinfo=UTC))
COUNT = (Named("number", call("count")),)
PROJECT_7 = call("equals", Column("team_id"), Value(7, "UInt32"))
SCAN = Select(columns=COUNT, source=Table("events"))
HERE = Scope(7, people_merged=False)


def test_every_scan_carries_its_project_first_of_all() -> None:
    nested = Select(columns=COUNT, source=Select(columns=COUNT, source=SCAN))
    statement = printed(guarded(nested, HERE))
    assert statement.sql.count("FROM events\n    WHERE (team_id = {p0:UInt32})") == 1
    assert statement.parameters == (Parameter("p0", "UInt32", 7),)


@pytest.mark.parametrize(
    "tree",
    [
        SCAN,
        Select(columns=COUNT, source=SCAN),
        Select(
            columns=COUNT, source=Table("events"), where=And((call("equals", Column("team_id"), Value(8, "UInt32")),))
        ),
        Select(
            columns=COUNT,
            source=Table("events"),
            where=And(
                (
                    call("notEquals", Column("event"), Value("x", "String")),
                    call("equals", Column("team_id"), Value(7, "UInt32")),
                )
            ),
        ),
    ],
)
def test_a_scan_without_its_project_is_never_printed(tree: Select) -> None:
    with pytest.raises(UnguardedScan):
        printed(Guarded(tree, 7))


PEOPLE = Select(columns=(Named("person", Column("person")),), source=Table("persons"))
AMONG_PEOPLE = replace(SCAN, where=And((call("notIn", Column("person"), Subselect(PEOPLE)),)))
BESIDE_PEOPLE = replace(SCAN, beside=(Beside(PEOPLE, Column("person"), "person"),))


@pytest.mark.parametrize("tree", [AMONG_PEOPLE, BESIDE_PEOPLE])
def test_a_scan_within_a_condition_or_a_join_carries_its_project_too(tree: Select) -> None:
    statement = printed(guarded(tree, HERE))
    assert statement.sql.count("(team_id = {p0:UInt32})") == 2
    half = replace(guarded(tree, HERE), select=replace(tree, where=And((PROJECT_7, *tree.where.parts))))
    with pytest.raises(UnguardedScan, match="persons"):
        printed(half)


def test_a_property_of_a_person_is_read_from_a_join_of_this_project_only() -> None:
    of_person = Property("plan", owner="person")
    inner = replace(SCAN, columns=(Named("plan", of_person),), where=And((call("isNotNull", of_person),)))
    statement = printed(guarded(Select(columns=COUNT, source=inner), HERE))
    assert statement.sql.count("ANY LEFT JOIN") == 1
    assert statement.sql.count("FROM persons FINAL\n    WHERE (team_id = {p1:UInt32})") == 1
    assert "JOIN" not in printed(guarded(SCAN, HERE)).sql


def test_only_tables_of_projects_are_scanned() -> None:
    with pytest.raises(UnguardedScan, match="system"):
        guarded(Select(columns=COUNT, source=Table("system")), HERE)


@pytest.mark.parametrize(
    "expression",
    [
        call("file", Value("/etc/passwd", "String")),
        Column("a`b"),
        Value("x", "String) OR (1=1"),
        call("equals", Column("a")),
    ],
)
def test_the_printer_knows_its_own_words_only(expression: Any) -> None:
    with pytest.raises(ValueError, match=r"is not|no "):
        printed(guarded(Select(columns=(Named("x", expression),), source=Table("events")), HERE))


MARK = "ZQ"
texts = st.text(max_size=12).map(lambda text: f"{MARK}{text}{MARK}")
plain = st.one_of(texts, st.integers(), st.floats(allow_nan=False), st.booleans(), st.none())
values = st.one_of(plain, st.lists(plain, max_size=3))
filters = st.fixed_dictionaries(
    {
        "key": texts,
        "value": values,
        "operator": st.sampled_from(
            ["exact", "is_not", "icontains", "not_icontains", "regex", "not_regex", "gt", "is_set"]
        ),
    }
)
breakdowns: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.builds(dict),
    st.fixed_dictionaries({"breakdown": texts, "breakdown_normalize_url": st.booleans()}),
    st.fixed_dictionaries({"breakdowns": st.lists(st.fixed_dictionaries({"property": texts}), max_size=3)}),
)
questions = st.fixed_dictionaries(
    {
        "kind": st.just("TrendsQuery"),
        "series": st.lists(
            st.fixed_dictionaries(
                {
                    "kind": st.just("EventsNode"),
                    "event": st.one_of(st.none(), texts),
                    "custom_name": texts,
                    "math": st.sampled_from(["total", "dau", "sum", "median"]),
                    "math_property": texts,
                    "properties": st.lists(filters, max_size=2),
                }
            ),
            min_size=1,
            max_size=2,
        ),
        "properties": st.lists(filters, max_size=3),
        "breakdownFilter": breakdowns,
        "trendsFilter": st.fixed_dictionaries(
            {"display": st.sampled_from(["ActionsLineGraph", "ActionsLineGraphCumulative", "BoldNumber"])}
        ),
    }
)


def statements(question: Any) -> tuple[Statement, ...]:
    return plan(understand(question), PROJECT).statements


@given(questions)
def test_nothing_a_client_wrote_stands_in_sql(question: Any) -> None:
    try:
        made = statements(question)
    except ClientError:
        return
    for statement in made:
        assert MARK not in statement.sql
        assert statement.sql.isascii()
        assert statement.sql.count("FROM events") == statement.sql.count("(team_id = {")


@pytest.mark.contract("EN-21", "EN-22")
@pytest.mark.parametrize(
    "text", ["'", "\\", "`", "\x00", "\n\t", "{p0:String}", "%", "?", "--", "/*", "𝛑 ё", "a.b", ".:`Bool`", "[]"]
)
def test_the_engine_takes_any_text_for_a_value_and_a_name(text: str, kinds_engine: Engine) -> None:
    for statement in statements(
        {
            "kind": "TrendsQuery",
            "series": [{"kind": "EventsNode", "event": text, "math": "sum", "math_property": text}],
            "properties": [
                {"key": text, "value": text},
                {"key": text, "value": [text, "x"], "operator": "is_not"},
                {"key": text, "value": text, "operator": "icontains"},
            ],
            "breakdownFilter": {"breakdown": text},
        }
    ):
        assert kinds_engine.query(statement).rows == []


def test_the_people_of_another_project_say_nothing_of_this_one(kinds_engine: Engine) -> None:
    here, elsewhere = new_team(), new_team()
    moment = datetime(2024, 3, 13, 12, tzinfo=UTC)
    events = [Sent("u", "v", moment), Sent("w", "v", moment)]
    store(
        kinds_engine,
        {here: events, elsewhere: events},
        {here: {"u": {"plan": "ours"}}, elsewhere: {"u": {"plan": "theirs"}, "w": {"plan": "theirs", "n": 5}}},
    )
    project = Context(team_id=here, timezone="UTC", now=moment)

    def told(**more: Any) -> list[tuple[Any, Any]]:
        series = [{"kind": "EventsNode", "event": "v", **more.pop("series", {})}]
        question = {"kind": "TrendsQuery", "series": series, "dateRange": {"date_from": "dStart"}, **more}
        return [
            (row.get("breakdown_value"), row["count"]) for row in response(kinds_engine, question, project)["results"]
        ]

    for operator, count in (("exact", 0), ("is_not", 2), ("is_set", 1), ("is_not_set", 1)):
        asked = {"key": "plan", "type": "person", "value": "theirs", "operator": operator}
        assert told(properties=[asked]) == [(None, count)]
    by_plan = told(breakdownFilter={"breakdown": "plan", "breakdown_type": "person"})
    assert by_plan == [("ours", 1), ("$$_posthog_breakdown_null_$$", 1)]
    of_person = {"math": "sum", "math_property": "n", "math_property_type": "person_properties"}
    assert told(series=of_person) == [(None, 0)]


@pytest.mark.contract("EN-11")
def test_the_engine_skips_months_outside_the_bounds(kinds_engine: Engine) -> None:
    team = new_team()
    months = [Sent("u", "v", datetime(2031, month, 10, tzinfo=UTC)) for month in range(1, 7) for _ in range(50)]
    store(kinds_engine, {team: months})
    question: dict[str, Any] = {
        "kind": "TrendsQuery",
        "series": [{"kind": "EventsNode", "event": "v"}],
        "dateRange": {"date_from": "2031-03-01", "date_to": "2031-03-31"},
    }
    for zone in ("UTC", "US/Pacific"):
        project = Context(team_id=team, timezone=zone, now=datetime(2031, 7, 1, tzinfo=UTC))
        (statement,) = plan(understand(question), project).statements
        assert kinds_engine.query(statement).cost.rows_read == 50


@pytest.mark.contract("SQ-18")
@pytest.mark.parametrize(
    ("tree", "scans"),
    [
        (Select(columns=(Named("x", OwnerColumn("session_start", "session")),), source=Table("events")), 2),
        (
            Select(
                columns=(Named("x", OwnerColumn("uuid", "person")),),
                source=Select(columns=(Named("person", Column("person")),), source=Table("events")),
            ),
            2,
        ),
        (
            Select(
                columns=COUNT,
                source=Table("events"),
                array_join=ArrayJoin((Named("x", call("array", Subselect(PEOPLE))),)),
                qualify=And((call("in", Column("x"), Subselect(PEOPLE)),)),
            ),
            3,
        ),
        (
            with_rows_chosen_first(
                Select(columns=(Named("x", OwnerColumn("uuid", "person")),), source=Table("events"), limit=3)
            ),
            3,
        ),
    ],
)
def test_every_new_place_of_a_select_is_held_to_the_project(tree: Select, scans: int) -> None:
    assert printed(guarded(tree, HERE)).sql.count("(team_id = {") == scans
    with pytest.raises(UnguardedScan):
        printed(Guarded(tree, 7))


@pytest.mark.contract("SQ-16")
def test_rows_are_chosen_first_only_where_owners_are_merely_shown() -> None:
    who, event = Named("w", OwnerColumn("uuid", "person")), Named("e", Column("event"))
    shown = Select(columns=(who, event), source=Table("events"), order_by=(Order(Column("e")),), limit=3, offset=2)
    chosen = with_rows_chosen_first(shown)
    assert chosen != shown
    assert (chosen.limit, chosen.offset) == (3, 2)
    for other in (
        replace(shown, limit=None),
        replace(shown, columns=(event,)),
        replace(shown, distinct=True),
        replace(shown, group_by=(Column("event"),)),
        replace(shown, order_by=(Order(Column("w")),)),
        replace(shown, order_by=(Order(OwnerColumn("uuid", "person")),)),
        replace(shown, where=And((call("isNotNull", Column("w")),))),
        replace(shown, columns=(who, Named("n", call("count")))),
        replace(shown, columns=(who, Named("n", Over(function=call("row_number"))))),
    ):
        assert with_rows_chosen_first(other) == other
