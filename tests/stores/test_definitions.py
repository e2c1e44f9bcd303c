"""Event and property definitions: learning, lists and their order, the same on both databases."""

from datetime import timedelta

import pytest

from hedgerow.store.repositories.event_filter import EventDefinitionFilter, EventNames
from hedgerow.store.repositories.property_definitions import PropertyDefinitionFilter
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.definitions import PropertyType
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.tags import Taggable
from tests.stores.conftest import NOW, World

ALL = PageRequest(limit=1000)
DAY = timedelta(days=1)


def names(tx: Transaction, world: World, *order: str, **wanted: object) -> list[str]:
    found = tx.event_definitions.page(world.project.id, ALL, EventDefinitionFilter(**wanted), order)  # type: ignore[arg-type]
    assert found.count == len(found.items)
    return [item.name for item in found.items]


@pytest.fixture
def shop(tx: Transaction, world: World) -> Transaction:
    seen = {
        "installed_app": NOW - DAY, "rated_app": NOW - DAY - timedelta(hours=3), "watched_movie": NOW,
        "entered_free_trial": NOW - 40 * DAY, "$pageview": NOW - 2 * DAY, "Ärger_100%": NOW - 5 * DAY,
    }  # fmt: skip
    tx.event_definitions.learn(world.project.id, seen)
    tx.event_definitions.create(world.project.id, name="purchase", created_by=world.user.id, now=NOW)
    tx.event_definitions.learn(world.other.id, {"elsewhere": NOW})
    return tx


@pytest.mark.contract("EVDEF-58", "EVDEF-20")
def test_learning_creates_and_moves_last_seen_only_forward(tx: Transaction, world: World) -> None:
    team = world.project.id
    tx.event_definitions.create(team, name="made", created_by=world.user.id, now=NOW)
    tx.event_definitions.learn(team, {"made": NOW + DAY, "seen": NOW})
    tx.event_definitions.learn(team, {"made": NOW, "seen": NOW + DAY})
    made, seen = tx.event_definitions.by_name(team, "made"), tx.event_definitions.by_name(team, "seen")
    assert made is not None
    assert seen is not None
    assert (made.created_at, made.last_seen_at, made.created_by) == (NOW + DAY, NOW + DAY, made.updated_by)
    assert (seen.created_at, seen.last_seen_at, seen.created_by) == (NOW, NOW + DAY, None)


@pytest.mark.contract("EVDEF-1", "EVDEF-13")
def test_by_default_the_latest_day_comes_first_then_the_name(shop: Transaction, world: World) -> None:
    expected = [
        "watched_movie",
        "installed_app",
        "rated_app",
        "$pageview",
        "Ärger_100%",
        "entered_free_trial",
        "purchase",
    ]
    assert names(shop, world) == expected
    assert names(shop, world, "event", "nonsense") == expected


@pytest.mark.contract("EVDEF-2", "EVDEF-3", "EVDEF-6", "EVDEF-7")
def test_an_explicit_order_places_nulls_and_breaks_ties_by_name(shop: Transaction, world: World) -> None:
    assert names(shop, world, "last_seen_at")[:2] == ["purchase", "entered_free_trial"]
    assert names(shop, world, "-last_seen_at")[-1] == "purchase"
    assert names(shop, world, "-last_seen_at::date", "-name")[:3] == ["watched_movie", "rated_app", "installed_app"]
    assert names(shop, world, "created_at::date")[0] == "purchase"
    assert names(shop, world, "name")[0] == "$pageview"
    assert names(shop, world, "-name")[0] == "Ärger_100%"


@pytest.mark.contract("EVDEF-4", "EVDEF-5")
def test_search_wants_every_term_whatever_its_case(shop: Transaction, world: World) -> None:
    for text in ("app", "App", " app "):
        assert names(shop, world, search=text) == ["rated_app", "installed_app"]
    assert names(shop, world, "name", search="app") == ["installed_app", "rated_app"]
    assert names(shop, world, search="free tri") == ["entered_free_trial"]
    assert names(shop, world, search="ed mov") == ["watched_movie"]
    assert names(shop, world, search="ÄRGER") == ["Ärger_100%"]
    assert names(shop, world, search="%") == ["Ärger_100%"]
    assert names(shop, world, search="d_a") == ["rated_app", "installed_app"]
    assert names(shop, world, search="d_m_v") == []
    assert len(names(shop, world, search="  ")) == 7


