"""Saved views of dashboards."""

from datetime import datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from hedgerow.base.ids import new_uuid
from hedgerow.store.reading import slice_and_count
from hedgerow.store.tables.dashboard_views import dashboard_views
from hedgerow.vocab.dashboard_views import DashboardView
from hedgerow.vocab.dashboards import JsonObject
from hedgerow.vocab.pages import Page, PageRequest

_TABLE = dashboard_views.c


class DashboardViewChanges(TypedDict, total=False):
    """What `DashboardViews.update` can change."""

    name: str
    filters: JsonObject
    variables: JsonObject


class DashboardViews:
    """Creates, finds, changes and deletes the views of one dashboard at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(
        self,
        team_id: int,
        dashboard_id: int,
        *,
        name: str,
        filters: JsonObject,
        variables: JsonObject,
        created_by: int | None,
        now: datetime,
    ) -> DashboardView:
        """A new view; Conflict when the dashboard has one of this name."""
        own = {
            "id": new_uuid(),
            "team_id": team_id,
            "dashboard_id": dashboard_id,
            "name": name,
            "filters": dict(filters),
            "variables": dict(variables),
            "created_at": now,
            "created_by": created_by,
            "updated_at": now,
        }
        return _view(self._connection.execute(insert(dashboard_views).values(own).returning(*_TABLE)).one())

    def get(self, team_id: int, dashboard_id: int, view_id: UUID) -> DashboardView | None:
        """The dashboard's view with this id."""
        row = self._connection.execute(select(dashboard_views).where(*_at(team_id, dashboard_id, view_id)))
        return None if (found := row.one_or_none()) is None else _view(found)

    def page(self, team_id: int, dashboard_id: int, page: PageRequest) -> Page[DashboardView]:
        """A slice of the dashboard's views, by name."""
        query = select(dashboard_views).where(_TABLE.team_id == team_id, _TABLE.dashboard_id == dashboard_id)
        rows, count = slice_and_count(self._connection, query, [_TABLE.name.asc()], page)
        return Page([_view(row) for row in rows], count)

    def on_dashboard(self, team_id: int, dashboard_id: int) -> tuple[DashboardView, ...]:
        """All views of the dashboard, by name."""
        query = select(dashboard_views).where(_TABLE.team_id == team_id, _TABLE.dashboard_id == dashboard_id)
        return tuple(_view(row) for row in self._connection.execute(query.order_by(_TABLE.name)))

    def update(
        self,
        team_id: int,
        dashboard_id: int,
        view_id: UUID,
        *,
        now: datetime,
        **changes: Unpack[DashboardViewChanges],
    ) -> bool:
        """Change a view; whether there is one. Conflict when its new name is taken."""
        own: dict[str, Any] = {**changes, "updated_at": now}
        for key in {"filters", "variables"} & own.keys():
            own[key] = dict(own[key])
        here = update(dashboard_views).where(*_at(team_id, dashboard_id, view_id))
        return self._connection.execute(here.values(**own)).rowcount > 0

    def delete(self, team_id: int, dashboard_id: int, view_id: UUID) -> bool:
        """Take a view away; whether there was one."""
        here = delete(dashboard_views).where(*_at(team_id, dashboard_id, view_id))
        return self._connection.execute(here).rowcount > 0


def _at(team_id: int, dashboard_id: int, view_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return _TABLE.team_id == team_id, _TABLE.dashboard_id == dashboard_id, _TABLE.id == view_id


def _view(row: Row[Any]) -> DashboardView:
    return DashboardView(
        id=row.id,
        team_id=row.team_id,
        dashboard_id=row.dashboard_id,
        name=row.name,
        filters=row.filters,
        variables=row.variables,
        created_at=row.created_at,
        created_by=row.created_by,
        updated_at=row.updated_at,
    )
