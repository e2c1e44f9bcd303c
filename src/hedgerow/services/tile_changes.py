"""Changing tiles together with their dashboard: the elements of ``tiles`` (DASH-50..57)."""

from collections.abc import Sequence
from datetime import datetime

from hedgerow.base.errors import InvalidRequest
from hedgerow.services.dashboard_values import TextValues, TileElement
from hedgerow.services.house import Visit
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.dashboards import Tile


def change_tiles(
    tx: Transaction, visit: Visit, dashboard_id: int, elements: Sequence[TileElement], now: datetime
) -> None:
    """Apply each element alone, in order: make or change a text card, or only change how a tile looks.

    An element without text for a tile that is not on this dashboard is passed over (DASH-55). Raises
    InvalidRequest for a text, a tile or an author that does not fit.
    """
    on_dashboard = {tile.id: tile for tile in tx.tiles.on_dashboard(visit.project.id, dashboard_id, with_deleted=True)}
    for element in elements:
        if element.text is None:
            if element.id in on_dashboard and element.look:
                tx.tiles.update(visit.project.id, element.id, **element.look)
            continue
        tile = _card(on_dashboard, element.id, element.text.get("id"))
        _require_author(tx, element.text.get("created_by"))
        if tile is None:
            made = _new_card(tx, visit, dashboard_id, element, now)
            on_dashboard[made.id] = made
        else:
            _change_card(tx, visit, tile, element, element.text, now)


def _card(on_dashboard: dict[int, Tile], tile_id: int | None, text_id: int | None) -> Tile | None:
    """The tile of this dashboard that an element with a text means; None when it asks for a new one."""
    tile = None if tile_id is None else on_dashboard.get(tile_id)
    if tile_id is not None and (tile is None or tile.text is None):
        raise InvalidRequest(f"Tile {tile_id} is no text card of this dashboard.", attr="tiles")
    if text_id is None:
        return tile
    holders = [tile] if tile else on_dashboard.values()
    for holder in holders:
        if holder.text is not None and holder.text.id == text_id:
            return holder
    raise InvalidRequest(f"Text {text_id} was not found on this dashboard.", attr="text")


def _require_author(tx: Transaction, user_id: int | None) -> None:
    if user_id is not None and tx.users.get(user_id) is None:
        raise InvalidRequest(f"User {user_id} is not a member of this organization.")


def _new_card(tx: Transaction, visit: Visit, dashboard_id: int, element: TileElement, now: datetime) -> Tile:
    team, body = visit.project.id, (element.text or {}).get("body")
    text = tx.texts.create(team, body=body, created_by=visit.caller.user.id, now=now)
    tile = tx.tiles.create(team, dashboard_id, text_id=text.id)
    if element.look:
        tx.tiles.update(team, tile.id, **element.look)
    return tile


def _change_card(
    tx: Transaction, visit: Visit, tile: Tile, element: TileElement, text: TextValues, now: datetime
) -> None:
    assert tile.text is not None, "only text cards are changed here"
    body = text.get("body", tile.text.body)
    tx.texts.update(visit.project.id, tile.text.id, now=now, body=body, last_modified_by=visit.caller.user.id)
    if element.look:
        tx.tiles.update(visit.project.id, tile.id, **element.look)