@pytest.mark.contract("EVDEF-10", "EVDEF-12", "EVDEF-18", "EVDEF-9")
def test_filters_narrow_the_list(shop: Transaction, world: World) -> None:
    team = world.project.id
    purchase = shop.event_definitions.by_name(team, "purchase")
    assert purchase is not None
    shop.event_definitions.update(team, purchase.id, now=NOW, verified=True)
    shop.tags.replace(team, Taggable.EVENT_DEFINITION, {purchase.id: ["billing", "revenue"]})
    assert names(shop, world, tags=["billing", "revenue"]) == ["purchase"]
    assert names(shop, world, names=["purchase", "rated_app", "missing"]) == ["rated_app", "purchase"]
    assert names(shop, world, verified=True) == ["$pageview", "purchase"]
    assert len(names(shop, world, verified=False)) == 5
    assert names(shop, world, event_names=EventNames.BUILT_IN) == ["$pageview"]
    assert len(names(shop, world, event_names=EventNames.CUSTOM)) == 6
    assert len(names(shop, world, excluded_names=["installed_app"])) == 6
    assert "entered_free_trial" not in names(shop, world, not_seen_since=NOW - 30 * DAY)
    assert "purchase" in names(shop, world, not_seen_since=NOW - 30 * DAY)
    shop.event_definitions.update(team, purchase.id, now=NOW, hidden=True)
    assert "purchase" not in names(shop, world, exclude_hidden=True)


@pytest.mark.contract("EVDEF-15", "EVDEF-14", "PAGE-4")
def test_pages_never_overlap(tx: Transaction, world: World) -> None:
    tx.event_definitions.learn(world.project.id, {f"event {n}": NOW for n in range(306)})
    pages = [tx.event_definitions.page(world.project.id, PageRequest(100, offset)) for offset in (0, 100, 200, 300)]
    assert [(len(page.items), page.count) for page in pages] == [(100, 306), (100, 306), (100, 306), (6, 306)]
    assert len({item.name for page in pages for item in page.items}) == 306
    beyond = tx.event_definitions.page(world.project.id, PageRequest(2**70, 2**70))
    assert (list(beyond.items), beyond.count) == ([], 306)


@pytest.mark.contract("EVDEF-53", "TAG-3")
def test_a_deleted_definition_takes_its_tags_along_and_can_be_learnt_again(shop: Transaction, world: World) -> None:
    team = world.project.id
    found = shop.event_definitions.by_name(team, "rated_app")
    assert found is not None
    shop.tags.replace(team, Taggable.EVENT_DEFINITION, {found.id: ["stars"]})
    assert shop.event_definitions.delete(team, found.id)
    assert not shop.event_definitions.delete(team, found.id)
    assert shop.tags.names(team) == ()
    shop.event_definitions.learn(team, {"rated_app": NOW})
    assert shop.event_definitions.by_name(team, "rated_app") is not None


@pytest.mark.contract("NB-50", "NB-51")
def test_a_property_seen_with_two_types_is_text(tx: Transaction, world: World) -> None:
    team, numeric, boolean = world.project.id, PropertyType.NUMERIC, PropertyType.BOOLEAN
    tx.property_definitions.learn(team, {"price": numeric, "paid": boolean, "odd": None, "mixed": numeric}, now=NOW)
    tx.property_definitions.learn(
        team, {"price": numeric, "paid": None, "odd": boolean, "mixed": boolean}, now=NOW + DAY
    )
    tx.property_definitions.learn(team, {"mixed": numeric}, now=NOW + DAY)
    assert tx.property_definitions.types(team) == {
        "price": numeric, "paid": boolean, "odd": boolean, "mixed": PropertyType.STRING,
    }  # fmt: skip
    tx.property_definitions.learn_event_properties(team, {"buy": ["price", "paid"], "see": {"odd"}})
    tx.property_definitions.learn_event_properties(team, {"buy": ["price"]})
    listed = [
        [item.name for item in tx.property_definitions.page(team, ALL, wanted).items]
        for wanted in (
            PropertyDefinitionFilter(is_numerical=True),
            PropertyDefinitionFilter(is_numerical=False),
            PropertyDefinitionFilter(event_names=["buy"]),
            PropertyDefinitionFilter(search="MI", excluded_names=["odd"]),
        )
    ]
    assert listed == [["price"], ["mixed", "odd", "paid"], ["paid", "price"], ["mixed"]]
