"""The results of a dashboard's insights in their narrow form (RUN-1, RUN-2)."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, Field

from hedgerow.services.insight_runs import InsightRun


class NarrowInsight(BaseModel):
    """An insight with its result and nothing else."""

    id: int
    short_id: str
    name: str | None
    derived_name: str | None
    result: Any = Field(description="A text table, or the raw result; null when there is none.")


class InsightRunAnswer(BaseModel):
    """The result of one tile's insight."""

    id: int = Field(description="The tile's id.")
    insight: NarrowInsight
    order: int = Field(description="The tile's place among all tiles of the dashboard, from 0.")
    last_refresh: None = None
    is_cached: bool = False


class InsightRunsAnswer(BaseModel):
    """The results of a dashboard's insights, in the order of its tiles."""

    results: list[InsightRunAnswer]


def insight_runs_answer(runs: Iterable[InsightRun]) -> InsightRunsAnswer:
    """``runs`` as the answer shows them."""
    return InsightRunsAnswer(results=[_run_answer(run) for run in runs])


def _run_answer(run: InsightRun) -> InsightRunAnswer:
    insight = run.insight
    narrow = NarrowInsight(
        id=insight.id,
        short_id=insight.short_id,
        name=insight.name,
        derived_name=insight.derived_name,
        result=run.result,
    )
    return InsightRunAnswer(id=run.tile_id, insight=narrow, order=run.order)
