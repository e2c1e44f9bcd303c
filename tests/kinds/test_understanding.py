from datetime import UTC, datetime
from typing import Any

import pytest

from hedgerow.base.canonical_json import fingerprint
from hedgerow.base.errors import MalformedRequest
from hedgerow.query.context import Context
from hedgerow.query.dashboard_filters import apply_dashboard_filters
from hedgerow.query.planning import cache_facts, plan
from hedgerow.query.refusals import NotSupportedYet
from hedgerow.query.understand import understand
from hedgerow.vocab.definitions import PropertyType

PROJECT = Context(team_id=1, timezone="UTC", now=datetime(2024, 3, 13, tzinfo=UTC))


def trends(**more: Any) -> dict[str, Any]:
    return {"kind": "TrendsQuery", "series": [{"kind": "EventsNode", "event": "v"}], **more}


def key(query: Any, project: Context = PROJECT) -> str:
    return fingerprint(cache_facts(understand(query), project))


@pytest.mark.contract("EN-2")
def test_wrappers_are_taken_off_and_kept_aside() -> None:
    wrapped: dict[str, Any] = {"kind": "InsightVizNode", "full": True, "unheard_of": [1], "source": trends()}
    question = understand({"kind": "DataTableNode", "columns": ["a"], "source": wrapped})
    assert question.node == understand(trends()).node
    assert question.wrappers == (
        {"kind": "DataTableNode", "columns": ["a"]},
        {"kind": "InsightVizNode", "full": True, "unheard_of": [1]},
    )


@pytest.mark.contract("NB-22", "EN-6", "TR-18")
@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("TrendsQuery", "must be an object"),
        ({}, "needs a 'kind'"),
        ({"kind": 3}, "needs a 'kind'"),
        ({"kind": "WeatherQuery"}, "'WeatherQuery'"),
        ({"kind": "InsightVizNode"}, "source of InsightVizNode"),
        ({"kind": "InsightVizNode", "source": {"kind": "WeatherQuery"}}, "'WeatherQuery'"),
        ({"kind": "DataVisualizationNode", "source": trends()}, "cannot hold a TrendsQuery"),
        (trends(weather=None), "'weather'"),
        (trends(trendsFilter={"weather": 1}), "trendsFilter.weather"),
        (trends(series=[{"kind": "EventsNode", "weather": 1}]), "weather"),
        (trends(series=[{"kind": "WeatherNode"}]), "WeatherNode"),
        (trends(series=[{"kind": "DataWarehouseNode", "table_name": "t"}]), "DataWarehouseNode"),
        (trends(series=[]), "series"),
        (trends(trendsFilter={"display": "Hologram"}), "Hologram"),
        (trends(interval="fortnight"), "fortnight"),
        (trends(dateRange={"date_from": 7}), "date_from"),
        (trends(properties=["x"]), "properties"),
        (trends(properties=[{"key": "a", "value": 2**63}]), "63 bits"),
        (trends(properties={"type": "XOR", "values": []}), "XOR"),
    ],
)
def test_what_nobody_understands_is_named(query: Any, named: str) -> None:
    with pytest.raises(MalformedRequest, match=named):
        understand(query)


@pytest.mark.contract("NB-22")
def test_a_bottomless_query_is_refused() -> None:
    group: Any = {"key": "a", "value": 1}
    for _ in range(5000):
        group = {"type": "AND", "values": [group]}
    with pytest.raises(MalformedRequest, match="deep"):
        understand(trends(properties=group))


@pytest.mark.contract("TR-12", "TR-17", "TR-18")
@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"kind": "ActorsQuery", "source": trends()}, "ActorsQuery"),
        (trends(series=[{"kind": "EventsNode", "math": "avg", "math_property": "$session_duration"}]), "duration"),
        ({"kind": "SavedInsightNode", "shortId": "abc"}, "SavedInsightNode"),
        (trends(trendsFilter={"display": "CalendarHeatmap"}), "CalendarHeatmap"),
        (trends(breakdownFilter={"breakdown": "x", "breakdown_type": "session"}), "session"),
    ],
)
def test_what_is_not_made_yet_is_named(query: Any, named: str) -> None:
    with pytest.raises(NotSupportedYet, match=named):
        plan(understand(query), PROJECT)


@pytest.mark.contract("EN-36")
@pytest.mark.parametrize(
    "other",
    [
        dict(reversed(trends().items())),
        {"kind": "InsightVizNode", "source": trends()},
        trends(interval="day", properties=[], filterTestAccounts=False, breakdownFilter=None, tags={"scene": "x"}),
        trends(dateRange={"date_from": None}, interval=None, trendsFilter={"display": "ActionsLineGraph"}),
        trends(properties={"type": "AND", "values": []}, samplingFactor=1, compareFilter={"compare": False}),
        {"kind": "TrendsQuery", "series": [{"kind": "EventsNode", "event": "v", "math": "total", "properties": None}]},
    ],
)
def test_questions_that_mean_the_same_share_a_key(other: Any) -> None:
    assert key(other) == key(trends())


