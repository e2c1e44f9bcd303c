"""`/api/projects/:id/dashboards` (contract 10)."""

from typing import Annotated

from fastapi import Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.dashboard_doors import (
    FiltersOverride,
    Reader,
    TileFiltersOverride,
    VariablesOverride,
    Writer,
    dashboard_number,
    overrides_of,
)
from hedgerow.api.doors import TheHouse
from hedgerow.api.entity_tags import NOT_MODIFIED, tagged_answer
from hedgerow.api.paging import PageAnswer, Paging
from hedgerow.api.plain_looks import PlainLook
from hedgerow.api.presence import Waiting
from hedgerow.api.query_values import is_true, json_numbers, switch
from hedgerow.api.rendered_dashboards import rendered_dashboard
from hedgerow.api.routing import deletion_refusal, refuses_deletion, resource
from hedgerow.api.wire.dashboards import (
    DashboardAnswer,
    DashboardChange,
    FoundDashboard,
    NewDashboard,
    dashboard_answer,
    dashboard_item,
    restores,
)
from hedgerow.base.errors import InvalidRequest
from hedgerow.run.freshness import refresh_mode
from hedgerow.services import dashboards
from hedgerow.services.dashboard_finding import open_dashboard, require_editable
from hedgerow.services.dashboard_results import dashboard_results
from hedgerow.services.dashboard_visits import note_visit
from hedgerow.store.repositories.dashboard_filter import DASHBOARD_ORDERS, DashboardFilter
from hedgerow.vocab.folders import folder_path

router = resource("Dashboards")

GENERATED_PREFIX = "Generated Dashboard"
"""How the names of dashboards begin that were made for feature flags."""

LONGEST_SEARCH = 200

_ORDERS = "`name`, `created_at`, `last_accessed_at` (by anybody) or `last_viewed_at` (by you); `-` in front descends."

New = Annotated[Sent[NewDashboard], Depends(Sends(NewDashboard))]
Change = Annotated[Sent[DashboardChange], Depends(Sends(DashboardChange))]


@router.get("/api/projects/{project_id}/dashboards", summary="Dashboards")
def dashboards_list(
    house: TheHouse,
    visit: Reader,
    paging: Paging,
    tags: Annotated[list[str], Query(default_factory=list, description="Repeatable: with any of these tags.")],
    creation_mode: Annotated[str | None, Query(description="The only way to list `unlisted` ones.")] = None,
    exclude_generated: Annotated[str | None, Query(description="`true` leaves those for feature flags out.")] = None,
    search: Annotated[str, Query(description="In the name, the description or a tag.")] = "",
    created_by: Annotated[str | None, Query(description="JSON list of user ids; made by any of them.")] = None,
    pinned: Annotated[str | None, Query(description="`true`: only pinned ones; `false`: all others.")] = None,
    is_shared: Annotated[str | None, Query(description="`true`: only shared ones; `false`: all others.")] = None,
    folder: Annotated[str | None, Query(description="`A/B`: only those in this folder or below it.")] = None,
    deleted: Annotated[str | None, Query(description="`true`: only deleted ones, which can be restored.")] = None,
    order: Annotated[str | None, Query(description=_ORDERS)] = None,
) -> PageAnswer[FoundDashboard]:
    """Answer the project's dashboards without their tiles: pinned first, then by name, unless ordered otherwise."""
    if len(search) > LONGEST_SEARCH:
        raise InvalidRequest(f"At most {LONGEST_SEARCH} characters can be searched for.", attr="search")
    filters = DashboardFilter(
        tags=[tag for tag in tags if tag.strip()] or None,
        creation_mode=creation_mode or None,
        without_name_prefix=GENERATED_PREFIX if is_true(exclude_generated) else None,
        search=search.strip() or None,
        created_by=json_numbers("created_by", created_by),
        pinned=switch(pinned or None),
        is_shared=switch(is_shared or None),
        folder=folder_path(folder),
        deleted=is_true(deleted),
        order=_order(order),
        viewer=visit.caller.user.id,
    )
    page = dashboards.dashboards_page(house, visit, paging.asked, filters)
    return paging.answer(page, lambda found: dashboard_item(found, visit, searched=filters.search is not None))


@router.post("/api/projects/{project_id}/dashboards", summary="Create a dashboard", status_code=201)
def dashboards_create(house: TheHouse, visit: Writer, sent: New) -> DashboardAnswer:
    """Create a dashboard, empty or as a copy of another."""
    made = dashboards.create_dashboard(house, visit, sent.checked().values())
    return dashboard_answer(dashboard_results(house, visit, made), visit)


def dashboards_retrieve(
    dashboard_id: str,
    request: Request,
    house: TheHouse,
    visit: Reader,
    waiting: Waiting,
    refresh: Annotated[str | None, Query(description="How fresh results must be; only the cache if absent.")] = None,
    filters_override: FiltersOverride = None,
    variables_override: VariablesOverride = None,
    tile_filters_override: TileFiltersOverride = None,
) -> Response:
    """Answer a dashboard with its tiles and their results, and remember that it was looked at."""
    opened = open_dashboard(house, visit, dashboard_number(dashboard_id))
    overrides = overrides_of(filters_override, variables_override, tile_filters_override)
    opened = note_visit(house, visit, opened)
    mode = refresh_mode(refresh)
    results = dashboard_results(house, visit, opened, overrides=overrides, mode=mode, presence=waiting)
    body, says = rendered_dashboard(house, visit, results)
    return tagged_answer(request, body, says=says)


router.add_api_route(
    "/api/projects/{project_id}/dashboards/{dashboard_id:id}",
    dashboards_retrieve,
    summary="A dashboard",
    response_model=DashboardAnswer,
    responses=NOT_MODIFIED,
    route_class_override=PlainLook,
)


@router.api_route(
    "/api/projects/{project_id}/dashboards/{dashboard_id:id}", methods=["PATCH", "PUT"], summary="Change a dashboard"
)
def dashboards_update(dashboard_id: str, house: TheHouse, visit: Writer, sent: Change) -> DashboardAnswer:
    """Change a dashboard and its tiles, all or nothing; `deleted` removes it and brings it back."""
    number = dashboard_number(dashboard_id)
    require_editable(house, visit, number, with_deleted=restores(sent.value))
    changed = dashboards.change_dashboard(house, visit, number, sent.checked().values())
    return dashboard_answer(dashboard_results(house, visit, changed), visit)


@refuses_deletion(router, "/api/projects/{project_id}/dashboards/{dashboard_id:id}")
def dashboards_destroy(dashboard_id: str, visit: Writer) -> Response:
    """Refuse: dashboards are removed by a change of `deleted`, which can be undone (DASH-80, ERR-7)."""
    del dashboard_id, visit
    return deletion_refusal()


def _order(text: str | None) -> str | None:
    if text and text.removeprefix("-") not in DASHBOARD_ORDERS:
        raise InvalidRequest(f'"{text[:100]}" is not a valid choice.', code="invalid_choice", attr="order")
    return text or None
