"""The blocks of intervals that stickiness counts, and how the engine tells them apart (ST-1, ST-5)."""

from dataclasses import dataclass

from hedgerow.query.bucket_numbers import bucket_number
from hedgerow.query.buckets import Buckets
from hedgerow.query.context import Context
from hedgerow.query.sql.tree import Column, Expression, Value, call

_WIDTHS = (64, 128, 256)
"""Whole numbers that the engine has, by their bits."""


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
        """The number, from 0, of the block that an event of the range is in."""
        if self.length <= 1:
            return Value(0, "UInt32")
        number = bucket_number(self.buckets, Column("timestamp"), context)
        if self.width == 1:
            return number
        missing = self.length * self.width - len(self.buckets.starts)
        return call("intDiv", call("plus", number, Value(missing, "UInt32")), Value(self.width, "UInt32"))

    def distinct(self, block: Expression) -> Expression:
        """The aggregate that tells in how many different ones of ``block`` events are.

        A bit for each block is the fastest (5 M events over 90 days: 90 ms, with a bitmap 130), as long as they fit.
        """
        for width in _WIDTHS:
            if self.length <= width:
                bits = call("bitShiftLeft", Value(1, f"UInt{width}"), block)
                return call("bitCount", call("groupBitOr", bits))
        return call("groupBitmap", block)
