"""Retention from the sets of people by period: who is in both sets returned (RT-3, RT-4).

The faster way for the plain questions; `Actors` and `Cells` answer all of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hedgerow.query.actors import Actor
from hedgerow.query.bucket_numbers import bucket_number
from hedgerow.query.context import Context
from hedgerow.query.crowds import all_before, are_sets, crowd, size, size_of_both, without
from hedgerow.query.kinds.retention.grid import Grid
from hedgerow.query.kinds.retention.model import RetentionFilter, RetentionType, WindowMode
from hedgerow.query.kinds.retention.occurrences import Occurrences
from hedgerow.query.known_people import Row, Sets
from hedgerow.query.scan import conditions, since, untold
from hedgerow.query.sql.tree import And, Column, Expression, Lambda, Named, Select, Table, Value, call
from hedgerow.query.stating import Asked
from hedgerow.vocab.events import EVENTS

_PERIOD = Column("period")
_PAST = Value(-1, "Int64")
"""The period of all that was before the first."""


def counts_sets(options: RetentionFilter, actor: Actor, grid: Grid) -> bool:
    """Whether the question is only about who is in which set."""
    plain = options.minimumOccurrences == 1 and options.aggregationType == "count" and not options.cumulative
    on_calendar = options.timeWindowMode is WindowMode.CALENDAR and not grid.bracketed
    told_by_sets = options.retentionType is not RetentionType.FIRST_EVER
    return plain and on_calendar and told_by_sets and are_sets(actor, grid.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The people of the events that ``occurrences`` tells of."""

    options: RetentionFilter
    grid: Grid
    occurrences: Occurrences
    context: Context

    def asked(self) -> Asked:
        """Columns ``bucket`` and ``number``, as those of `Cells.select`."""
        pairs = Select(columns=(Named("pair", call("arrayJoin", self._pairs())),), source=self._periods())
        row = call("multiply", _part("pair", 1), Value(self.grid.columns, "UInt32"))
        cell = call("plus", row, call("minus", _part("pair", 2), _part("pair", 1)))
        select = Select(
            columns=(Named("bucket", call("toUInt32", cell)), Named("number", _part("pair", 3))), source=pairs
        )
        return Asked(select, None if self._first_time else Sets(self._by_period(), self._cells))

    def _cells(self, by_period: Iterable[Row]) -> Iterator[Row]:
        """The rows of the answer, from those of `_by_period`: with one set, it is of those who start and come back."""
        periods = {period: (sets[0], sets[-1]) for period, *sets in by_period}
        for first, (started, _) in periods.items():
            yield [first * self.grid.columns, len(started)]
            for later in range(first + 1, first + self.grid.columns):
                if later in periods:
                    returned = started.intersection_cardinality(periods[later][1])
                    yield [first * self.grid.columns + later - first, returned]

    @property
    def _first_time(self) -> bool:
        return self.options.retentionType is RetentionType.FIRST_TIME

    def _pairs(self) -> Expression:
        """Of the ``periods``: each with each in which its people may return, and how many did."""
        first, last = _part("start", 1), _part("later", 1)
        end = call("plus", first, Value(self.grid.columns, "UInt32"))
        within = And((call("greaterOrEquals", last, first), call("less", last, end)))
        started, returned = size(_part("start", 2)), size_of_both(_part("start", 2), _part("later", 3))
        pair = call("tuple", first, last, call("if", call("equals", first, last), started, returned))
        later = call("arrayFilter", Lambda(("later",), within), Column("periods"))
        of_start = call("arrayMap", Lambda(("later",), pair), later)
        return call("arrayFlatten", call("arrayMap", Lambda(("start",), of_start), Column("periods")))

    def _periods(self) -> Select:
        """The column ``periods``: each, the set of those who start in it and of those who come back in it."""
        by_period = self._by_period()
        sets = tuple(column.name for column in by_period.columns[1:])
        starting: Expression = Column("started")
        if self._first_time:
            earlier = Named("earlier", all_before("started", "period"))
            names = (Named(name, Column(name)) for name in ("period", *sets))
            by_period = Select(columns=(*names, earlier), source=by_period)
            starting = without(starting, Column("earlier"))
        told = call("tuple", _PERIOD, starting, Column(sets[-1]))
        return Select(
            columns=(Named("periods", call("groupArray", told)),),
            source=by_period,
            where=And((call("greater", _PERIOD, _PAST),) if self._first_time else ()),
        )

    def _by_period(self) -> Select:
        """Columns: ``period``, ``started`` and, where others bring back than start, ``came``."""
        period: Expression = call("toInt64", bucket_number(self.grid.buckets, Column("timestamp"), self.context))
        if self._first_time:
            period = call("if", since(self.grid.buckets.starts[0]), period, _PAST)
        scanned = self.occurrences.scanned
        # Who is only in the past came back in no period: that needs not be asked of each event.
        within = conditions(scanned, since(self.grid.buckets.starts[0]))
        started = crowd(untold(self.occurrences.target, scanned))
        came = crowd(untold(self.occurrences.returning, within))
        # Where the same events start and bring back, there is one set; to the engine it would be two.
        sets = {"started": started} if came == started else {"started": started, "came": came}
        return Select(
            columns=(Named("period", period), *(Named(name, people) for name, people in sets.items())),
            source=Table(EVENTS.name),
            where=scanned,
            group_by=(_PERIOD,),
        )


def _part(entry: str, place: int) -> Expression:
    return call("tupleElement", Column(entry), Value(place, "UInt8"))
