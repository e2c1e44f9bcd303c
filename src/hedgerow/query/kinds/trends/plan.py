"""Trends: one statement for each series and period (TR-1 to TR-3, TR-7)."""

from dataclasses import dataclass
from itertools import product

from hedgerow.query.actors import PERSON
from hedgerow.query.breakdown import Breakdown, breakdown_of
from hedgerow.query.buckets import bucket
from hedgerow.query.context import Context
from hedgerow.query.dates import Span
from hedgerow.query.formula import formula
from hedgerow.query.kinds.trends.model import OF_THEIR_OWN_SHAPE, Display, TrendsQuery
from hedgerow.query.kinds.trends.shape import Computed, Trends
from hedgerow.query.maths import math_of
from hedgerow.query.periods import periods
from hedgerow.query.plan import Plan
from hedgerow.query.refusals import NotSupportedYet
from hedgerow.query.scan import asked_everywhere, conditions, counted_in
from hedgerow.query.series import is_there, series_conditions
from hedgerow.query.sql.guard import guarded
from hedgerow.query.sql.printer import printed, readable
from hedgerow.query.sql.tree import (
    And,
    Column,
    Expression,
    Named,
    Select,
    Table,
    call,
)
from hedgerow.query.wire.dates import Interval
from hedgerow.query.wire.series import Series
from hedgerow.vocab.events import EVENTS

WORLD_MAP_LIMIT = 250
"""Values a world map shows, whatever the question says (EN-26)."""


def plan_trends(query: TrendsQuery, context: Context) -> Plan:
    """The plan for ``query``, which has been through every rewrite."""
    if query.trendsFilter.display in OF_THEIR_OWN_SHAPE:
        raise NotSupportedYet(f"Display '{query.trendsFilter.display}'")
    if query.samplingFactor is not None:
        raise NotSupportedYet("Sampling (samplingFactor)")
    if query.aggregation_group_type_index is not None:
        raise NotSupportedYet("Counting groups (aggregation_group_type_index)")
    compared = periods(
        query.dateRange,
        query.compareFilter,
        Interval.DAY if query.one_number else query.interval,
        context,
        exact=query.trendsFilter.display is Display.NUMBER,
    )
    broken_down = breakdown_of(
        query.breakdownFilter,
        context,
        limit=WORLD_MAP_LIMIT if query.trendsFilter.display is Display.WORLD_MAP else None,
    )
    everywhere = asked_everywhere(query, context)
    there = [index for index, series in enumerate(query.series) if is_there(series, context)]
    computed = tuple(Computed(period=period, series=index) for period, index in product(compared, there))
    selects = [
        _Scan(query, query.series[of.series], of.period.buckets.span, everywhere, broken_down, context).select()
        for of in computed
    ]
    trends = Trends(
        query=query,
        span=compared[0].buckets.span,
        computed=computed,
        breakdown=broken_down,
        formulas=tuple((node, formula(node.formula, len(query.series))) for node in query.trendsFilter.formulas_asked),
    )
    current = compared[0].buckets.span
    return Plan(
        kind="TrendsQuery",
        statements=tuple(printed(guarded(select, context.team_id)) for select in selects),
        shape=trends.response,
        hogql=";\n\n".join(readable(select) for select in selects),
        date_range=(current.start, current.end),
        interval=str(query.interval),
    )


@dataclass(frozen=True, slots=True)
class _Scan:
    """The events of one series in one period, and what is made of them."""

    query: TrendsQuery
    series: Series
    span: Span
    everywhere: Expression
    breakdown: Breakdown | None
    context: Context

    def select(self) -> Select:
        """Columns: ``bucket`` unless one number, ``number``; or with a breakdown those of `Breakdown.ranked`."""
        core = self._first_appearances() if self._counts_first_appearances else self._aggregate()
        if self.breakdown is None:
            return core
        by_bucket = not self.query.one_number
        return self.breakdown.ranked(core, by_bucket=by_bucket, none_last=by_bucket)

    @property
    def _counts_first_appearances(self) -> bool:
        return self.query.cumulative and math_of(self.series, self.context).counts_people

    def _aggregate(self) -> Select:
        keys = (*self._bucket(), *self._value())
        return Select(
            columns=(*keys, Named("number", math_of(self.series, self.context).aggregate)),
            source=Table(EVENTS.name),
            where=self._conditions(),
            group_by=tuple(Column(key.name) for key in keys),
        )

    def _first_appearances(self) -> Select:
        """Each person once, in the first bucket they appear in (TR-7)."""
        appearances = Select(
            columns=(
                Named("person", PERSON),
                *self._value(),
                *(Named("first", call("min", key.expression)) for key in self._bucket()),
            ),
            source=Table(EVENTS.name),
            where=self._conditions(),
            group_by=(PERSON, *(Column(key.name) for key in self._value())),
        )
        keys = (Named("bucket", Column("first")), *(Named(key.name, Column(key.name)) for key in self._value()))
        return Select(
            columns=(*keys, Named("number", call("count"))),
            source=appearances,
            group_by=tuple(Column(key.name) for key in keys),
        )

    def _bucket(self) -> tuple[Named, ...]:
        return () if self.query.one_number else (Named("bucket", bucket(self.span.interval, self.context)),)

    def _value(self) -> tuple[Named, ...]:
        return () if self.breakdown is None else (Named("value", self.breakdown.value),)

    def _conditions(self) -> And:
        named, filtered = series_conditions(self.series, self.context)
        return conditions(named, *counted_in(self.span), filtered, self.everywhere)
