"""`/api/projects/:id/insights`: saved questions (80 §2)."""

from typing import Annotated

from fastapi import Depends, Query
from starlette.responses import Response

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.overrides import json_object
from hedgerow.api.paging import PageAnswer, Paging
from hedgerow.api.query_values import instant, is_true, json_numbers, json_texts, split_values, switch
from hedgerow.api.routing import resource
from hedgerow.api.wire.insights import (
    BasicInsightAnswer,
    InsightAnswer,
    InsightChange,
    InsightOnDashboardAnswer,
    NewInsight,
    basic_insight_answer,
    insight_answer,
)
from hedgerow.run.freshness import RefreshMode, refresh_mode
from hedgerow.services import insights
from hedgerow.services.house import Visit
from hedgerow.services.insight_results import InsightResult, result_of
from hedgerow.services.insights import InsightValues
from hedgerow.store.repositories.insight_filter import InsightFilter
from hedgerow.vocab.dashboards import Insight

router = resource("Insights")

Reader = Annotated[Visit, Depends(Enters("insight:read"))]
Writer = Annotated[Visit, Depends(Enters("insight:write"))]
New = Annotated[Sent[NewInsight], Depends(Sends(NewInsight, json_only=True))]
Change = Annotated[Sent[InsightChange], Depends(Sends(InsightChange, json_only=True))]
Refresh = Annotated[str | None, Query(description="How fresh the result must be; only the cache when absent.")]


@router.get("/api/projects/{project_id}/insights", summary="Insights")
def insights_list(
    house: TheHouse,
    visit: Reader,
    paging: Paging,
    order: Annotated[list[str], Query(default_factory=list, description="Sort keys; `-` in front descends.")],
    short_id: str | None = None,
    search: Annotated[str | None, Query(description="In the name, description or a tag.")] = None,
    saved: str | None = None,
    favorited: str | None = None,
    created_by: Annotated[str | None, Query(description="JSON list of user ids.")] = None,
    dashboards: Annotated[str | None, Query(description="JSON list of dashboard ids; on all of them.")] = None,
    tags: Annotated[str | None, Query(description="JSON list of tags; any of them.")] = None,
    date_from: Annotated[str | None, Query(description="Modified at or after this ISO date.")] = None,
    date_to: Annotated[str | None, Query(description="Modified at or before this ISO date.")] = None,
    created_date_from: str | None = None,
    created_date_to: str | None = None,
    basic: Annotated[str | None, Query(description="`true` leaves results out.")] = None,
    refresh: Refresh = None,
) -> PageAnswer[InsightAnswer] | PageAnswer[BasicInsightAnswer]:
    """Answer the project's insights without deleted ones, the last modified first."""
    filters = InsightFilter(
        short_id=short_id,
        search=search,
        saved=switch(saved),
        favorited=switch(favorited),
        created_by=json_numbers("created_by", created_by),
        dashboards=json_numbers("dashboards", dashboards),
        tags=json_texts(tags),
        modified_from=instant("date_from", date_from),
        modified_to=instant("date_to", date_to),
        created_from=instant("created_date_from", created_date_from),
        created_to=instant("created_date_to", created_date_to),
    )
    page = insights.insights_page(house, visit, paging.asked, filters, split_values(order))
    if is_true(basic):
        return paging.answer(page, lambda item: basic_insight_answer(_unrun(item), visit))
    mode = refresh_mode(refresh)
    return paging.answer(page, lambda item: insight_answer(result_of(house, visit.project, item, mode=mode), visit))


@router.post("/api/projects/{project_id}/insights", summary="Create an insight", status_code=201)
def insights_create(house: TheHouse, visit: Writer, sent: New) -> InsightAnswer:
    """Save a question, with a tile on each dashboard named."""
    made = insights.create_insight(house, visit, sent.checked().given(InsightValues))
    return insight_answer(result_of(house, visit.project, made, mode=RefreshMode.FORCE_CACHE), visit)


@router.get("/api/projects/{project_id}/insights/{insight_id:id}", summary="An insight")
def insights_retrieve(
    insight_id: str,
    house: TheHouse,
    visit: Reader,
    refresh: Refresh = None,
    from_dashboard: Annotated[str | None, Query(description="Apply this dashboard's filters.")] = None,
    filters_override: Annotated[str | None, Query(description="JSON object of filters for this answer.")] = None,
    variables_override: Annotated[str | None, Query(description="JSON object of variables for this answer.")] = None,
) -> InsightOnDashboardAnswer:
    """Answer one insight by id or short id, with its result as fresh as asked."""
    override = json_object("filters_override", filters_override)
    json_object("variables_override", variables_override)
    looked_from = int(from_dashboard) if from_dashboard and from_dashboard.isdecimal() else None
    insight, dashboard, tile = insights.insight_on_dashboard(house, visit, insight_id, looked_from)
    result = result_of(
        house,
        visit.project,
        insight,
        mode=refresh_mode(refresh),
        filters={**(dashboard.filters if dashboard else {}), **override},
        tile_filters=tile.filters_overrides if tile else {},
    )
    body = insight_answer(result, visit)
    place = {"color": tile.color, "layouts": dict(tile.layouts)} if tile else {}
    return InsightOnDashboardAnswer.model_validate({**body.model_dump(), **place})


@router.api_route(
    "/api/projects/{project_id}/insights/{insight_id:id}", methods=["PATCH", "PUT"], summary="Change an insight"
)
def insights_update(insight_id: str, house: TheHouse, visit: Writer, sent: Change) -> InsightAnswer:
    """Change an insight; `deleted` removes and restores it."""
    insights.require_insight(house, visit, insight_id)
    changed = insights.change_insight(house, visit, insight_id, sent.checked().given(InsightValues))
    return insight_answer(result_of(house, visit.project, changed, mode=RefreshMode.FORCE_CACHE), visit)


@router.delete(
    "/api/projects/{project_id}/insights/{insight_id:id}",
    summary="Not offered: change `deleted` instead",
    status_code=405,
    response_class=Response,
)
def insights_destroy(insight_id: str, visit: Writer) -> Response:
    """Refuse: insights are removed by a change of `deleted`, which can be undone (NB-26, ERR-7)."""
    del insight_id, visit
    return Response(status_code=405, headers={"Allow": "GET, PATCH, PUT"})


def _unrun(insight: Insight) -> InsightResult:
    return InsightResult(insight=insight, query=insight.query)
