"""Stickiness: one statement for each series and period (ST-1 to ST-5)."""

from dataclasses import dataclass
from itertools import product

from hedgerow.query.actors import PEOPLE, Actor, actor_of, group_type
from hedgerow.query.context import Context
from hedgerow.query.filters import condition
from hedgerow.query.hogql.expressions import hogql_expression
from hedgerow.query.kinds.stickiness.axis import Axis
from hedgerow.query.kinds.stickiness.model import CriteriaOperator, StickinessQuery
from hedgerow.query.kinds.stickiness.shape import Computed, Stickiness
from hedgerow.query.maths import refuse_unknown_math
from hedgerow.query.periods import periods
from hedgerow.query.plan import Plan
from hedgerow.query.refusals import NotSupportedYet, invalid
from hedgerow.query.sampling import unsampled
from hedgerow.query.scan import asked_everywhere, conditions, counted_in
from hedgerow.query.series import is_there, series_conditions
from hedgerow.query.sql.printer import readable
from hedgerow.query.sql.tree import And, Column, Expression, Named, Select, Table, Value, all_of, call
from hedgerow.query.stating import stated
from hedgerow.query.wire.series import Series
from hedgerow.vocab.events import EVENTS

_COMPARISONS = {
    CriteriaOperator.GTE: "greaterOrEquals",
    CriteriaOperator.LTE: "lessOrEquals",
    CriteriaOperator.EXACT: "equals",
}


def plan_stickiness(query: StickinessQuery, context: Context) -> Plan:
    """The plan for ``query``, which has been through every rewrite."""
    if query.aggregation_group_type_index is not None:
        raise NotSupportedYet("Counting groups by aggregation_group_type_index (a series' math 'unique_group' does)")
    compared = periods(query.dateRange, query.compareFilter, query.interval, context)
    axes = [(period, Axis(period.buckets, query.intervalCount)) for period in compared]
    everywhere = asked_everywhere(query, context)
    there = [index for index, series in enumerate(query.series) if is_there(series, context)]
    computed = tuple(Computed(period=period, axis=axis, series=index) for (period, axis), index in product(axes, there))
    selects = [_Scan(query, query.series[of.series], of.axis, everywhere, context).select() for of in computed]
    current = compared[0].buckets.span
    statements, path = stated(selects, context)
    return Plan(
        kind=query.kind,
        statements=statements,
        shape=Stickiness(query=query, span=current, computed=computed).response,
        hogql=";\n\n".join(readable(select) for select in selects),
        date_range=(current.start, current.end),
        interval=str(query.interval),
        path=path,
    )


@dataclass(frozen=True, slots=True)
class _Scan:
    """The events of one series in one period, and what is made of them."""

    query: StickinessQuery
    series: Series
    axis: Axis
    everywhere: Expression
    context: Context

    def select(self) -> Select:
        """Columns: ``blocks``, in how many of them an actor was active, and ``actors``, how many such there are."""
        return Select(
            columns=(
                Named("blocks", Column("blocks")),
                Named("actors", unsampled(call("count"), self.query.samplingFactor)),
            ),
            source=self._by_actor(),
            group_by=(Column("blocks"),),
        )

    def _by_actor(self) -> Select:
        """The number of blocks of each actor who has any, first grouped by them where each has to hold enough."""
        actor = _actor(self.series, self.context)
        block = self.axis.block(self.context)
        where = self._conditions(actor)
        criteria = self.query.stickinessFilter.stickinessCriteria
        if criteria is None:
            blocks = Named("blocks", self.axis.distinct(block))
            return Select(columns=(blocks,), source=Table(EVENTS.name), where=where, group_by=(actor.key,))
        enough = call(_COMPARISONS[criteria.operator], call("count"), Value(criteria.value, "UInt64"))
        by_block = Select(
            columns=(Named("actor", actor.key), Named("block", block)),
            source=Table(EVENTS.name),
            where=where,
            group_by=(Column("actor"), Column("block")),
            having=all_of((enough,)),
        )
        return Select(columns=(Named("blocks", call("count")),), source=by_block, group_by=(Column("actor"),))

    def _conditions(self, actor: Actor) -> And:
        named, filtered = series_conditions(self.series, self.context)
        return conditions(named, *counted_in(self.axis.buckets.span), actor.present, filtered, self.everywhere)


def _actor(series: Series, context: Context) -> Actor:
    """Whom ``series`` counts (ST-2). An event of which written SQL makes NULL has no actor."""
    refuse_unknown_math(series.math)
    if series.math == "unique_group":
        return actor_of(group_type(series.math_group_type_index))
    if series.math != "hogql":
        return PEOPLE
    if not series.math_hogql:
        raise invalid("Math 'hogql' needs a math_hogql, such as 'properties.plan'.")
    key = hogql_expression(series.math_hogql, context, condition)
    return Actor(key, call("isNotNull", key), PEOPLE.owner)
