"""Dashboards, insights, tiles, texts and tags, the same on both databases."""

from datetime import timedelta

import pytest

from hedgerow.store.errors import Conflict
from hedgerow.store.repositories.dashboard_filter import DashboardFilter
from hedgerow.store.repositories.insight_filter import InsightFilter
from hedgerow.store.store import Store
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.tags import Taggable
from tests.stores.conftest import NOW, World

ALL = PageRequest(limit=1000)


@pytest.mark.contract("DASH-100")
def test_a_minimal_dashboard_has_the_defaults_of_the_contract(tx: Transaction, world: World) -> None:
    made = tx.dashboards.create(world.project.id, created_by=world.user.id, now=NOW)
    assert (made.name, made.description, made.pinned, made.filters, made.tags) == (None, "", False, {}, ())
    assert (made.creation_mode, made.restriction_level, made.breakdown_colors) == ("default", 21, [])
    assert made.created_by is not None
    assert (made.created_by.email, made.created_by.password_hash) == ("ada@example.org", None)
    assert tx.dashboards.get(world.project.id, made.id) == made


@pytest.mark.contract("DASH-90", "DASH-91")
def test_dashboards_are_listed_pinned_first_then_by_name_unnamed_last(tx: Transaction, world: World) -> None:
    team = world.project.id
    for name, pinned, mode in (
        ("b", False, "default"), (None, False, "default"), ("z", True, "default"), ("a", False, "template"),
        ("u", False, "unlisted"), ("gone", False, "default"), ("gen_100%", False, "default"),
    ):  # fmt: skip
        made = tx.dashboards.create(team, created_by=None, now=NOW, name=name, pinned=pinned, creation_mode=mode)
        tx.dashboards.update(team, made.id, deleted=name == "gone")
        if name == "b":
            tx.tags.replace(team, Taggable.DASHBOARD, {made.id: ["Weekly"]})

    def listed(**wanted: object) -> list[str | None]:
        filters = DashboardFilter(**wanted)  # type: ignore[arg-type]
        return [dashboard.name for dashboard in tx.dashboards.page(team, ALL, filters).items]

    assert listed() == ["z", "a", "b", "gen_100%", None]
    assert listed(creation_mode="unlisted") == ["u"]
    assert listed(without_name_prefix="gen_") == ["z", "a", "b", None]
    assert listed(tags=["weekly", "other"]) == ["b"]
    assert listed(search="WEEK") == ["b"]
    assert listed(search="0%") == ["gen_100%"]
    assert tx.dashboards.page(team, PageRequest(2, 1)).count == 5


@pytest.mark.contract("DASH-41", "DASH-44")
def test_search_follows_a_renamed_dashboard(tx: Transaction, world: World) -> None:
    team = world.project.id
    made = tx.dashboards.create(team, created_by=None, now=NOW, name="Old", description="kept")
    assert tx.dashboards.update(team, made.id, name="ÉTÉ")
    found = tx.dashboards.page(team, ALL, DashboardFilter(search="été"))
    assert [dashboard.id for dashboard in found.items] == [made.id]
    assert tx.dashboards.page(team, ALL, DashboardFilter(search="old")).count == 0
    assert tx.dashboards.page(team, ALL, DashboardFilter(search="kept")).count == 1
    assert not tx.dashboards.update(team, 999, name="x")


@pytest.mark.contract("NB-20")
def test_insights_are_filtered_and_ordered(tx: Transaction, world: World) -> None:
    team, user = world.project.id, world.user.id
    one = tx.insights.create(team, created_by=user, now=NOW, name="Sign_ups", saved=True)
    two = tx.insights.create(team, created_by=None, now=NOW + timedelta(days=1), derived_name="Revenue", favorited=True)
    gone = tx.insights.create(team, created_by=None, now=NOW, name="gone", deleted=True)
    boards = [tx.dashboards.create(team, created_by=None, now=NOW).id for _ in range(2)]
    tx.tiles.place_insight(team, one.id, boards)
    tx.tiles.place_insight(team, two.id, boards[:1])
    tx.tags.replace(team, Taggable.INSIGHT, {two.id: ["money"]})

    def listed(*order: str, **wanted: object) -> list[int]:
        page = tx.insights.page(team, ALL, InsightFilter(**wanted), order)  # type: ignore[arg-type]
        return [insight.id for insight in page.items]

    assert listed() == [two.id, one.id]
    assert listed("created_at") == [one.id, two.id]
    assert listed("name") == [two.id, one.id]
    assert listed("-name", "nonsense") == [one.id, two.id]
    assert listed(short_id=one.short_id) == [one.id]
    assert listed(search="N_U") == [one.id]
    assert listed(search="revenue") == listed(search="mone") == listed(favorited=True) == [two.id]
    assert listed(saved=True) == listed(created_by=[user]) == [one.id]
    assert listed(dashboards=boards) == [one.id]
    assert listed(dashboards=boards[:1]) == [two.id, one.id]
    assert listed(tags=["money", "x"]) == listed(created_from=NOW + timedelta(hours=1)) == [two.id]
    assert listed(modified_to=NOW) == [one.id]
    assert tx.insights.get(team, gone.id) is None
    assert tx.insights.get(team, gone.id, with_deleted=True) == gone


