"""Funnels: one scan of events, one walk over each actor's own; for cohorts one of each (FN-3, FN-6, FN-14)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from hedgerow.query.buckets import Buckets
from hedgerow.query.cohort_breakdown import cohort_values
from hedgerow.query.context import Context
from hedgerow.query.dates import Span, span
from hedgerow.query.kinds.funnels.attribution import attributed
from hedgerow.query.kinds.funnels.conversion_times import conversion_times, time_results
from hedgerow.query.kinds.funnels.conversion_trends import Rates, conversion_trends
from hedgerow.query.kinds.funnels.funnel import Funnel
from hedgerow.query.kinds.funnels.model import FunnelsQuery, VizType
from hedgerow.query.kinds.funnels.rules import refuse_what_is_no_funnel
from hedgerow.query.kinds.funnels.shape import Steps
from hedgerow.query.kinds.funnels.step_counts import step_counts
from hedgerow.query.plan import Plan
from hedgerow.query.sql.guard import guarded
from hedgerow.query.sql.printer import printed, readable
from hedgerow.query.sql.tree import Select
from hedgerow.query.timestamps import iso
from hedgerow.vocab.statement import Answer

_SELECTS: dict[VizType, Callable[[Funnel], Select]] = {
    VizType.STEPS: step_counts,
    VizType.TIME_TO_CONVERT: conversion_times,
    VizType.TRENDS: conversion_trends,
}


def plan_funnels(query: FunnelsQuery, context: Context) -> Plan:
    """The plan for ``query``, which has been through every rewrite. A time to convert is never broken down.

    Raises InvalidRequest for what is no funnel (FN-2), NotSupportedYet for what is not made yet.
    """
    refuse_what_is_no_funnel(query)
    asked = span(query.dateRange, query.interval, context)
    broken_down = query.funnelsFilter.funnelVizType is not VizType.TIME_TO_CONVERT
    cohorts = cohort_values(query.breakdownFilter, context) if broken_down else ()
    funnel = Funnel(query, context, asked, attributed(query, context) if broken_down and not cohorts else None)
    funnels = [replace(funnel, among=cohort.holds) for cohort in cohorts] or [funnel]
    selects = [_SELECTS[query.funnelsFilter.funnelVizType](one) for one in funnels]

    def results(answers: Sequence[Answer]) -> Any:
        match query.funnelsFilter.funnelVizType:
            case VizType.STEPS:
                return Steps(query, funnel.attributed, cohorts).results(answers)
            case VizType.TIME_TO_CONVERT:
                return time_results(query, answers)
            case VizType.TRENDS:
                return Rates(Buckets(asked, context.week_start_day), funnel.attributed, cohorts).results(answers)

    return Plan(
        kind=query.kind,
        statements=tuple(printed(guarded(select, context.scope)) for select in selects),
        shape=lambda answers: {"results": results(answers), **_told(query, asked)},
        hogql=";\n\n".join(readable(select) for select in selects),
        date_range=(asked.start, asked.end),
        interval=str(query.interval),
    )


def _told(query: FunnelsQuery, asked: Span) -> dict[str, Any]:
    """What the response tells of the question, for those who show it as text."""
    return {
        "resolved_date_range": {"date_from": iso(asked.start), "date_to": iso(asked.end)},
        "funnelStepReference": str(query.funnelsFilter.funnelStepReference),
    }
