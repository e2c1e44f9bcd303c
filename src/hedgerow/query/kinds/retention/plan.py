"""Retention: one statement, or one for each cohort it is broken down by (RT-3, RT-7)."""

from hedgerow.query.actors import actor_of
from hedgerow.query.breakdown import Breakdown, breakdown_of
from hedgerow.query.cohort_breakdown import cohort_values
from hedgerow.query.context import Context
from hedgerow.query.kinds.retention.actors import Actors
from hedgerow.query.kinds.retention.cells import Cells
from hedgerow.query.kinds.retention.grid import Grid, grid_of
from hedgerow.query.kinds.retention.marks import Marks
from hedgerow.query.kinds.retention.model import RetentionFilter, RetentionQuery, WindowMode
from hedgerow.query.kinds.retention.occurrences import occurrences
from hedgerow.query.kinds.retention.people import People, counts_sets
from hedgerow.query.kinds.retention.shape import Retention
from hedgerow.query.plan import Plan
from hedgerow.query.refusals import invalid
from hedgerow.query.sql.printer import readable
from hedgerow.query.sql.tree import ALWAYS, Expression
from hedgerow.query.stating import Asked, stated_or_known


def plan_retention(query: RetentionQuery, context: Context) -> Plan:
    """The plan for ``query``, which has been through every rewrite.

    Raises InvalidRequest for options that contradict each other.
    """
    options = query.retentionFilter
    _refuse_contradictions(options)
    cohorts = cohort_values(query.breakdownFilter, context)
    broken_down = None if cohorts else breakdown_of(query.breakdownFilter, context)
    grid = grid_of(query, context, len(cohorts) or 1 if broken_down is None else broken_down.limit + 1)
    among = [cohort.holds for cohort in cohorts] or [ALWAYS]
    asked = [_asked(query, grid, broken_down, only, context) for only in among] if grid.rows else []
    retention = Retention(
        options=options, grid=grid, breakdown=broken_down, cohorts=cohorts, sampled=query.samplingFactor or 1
    )
    stated = stated_or_known(asked, context)
    return Plan(
        kind="RetentionQuery",
        statements=stated.statements,
        shape=lambda answers: retention.response(stated.complete(answers)),
        hogql=";\n\n".join(readable(one.select) for one in asked),
        date_range=(grid.first, grid.last),
        interval=str(options.period.interval),
        path=stated.path,
    )


def _refuse_contradictions(options: RetentionFilter) -> None:
    if options.cumulative and options.timeWindowMode is WindowMode.ROLLING:
        raise invalid("timeWindowMode '24_hour_windows' does not go together with cumulative.")
    if options.aggregationType != "count" and not options.aggregationProperty:
        raise invalid(f"aggregationType '{options.aggregationType}' needs an aggregationProperty.")


def _asked(
    query: RetentionQuery, grid: Grid, broken_down: Breakdown | None, only: Expression, context: Context
) -> Asked:
    """Columns ``bucket`` and ``number`` of `Cells.select`, or with a breakdown those of `Breakdown.ranked`."""
    options = query.retentionFilter
    actor = actor_of(query.aggregation_group_type_index)
    told = occurrences(query, grid.buckets, actor, only, context)
    if broken_down is None and counts_sets(options, actor, grid):
        return People(options=options, grid=grid, occurrences=told, context=context).asked()
    marks = Marks(buckets=grid.buckets, rolling=options.timeWindowMode is WindowMode.ROLLING, context=context)
    actors = Actors(options=options, actor=actor, breakdown=broken_down, occurrences=told, marks=marks)
    cells = Cells(options=options, grid=grid, marks=marks)
    core = cells.select(actors.select(), by_value=broken_down is not None)
    if broken_down is None:
        return Asked(core)
    return Asked(broken_down.ranked(core, by_bucket=True, none_last=False, total=cells.starts()))