@pytest.mark.contract("NB-24", "TILE-1", "TILE-2", "TILE-14")
def test_placing_an_insight_replaces_its_dashboards_and_revives_old_tiles(tx: Transaction, world: World) -> None:
    team = world.project.id
    insight = tx.insights.create(team, created_by=None, now=NOW)
    a, b, c = (tx.dashboards.create(team, created_by=None, now=NOW).id for _ in range(3))
    tx.tiles.place_insight(team, insight.id, [a, b])
    (first,) = tx.tiles.on_dashboard(team, a)
    tx.tiles.update(team, first.id, layouts={"sm": {"x": "1"}}, color="blue")
    tx.tiles.place_insight(team, insight.id, [b, c])
    assert tx.tiles.on_dashboard(team, a) == ()
    tx.tiles.place_insight(team, insight.id, [a])
    (again,) = tx.tiles.on_dashboard(team, a)
    assert (again.id, again.layouts, again.color) == (first.id, {"sm": {"x": "1"}}, "blue")
    found = tx.insights.get(team, insight.id)
    assert found is not None
    assert (found.dashboards, [place.deleted for place in found.places]) == ((a,), [False, True, True])
    tx.dashboards.update(team, a, deleted=True)
    assert [shown.dashboards for shown in tx.insights.get_many(team, [insight.id])] == [()]
    tx.insights.set_deleted(team, [insight.id], deleted=True, now=NOW)
    assert tx.tiles.on_dashboard(team, a) == ()
    assert len(tx.tiles.on_dashboard(team, a, with_deleted=True)) == 1


@pytest.mark.contract("TILE-1", "TILE-20", "TILE-21", "TILE-36")
def test_tiles_are_made_moved_laid_out_and_removed(store: Store, world: World) -> None:
    team = world.project.id
    with store.write() as tx:
        a, b = (tx.dashboards.create(team, created_by=None, now=NOW).id for _ in range(2))
        text = tx.texts.create(team, body="# Hi", created_by=world.user.id, now=NOW)
        tile = tx.tiles.create(team, a, text_id=text.id, layouts={"sm": {"x": 0}})
        assert tile.text is not None
        assert (tile.insight, tile.text.body, [place.id for place in tile.text.places]) == (None, "# Hi", [tile.id])
        with pytest.raises(ValueError, match="exactly one"):
            tx.tiles.create(team, a)
        assert tx.tiles.update(team, tile.id, dashboard_id=b)
        tx.tiles.lay_out(team, {tile.id: {"xs": {"y": 1}}, 999: {}})
        assert tx.tiles.on_dashboard(team, a) == ()
        assert [moved.layouts for moved in tx.tiles.on_dashboard(team, b)] == [{"xs": {"y": 1}}]
        tx.tiles.set_deleted_on(team, b, deleted=True)
        held = tx.tiles.holding(team, b, text_id=text.id)
        assert held is not None
        assert held.deleted
    with pytest.raises(Conflict) as caught, store.write() as tx:
        tx.tiles.create(team, b, text_id=text.id)
    assert caught.value.constraint == "uq_dashboard_tiles_dashboard_id_text_id"
    with store.write() as tx:
        assert tx.tiles.remove(team, tile.id)
        tx.tiles.create(team, b, text_id=text.id)


@pytest.mark.contract("DASH-43")
def test_insights_only_on_one_dashboard_are_found(tx: Transaction, world: World) -> None:
    team = world.project.id
    a, b = (tx.dashboards.create(team, created_by=None, now=NOW).id for _ in range(2))
    only, both, left = (tx.insights.create(team, created_by=None, now=NOW).id for _ in range(3))
    tx.tiles.place_insight(team, only, [a])
    tx.tiles.place_insight(team, both, [a, b])
    tx.tiles.place_insight(team, left, [a])
    tx.tiles.place_insight(team, left, [])
    assert tx.insights.ids_on_dashboard(team, a, only_there=True) == (only,)
    assert tx.insights.ids_on_dashboard(team, a) == (only, both, left)


@pytest.mark.contract("TAG-1", "TAG-2", "TAG-3", "TAG-4", "TAG-5", "TAG-15", "TAG-18", "DASH-33", "TAG-30")
def test_tags_are_normal_shared_and_forgotten_with_their_last_use(tx: Transaction, world: World) -> None:
    team = world.project.id
    board = tx.dashboards.create(team, created_by=None, now=NOW).id
    insight = tx.insights.create(team, created_by=None, now=NOW).id
    given = tx.tags.replace(team, Taggable.DASHBOARD, {board: [" B ", "a", "A", " ", "b"]})
    assert given == {board: ("a", "b")}
    tx.tags.replace(team, Taggable.INSIGHT, {insight: ["a"]})
    assert tx.tags.names(team) == ("a", "b")
    tx.tags.replace(team, Taggable.DASHBOARD, {board: ["c"]})
    assert tx.tags.names(team) == ("a", "c")
    assert tx.tags.of(team, Taggable.DASHBOARD, [board, 999]) == {board: ("c",), 999: ()}
    found = tx.tags.search(team, "C", ALL)
    assert (list(found.items), found.count) == (["c"], 1)
    tx.tags.replace(team, Taggable.DASHBOARD, {board: []})
    tx.tags.replace(team, Taggable.INSIGHT, {insight: []})
    assert tx.tags.names(team) == ()


@pytest.mark.contract("LOG-1")
def test_the_activity_log_keeps_what_was_done_latest_first(tx: Transaction, world: World) -> None:
    team = world.project.id
    for item in ("1", "2"):
        tx.activity.add(
            team,
            scope="Dashboard",
            item_id=item,
            activity="created",
            user_id=world.user.id,
            detail={"name": item},
            now=NOW,
        )
    assert [entry.item_id for entry in tx.activity.page(team, ALL).items] == ["2", "1"]
    (entry,) = tx.activity.page(team, ALL, scope="Dashboard", item_id="1").items
    assert entry.user is not None
    assert (entry.user.id, entry.detail, entry.created_at) == (world.user.id, {"name": "1"}, NOW)
