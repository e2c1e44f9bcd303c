"""`/api/projects/:id/dashboards/:id/views`: named filters and variables to look at a dashboard with."""

from typing import Annotated

from fastapi import Depends

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.dashboard_doors import Reader, Writer, dashboard_number
from hedgerow.api.doors import TheHouse
from hedgerow.api.paging import PageAnswer, Paging
from hedgerow.api.routing import resource
from hedgerow.api.wire.dashboard_views import (
    DashboardViewAnswer,
    DashboardViewChange,
    NewDashboardView,
    dashboard_view_answer,
)
from hedgerow.services import dashboard_views
from hedgerow.services.dashboard_finding import require_editable
from hedgerow.services.dashboard_views import ViewValues

router = resource("Dashboards")

_ALL = "/api/projects/{project_id}/dashboards/{dashboard_id:id}/views"
_ONE = f"{_ALL}/{{view_id:id}}"

New = Annotated[Sent[NewDashboardView], Depends(Sends(NewDashboardView))]
Change = Annotated[Sent[DashboardViewChange], Depends(Sends(DashboardViewChange))]


@router.get(_ALL, summary="Saved views of a dashboard")
def dashboard_views_list(
    dashboard_id: str, house: TheHouse, visit: Reader, paging: Paging
) -> PageAnswer[DashboardViewAnswer]:
    """Answer the views of a dashboard, by name."""
    page = dashboard_views.views_page(house, visit, dashboard_number(dashboard_id), paging.asked)
    return paging.answer(page, dashboard_view_answer)


@router.post(_ALL, summary="Save a view of a dashboard", status_code=201)
def dashboard_views_create(dashboard_id: str, house: TheHouse, visit: Writer, sent: New) -> DashboardViewAnswer:
    """Save filters and variables under a name; no other view of the dashboard has it."""
    number = dashboard_number(dashboard_id)
    require_editable(house, visit, number)
    wanted = sent.checked()
    made = dashboard_views.create_view(
        house, visit, number, name=wanted.name, filters=wanted.filters, variables=wanted.variables
    )
    return dashboard_view_answer(made)


@router.patch(_ONE, summary="Change a saved view")
def dashboard_views_update(
    dashboard_id: str, view_id: str, house: TheHouse, visit: Writer, sent: Change
) -> DashboardViewAnswer:
    """Change a view; fields left out stay as they are."""
    number = dashboard_number(dashboard_id)
    dashboard_views.require_view(house, visit, number, view_id)
    values = sent.checked().given(ViewValues)
    return dashboard_view_answer(dashboard_views.change_view(house, visit, number, view_id, values))


@router.delete(_ONE, summary="Delete a saved view", status_code=204)
def dashboard_views_destroy(dashboard_id: str, view_id: str, house: TheHouse, visit: Writer) -> None:
    """Delete a view; the dashboard stays as it is."""
    dashboard_views.delete_view(house, visit, dashboard_number(dashboard_id), view_id)
