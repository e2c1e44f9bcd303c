"""Date ranges and intervals as they arrive (EN-7, EN-10)."""

from enum import StrEnum

from hedgerow.query.wire.node import Node


class Interval(StrEnum):
    """The width of a bucket."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class DateRange(Node):
    """The bounds as written; `hedgerow.query.dates` resolves them."""

    date_from: str | None = None
    date_to: str | None = None
    explicitDate: bool = False  # noqa: N815
