"""Insights as answers show them and bodies write them (contract 10 §3, 80 §2)."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from hedgerow.api.bodies import Body
from hedgerow.api.openapi_queries import QUERY_NODE
from hedgerow.api.wire.users import UserAnswer, embedded_user
from hedgerow.services.access import level_of
from hedgerow.services.house import Looker, SharedVisit
from hedgerow.services.insight_results import InsightResult

_Text = Annotated[str, StringConstraints(max_length=400)]

EVERYONE_CAN_EDIT = 21
ONLY_INVITED_CAN_EDIT = 37
CAN_VIEW = 21
CAN_EDIT = 37


class TilePlaceAnswer(BaseModel):
    """A tile that holds this insight or text."""

    id: int
    dashboard_id: int
    deleted: bool


class BasicInsightAnswer(BaseModel):
    """An insight without its result, for lists with ``basic=true``."""

    id: int
    short_id: str
    name: str | None
    derived_name: str | None
    description: str | None
    filters: dict[str, Any]
    query: dict[str, Any] | None
    order: int | None
    deleted: bool
    dashboards: list[int]
    dashboard_tiles: list[TilePlaceAnswer]
    created_at: datetime
    created_by: UserAnswer | None
    updated_at: datetime
    tags: list[str]
    favorited: bool
    saved: bool
    last_modified_at: datetime
    last_modified_by: UserAnswer | None
    is_sample: bool
    effective_restriction_level: int
    effective_privilege_level: int
    user_access_level: str | None
    last_viewed_at: datetime | None


class FreshnessAnswer(BaseModel):
    """What tells people how far to trust a result's age, and what it took to compute it."""

    interval: str = Field(description="The bucket width that rules how long the result counts as fresh.")
    events_since: bool = Field(description="This server stored events of the project after the result was computed.")
    seconds: float = Field(description="How long computing it took.")
    rows_read: int
    bytes_read: int


class InsightAnswer(BasicInsightAnswer):
    """An insight with its result, as far as one is known."""

    last_refresh: datetime | None = Field(description="When `result` was computed.")
    cache_target_age: datetime | None = Field(
        description="Until when `result` counts as fresh; null when its period was over, so that it never goes stale."
    )
    next_allowed_client_refresh: datetime | None
    result: Any = Field(description="The answer; null when nothing is cached and no computation was asked for.")
    has_more: bool | None = Field(serialization_alias="hasMore")
    columns: list[str] | None
    timezone: str | None
    is_cached: bool
    query_status: dict[str, Any] | None
    hogql: str | None
    types: list[Any] | None
    resolved_date_range: dict[str, Any] | None
    alerts: list[Any]
    filters_hash: str | None
    freshness: FreshnessAnswer | None = Field(description="Null without a result, and for those who came by a link.")


class InsightOnDashboardAnswer(InsightAnswer):
    """An insight looked at from a dashboard: with its tile's colour and layouts (NB-27)."""

    color: str | None = None
    layouts: dict[str, Any] | None = None


class NewInsight(Body):
    """A new insight. Every field may be left out."""

    name: _Text | None = None
    derived_name: _Text | None = None
    description: _Text | None = None
    query: dict[str, Any] | None = Field(
        None, description="A query node, mostly an `InsightVizNode`.", json_schema_extra=QUERY_NODE
    )
    order: int | None = Field(None, ge=-(2**31), lt=2**31)
    deleted: bool = False
    saved: bool = False
    favorited: bool = False
    dashboards: list[int] | None = Field(None, description="Ids of the dashboards that show it.")
    tags: list[_Text] = Field(default_factory=list)
    folder: _Text | None = Field(None, alias="_create_in_folder", description="Where to file it, `A/B`.")


