"""When each actor started and returned: the one scan of events that retention makes (RT-3, RT-4)."""

from dataclasses import dataclass

from hedgerow.query.actors import Actor
from hedgerow.query.breakdown import Breakdown
from hedgerow.query.kinds.retention.marks import Marks
from hedgerow.query.kinds.retention.model import RetentionFilter, RetentionType
from hedgerow.query.kinds.retention.occurrences import Occurrences
from hedgerow.query.scan import moment, since
from hedgerow.query.sql.tree import And, Column, Expression, Named, Property, Select, Table, call
from hedgerow.query.values import number
from hedgerow.vocab.events import EVENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Actors:
    """How the events that ``occurrences`` tells of are gathered by actor, and by the value they are broken down to."""

    options: RetentionFilter
    actor: Actor
    breakdown: Breakdown | None
    occurrences: Occurrences
    marks: Marks

    def select(self) -> Select:
        """One row for each actor and value. Columns: ``value`` with a breakdown; ``starts``, the marks of starts;
        ``returns``, those of returning events, all of them where it matters how many there are. With a property to
        sum ``started`` and ``returned``: the mark and the number of each such event that has one.
        """
        value = () if self.breakdown is None else (Named("value", self.breakdown.value),)
        keys = (Named("actor", self.actor.key), *value)
        gather = "groupUniqArrayIf" if self.options.minimumOccurrences == 1 else "groupArrayIf"
        returns = call(gather, self.marks.of_event, self.occurrences.returning)
        return Select(
            columns=(*keys, Named("starts", self._starts()), Named("returns", returns), *self._numbers()),
            source=Table(EVENTS.name),
            where=self.occurrences.scanned,
            group_by=tuple(Column(key.name) for key in keys),
        )

    def _starts(self) -> Expression:
        if self.options.retentionType is RetentionType.RECURRING:
            return call("groupUniqArrayIf", self.marks.of_event, self.occurrences.target)
        first = _first(self.occurrences.target)
        counts: Expression = call("greaterOrEquals", first, moment(self.marks.buckets.starts[0]))
        if self.options.retentionType is RetentionType.FIRST_EVER:
            # The first of those that pass is the first of all only when no other came before it.
            counts = And((counts, call("equals", first, _first(self.occurrences.named))))
        return call("if", counts, call("array", self.marks.at(call("assumeNotNull", first))), call("array"))

    def _numbers(self) -> tuple[Named, ...]:
        if self.options.aggregationProperty is None or self.options.aggregationType == "count":
            return ()
        value = number(Property(self.options.aggregationProperty))
        pair = call("tuple", self.marks.of_event, call("assumeNotNull", value))
        within = since(self.marks.buckets.starts[0])

        def numbers(holds: Expression) -> Expression:
            return call("groupArrayIf", pair, And((holds, within, call("isNotNull", value))))

        return (
            Named("started", numbers(self.occurrences.target)),
            Named("returned", numbers(self.occurrences.returning)),
        )


def _first(holds: Expression) -> Expression:
    """The moment of an actor's first event for which ``holds``; NULL when there is none."""
    return call("minOrNullIf", Column("timestamp"), holds)
