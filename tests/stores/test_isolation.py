"""Every repository of a project's things keeps to its project."""

from uuid import UUID

import pytest

from hedgerow.store.transaction import Transaction
from hedgerow.vocab.definitions import PropertyType
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.persons import PersonUpdate
from hedgerow.vocab.tags import Taggable
from tests.stores.conftest import NOW, World

ALL = PageRequest(limit=1000)


class Belongings:
    """One of everything, in one project."""

    def __init__(self, tx: Transaction, team: int, user: int) -> None:
        self.dashboard = tx.dashboards.create(team, created_by=user, now=NOW, name="d").id
        self.insight = tx.insights.create(team, created_by=user, now=NOW, name="i")
        self.text = tx.texts.create(team, body="t", created_by=user, now=NOW).id
        self.tile = tx.tiles.create(team, self.dashboard, insight_id=self.insight.id).id
        tx.event_definitions.learn(team, {"seen": NOW})
        tx.property_definitions.learn(team, {"p": {PropertyType.NUMERIC}}, now=NOW)
        tx.property_definitions.learn_event_properties(team, {"seen": {"p": {PropertyType.NUMERIC}}})
        event, prop = tx.event_definitions.by_name(team, "seen"), tx.property_definitions.by_name(team, "p")
        assert event is not None
        assert prop is not None
        self.event, self.property = event.id, prop.id
        self.person = tx.persons.numbers_for(team, ["ada"], NOW)["ada"]
        tx.persons.update_properties(team, {self.person: PersonUpdate({"plan": "pro"})})
        tx.activity.add(team, scope="Dashboard", item_id="1", activity="created", user_id=user, detail={}, now=NOW)
        self.tagged: dict[Taggable, int | UUID] = {
            Taggable.DASHBOARD: self.dashboard, Taggable.INSIGHT: self.insight.id,
            Taggable.EVENT_DEFINITION: self.event, Taggable.PROPERTY_DEFINITION: self.property,
        }  # fmt: skip
        for kind, item in self.tagged.items():
            tx.tags.replace(team, kind, {item: ["mine"]})


@pytest.fixture
def mine(tx: Transaction, world: World) -> Belongings:
    return Belongings(tx, world.project.id, world.user.id)


def picture(tx: Transaction, team: int, mine: Belongings) -> list[object]:
    """Everything that can be read of a project, as it is now."""
    return [
        tx.dashboards.page(team, ALL), tx.dashboards.count(team),
        tx.dashboards.get(team, mine.dashboard, with_deleted=True), tx.dashboards.get_many(team, [mine.dashboard]),
        tx.insights.page(team, ALL), tx.insights.get(team, mine.insight.id, with_deleted=True),
        tx.insights.by_short_id(team, mine.insight.short_id), tx.insights.get_many(team, [mine.insight.id]),
        tx.insights.ids_on_dashboard(team, mine.dashboard), tx.texts.get(team, mine.text),
        tx.tiles.get(team, mine.tile, with_deleted=True),
        tx.tiles.on_dashboard(team, mine.dashboard, with_deleted=True),
        tx.tiles.holding(team, mine.dashboard, insight_id=mine.insight.id),
        tx.event_definitions.page(team, ALL), tx.event_definitions.get(team, mine.event),
        tx.event_definitions.get_many(team, [mine.event]), tx.event_definitions.by_name(team, "seen"),
        tx.event_definitions.primary_properties(team), tx.property_definitions.page(team, ALL),
        tx.property_definitions.get(team, mine.property), tx.property_definitions.types(team),
        tx.persons.get(team, mine.person), tx.persons.by_distinct_id(team, "ada"), tx.persons.last_number(team),
        tx.tags.names(team), tx.tags.search(team, "", ALL), tx.activity.page(team, ALL),
        [tx.tags.of(team, kind, [item]) for kind, item in mine.tagged.items()],
    ]  # fmt: skip


@pytest.mark.contract("CONV-8", "EVDEF-13", "DASH-23", "DASH-93", "TAG-2")
def test_nothing_of_a_project_is_seen_from_another(tx: Transaction, world: World, mine: Belongings) -> None:
    for seen in picture(tx, world.other.id, mine):
        items = getattr(seen, "items", seen)
        if isinstance(seen, list):
            assert all(set(tags.values()) == {()} for tags in seen)
        else:
            assert not (items() if callable(items) else items)


@pytest.mark.contract("CONV-8", "TAG-13")
def test_nothing_of_a_project_is_changed_from_another(tx: Transaction, world: World, mine: Belongings) -> None:
    before = picture(tx, world.project.id, mine)
    other = world.other.id
    assert not tx.dashboards.update(other, mine.dashboard, name="x", deleted=True)
    assert not tx.insights.update(other, mine.insight.id, now=NOW, name="x")
    tx.insights.set_deleted(other, [mine.insight.id], deleted=True, now=NOW)
    assert not tx.texts.update(other, mine.text, now=NOW, body="x")
    assert not tx.tiles.update(other, mine.tile, color="x")
    tx.tiles.lay_out(other, {mine.tile: {"sm": {}}})
    tx.tiles.place_insight(other, mine.insight.id, [])
    tx.tiles.set_deleted_on(other, mine.dashboard, deleted=True)
    assert not tx.tiles.remove(other, mine.tile)
    assert not tx.event_definitions.update(other, mine.event, now=NOW, hidden=True)
    assert not tx.event_definitions.delete(other, mine.event)
    tx.event_definitions.learn(other, {"seen": NOW.replace(year=2030)})
    assert not tx.property_definitions.update(other, mine.property, now=NOW, description="x")
    tx.property_definitions.learn(other, {"p": {PropertyType.BOOLEAN}}, now=NOW)
    tx.persons.numbers_for(other, ["x", "ada"], NOW)
    tx.persons.update_properties(other, {mine.person: PersonUpdate({"plan": "x"})})
    for kind, item in mine.tagged.items():
        tx.tags.replace(other, kind, {item: []})
    assert picture(tx, world.project.id, mine) == before
