"""Insight variables and quick filters, the same on both databases."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from hedgerow.store.errors import Conflict
from hedgerow.store.repositories.insight_filter import InsightFilter, InsightKind
from hedgerow.store.store import Store
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.variables import InsightVariable, QuickFilter, VariableType
from tests.stores.conftest import NOW, World


def variable(tx: Transaction, team_id: int, code_name: str = "plan", **more: Any) -> InsightVariable:
    given = {"name": code_name, "type": VariableType.STRING, "created_by": None, "now": NOW, **more}
    return tx.insight_variables.create(team_id, code_name=code_name, **given)


def quick_filter(tx: Transaction, team_id: int, name: str = "Plan") -> QuickFilter:
    return tx.quick_filters.create(
        team_id, name=name, property_name="plan", type="manual-options", options=[{"a": 1}], created_by=None, now=NOW
    )


@pytest.mark.contract("NB-70")
@pytest.mark.parametrize("default", [None, "x", 1, 1.5, True, ["a"]])
def test_a_variable_comes_back_as_it_was_kept(tx: Transaction, world: World, default: Any) -> None:
    kept = variable(tx, world.project.id, created_by=world.user.id, default_value=default, values=("a", 1))
    assert (kept.default_value, kept.values, kept.created_by) == (default, ["a", 1], world.user.id)
    assert kept.created_at == NOW
    assert tx.insight_variables.get(world.project.id, kept.id) == kept
    assert tx.insight_variables.update(world.project.id, kept.id, default_value=None, values=None)
    assert tx.insight_variables.get(world.project.id, kept.id) == replace(kept, default_value=None, values=None)


@pytest.mark.contract("NB-70")
def test_variables_are_found_by_name_in_their_own_project(tx: Transaction, world: World) -> None:
    second, first = (variable(tx, world.project.id, name) for name in ("b", "a"))
    foreign = variable(tx, world.other.id, "a")
    assert tx.insight_variables.all(world.project.id) == (first, second)
    page = tx.insight_variables.page(world.project.id, PageRequest(limit=1, offset=1))
    assert (page.items, page.count) == ([second], 2)
    assert tx.insight_variables.get(world.project.id, foreign.id) is None
    assert not tx.insight_variables.update(world.project.id, foreign.id, name="x")
    assert not tx.insight_variables.delete(world.project.id, foreign.id)
    assert tx.insight_variables.delete(world.other.id, foreign.id)
    assert not tx.insight_variables.update(world.other.id, foreign.id)


@pytest.mark.contract("NB-70", "NB-71")
def test_a_taken_name_is_a_conflict(store: Store, world: World) -> None:
    team = world.project.id
    with store.write() as tx:
        variable(tx, team)
        quick_filter(tx, team)
        other, other_filter = variable(tx, team, "other"), quick_filter(tx, team, "Other")
    code_name, name = "uq_insight_variables_team_id_code_name", "uq_quick_filters_team_id_name"
    with pytest.raises(Conflict, match=code_name), store.write() as tx:
        variable(tx, team)
    with pytest.raises(Conflict, match=code_name), store.write() as tx:
        tx.insight_variables.update(team, other.id, code_name="plan")
    with pytest.raises(Conflict, match=name), store.write() as tx:
        quick_filter(tx, team)
    with pytest.raises(Conflict, match=name), store.write() as tx:
        tx.quick_filters.update(team, other_filter.id, now=NOW, name="Plan")


@pytest.mark.contract("NB-71", "DASH-37")
def test_quick_filters_are_found_in_their_own_project(tx: Transaction, world: World) -> None:
    team, later = world.project.id, NOW + timedelta(seconds=1)
    second, first = (quick_filter(tx, team, name) for name in ("b", "a"))
    foreign = quick_filter(tx, world.other.id)
    assert tx.quick_filters.get(team, first.id) == first
    page = tx.quick_filters.page(team, PageRequest())
    assert (page.items, page.count) == ([first, second], 2)
    assert tx.quick_filters.known(team, [first.id, foreign.id, uuid4()]) == {first.id}
    assert tx.quick_filters.update(team, first.id, now=later, options=[])
    assert tx.quick_filters.get(team, first.id) == replace(first, options=[], updated_at=later)
    assert tx.quick_filters.get(team, foreign.id) is None
    assert not tx.quick_filters.update(team, foreign.id, now=later, name="x")
    assert not tx.quick_filters.delete(team, foreign.id)
    assert tx.quick_filters.delete(team, first.id)
    assert tx.quick_filters.known(team, [first.id]) == frozenset()


@pytest.mark.contract("NB-20")
def test_insights_are_listed_by_the_kind_of_their_innermost_node(tx: Transaction, world: World) -> None:
    queries: dict[str, Any] = {
        "bare": {"kind": "TrendsQuery"},
        "wrapped": {"kind": "InsightVizNode", "source": {"kind": "TrendsQuery"}},
        "table": {"kind": "DataTableNode", "source": {"kind": "InsightVizNode", "source": {"kind": "FunnelsQuery"}}},
        "sql": {"kind": "DataVisualizationNode", "source": {"kind": "HogQLQuery"}},
        "rows": {"kind": "DataTableNode", "source": {"kind": "EventsQuery"}},
        "none": None,
    }
    for name, query in queries.items():
        tx.insights.create(world.project.id, created_by=None, now=NOW, name=name, query=query)

    def named(kind: InsightKind) -> list[str | None]:
        page = tx.insights.page(world.project.id, PageRequest(), InsightFilter(kind=kind), ["name"])
        return [insight.name for insight in page.items]

    assert named(InsightKind.TRENDS) == ["bare", "wrapped"]
    assert named(InsightKind.FUNNELS) == ["table"]
    assert named(InsightKind.RETENTION) == []
    assert named(InsightKind.SQL) == ["sql"]
    assert named(InsightKind.JSON) == ["rows"]
