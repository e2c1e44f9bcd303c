"""A list costs the same number of statements however long it is, and a batch however large."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

from hedgerow.store.store import Store
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.definitions import PropertyType
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.persons import PersonUpdate
from hedgerow.vocab.tags import Taggable
from tests.stores.conftest import NOW, World


@contextmanager
def statements() -> Generator[list[str]]:
    """The SQL that any engine runs inside the block."""
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, sql: str, _p: Any, _context: Any, _many: bool) -> None:
        seen.append(sql)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def furnish(tx: Transaction, team: int, user: int, dashboard: int, count: int) -> None:
    insights = [tx.insights.create(team, created_by=user, now=NOW).id for _ in range(count)]
    for insight in insights:
        tx.tiles.place_insight(team, insight, [dashboard])
        text = tx.texts.create(team, body="x", created_by=user, now=NOW)
        tx.tiles.create(team, dashboard, text_id=text.id)
        board = tx.dashboards.create(team, created_by=user, now=NOW)
        made = tx.event_definitions.create(team, name=f"e{insight}", created_by=user, now=NOW)
        tx.tags.replace(team, Taggable.EVENT_DEFINITION, {made.id: [f"t{insight}"]})
        tx.tags.replace(team, Taggable.DASHBOARD, {board.id: [f"t{insight}"]})
    tx.tags.replace(team, Taggable.INSIGHT, {insight: [f"t{insight}"] for insight in insights})
    tx.property_definitions.learn(team, {f"p{insight}": () for insight in insights}, now=NOW)


@pytest.mark.contract("DASH-92")
def test_lists_cost_a_fixed_number_of_statements(store: Store, world: World) -> None:
    team, page = world.project.id, PageRequest(100, 0)
    with store.write() as tx:
        dashboard = tx.dashboards.create(team, created_by=world.user.id, now=NOW).id
    lists: dict[str, Callable[[Transaction], object]] = {
        "dashboards": lambda tx: tx.dashboards.page(team, page),
        "insights": lambda tx: tx.insights.page(team, page),
        "tiles": lambda tx: tx.tiles.on_dashboard(team, dashboard),
        "events": lambda tx: tx.event_definitions.page(team, page),
        "properties": lambda tx: tx.property_definitions.page(team, page),
    }
    costs: list[dict[str, int]] = []
    for more in (1, 20):
        with store.write() as tx:
            furnish(tx, team, world.user.id, dashboard, more)
        costs.append({})
        for name, read in lists.items():
            with store.read() as tx, statements() as seen:
                read(tx)
            costs[-1][name] = len(seen)
    assert costs[0] == costs[1]
    assert max(costs[0].values()) <= 8


def test_a_batch_costs_a_handful_of_statements_whatever_its_size(store: Store, world: World) -> None:
    team = world.project.id
    costs: list[int] = []
    for size in (2, 2000):
        names = [f"{size}-{n}" for n in range(size)]
        with store.write() as tx, statements() as seen:
            numbers = tx.persons.numbers_for(team, names, NOW)
            tx.persons.update_properties(
                team, {number: PersonUpdate({"a": 1}, {"b": 2}) for number in numbers.values()}
            )
            tx.event_definitions.learn(team, dict.fromkeys(names, NOW + timedelta(days=1)))
            tx.property_definitions.learn(team, {name: {PropertyType.STRING} for name in names}, now=NOW)
            tx.property_definitions.learn_event_properties(team, {name: {"a": (), "b": ()} for name in names})
            tx.projects.mark_ingested(team)
        costs.append(len(seen))
    assert costs[0] == costs[1] <= 13


@pytest.mark.contract("TAG-20")
def test_tagging_many_things_costs_as_much_as_tagging_a_few(store: Store, world: World) -> None:
    team = world.project.id
    costs: list[int] = []
    for size in (2, 60):
        with store.write() as tx:
            ids = [tx.dashboards.create(team, created_by=None, now=NOW).id for _ in range(size)]
            tx.tags.replace(team, Taggable.DASHBOARD, {number: ["old"] for number in ids})
            with statements() as seen:
                tx.tags.replace(team, Taggable.DASHBOARD, {number: ["a", "b"] for number in ids})
        costs.append(len(seen))
    assert costs[0] == costs[1]
