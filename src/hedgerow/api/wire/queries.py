"""What the query endpoint reads and answers (EN-37)."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from hedgerow.api.bodies import Body
from hedgerow.api.openapi_queries import QUERY_NODE
from hedgerow.run.runner import Run
from hedgerow.vocab.statement import Cost


class QueryRequest(Body):
    """A question and how fresh its answer must be."""

    query: dict[str, Any] = Field(
        description="A query node; a wrapper such as `InsightVizNode` runs its source.", json_schema_extra=QUERY_NODE
    )
    refresh: str | bool | None = Field(None, description="A refresh mode; `blocking` when absent.")


class CostAnswer(BaseModel):
    """What computing an answer took."""

    seconds: float
    rows_read: int
    bytes_read: int


class QueryAnswer(BaseModel):
    """The answer with what its kind adds, and how fresh it is; without a cached answer only the cache key."""

    model_config = ConfigDict(extra="allow")

    results: Any = None
    cache_key: str
    is_cached: bool
    last_refresh: datetime | None
    cache_target_age: datetime | None
    next_allowed_client_refresh: datetime | None
    timezone: str | None
    query_status: dict[str, Any] | None = None
    timings: list[Any] | None = None
    error: str | None = None
    cost: CostAnswer | None = Field(description="What computing the answer took, also when it came from the cache.")


def query_answer(run: Run) -> QueryAnswer:
    """``run`` as the query endpoint shows it."""
    return QueryAnswer(
        **(run.result.body if run.result else {}),
        cache_key=run.cache_key,
        is_cached=run.is_cached,
        last_refresh=run.last_refresh,
        cache_target_age=run.cache_target_age,
        next_allowed_client_refresh=run.next_allowed_client_refresh,
        timezone=run.result.timezone if run.result else None,
        cost=_cost(run.result.cost) if run.result else None,
    )


def _cost(cost: Cost) -> CostAnswer:
    return CostAnswer(seconds=cost.seconds, rows_read=cost.rows_read, bytes_read=cost.bytes_read)
