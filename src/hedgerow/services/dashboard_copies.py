"""Copies of dashboards, tiles and saved views (DASH-58, DASH-103, DASH-104)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from hedgerow.base.errors import NotFound
from hedgerow.services.dashboard_values import TileCopy
from hedgerow.services.house import Visit
from hedgerow.store.repositories.tiles import TileContent, tile_content, tile_look
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.dashboards import Insight, Tile
from hedgerow.vocab.tags import Taggable

_SUFFIX = " (Copy)"
_LONGEST_NAME = 400


def copy_tiles(
    tx: Transaction, visit: Visit, from_dashboard: int, to_dashboard: int, *, contents: bool, now: datetime
) -> None:
    """Give ``to_dashboard`` a tile for each live tile of ``from_dashboard``.

    The new tiles hold the same insights, texts and buttons, or copies of them with ``contents``.
    """
    for tile in tx.tiles.on_dashboard(visit.project.id, from_dashboard):
        content = _copied(tx, visit, tile, now) if contents else tile_content(tile)
        tx.tiles.create(visit.project.id, to_dashboard, **content, **tile_look(tile))


def copy_views(tx: Transaction, visit: Visit, from_dashboard: int, to_dashboard: int, now: datetime) -> None:
    """Give ``to_dashboard`` a saved view for each of ``from_dashboard``; whoever copies made them."""
    team, user = visit.project.id, visit.caller.user.id
    for view in tx.dashboard_views.on_dashboard(team, from_dashboard):
        tx.dashboard_views.create(
            team,
            to_dashboard,
            name=view.name,
            filters=view.filters,
            variables=view.variables,
            created_by=user,
            now=now,
        )


def duplicate_tiles(
    tx: Transaction, visit: Visit, dashboard_id: int, copies: Sequence[TileCopy], now: datetime
) -> None:
    """Copy tiles together with what they hold, on their own dashboard; raises NotFound for any other tile."""
    tiles: Mapping[int, Tile] = {tile.id: tile for tile in tx.tiles.on_dashboard(visit.project.id, dashboard_id)}
    for copy in copies:
        tile = tiles.get(copy.id)
        if tile is None:
            raise NotFound
        look = tile_look(tile)
        if copy.layouts is not None:
            look["layouts"] = copy.layouts
        tx.tiles.create(visit.project.id, dashboard_id, **_copied(tx, visit, tile, now), **look)


def _copied(tx: Transaction, visit: Visit, tile: Tile, now: datetime) -> TileContent:
    """A copy of what ``tile`` holds, made by the caller."""
    team, user = visit.project.id, visit.caller.user.id
    content: TileContent = {"insight_id": None, "text_id": None, "button_id": None}
    if tile.text is not None:
        content["text_id"] = tx.texts.create(team, body=tile.text.body, created_by=user, now=now).id
    elif tile.button is not None:
        like = tile.button
        content["button_id"] = tx.buttons.create(
            team, url=like.url, text=like.text, placement=like.placement, style=like.style, created_by=user, now=now
        ).id
    else:
        assert tile.insight is not None, "a tile holds an insight, a text or a button"
        content["insight_id"] = _copied_insight(tx, visit, tile.insight, now)
    return content


def _copied_insight(tx: Transaction, visit: Visit, original: Insight, now: datetime) -> int:
    """The id of a copy of ``original``, made by the caller; its tags come along."""
    team, user = visit.project.id, visit.caller.user.id
    made = tx.insights.create(
        team,
        created_by=user,
        now=now,
        name=_copy_name(original.name),
        derived_name=original.derived_name,
        description=original.description,
        query=original.query,
        order=original.order,
        saved=original.saved,
    )
    if original.tags:
        tx.tags.replace(team, Taggable.INSIGHT, {made.id: original.tags})
    return made.id


def _copy_name(name: str | None) -> str | None:
    return name[: _LONGEST_NAME - len(_SUFFIX)] + _SUFFIX if name else name
