"""`/api/projects/:id/insights`: saved questions (80 §2)."""

from typing import Annotated

from fastapi import Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from hedgerow.api.answers import JsonAnswer
from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import Enters, EntersOrLooks, TheHouse
from hedgerow.api.entity_tags import NOT_MODIFIED, tagged_answer
from hedgerow.api.insight_looks import FiltersOverride, FromDashboard, VariablesOverride, asked_look
from hedgerow.api.paging import PageAnswer, Paging
from hedgerow.api.query_values import is_true, json_numbers, json_texts, moment, split_values, switch
from hedgerow.api.routing import deletion_refusal, refuses_deletion, resource
from hedgerow.api.shared_insights import shared_insight, shared_insights_page
from hedgerow.api.wire.insights import (
    BasicInsightAnswer,
    InsightAnswer,
    InsightChange,
    InsightOnDashboardAnswer,
    NewInsight,
    basic_insight_answer,
    insight_answer,
)
from hedgerow.base.canonical_json import wire
from hedgerow.base.errors import InvalidRequest
from hedgerow.run.freshness import RefreshMode, refresh_mode
from hedgerow.services import insights
from hedgerow.services.house import Looker, SharedVisit, Visit
from hedgerow.services.insight_results import InsightResult, result_of
from hedgerow.services.insights import InsightValues
from hedgerow.store.repositories.insight_filter import InsightFilter, InsightKind
from hedgerow.vocab.dashboards import Insight

router = resource("Insights")

Viewer = Annotated[Looker, Depends(EntersOrLooks("insight:read"))]
Writer = Annotated[Visit, Depends(Enters("insight:write"))]
New = Annotated[Sent[NewInsight], Depends(Sends(NewInsight, json_only=True))]
Change = Annotated[Sent[InsightChange], Depends(Sends(InsightChange, json_only=True))]
Insights = PageAnswer[InsightAnswer] | PageAnswer[BasicInsightAnswer]
Refresh = Annotated[str | None, Query(description="How fresh the result must be; only the cache when absent.")]


@router.api_route(
    "/api/projects/{project_id}/insights", methods=["GET", "HEAD"], summary="Insights", response_model=Insights
)
def insights_list(
    house: TheHouse,
    visit: Viewer,
    paging: Paging,
    order: Annotated[list[str], Query(default_factory=list, description="Sort keys; `-` in front descends.")],
    short_id: str | None = None,
    search: Annotated[str | None, Query(description="In the name, description or a tag.")] = None,
    saved: str | None = None,
    favorited: str | None = None,
    user: Annotated[str | None, Query(description="`true`: only the caller's own.")] = None,
    created_by: Annotated[str | None, Query(description="JSON list of user ids.")] = None,
    insight: Annotated[
        str | None, Query(description="Only of this kind: `TRENDS`, `FUNNELS`, …, `JSON`, `SQL`.")
    ] = None,
    dashboards: Annotated[str | None, Query(description="JSON list of dashboard ids; on all of them.")] = None,
    tags: Annotated[str | None, Query(description="JSON list of tags; any of them.")] = None,
    date_from: Annotated[str | None, Query(description="Modified since this ISO date or `-7d`.")] = None,
    date_to: Annotated[str | None, Query(description="Modified until this ISO date or `-1d`.")] = None,
    created_date_from: str | None = None,
    created_date_to: str | None = None,
    basic: Annotated[str | None, Query(description="`true` leaves results out.")] = None,
    refresh: Refresh = None,
) -> Insights | JsonAnswer:
    """Answer the project's insights without deleted ones, the last modified first."""
    if isinstance(visit, SharedVisit):
        return shared_insights_page(house, visit, paging, short_id=short_id, basic=is_true(basic), refresh=refresh)
    here = (house.clock(), visit.project.timezone)
    filters = InsightFilter(
        short_id=short_id,
        search=search,
        saved=switch(saved),
        favorited=switch(favorited),
        created_by=_makers(visit, json_numbers("created_by", created_by), own_only=is_true(user)),
        kind=_kind(insight),
        dashboards=json_numbers("dashboards", dashboards),
        tags=json_texts(tags),
        modified_from=moment("date_from", date_from, *here),
        modified_to=moment("date_to", date_to, *here, last=True),
        created_from=moment("created_date_from", created_date_from, *here),
        created_to=moment("created_date_to", created_date_to, *here, last=True),
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


@router.api_route(
    "/api/projects/{project_id}/insights/{insight_id:id}",
    methods=["GET", "HEAD"],
    summary="An insight",
    response_model=InsightOnDashboardAnswer,
    responses=NOT_MODIFIED,
)
def insights_retrieve(
    insight_id: str,
    request: Request,
    house: TheHouse,
    visit: Viewer,
    refresh: Refresh = None,
    from_dashboard: FromDashboard = None,
    filters_override: FiltersOverride = None,
    variables_override: VariablesOverride = None,
) -> Response:
    """Answer one insight by id or short id, with its result as fresh as asked."""
    if isinstance(visit, SharedVisit):
        return shared_insight(house, visit, insight_id, refresh=refresh)
    look = asked_look(house, visit, insight_id, from_dashboard, filters_override, variables_override)
    result = result_of(
        house,
        visit.project,
        look.insight,
        mode=refresh_mode(refresh),
        filters=look.filters,
        tile_filters=look.tile_filters,
        variables=look.variables,
    )
    answer = insight_answer(result, visit).model_dump(mode="json", by_alias=True)
    answer["color"], answer["layouts"] = (look.tile.color, look.tile.layouts) if look.tile else (None, None)
    return tagged_answer(request, wire(answer), says=[visit.caller.user.id, answer])


@router.api_route(
    "/api/projects/{project_id}/insights/{insight_id:id}", methods=["PATCH", "PUT"], summary="Change an insight"
)
def insights_update(insight_id: str, house: TheHouse, visit: Writer, sent: Change) -> InsightAnswer:
    """Change an insight; `deleted` removes and restores it."""
    insights.require_insight(house, visit, insight_id)
    changed = insights.change_insight(house, visit, insight_id, sent.checked().given(InsightValues))
    return insight_answer(result_of(house, visit.project, changed, mode=RefreshMode.FORCE_CACHE), visit)


@refuses_deletion(router, "/api/projects/{project_id}/insights/{insight_id:id}")
def insights_destroy(insight_id: str, visit: Writer) -> Response:
    """Refuse: insights are removed by a change of `deleted`, which can be undone (NB-26, ERR-7)."""
    del insight_id, visit
    return deletion_refusal()


def _makers(visit: Visit, wanted: list[int] | None, *, own_only: bool) -> list[int] | None:
    if not own_only:
        return wanted
    own = visit.caller.user.id
    return [own] if wanted is None or own in wanted else []


def _kind(text: str | None) -> InsightKind | None:
    try:
        return InsightKind(text) if text else None
    except ValueError:
        raise InvalidRequest(f'"{text}" is no kind of insight.', code="invalid_choice", attr="insight") from None


def _unrun(insight: Insight) -> InsightResult:
    return InsightResult(insight=insight, query=insight.query)
