"""Buttons and the tiles that hold them, the same on both databases."""

from datetime import timedelta
from uuid import uuid4

import pytest

from hedgerow.store.errors import BrokenReference, Conflict
from hedgerow.store.repositories.tiles import tile_content, tile_look
from hedgerow.store.store import Store
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.dashboards import Button, TilePlace
from tests.stores.conftest import NOW, World


def button(tx: Transaction, team: int, user: int | None = None) -> Button:
    return tx.buttons.create(team, url="/docs", text="Docs", created_by=user, now=NOW)


def board(tx: Transaction, team: int) -> int:
    return tx.dashboards.create(team, created_by=None, now=NOW).id


@pytest.mark.contract("DASH-50", "DASH-51")
def test_a_button_is_made_with_the_usual_look_and_changed(tx: Transaction, world: World) -> None:
    team, user = world.project.id, world.user.id
    made = button(tx, team, user)
    assert (made.url, made.text, made.placement, made.style, made.places) == ("/docs", "Docs", "left", "primary", ())
    assert made.created_by is not None
    assert (made.created_by.id, made.last_modified_by, made.last_modified_at) == (user, None, NOW)
    later = NOW + timedelta(hours=1)
    assert tx.buttons.update(team, made.id, now=later, last_modified_by=user, style="secondary", placement="right")
    found = tx.buttons.get(team, made.id)
    assert found is not None
    assert (found.url, found.text, found.placement, found.style) == ("/docs", "Docs", "right", "secondary")
    assert found.last_modified_by == made.created_by
    assert found.last_modified_at == later
    assert not tx.buttons.update(team, uuid4(), now=later, last_modified_by=None)
    assert tx.buttons.get(team, uuid4()) is None


@pytest.mark.contract("TILE-1", "TILE-14", "TILE-20", "TILE-27")
def test_a_tile_holds_a_button_and_the_button_knows_its_tiles(tx: Transaction, world: World) -> None:
    team = world.project.id
    made, a, b = button(tx, team), board(tx, team), board(tx, team)
    tile = tx.tiles.create(team, a, button_id=made.id, color="red")
    assert tile.button is not None
    assert (tile.insight, tile.text, tile.button.id) == (None, None, made.id)
    assert tile.button.places == (TilePlace(id=tile.id, dashboard_id=a, deleted=False),)
    assert tile_content(tile) == {"insight_id": None, "text_id": None, "button_id": made.id}
    again = tx.tiles.create(team, b, **tile_content(tile), **tile_look(tile))
    assert tile_look(again) == tile_look(tile)
    tx.tiles.update(team, again.id, deleted=True)
    held = tx.tiles.holding(team, b, button_id=made.id)
    assert held is not None
    assert (held.id, held.deleted) == (again.id, True)
    assert tx.tiles.holding(team, b, button_id=button(tx, team).id) is None


@pytest.mark.contract("TILE-1")
def test_a_tile_holds_one_thing_and_a_dashboard_a_button_once(store: Store, world: World) -> None:
    team = world.project.id
    with store.write() as tx:
        made, a = button(tx, team), board(tx, team)
        text = tx.texts.create(team, body="x", created_by=None, now=NOW)
        with pytest.raises(ValueError, match="exactly one"):
            tx.tiles.create(team, a, button_id=made.id, text_id=text.id)
        with pytest.raises(ValueError, match="exactly one"):
            tx.tiles.holding(team, a)
        tx.tiles.create(team, a, button_id=made.id)
    with pytest.raises(Conflict) as caught, store.write() as tx:
        tx.tiles.create(team, a, button_id=made.id)
    assert caught.value.constraint == "uq_dashboard_tiles_dashboard_id_button_id"


@pytest.mark.contract("CONV-8", "TILE-1")
def test_a_button_is_neither_seen_nor_changed_nor_placed_from_another_project(store: Store, world: World) -> None:
    with store.write() as tx:
        made = button(tx, world.project.id)
        elsewhere = board(tx, world.other.id)
        assert tx.buttons.get(world.other.id, made.id) is None
        assert not tx.buttons.update(world.other.id, made.id, now=NOW, last_modified_by=None, text="x")
        assert tx.buttons.get(world.project.id, made.id) == made
    with pytest.raises(BrokenReference), store.write() as tx:
        tx.tiles.create(world.other.id, elsewhere, button_id=made.id)
