"""Where insights, text cards and buttons stand: their rows of ``dashboard_tiles``."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Column, Connection, select

from hedgerow.store.reading import in_batches
from hedgerow.store.tables.dashboards import dashboard_tiles, dashboards
from hedgerow.vocab.dashboards import TilePlace

ContentId = TypeVar("ContentId", int, UUID)


@dataclass(frozen=True, slots=True)
class Places:
    """Every tile row of one insight, text or button, and the dashboards where it shows."""

    all: tuple[TilePlace, ...] = ()
    dashboards: tuple[int, ...] = ()


def places_of(
    connection: Connection, team_id: int, content: Column[Any], ids: Iterable[ContentId]
) -> dict[ContentId, Places]:
    """The places of each of these insights, texts or buttons; ``content`` is the tile column that names them.

    An insight shows on a dashboard when neither the tile nor the dashboard is deleted (contract 10 §3).
    """
    found: dict[ContentId, list[tuple[TilePlace, bool]]] = {}
    tile = dashboard_tiles.c
    for batch in in_batches(set(ids)):
        query = (
            select(
                content.label("content_id"),
                tile.id,
                tile.dashboard_id,
                tile.deleted,
                dashboards.c.deleted.label("gone"),
            )
            .join(dashboards, dashboards.c.id == tile.dashboard_id)
            .where(tile.team_id == team_id, content.in_(batch))
            .order_by(tile.id)
        )
        for row in connection.execute(query):
            place = TilePlace(id=row.id, dashboard_id=row.dashboard_id, deleted=row.deleted)
            found.setdefault(row.content_id, []).append((place, not (row.deleted or row.gone)))
    return {
        content_id: Places(
            tuple(place for place, _ in places), tuple(place.dashboard_id for place, shows in places if shows)
        )
        for content_id, places in found.items()
    }
