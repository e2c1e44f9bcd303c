"""Events as sorted tuples: what a fold reads of each (FN-3, FN-7)."""

from dataclasses import dataclass

from hedgerow.query.buckets import bucket
from hedgerow.query.kinds.funnels.funnel import Funnel, lowest
from hedgerow.query.kinds.funnels.model import VizType
from hedgerow.query.kinds.funnels.record import Record, record, small
from hedgerow.query.kinds.funnels.runs import without_repeats
from hedgerow.query.kinds.funnels.ties import ties_settled
from hedgerow.query.sql.tree import Column, Expression, Lambda, Named, Select, call


@dataclass(frozen=True, slots=True)
class EventRecords:
    """The events of the actors of ``funnel``."""

    funnel: Funnel

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of an event as the fold reads them."""
        return (*self._sorted_fields, *(("keeps",) if self.funnel.strict else ()))

    @property
    def sorted(self) -> Select:
        """A row for each actor and breakdown ``value``: those of its ``events`` that tell something, in their order."""
        funnel, events = self.funnel, Column("events")
        in_order = self._row(call("arraySort", self._of_value), self._gathered)
        if not funnel.excludes:
            return in_order
        settled = ties_settled(events, self._sorted_fields, strict=funnel.strict, both=funnel.excludes_by_steps)
        if funnel.unordered:
            return self._row(settled, in_order)
        return self._row(without_repeats(events, self.fields), self._row(settled, in_order))

    def _row(self, events: Expression, source: Select) -> Select:
        return Select(columns=(*self.funnel.value, Named("events", events)), source=source)

    @property
    def _gathered(self) -> Select:
        funnel = self.funnel
        known = {
            "time": funnel.time,
            "other": small(0),
            "lowest": lowest(funnel.steps),
            "steps": funnel.steps,
            "blocked": funnel.blocked,
            "bucket": call("toInt64", bucket(funnel.query.interval, funnel.context)),
        }
        kept = {field: known[field] for field in self._sorted_fields}
        if funnel.attributed is not None and funnel.by_step:
            kept["value"] = funnel.attributed.value
        return funnel.gathered(record(kept))

    @property
    def _sorted_fields(self) -> tuple[str, ...]:
        funnel = self.funnel
        return (
            "time",
            *(("other",) if funnel.by_step and funnel.unordered else ()),
            *(("lowest",) if funnel.overlaps else ()),
            "steps",
            *(("blocked",) if funnel.excludes else ()),
            *(("bucket",) if funnel.query.funnelsFilter.funnelVizType is VizType.TRENDS else ()),
        )

    @property
    def _of_value(self) -> Expression:
        """The events for one value where a step's events tell it: those of other values do not match that step.

        In an unordered funnel they match, and no attempt begins with them.
        """
        if not self.funnel.by_step:
            return Column("events")
        one = Record(Column("one"), (*self._sorted_fields, "value"))
        made = {field: one[field] for field in self._sorted_fields}
        if self.funnel.unordered:
            made["other"] = call("notEquals", one["value"], Column("value"))
        else:
            made["steps"] = self.funnel.steps_for_value(one)
            if "lowest" in made:
                made["lowest"] = lowest(made["steps"])
        return call("arrayMap", Lambda(("one",), record(made)), Column("events"))
