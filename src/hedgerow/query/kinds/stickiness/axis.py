"""The blocks of intervals that stickiness counts, and how the engine tells them apart (ST-1, ST-5)."""

from dataclasses import dataclass
from functools import cached_property

from hedgerow.query.buckets import Buckets, bucket
from hedgerow.query.context import Context
from hedgerow.query.sql.tree import Column, Expression, Value, call


@dataclass(frozen=True)
class Axis:
    """The intervals of ``buckets``, every ``width`` of them one block, counted back from the end of the range.

    So the first block may be shorter. With a ``width`` of 1 a block is an interval.
    """

    buckets: Buckets
    width: int

    @property
    def length(self) -> int:
        """How many blocks there are: the most that an actor can be active in."""
        return -(-len(self.buckets.starts) // self.width)

    def block(self, context: Context) -> Expression:
        """A number for each block that an event can be in: equal for events of one block."""
        if self.width == 1:
            return call("toUInt32", bucket(self.buckets.span.interval, context))
        starts = Value(self._starts, "Array(UInt32)")
        return call("roundDown", call("toUnixTimestamp", Column("timestamp")), starts)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """Where blocks begin, in unix time. The engine knows none before 1970, nor needs any.

        What comes before the second block is of the first; an empty range has no events, but an array has a type.
        """
        ages = enumerate(reversed(self.buckets.starts), start=1)
        later = [start for age, start in ages if age % self.width == 0 and age < len(self.buckets.starts)]
        return (0, *(max(0, int(start.timestamp())) for start in reversed(later)))
