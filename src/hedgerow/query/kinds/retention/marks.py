"""What tells when something happened, and how far apart two such marks are (RT-3, RT-8)."""

from dataclasses import dataclass

from hedgerow.query.bucket_numbers import bucket_number
from hedgerow.query.buckets import Buckets
from hedgerow.query.context import Context
from hedgerow.query.sql.tree import Column, Expression, Lambda, Value, call
from hedgerow.query.wire.dates import Interval

_HOURS = {Interval.HOUR: 1, Interval.DAY: 24, Interval.WEEK: 7 * 24, Interval.MONTH: 30 * 24}
_MICROSECONDS_OF_AN_HOUR = 3_600_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """A mark is the number of a period of ``buckets``, or with ``rolling`` windows the moment itself."""

    buckets: Buckets
    rolling: bool
    context: Context

    @property
    def of_event(self) -> Expression:
        """The mark of an event."""
        return self.at(Column("timestamp"))

    def at(self, moment: Expression) -> Expression:
        """The mark of ``moment``."""
        return moment if self.rolling else bucket_number(self.buckets, moment, self.context)

    def period(self, mark: Expression) -> Expression:
        """The number of the period that ``mark`` lies in."""
        return bucket_number(self.buckets, mark, self.context) if self.rolling else mark

    def offset(self, start: Expression, mark: Expression) -> Expression:
        """How many whole periods ``mark`` comes after ``start``; below 0 when it comes before."""
        if not self.rolling:
            return call("minus", mark, start)
        length = _HOURS[self.buckets.span.interval] * _MICROSECONDS_OF_AN_HOUR
        apart = call("minus", call("toUnixTimestamp64Micro", mark), call("toUnixTimestamp64Micro", start))
        whole = call("intDiv", apart, Value(length, "Int64"))
        return call("if", call("less", mark, start), Value(-1, "Int64"), whole)

    def starts(self, starts: Expression) -> Expression:
        """Of several ``starts`` in one period the first."""
        if not self.rolling:
            return starts
        ordered, mark, period = call("arraySort", starts), Column("mark"), Column("period")
        in_period = Lambda(("mark",), call("equals", self.period(mark), period))
        periods = call("arrayDistinct", call("arrayMap", Lambda(("mark",), self.period(mark)), ordered))
        return call("arrayMap", Lambda(("period",), call("arrayFirst", in_period, ordered)), periods)
