"""Dashboards without their tiles."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import Connection, Row, func, insert, select, update

from hedgerow.store.reading import in_batches, slice_and_count
from hedgerow.store.repositories.authors import authors
from hedgerow.store.repositories.dashboard_filter import (
    LISTED_DASHBOARDS,
    DashboardFilter,
    dashboard_conditions,
    dashboard_order,
    in_folder,
)
from hedgerow.store.repositories.sharing import shared_among
from hedgerow.store.repositories.tag_links import tags_of
from hedgerow.store.tables.dashboards import dashboards
from hedgerow.vocab.dashboards import Dashboard, JsonObject
from hedgerow.vocab.pages import Page, PageRequest
from hedgerow.vocab.tags import Taggable


class DashboardChanges(TypedDict, total=False):
    """What `Dashboards.update` can change; tags go through `Tags.replace`."""

    name: str | None
    description: str
    pinned: bool
    deleted: bool
    filters: JsonObject
    variables: JsonObject
    breakdown_colors: Any
    data_color_theme_id: int | None
    restriction_level: int
    quick_filter_ids: Sequence[str]
    folder: str | None
    last_accessed_at: datetime | None
    last_refresh: datetime | None


class Dashboards:
    """Creates, finds, lists and changes dashboards of one project at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(
        self,
        team_id: int,
        *,
        created_by: int | None,
        now: datetime,
        name: str | None = None,
        description: str = "",
        pinned: bool = False,
        creation_mode: str = "default",
        filters: JsonObject | None = None,
        variables: JsonObject | None = None,
        breakdown_colors: Any = (),
        data_color_theme_id: int | None = None,
        restriction_level: int = 21,
        quick_filter_ids: Sequence[str] = (),
        folder: str | None = None,
        last_accessed_at: datetime | None = None,
        last_refresh: datetime | None = None,
    ) -> Dashboard:
        """A new dashboard without tiles and tags (DASH-100)."""
        values = {
            "team_id": team_id,
            "name": name,
            "description": description,
            "search_text": _search_text(name, description),
            "pinned": pinned,
            "deleted": False,
            "creation_mode": creation_mode,
            "filters": dict(filters or {}),
            "variables": dict(variables or {}),
            "breakdown_colors": breakdown_colors,
            "data_color_theme_id": data_color_theme_id,
            "restriction_level": restriction_level,
            "quick_filter_ids": list(quick_filter_ids),
            "folder": folder,
            "created_at": now,
            "created_by": created_by,
            "last_accessed_at": last_accessed_at,
            "last_refresh": last_refresh,
        }
        row = self._connection.execute(insert(dashboards).values(values).returning(*dashboards.c)).one()
        return self._records(team_id, [row])[0]

    def get(self, team_id: int, dashboard_id: int, *, with_deleted: bool = False) -> Dashboard | None:
        """The project's dashboard with this id; a soft-deleted one only on request (DASH-23, DASH-40)."""
        return next(iter(self.get_many(team_id, [dashboard_id], with_deleted=with_deleted)), None)

    def get_many(self, team_id: int, ids: Sequence[int], *, with_deleted: bool = False) -> tuple[Dashboard, ...]:
        """Those of ``ids`` that are dashboards of the project, by ascending id (NB-23, TAG-13)."""
        rows: list[Row[Any]] = []
        for batch in in_batches(dict.fromkeys(ids)):
            query = select(dashboards).where(dashboards.c.team_id == team_id, dashboards.c.id.in_(batch))
            if not with_deleted:
                query = query.where(dashboards.c.deleted.is_(False))
            rows += self._connection.execute(query)
        return tuple(self._records(team_id, sorted(rows, key=lambda row: int(row.id))))

    def page(self, team_id: int, page: PageRequest, filters: DashboardFilter = LISTED_DASHBOARDS) -> Page[Dashboard]:
        """A slice of the project's dashboards that ``filters`` describes, in its order (DASH-90, DASH-91)."""
        query = select(dashboards).where(*dashboard_conditions(team_id, filters))
        rows, count = slice_and_count(self._connection, query, dashboard_order(filters), page)
        return Page(self._records(team_id, rows), count)

    def folders(self, team_id: int) -> dict[str, int]:
        """How many listed dashboards lie in each folder itself, by path; folders of nothing are not there."""
        filed = select(dashboards.c.folder, func.count().label("filed")).where(
            *dashboard_conditions(team_id, LISTED_DASHBOARDS), dashboards.c.folder.is_not(None)
        )
        rows = self._connection.execute(filed.group_by(dashboards.c.folder).order_by(dashboards.c.folder))
        return {row.folder: row.filed for row in rows}

    def ids_in_folder(self, team_id: int, path: str) -> dict[int, str]:
        """The folder of each dashboard that lies in the folder ``path`` or below it, deleted ones too."""
        query = select(dashboards.c.id, dashboards.c.folder).where(dashboards.c.team_id == team_id, in_folder(path))
        return {row.id: row.folder for row in self._connection.execute(query)}

    def count(self, team_id: int) -> int:
        """How many dashboards the project has, deleted ones left out (DASH-109)."""
        query = select(func.count()).where(dashboards.c.team_id == team_id, dashboards.c.deleted.is_(False))
        return self._connection.execute(query).scalar_one()

    def update(self, team_id: int, dashboard_id: int, **changes: Unpack[DashboardChanges]) -> bool:
        """Change a dashboard, deleted or not; whether there is one."""
        here = (dashboards.c.team_id == team_id, dashboards.c.id == dashboard_id)
        names = select(dashboards.c.name, dashboards.c.description).where(*here).with_for_update()
        row = self._connection.execute(names).one_or_none()
        if row is None:
            return False
        values: dict[str, Any] = dict(changes)
        for key in {"filters", "variables"} & values.keys():
            values[key] = dict(values[key])
        if "quick_filter_ids" in changes:
            values["quick_filter_ids"] = list(changes["quick_filter_ids"])
        values["search_text"] = _search_text(changes.get("name", row.name), changes.get("description", row.description))
        self._connection.execute(update(dashboards).where(*here).values(**values))
        return True

    def _records(self, team_id: int, rows: Sequence[Row[Any]]) -> list[Dashboard]:
        tags = tags_of(self._connection, team_id, Taggable.DASHBOARD, (row.id for row in rows))
        people = authors(self._connection, (row.created_by for row in rows))
        shared = shared_among(self._connection, team_id, (row.id for row in rows))
        return [
            Dashboard(
                id=row.id,
                team_id=row.team_id,
                name=row.name,
                description=row.description,
                pinned=row.pinned,
                deleted=row.deleted,
                creation_mode=row.creation_mode,
                filters=row.filters,
                variables=row.variables,
                breakdown_colors=row.breakdown_colors,
                data_color_theme_id=row.data_color_theme_id,
                restriction_level=row.restriction_level,
                quick_filter_ids=tuple(row.quick_filter_ids),
                tags=tags[row.id],
                is_shared=row.id in shared,
                created_at=row.created_at,
                created_by=people.get(row.created_by),
                last_accessed_at=row.last_accessed_at,
                last_refresh=row.last_refresh,
                folder=row.folder,
            )
            for row in rows
        ]


def _search_text(name: str | None, description: str) -> str:
    return f"{name or ''}\n{description}".casefold()
