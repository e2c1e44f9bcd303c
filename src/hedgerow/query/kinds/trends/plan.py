"""Trends: one statement for each series and period, and for each cohort of a breakdown by cohorts (TR-1)."""

from itertools import product

from hedgerow.query.breakdown import Breakdown, breakdown_of
from hedgerow.query.cohort_breakdown import CohortValue, cohort_values
from hedgerow.query.context import Context
from hedgerow.query.filters import condition
from hedgerow.query.formula import formula
from hedgerow.query.kinds.trends.counting import counted
from hedgerow.query.kinds.trends.model import OF_THEIR_OWN_SHAPE, Display, TrendsQuery
from hedgerow.query.kinds.trends.series_scan import SeriesScan
from hedgerow.query.kinds.trends.shape import Computed, Trends
from hedgerow.query.maths import actor_counted, of_actors
from hedgerow.query.periods import Period, periods
from hedgerow.query.plan import Plan
from hedgerow.query.refusals import NotSupportedYet
from hedgerow.query.sampling import sampled
from hedgerow.query.scan import conditions
from hedgerow.query.series import is_there, series_conditions
from hedgerow.query.sql.printer import readable
from hedgerow.query.sql.tree import ALWAYS, text
from hedgerow.query.stating import stated_or_known
from hedgerow.query.wire.dates import Interval

WORLD_MAP_LIMIT = 250
"""Values a world map shows, whatever the question says (EN-26)."""


def plan_trends(query: TrendsQuery, context: Context) -> Plan:
    """The plan for ``query``, which has been through every rewrite."""
    if query.trendsFilter.display in OF_THEIR_OWN_SHAPE:
        raise NotSupportedYet(f"Display '{query.trendsFilter.display}'")
    compared = periods(
        query.dateRange,
        query.compareFilter,
        Interval.DAY if query.one_number else query.interval,
        context,
        exact=query.trendsFilter.display is Display.NUMBER,
    )
    cohorts = cohort_values(query.breakdownFilter, context)
    broken_down = None if cohorts else _breakdown(query, context)
    there = [index for index, series in enumerate(query.series) if is_there(series, context)]
    asked = list(product(compared, there, cohorts or (None,)))
    counts = [counted(_scan(query, *one, broken_down, context), cumulative=query.cumulative) for one in asked]
    current = compared[0].buckets.span
    trends = Trends(
        query=query,
        span=current,
        computed=tuple(Computed(*one, changes=count.changes) for one, count in zip(asked, counts, strict=True)),
        breakdown=broken_down,
        cohorts=cohorts,
        formulas=tuple((node, formula(node.formula, len(query.series))) for node in query.trendsFilter.formulas_asked),
    )
    stated = stated_or_known([one.asked for one in counts], context)
    return Plan(
        kind="TrendsQuery",
        statements=stated.statements,
        shape=lambda answers: trends.response(stated.complete(answers)),
        hogql=";\n\n".join(readable(one.asked.select) for one in counts),
        date_range=(current.start, current.end),
        interval=str(query.interval),
        path=stated.path,
    )


def _breakdown(query: TrendsQuery, context: Context) -> Breakdown | None:
    limit = WORLD_MAP_LIMIT if query.trendsFilter.display is Display.WORLD_MAP else None
    return breakdown_of(query.breakdownFilter, context, limit=limit, into_bins=True)


def _scan(
    query: TrendsQuery,
    period: Period,
    index: int,
    cohort: CohortValue | None,
    broken_down: Breakdown | None,
    context: Context,
) -> SeriesScan:
    series = query.series[index]
    actor = actor_counted(series, query.aggregation_group_type_index)
    named, filtered = series_conditions(series, context)
    within = ALWAYS if cohort is None else cohort.holds
    return SeriesScan(
        series=series,
        actor=actor,
        buckets=period.buckets,
        one_number=query.one_number,
        breakdown=broken_down if cohort is None else _of_one_value(cohort),
        named=named,
        countable=conditions(sampled(query.samplingFactor), actor.present if of_actors(series) else ALWAYS),
        filtered=conditions(filtered, condition(query.properties, context), within),
        context=context,
    )


def _of_one_value(cohort: CohortValue) -> Breakdown:
    """A breakdown whose only value is the cohort, so that without its events there is no row (TR-16)."""
    return Breakdown(parts=(text(str(cohort.id)),), bins=(None,), multiple=False, limit=1, hide_other=False)
