"""Tiles: places on dashboards that hold an insight, a text or a button."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict, Unpack
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, insert, or_, select, update

from hedgerow.store.repositories.buttons import buttons_by_id
from hedgerow.store.repositories.insight_records import insights_by_id
from hedgerow.store.repositories.texts import texts_by_id
from hedgerow.store.tables.dashboards import dashboard_tiles, insights
from hedgerow.store.writing import insert_or_meet
from hedgerow.vocab.dashboards import JsonObject, Tile


class TileChanges(TypedDict, total=False):
    """What `Tiles.update` can change; a new ``dashboard_id`` moves the tile (TILE-20)."""

    dashboard_id: int
    layouts: JsonObject
    color: str | None
    filters_overrides: JsonObject
    show_description: bool | None
    transparent_background: bool | None
    deleted: bool


class TileContent(TypedDict):
    """What a tile holds, by its id: exactly one is not None (TILE-1)."""

    insight_id: int | None
    text_id: int | None
    button_id: UUID | None


class TileLook(TypedDict):
    """What a tile has besides its content: all that a copy of it takes over (TILE-11)."""

    layouts: JsonObject
    color: str | None
    filters_overrides: JsonObject
    show_description: bool | None
    transparent_background: bool | None


class Tiles:
    """Creates, finds, places and changes tiles of one project at a time. Order is the caller's (TILE-4)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(
        self,
        team_id: int,
        dashboard_id: int,
        *,
        insight_id: int | None = None,
        text_id: int | None = None,
        button_id: UUID | None = None,
        layouts: JsonObject | None = None,
        color: str | None = None,
        filters_overrides: JsonObject | None = None,
        show_description: bool | None = None,
        transparent_background: bool | None = None,
    ) -> Tile:
        """A new tile with exactly one of insight, text and button.

        Raises Conflict when the dashboard already has a tile for it, deleted or not (TILE-1), and BrokenReference
        when dashboard or content are not of this project.
        """
        _require_one(insight_id, text_id, button_id)
        values = {
            "team_id": team_id,
            "dashboard_id": dashboard_id,
            "insight_id": insight_id,
            "text_id": text_id,
            "button_id": button_id,
            "layouts": dict(layouts or {}),
            "color": color,
            "filters_overrides": dict(filters_overrides or {}),
            "show_description": show_description,
            "transparent_background": transparent_background,
            "deleted": False,
        }
        row = self._connection.execute(insert(dashboard_tiles).values(values).returning(*dashboard_tiles.c)).one()
        return self._records(team_id, [row])[0]

    def get(self, team_id: int, tile_id: int, *, with_deleted: bool = False) -> Tile | None:
        """The project's tile with this id; one that is deleted, or whose insight is, only on request (TILE-2)."""
        return next(iter(self._where(team_id, dashboard_tiles.c.id == tile_id, with_deleted=with_deleted)), None)

    def on_dashboard(self, team_id: int, dashboard_id: int, *, with_deleted: bool = False) -> tuple[Tile, ...]:
        """A dashboard's tiles by ascending id, without those that TILE-2 hides unless asked for."""
        return self._where(team_id, dashboard_tiles.c.dashboard_id == dashboard_id, with_deleted=with_deleted)

    def holding(
        self,
        team_id: int,
        dashboard_id: int,
        *,
        insight_id: int | None = None,
        text_id: int | None = None,
        button_id: UUID | None = None,
    ) -> Tile | None:
        """The dashboard's tile for this insight, text or button, deleted or not (TILE-13, TILE-14)."""
        _require_one(insight_id, text_id, button_id)
        tile = dashboard_tiles.c
        content = [(tile.insight_id, insight_id), (tile.text_id, text_id), (tile.button_id, button_id)]
        same = [column == wanted for column, wanted in content if wanted is not None]
        found = self._where(team_id, tile.dashboard_id == dashboard_id, *same, with_deleted=True)
        return next(iter(found), None)

    def update(self, team_id: int, tile_id: int, **changes: Unpack[TileChanges]) -> bool:
        """Change a tile, deleted or not; whether there is one. Conflict when a move meets the same content."""
        values: dict[str, Any] = dict(changes)
        for key in {"layouts", "filters_overrides"} & values.keys():
            values[key] = dict(values[key])
        if not values:
            return self.get(team_id, tile_id, with_deleted=True) is not None
        here = update(dashboard_tiles).where(dashboard_tiles.c.team_id == team_id, dashboard_tiles.c.id == tile_id)
        return self._connection.execute(here.values(**values)).rowcount > 0

    def lay_out(self, team_id: int, layouts: Mapping[int, JsonObject]) -> None:
        """Replace the layouts of many tiles in one statement (TILE-36); unknown ids are ignored."""
        if not layouts:
            return
        tile = dashboard_tiles.c
        each = update(dashboard_tiles).where(tile.team_id == team_id, tile.id == bindparam("tile"))
        rows = [{"tile": number, "layout": dict(layouts[number])} for number in sorted(layouts)]
        self._connection.execute(each.values(layouts=bindparam("layout")), rows)

    def place_insight(self, team_id: int, insight_id: int, dashboard_ids: Iterable[int]) -> None:
        """Let an insight stand on exactly these dashboards (NB-24).

        New places get a tile, soft-deleted tiles there are revived, tiles elsewhere are soft-deleted. Raises
        BrokenReference for a dashboard that is not of this project.
        """
        wanted = sorted(set(dashboard_ids))
        tile = dashboard_tiles.c
        own = update(dashboard_tiles).where(tile.team_id == team_id, tile.insight_id == insight_id)
        self._connection.execute(own.where(tile.dashboard_id.not_in(wanted)).values(deleted=True))
        if not wanted:
            return
        fresh = {"team_id": team_id, "insight_id": insight_id, "layouts": {}, "filters_overrides": {}, "deleted": False}
        place = insert_or_meet(self._connection, dashboard_tiles).on_conflict_do_update(
            index_elements=["dashboard_id", "insight_id"], set_={"deleted": False}
        )
        self._connection.execute(place, [{**fresh, "dashboard_id": number} for number in wanted])

    def set_deleted_on(self, team_id: int, dashboard_id: int, *, deleted: bool) -> None:
        """Soft-delete or restore every tile of a dashboard (DASH-42, DASH-44)."""
        tile = dashboard_tiles.c
        every = update(dashboard_tiles).where(tile.team_id == team_id, tile.dashboard_id == dashboard_id)
        self._connection.execute(every.values(deleted=deleted))

    def remove(self, team_id: int, tile_id: int) -> bool:
        """Take a tile's row away for good, which frees its content's place (TILE-21); whether there was one."""
        here = delete(dashboard_tiles).where(dashboard_tiles.c.team_id == team_id, dashboard_tiles.c.id == tile_id)
        return self._connection.execute(here).rowcount > 0

    def _where(self, team_id: int, *conditions: ColumnElement[bool], with_deleted: bool) -> tuple[Tile, ...]:
        tile = dashboard_tiles.c
        query = select(dashboard_tiles).where(tile.team_id == team_id, *conditions).order_by(tile.id)
        if not with_deleted:
            query = query.outerjoin(insights, insights.c.id == tile.insight_id).where(
                tile.deleted.is_(False), or_(tile.insight_id.is_(None), insights.c.deleted.is_(False))
            )
        return self._records(team_id, self._connection.execute(query).all())

    def _records(self, team_id: int, rows: Sequence[Row[Any]]) -> tuple[Tile, ...]:
        held_insights = insights_by_id(self._connection, team_id, (row.insight_id for row in rows))
        held_texts = texts_by_id(self._connection, team_id, (row.text_id for row in rows))
        held_buttons = buttons_by_id(self._connection, team_id, (row.button_id for row in rows))
        return tuple(
            Tile(
                id=row.id,
                dashboard_id=row.dashboard_id,
                layouts=row.layouts,
                color=row.color,
                filters_overrides=row.filters_overrides,
                show_description=row.show_description,
                transparent_background=row.transparent_background,
                deleted=row.deleted,
                insight=None if row.insight_id is None else held_insights[row.insight_id],
                text=None if row.text_id is None else held_texts[row.text_id],
                button=None if row.button_id is None else held_buttons[row.button_id],
            )
            for row in rows
        )


def _require_one(*content: object) -> None:
    if len(content) - content.count(None) != 1:
        raise ValueError("A tile holds exactly one of insight, text and button.")


def tile_content(tile: Tile) -> TileContent:
    """What ``tile`` holds."""
    return {
        "insight_id": None if tile.insight is None else tile.insight.id,
        "text_id": None if tile.text is None else tile.text.id,
        "button_id": None if tile.button is None else tile.button.id,
    }


def tile_look(tile: Tile) -> TileLook:
    """How ``tile`` looks and what it filters."""
    return {
        "layouts": tile.layouts,
        "color": tile.color,
        "filters_overrides": tile.filters_overrides,
        "show_description": tile.show_description,
        "transparent_background": tile.transparent_background,
    }
