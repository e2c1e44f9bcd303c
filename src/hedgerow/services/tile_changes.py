"""Changing tiles together with their dashboard: the elements of ``tiles`` (DASH-50..57)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Literal

from hedgerow.base.errors import InvalidRequest
from hedgerow.services.dashboard_values import ButtonValues, TextValues, TileElement
from hedgerow.services.house import Visit
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.dashboards import Button, Text, Tile

Content = Text | Button


def change_tiles(
    tx: Transaction, visit: Visit, dashboard_id: int, elements: Sequence[TileElement], now: datetime
) -> None:
    """Apply each element alone, in order: make or change a card or a button, or only change how a tile looks.

    An element without content for a tile that is not on this dashboard is passed over (DASH-55). Raises
    InvalidRequest for a text, a button, a tile or an author that does not fit.
    """
    on_dashboard = {tile.id: tile for tile in tx.tiles.on_dashboard(visit.project.id, dashboard_id, with_deleted=True)}
    for element in elements:
        number = element.id if element.id in on_dashboard else None
        if element.text is not None:
            number = _with_text(tx, visit, dashboard_id, on_dashboard, element.id, element.text, now)
        elif element.button is not None:
            number = _with_button(tx, visit, dashboard_id, on_dashboard, element.id, element.button, now)
        if number is not None and element.look:
            tx.tiles.update(visit.project.id, number, **element.look)


def _with_text(
    tx: Transaction,
    visit: Visit,
    dashboard_id: int,
    on_dashboard: dict[int, Tile],
    tile_id: int | None,
    values: TextValues,
    now: datetime,
) -> int:
    """The id of the tile whose card now says ``values``; a new one unless the tile or the text was named."""
    team, user = visit.project.id, visit.caller.user.id
    tile = _meant(on_dashboard, tile_id, values.get("id"), "text", lambda tile: tile.text)
    _require_author(tx, values.get("created_by"))
    if tile is not None and tile.text is not None:
        body = values.get("body", tile.text.body)
        tx.texts.update(team, tile.text.id, now=now, body=body, last_modified_by=user)
        return tile.id
    text = tx.texts.create(team, body=values.get("body"), created_by=user, now=now)
    made = tx.tiles.create(team, dashboard_id, text_id=text.id)
    on_dashboard[made.id] = made
    return made.id


def _with_button(
    tx: Transaction,
    visit: Visit,
    dashboard_id: int,
    on_dashboard: dict[int, Tile],
    tile_id: int | None,
    values: ButtonValues,
    now: datetime,
) -> int:
    """The id of the tile whose button now has ``values``; a new one unless the tile or the button was named."""
    team, user = visit.project.id, visit.caller.user.id
    tile = _meant(on_dashboard, tile_id, values.id, "button_tile", lambda tile: tile.button)
    _require_author(tx, values.created_by)
    written = values.written
    if tile is not None and tile.button is not None:
        tx.buttons.update(team, tile.button.id, now=now, last_modified_by=user, **written)
        return tile.id
    for field in ("url", "text"):
        if field not in written:
            raise InvalidRequest("This field is required.", code="required", attr=f"button_tile__{field}")
    button = tx.buttons.create(
        team,
        url=written["url"],
        text=written["text"],
        placement=written.get("placement", "left"),
        style=written.get("style", "primary"),
        created_by=user,
        now=now,
    )
    made = tx.tiles.create(team, dashboard_id, button_id=button.id)
    on_dashboard[made.id] = made
    return made.id


def _meant(
    on_dashboard: Mapping[int, Tile],
    tile_id: int | None,
    content_id: int | str | None,
    attr: Literal["text", "button_tile"],
    held: Callable[[Tile], Content | None],
) -> Tile | None:
    """The tile of this dashboard that an element with a content means; None when it asks for a new one."""
    tile = None if tile_id is None else on_dashboard.get(tile_id)
    if tile_id is not None and (tile is None or held(tile) is None):
        kind = "text card" if attr == "text" else "button"
        raise InvalidRequest(f"Tile {tile_id} is no {kind} of this dashboard.", attr="tiles")
    if content_id is None:
        return tile
    for holder in [tile] if tile else on_dashboard.values():
        content = held(holder)
        if content is not None and str(content.id) == str(content_id).lower():
            return holder
    raise InvalidRequest(f"{content_id} was not found on this dashboard.", attr=attr)


def _require_author(tx: Transaction, user_id: int | None) -> None:
    if user_id is not None and tx.users.get(user_id) is None:
        raise InvalidRequest(f"User {user_id} is not a member of this organization.")
