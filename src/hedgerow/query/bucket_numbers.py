"""Buckets as consecutive whole numbers, so that the engine can tell how far apart two of them are."""

from itertools import pairwise

from hedgerow.query.buckets import Buckets, bucket
from hedgerow.query.context import Context
from hedgerow.query.sql.tree import Expression, Value, call, text
from hedgerow.query.wire.dates import Interval


def bucket_number(buckets: Buckets, moment: Expression, context: Context) -> Expression:
    """The place, from 0, of the bucket that ``moment`` lies in; there is at least one bucket.

    Means nothing for moments outside of the buckets. Local days, weeks and months are as far apart as on the
    calendar; hours and minutes as in real time (EN-16, LC-7).
    """
    return call("toUInt32", _number(buckets, moment, context))


def _number(buckets: Buckets, moment: Expression, context: Context) -> Expression:
    zone = text(context.timezone)
    first = buckets.starts[0]
    match buckets.span.interval:
        case Interval.MINUTE | Interval.HOUR:
            return _by_clock(buckets, moment, context)
        case Interval.DAY:
            return _days_since_first(buckets, moment, context)
        case Interval.WEEK:
            return call("intDiv", _days_since_first(buckets, moment, context), Value(7, "UInt8"))
        case Interval.MONTH:
            year, month = call("toYear", moment, zone), call("toMonth", moment, zone)
            months = call("plus", call("multiply", call("toInt64", year), Value(12, "UInt8")), month)
            return call("minus", months, Value(first.year * 12 + first.month, "UInt32"))


def _days_since_first(buckets: Buckets, moment: Expression, context: Context) -> Expression:
    return call("minus", call("toDate", moment, text(context.timezone)), Value(buckets.days[0], "Date"))


def _by_clock(buckets: Buckets, moment: Expression, context: Context) -> Expression:
    """Hours and minutes are as long as each other, but where a zone's clocks change by half an hour."""
    stamps = [int(start.timestamp()) for start in buckets.starts]
    step = 3600 if buckets.span.interval is Interval.HOUR else 60
    if all(after - before == step for before, after in pairwise(stamps)):
        seconds = call("minus", call("toUnixTimestamp", moment), Value(stamps[0], "UInt32"))
        return call("intDiv", seconds, Value(step, "UInt16"))
    places = Value(tuple(range(len(stamps))), "Array(UInt32)")
    key = bucket(buckets.span.interval, context, moment)
    return call("transform", key, Value(tuple(stamps), "Array(UInt32)"), places, Value(0, "UInt32"))