@pytest.mark.contract("EN-36")
def test_whatever_changes_the_answer_changes_the_key() -> None:
    tested = Context(**{**vars_of(PROJECT), "test_account_filters": ({"key": "a", "value": 1},)})
    typed = Context(**{**vars_of(PROJECT), "property_types": {"plan": PropertyType.NUMERIC}})
    by_plan = trends(breakdownFilter={"breakdown": "plan"})
    keys = [
        key(trends()),
        key(trends(interval="hour")),
        key(trends(dateRange={"date_from": "-1d"})),
        key(trends(), Context(**{**vars_of(PROJECT), "timezone": "Asia/Tokyo"})),
        key(trends(), Context(**{**vars_of(PROJECT), "week_start_day": 1})),
        key(trends(), Context(**{**vars_of(PROJECT), "team_id": 2})),
        key(trends(filterTestAccounts=True)),
        key(trends(filterTestAccounts=True), tested),
        key(by_plan),
        key(by_plan, typed),
        key(by_plan, Context(**{**vars_of(PROJECT), "person_property_types": {"plan": PropertyType.NUMERIC}})),
        key(by_plan, Context(**{**vars_of(PROJECT), "group_property_types": {0: {"plan": PropertyType.NUMERIC}}})),
        key(by_plan, Context(**{**vars_of(PROJECT), "group_property_types": {1: {"plan": PropertyType.NUMERIC}}})),
    ]
    assert len(set(keys)) == len(keys)
    assert key(trends(), typed) == key(trends())
    assert key(trends(), tested) == key(trends())


def vars_of(context: Context) -> dict[str, Any]:
    return {name: getattr(context, name) for name in Context.__dataclass_fields__}


@pytest.mark.contract("EN-30")
def test_dashboard_dates_replace_both_bounds() -> None:
    stored = trends(dateRange={"date_from": "-7d", "date_to": "-1d"})
    laid = apply_dashboard_filters({"kind": "InsightVizNode", "source": stored}, {"date_from": "-30d"})
    source = laid["source"]
    assert isinstance(source, dict)
    assert source["dateRange"] == {"date_from": "-30d", "date_to": None, "explicitDate": False}
    assert stored["dateRange"] == {"date_from": "-7d", "date_to": "-1d"}


@pytest.mark.contract("EN-15", "EN-30")
def test_all_time_from_a_dashboard_switches_comparing_off() -> None:
    laid = apply_dashboard_filters(trends(compareFilter={"compare": True}), {"date_from": "all"})
    assert laid["compareFilter"] is None
    assert understand(laid).needs_earliest


@pytest.mark.contract("EN-30")
def test_dashboard_filters_join_those_of_the_insight() -> None:
    own: list[Any] = [{"key": "a", "value": "1"}]
    added: list[Any] = [{"key": "b", "value": "2"}]
    assert apply_dashboard_filters(trends(), {"properties": added})["properties"] == added
    both = apply_dashboard_filters(trends(properties=own), {"properties": added})
    assert both["properties"] == {
        "type": "AND",
        "values": [{"type": "AND", "values": own}, {"type": "AND", "values": added}],
    }
    assert apply_dashboard_filters(trends(properties=own), {"properties": []})["properties"] == own


@pytest.mark.contract("EN-30")
def test_dashboard_options_replace_those_of_the_insight_where_it_has_them() -> None:
    filters: dict[str, Any] = {"breakdown_filter": {"breakdown": "x"}, "interval": "week", "filterTestAccounts": False}
    laid = apply_dashboard_filters(trends(filterTestAccounts=True), filters)
    assert (laid["breakdownFilter"], laid["interval"], laid["filterTestAccounts"]) == (
        {"breakdown": "x"},
        "week",
        False,
    )
    assert "interval" not in apply_dashboard_filters({"kind": "PathsQuery"}, filters)
    assert apply_dashboard_filters({"kind": "ActorsQuery", "query": "x"}, filters) == {
        "kind": "ActorsQuery",
        "query": "x",
    }
    assert apply_dashboard_filters(trends(), {}) == trends()


@pytest.mark.contract("EN-30", "EV-9")
def test_a_list_of_events_takes_a_dashboards_dates_and_filters() -> None:
    own: dict[str, Any] = {"kind": "EventsQuery", "select": ["event"], "after": "-1d", "before": "-1h"}
    stored: dict[str, Any] = {"kind": "DataTableNode", "source": own}
    added: list[Any] = [{"key": "b", "value": "2"}]
    filters: dict[str, Any] = {"date_from": "-30d", "properties": added, "filterTestAccounts": True, "interval": "week"}
    assert apply_dashboard_filters(stored, filters) == {
        "kind": "DataTableNode",
        "source": {
            "kind": "EventsQuery",
            "select": ["event"],
            "after": "-30d",
            "before": None,
            "properties": added,
            "filterTestAccounts": True,
        },
    }
    understand(apply_dashboard_filters(stored, filters))
    assert apply_dashboard_filters(own, {"breakdown_filter": {"breakdown": "x"}}) == own
    both: Any = apply_dashboard_filters({**own, "properties": added}, {"date_to": "2024-03-01", "properties": added})
    assert (both["after"], both["before"], len(both["properties"]["values"])) == (None, "2024-03-01", 2)
