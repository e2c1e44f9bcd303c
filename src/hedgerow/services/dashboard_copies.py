"""Copies of dashboards and tiles (DASH-58, DASH-103, DASH-104)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from hedgerow.base.errors import NotFound
from hedgerow.services.dashboard_values import TileCopy
from hedgerow.services.house import Visit
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.dashboards import Insight, JsonObject, Text, Tile
from hedgerow.vocab.tags import Taggable

_SUFFIX = " (Copy)"
_LONGEST_NAME = 400


def copy_tiles(
    tx: Transaction, visit: Visit, from_dashboard: int, to_dashboard: int, *, contents: bool, now: datetime
) -> None:
    """Give ``to_dashboard`` a tile for each live tile of ``from_dashboard``.

    The new tiles hold the same insights and texts, or copies of them with ``contents``.
    """
    for tile in tx.tiles.on_dashboard(visit.project.id, from_dashboard):
        insight, text = tile.insight, tile.text
        if contents:
            insight, text = _copied(tx, visit, tile, now)
        _place(tx, visit, tile, to_dashboard, insight, text, tile.layouts)


def duplicate_tiles(
    tx: Transaction, visit: Visit, dashboard_id: int, copies: Sequence[TileCopy], now: datetime
) -> None:
    """Copy tiles together with what they hold, on their own dashboard; raises NotFound for any other tile."""
    tiles: Mapping[int, Tile] = {tile.id: tile for tile in tx.tiles.on_dashboard(visit.project.id, dashboard_id)}
    for copy in copies:
        tile = tiles.get(copy.id)
        if tile is None:
            raise NotFound
        layouts = tile.layouts if copy.layouts is None else copy.layouts
        _place(tx, visit, tile, dashboard_id, *_copied(tx, visit, tile, now), layouts)


def _place(
    tx: Transaction,
    visit: Visit,
    like: Tile,
    dashboard_id: int,
    insight: Insight | None,
    text: Text | None,
    layouts: JsonObject,
) -> None:
    tx.tiles.create(
        visit.project.id,
        dashboard_id,
        insight_id=None if insight is None else insight.id,
        text_id=None if text is None else text.id,
        layouts=layouts,
        color=like.color,
        filters_overrides=like.filters_overrides,
        show_description=like.show_description,
        transparent_background=like.transparent_background,
    )


def _copied(tx: Transaction, visit: Visit, tile: Tile, now: datetime) -> tuple[Insight | None, Text | None]:
    """A copy of what ``tile`` holds, made by the caller; insight tags come along."""
    team, user = visit.project.id, visit.caller.user.id
    if tile.text is not None:
        return None, tx.texts.create(team, body=tile.text.body, created_by=user, now=now)
    assert tile.insight is not None, "a tile holds an insight or a text"
    original = tile.insight
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
    return made, None


def _copy_name(name: str | None) -> str | None:
    return name[: _LONGEST_NAME - len(_SUFFIX)] + _SUFFIX if name else name
