"""Saved views of a dashboard: made, found, changed and deleted by everybody who can do so with the dashboard."""

from typing import NoReturn, TypedDict

from hedgerow.base.errors import InvalidRequest, NotFound
from hedgerow.base.ids import uuid_of
from hedgerow.services.access import AccessLevel
from hedgerow.services.dashboard_finding import found_dashboard
from hedgerow.services.house import House, Visit
from hedgerow.store.errors import Conflict
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.dashboard_views import DashboardView
from hedgerow.vocab.dashboards import JsonObject
from hedgerow.vocab.pages import Page, PageRequest


class ViewValues(TypedDict, total=False):
    """What a client may write of a view."""

    name: str
    filters: JsonObject
    variables: JsonObject


def views_page(house: House, visit: Visit, dashboard_id: int, page: PageRequest) -> Page[DashboardView]:
    """A slice of the dashboard's views, by name; raises NotFound or PermissionDenied."""
    with house.store.read() as tx:
        found_dashboard(tx, visit, dashboard_id, AccessLevel.VIEWER)
        return tx.dashboard_views.page(visit.project.id, dashboard_id, page)


def create_view(
    house: House, visit: Visit, dashboard_id: int, *, name: str, filters: JsonObject, variables: JsonObject
) -> DashboardView:
    """A new view; raises NotFound, PermissionDenied, or InvalidRequest when its name is taken."""
    try:
        with house.store.write() as tx:
            found_dashboard(tx, visit, dashboard_id, AccessLevel.EDITOR)
            return tx.dashboard_views.create(
                visit.project.id,
                dashboard_id,
                name=name,
                filters=filters,
                variables=variables,
                created_by=visit.caller.user.id,
                now=house.clock(),
            )
    except Conflict:
        _refuse_taken(name)


def change_view(house: House, visit: Visit, dashboard_id: int, view_id: str, values: ViewValues) -> DashboardView:
    """The view with ``values`` written; raises like `create_view`, and NotFound for a view that is not there."""
    try:
        with house.store.write() as tx:
            found = _found(tx, visit, dashboard_id, view_id)
            tx.dashboard_views.update(visit.project.id, dashboard_id, found.id, now=house.clock(), **values)
            return _found(tx, visit, dashboard_id, view_id)
    except Conflict:
        _refuse_taken(values["name"])


def delete_view(house: House, visit: Visit, dashboard_id: int, view_id: str) -> None:
    """Forget a view; raises NotFound or PermissionDenied."""
    with house.store.write() as tx:
        found = _found(tx, visit, dashboard_id, view_id)
        tx.dashboard_views.delete(visit.project.id, dashboard_id, found.id)


def require_view(house: House, visit: Visit, dashboard_id: int, view_id: str) -> None:
    """Raise NotFound or PermissionDenied unless the caller may change the view."""
    with house.store.read() as tx:
        _found(tx, visit, dashboard_id, view_id)


def _found(tx: Transaction, visit: Visit, dashboard_id: int, text: str) -> DashboardView:
    found_dashboard(tx, visit, dashboard_id, AccessLevel.EDITOR)
    found = tx.dashboard_views.get(visit.project.id, dashboard_id, uuid_of(text))
    if found is None:
        raise NotFound
    return found


def _refuse_taken(name: str) -> NoReturn:
    raise InvalidRequest(f'There is a view called "{name}" already.', attr="name")
