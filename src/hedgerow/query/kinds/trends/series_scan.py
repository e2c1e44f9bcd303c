"""The events of one series in one period, and what they are grouped by (TR-1)."""

from dataclasses import dataclass

from hedgerow.query.actors import Actor
from hedgerow.query.breakdown import Breakdown
from hedgerow.query.buckets import Buckets, bucket
from hedgerow.query.context import Context
from hedgerow.query.scan import conditions, counted_in
from hedgerow.query.sql.tree import ALWAYS, And, Column, Expression, Named, Select, Table
from hedgerow.query.wire.series import Series
from hedgerow.vocab.events import EVENTS

TIMESTAMP = Column("timestamp")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesScan:
    """What is known of a series before its math is looked at.

    ``named`` holds for the events of the series at all, ``countable`` for those of the sample that have an actor
    where one is counted, ``filtered`` for those that pass every filter. With ``one_number`` there are no buckets.
    """

    series: Series
    actor: Actor
    buckets: Buckets
    one_number: bool
    breakdown: Breakdown | None
    named: Expression
    countable: Expression
    filtered: And
    context: Context

    @property
    def in_range(self) -> And:
        """True for the events that count in the period (EN-11)."""
        return self.within(*counted_in(self.buckets.span))

    def within(self, *bounds: Expression) -> And:
        """True for the events that pass every filter and ``bounds``."""
        return conditions(self.named, *bounds, self.countable, self.filtered)

    def unfiltered(self, *bounds: Expression) -> And:
        """True for the events of the series within ``bounds``, whatever the filters."""
        return conditions(self.named, *bounds, self.countable)

    def bucket(self, moment: Expression = TIMESTAMP) -> tuple[Named, ...]:
        """The column ``bucket`` of an event or another ``moment``; none with one number."""
        if self.one_number:
            return ()
        return (Named("bucket", bucket(self.buckets.span.interval, self.context, moment)),)

    def value(self, events: And) -> tuple[Named, ...]:
        """The column ``value`` of an event among ``events``; none without a breakdown."""
        return () if self.breakdown is None else (Named("value", self.breakdown.value_among(events)),)

    def grouped(self, number: Expression, events: And) -> Select:
        """``number`` of each bucket and value of ``events``."""
        return grouped((*self.bucket(), *self.value(events)), number, Table(EVENTS.name), events)


def grouped(keys: tuple[Named, ...], number: Expression, source: Table | Select, where: And = ALWAYS) -> Select:
    """The columns ``keys`` and ``number``, a row for each combination of keys."""
    return Select(
        columns=(*keys, Named("number", number)),
        source=source,
        where=where,
        group_by=tuple(Column(key.name) for key in keys),
    )


def same(keys: tuple[Named, ...]) -> tuple[Named, ...]:
    """The columns ``keys`` of a select, as read from above it."""
    return tuple(Named(key.name, Column(key.name)) for key in keys)