class InsightChange(Body):
    """What can be changed of an insight; fields left out stay as they are."""

    name: _Text | None = None
    derived_name: _Text | None = None
    description: _Text | None = None
    query: dict[str, Any] | None = Field(None, json_schema_extra=QUERY_NODE)
    order: int | None = Field(None, ge=-(2**31), lt=2**31)
    deleted: bool = False
    saved: bool = False
    favorited: bool = False
    dashboards: list[int] | None = Field(None, description="The whole list; dashboards left out lose their tile.")
    tags: list[_Text] = Field(default_factory=list)


def insight_answer(result: InsightResult, visit: Looker) -> InsightAnswer:
    """``result`` with its insight, as ``visit`` may see it."""
    return InsightAnswer(**_fields(result, visit), **_result_fields(result), freshness=_freshness(result, visit))


def basic_insight_answer(result: InsightResult, visit: Looker) -> BasicInsightAnswer:
    """The insight alone."""
    return BasicInsightAnswer(**_fields(result, visit))


def effective_levels(visit: Looker) -> dict[str, int]:
    """Who can edit, and what ``visit`` can: with a link only look (SHARE-53)."""
    looks = isinstance(visit, SharedVisit)
    return {
        "effective_restriction_level": ONLY_INVITED_CAN_EDIT if looks else EVERYONE_CAN_EDIT,
        "effective_privilege_level": CAN_VIEW if looks else CAN_EDIT,
    }


def _fields(result: InsightResult, visit: Looker) -> dict[str, Any]:
    insight = result.insight
    return {
        "id": insight.id,
        "short_id": insight.short_id,
        "name": insight.name,
        "derived_name": insight.derived_name,
        "description": insight.description,
        "filters": {},
        "query": result.query,
        "order": insight.order,
        "deleted": insight.deleted,
        "dashboards": insight.dashboards,
        "dashboard_tiles": [
            TilePlaceAnswer(id=place.id, dashboard_id=place.dashboard_id, deleted=place.deleted)
            for place in insight.places
        ],
        "created_at": insight.created_at,
        "created_by": embedded_user(insight.created_by),
        "updated_at": insight.updated_at,
        "tags": insight.tags,
        "favorited": insight.favorited,
        "saved": insight.saved,
        "last_modified_at": insight.last_modified_at,
        "last_modified_by": embedded_user(insight.last_modified_by),
        "is_sample": insight.is_sample,
        **effective_levels(visit),
        "user_access_level": level_of(visit, insight.created_by).word,
        "last_viewed_at": None,
    }


def _result_fields(result: InsightResult) -> dict[str, Any]:
    run, body = result.run, result.body
    return {
        "last_refresh": run.last_refresh if run else None,
        "cache_target_age": run.cache_target_age if run else None,
        "next_allowed_client_refresh": run.next_allowed_client_refresh if run else None,
        "result": body.get("results"),
        "has_more": body.get("hasMore"),
        "columns": body.get("columns"),
        "timezone": run.result.timezone if run and run.result else None,
        "is_cached": run.is_cached if run else False,
        "query_status": _failed_status(result),
        "hogql": body.get("hogql"),
        "types": body.get("types"),
        "resolved_date_range": body.get("resolved_date_range"),
        "alerts": [],
        "filters_hash": run.cache_key if run else None,
    }


def _freshness(result: InsightResult, visit: Looker) -> FreshnessAnswer | None:
    """Links show results, and not how much data a project has."""
    kept = result.run.result if result.run else None
    if kept is None or isinstance(visit, SharedVisit):
        return None
    return FreshnessAnswer(
        interval=kept.interval,
        events_since=result.events_since,
        seconds=kept.cost.seconds,
        rows_read=kept.cost.rows_read,
        bytes_read=kept.cost.bytes_read,
    )


def _failed_status(result: InsightResult) -> dict[str, Any] | None:
    """What clients show of a failed run; null otherwise (contract 10 §3)."""
    if result.error is None:
        return None
    return {
        "error": True,
        "complete": True,
        "error_message": result.error.message,
        "insight_id": str(result.insight.id),
        "dashboard_id": None,
        "team_id": result.insight.team_id,
    }
