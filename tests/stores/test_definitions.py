"""Event and property definitions: learning, lists and their order, the same on both databases."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from hedgerow.store.errors import StoreUnavailable
from hedgerow.store.repositories.event_filter import EventDefinitionFilter, EventNames
from hedgerow.store.repositories.property_filter import PropertyDefinitionFilter
from hedgerow.store.store import Store
from hedgerow.store.time_limit import time_limit
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.definitions import PropertyOwner, PropertyType
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.tags import Taggable
from tests.contract.dashboard_fixtures import counted_statements
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
    for words in ("app", "App", " app "):
        assert names(shop, world, search=words) == ["rated_app", "installed_app"]
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
    team, numeric, boolean = world.project.id, {PropertyType.NUMERIC}, {PropertyType.BOOLEAN}
    tx.property_definitions.learn(team, {"price": numeric, "paid": boolean, "odd": (), "mixed": numeric}, now=NOW)
    tx.property_definitions.learn(team, {"price": numeric, "paid": (), "odd": boolean, "mixed": boolean}, now=NOW + DAY)
    tx.property_definitions.learn(team, {"mixed": numeric}, now=NOW + DAY)
    assert tx.property_definitions.types(team)[PropertyOwner.EVENT] == {
        "price": PropertyType.NUMERIC, "paid": PropertyType.BOOLEAN, "odd": PropertyType.BOOLEAN,
        "mixed": PropertyType.STRING,
    }  # fmt: skip
    tx.property_definitions.learn_event_properties(team, {"buy": {"price": numeric, "paid": ()}, "see": {"odd": ()}})
    tx.property_definitions.learn_event_properties(team, {"buy": {"price": boolean}})
    listed = [
        [item.name for item in tx.property_definitions.page(team, ALL, wanted).items]
        for wanted in (
            PropertyDefinitionFilter(is_numerical=True),
            PropertyDefinitionFilter(is_numerical=False),
            PropertyDefinitionFilter(event_names=["buy"], on_events=True),
            PropertyDefinitionFilter(search="MI", excluded_names=["odd"]),
        )
    ]
    assert listed == [["price"], ["mixed", "odd", "paid"], ["paid", "price"], ["mixed"]]


@pytest.mark.contract("NB-50", "NB-51", "NB-52")
def test_events_people_and_groups_have_properties_of_their_own(tx: Transaction, world: World) -> None:
    team, known = world.project.id, tx.property_definitions
    told = {
        PropertyOwner.EVENT: PropertyType.STRING, PropertyOwner.PERSON: PropertyType.NUMERIC,
        PropertyOwner.GROUP_0: PropertyType.BOOLEAN, PropertyOwner.GROUP_1: PropertyType.DATETIME,
    }  # fmt: skip
    for _ in range(2):
        for owner, kind in told.items():
            known.learn(team, {"size": {kind}, "odd": ()}, now=NOW, owner=owner)
    known.learn(team, {"size": {PropertyType.BOOLEAN}}, now=NOW, owner=PropertyOwner.GROUP_1)
    assert known.types(team) == {
        owner: {"size": PropertyType.STRING if owner is PropertyOwner.GROUP_1 else kind} for owner, kind in told.items()
    }
    known.learn_event_properties(team, {"buy": {"size": ()}})

    def listed(*owners: PropertyOwner, **wanted: Any) -> list[tuple[str, PropertyOwner]]:
        page = known.page(team, ALL, PropertyDefinitionFilter(owners=owners, **wanted))
        return [(item.name, item.owner) for item in page.items]

    person, first, second = PropertyOwner.PERSON, PropertyOwner.GROUP_0, PropertyOwner.GROUP_1
    assert listed(person) == [("odd", person), ("size", person)]
    assert listed(first, second, search="size") == [("size", first), ("size", second)]
    assert listed(person, is_numerical=True) == [("size", person)]
    assert listed(person, on_events=True) == listed() == []
    assert listed(person, on_events=False) == listed(person)
    size = known.by_name(team, "size", person)
    assert size is not None
    tx.tags.replace(team, Taggable.PROPERTY_DEFINITION, {size.id: ["t"]})
    assert known.delete(team, size.id)
    assert known.get(team, size.id) is known.by_name(team, "size", person) is None
    assert known.by_name(team, "size", first) is not None
    assert listed(PropertyOwner.EVENT, on_events=True) == [("size", PropertyOwner.EVENT)]


@pytest.mark.contract("NB-50", "NB-51", "NB-52")
def test_properties_are_marked_hidden_and_forgotten(tx: Transaction, world: World) -> None:
    team, user = world.project.id, world.user.id
    tx.property_definitions.learn(team, {"$feature/x": (), "a": (), "b": {PropertyType.NUMERIC}}, now=NOW)
    tx.property_definitions.learn_event_properties(team, {"buy": {"a": ()}, "see": {"b": ()}})
    a = tx.property_definitions.by_name(team, "a")
    assert a is not None
    assert (a.verified, a.hidden, a.updated_by, a.is_seen_on_filtered_events) == (False, False, None, None)
    assert tx.property_definitions.update(
        team, a.id, now=NOW + DAY, verified=True, verified_at=NOW, verified_by=user, updated_by=user
    )
    assert tx.property_definitions.update(team, a.id, now=NOW + DAY, hidden=True)
    tx.tags.replace(team, Taggable.PROPERTY_DEFINITION, {a.id: ["t"]})

    def listed(**wanted: Any) -> list[tuple[str, bool | None]]:
        page = tx.property_definitions.page(team, ALL, PropertyDefinitionFilter(**wanted))
        return [(item.name, item.is_seen_on_filtered_events) for item in page.items]

    assert listed(event_names=["buy"]) == [("$feature/x", False), ("a", True), ("b", False)]
    assert listed(event_names=["buy"], on_events=False) == [("$feature/x", False), ("b", False)]
    assert listed(on_events=True) == [("a", None), ("b", None)]
    assert listed(exclude_hidden=True, is_feature_flag=False) == [("b", None)]
    assert listed(event_names=[], on_events=True) == []
    assert tx.property_definitions.delete(team, a.id)
    assert not tx.property_definitions.delete(team, a.id)
    assert not tx.property_definitions.delete(world.other.id, a.id)
    assert tx.tags.names(team) == ()
    assert listed(on_events=True) == [("b", None)]


@pytest.mark.contract("EVDEF-57")
def test_many_definitions_change_alike_within_their_project(shop: Transaction, world: World) -> None:
    ours = [item.id for item in shop.event_definitions.page(world.project.id, ALL).items]
    theirs = shop.event_definitions.by_name(world.other.id, "elsewhere")
    assert theirs is not None
    changed = shop.event_definitions.update_many(
        world.project.id, [*ours, theirs.id], now=NOW + DAY, verified=True, hidden=False
    )
    assert changed == len(ours) == 7
    assert {item.verified for item in shop.event_definitions.get_many(world.project.id, ours)} == {True}
    assert shop.event_definitions.get(world.other.id, theirs.id) == theirs


@pytest.mark.contract("EVDEF-55")
def test_questions_about_events_add_up_per_day(tx: Transaction, world: World) -> None:
    team, today = world.project.id, NOW.date()
    tx.event_queries.add({(team, "a", today): 2, (team, "a", today - DAY): 5, (world.other.id, "a", today): 7})
    tx.event_queries.add({(team, "a", today): 3, (team, "b", today): 1})
    tx.event_queries.add({})
    assert tx.event_queries.totals(team, ["a", "never"], since=today) == {"a": 5, "never": 0}
    assert tx.event_queries.totals(team, ["a"], since=today - DAY) == {"a": 10}
    tx.event_queries.drop_before(today)
    assert tx.event_queries.totals(team, ["a"], since=today - 9 * DAY) == {"a": 5}


@pytest.mark.contract("EVDEF-17")
def test_a_read_can_be_given_a_limit_of_time(store: Store) -> None:
    endless = text("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x > 0) SELECT max(x) FROM n")
    with (
        pytest.raises(StoreUnavailable),
        store._reading.connect() as connection,
        connection.begin(),
        time_limit(connection, 0.2),
    ):
        connection.execute(endless)
    with store._reading.connect() as connection, connection.begin():
        with time_limit(connection, 60.0):
            pass
        assert connection.execute(text("SELECT 1")).scalar_one() == 1


@pytest.mark.contract("LOG-1")
def test_the_log_is_narrowed_and_its_oldest_lines_dropped(tx: Transaction, world: World) -> None:
    team, user = world.project.id, world.user.id
    for days, activity, by in ((0, "created", user), (1, "changed", None), (2, "changed", user)):
        details = {str(number): {"name": "n", "changes": []} for number in (1, 2)}
        tx.activity.add_many(team, scope="S", activity=activity, user_id=by, details=details, now=NOW + days * DAY)
    tx.activity.add_many(team, scope="S", activity="none", user_id=user, details={}, now=NOW)

    def listed(**wanted: Any) -> list[tuple[str, str]]:
        return [(entry.activity, entry.item_id) for entry in tx.activity.page(team, ALL, **wanted).items]

    assert listed(user_id=user) == [("changed", "2"), ("changed", "1"), ("created", "2"), ("created", "1")]
    assert listed(activity="changed", item_id="1", scope="S") == [("changed", "1"), ("changed", "1")]
    assert tx.activity.page(world.other.id, ALL).count == 0
    assert tx.activity.drop_before(NOW + DAY) == 2
    assert len(listed()) == 4


@pytest.mark.contract("TAG-10", "TAG-20")
def test_tags_of_many_things_change_in_few_statements(tx: Transaction, world: World, store: Store) -> None:
    team = world.project.id
    tx.event_definitions.learn(team, {f"event {number}": NOW for number in range(200)})
    ids = [item.id for item in tx.event_definitions.page(team, ALL).items]
    tx.tags.replace(team, Taggable.EVENT_DEFINITION, {one: [f"{n} {one}" for n in range(20)] for one in ids})
    with counted_statements(store) as statements:
        tx.tags.replace(team, Taggable.EVENT_DEFINITION, {one: ["a", "b"] for one in ids})
    assert len(statements) < 10
    assert tx.tags.names(team) == ("a", "b")
    assert set(tx.tags.of(team, Taggable.EVENT_DEFINITION, ids).values()) == {("a", "b")}
