"""Lifecycle: what is read of events, and how far back (LC-2)."""

from dataclasses import replace

from hedgerow.query.actors import actor_of
from hedgerow.query.buckets import Buckets
from hedgerow.query.context import Context
from hedgerow.query.dates import Span, span
from hedgerow.query.kinds.lifecycle.model import LifecycleQuery
from hedgerow.query.kinds.lifecycle.shape import Lifecycle
from hedgerow.query.kinds.lifecycle.statuses import Statuses
from hedgerow.query.moments import relative_shift
from hedgerow.query.plan import Plan
from hedgerow.query.profiles import HAS_PROFILE
from hedgerow.query.scan import asked_everywhere, before, conditions, since
from hedgerow.query.series import series_conditions
from hedgerow.query.sql.printer import readable
from hedgerow.query.sql.tree import Select
from hedgerow.query.stating import stated
from hedgerow.query.wire.dates import Interval

_ONE_BACK = {
    Interval.MINUTE: "-1M",
    Interval.HOUR: "-1h",
    Interval.DAY: "-1d",
    Interval.WEEK: "-1w",
    Interval.MONTH: "-1m",
}


def plan_lifecycle(query: LifecycleQuery, context: Context) -> Plan:
    """The plan for ``query``, which has been through every rewrite. It asks nothing when there are no buckets."""
    asked = span(query.dateRange, query.interval, context)
    shown = Buckets(asked, context.week_start_day)
    selects = [_select(query, _with_one_before(asked, shown, context), context)] if shown.starts else []
    statements, path = stated(selects, context)
    return Plan(
        kind="LifecycleQuery",
        statements=statements,
        shape=Lifecycle(query=query, buckets=shown).response,
        hogql=";\n\n".join(readable(select) for select in selects),
        date_range=(asked.start, asked.end),
        interval=str(query.interval),
        path=path,
    )


def _with_one_before(asked: Span, shown: Buckets, context: Context) -> Buckets:
    """The buckets ``shown`` and the one before them, which tells who returns in the first (LC-2)."""
    earlier = relative_shift(_ONE_BACK[asked.interval], shown.starts[0]).moment
    return Buckets(replace(asked, start=earlier), context.week_start_day)


def _select(query: LifecycleQuery, buckets: Buckets, context: Context) -> Select:
    actor = actor_of(query.aggregation_group_type_index)
    named, filtered = series_conditions(query.series[0], context)
    bounds = since(buckets.starts[0]), before(buckets.over)
    holds = conditions(named, *bounds, HAS_PROFILE, actor.present, filtered, asked_everywhere(query, context))
    return Statuses(actor=actor, buckets=buckets, holds=holds, context=context).select()
