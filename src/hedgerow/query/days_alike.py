"""When an expression is the same for all of a day: it looks at nothing but an event's name and its day (ADR 13)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from hedgerow.query.sql.tree import And, Call, Cast, Column, Expression, Null, Or, Value

_TIMESTAMP = Column("timestamp")

_BY_DAY = frozenset({"toDate", "toStartOfWeek", "toStartOfMonth", "toYear", "toMonth"})
"""Functions of a moment and a time zone that are the same for all of a day."""

AFTER, _BEFORE = frozenset({"greaterOrEquals", "greater"}), frozenset({"lessOrEquals", "less"})
"""Comparisons that hold for the later moments, and for the earlier ones."""

_BEYOND = {"greater", "lessOrEquals"}
"""Comparisons whose border is just beyond the moment; that of the others is just before it."""

_OF_ROWS = frozenset(
    {
        "array", "arrayElement", "equals", "greater", "greaterOrEquals", "if", "ilike", "in", "intDiv", "less",
        "lessOrEquals", "like", "match", "minus", "multiply", "not", "notEquals", "notIn", "plus", "toInt64",
        "toUInt32",
    }
)  # fmt: skip
"""Functions of one row's values. What is not here may be an aggregate, or not the same for all of a day."""

OF_SETS = frozenset(
    {"arraySort", "bitCount", "bitShiftLeft", "groupBitmap", "groupBitOr", "groupUniqArray", "groupUniqArrayIf"}
)
"""Aggregates that do not tell whether something was there once or often."""


class LooksCloser(Exception):
    """An expression needs more of an event than its name and its day."""


def borders(node: Expression, zone: Value, aggregates: frozenset[str]) -> Iterator[datetime]:
    """The moments at which ``node`` may change within a day of ``zone``; besides functions of rows it may hold these
    ``aggregates``. Raises LooksCloser when it may change at others too.
    """
    match node:
        case Value() | Null() | Column("event" | "has_profile" | "keys", None):
            return
        case Call(function, arguments) if function in _BY_DAY and arguments[0] == _TIMESTAMP:
            if arguments[-1] != zone:
                raise LooksCloser
        case Call() if (border := border_of(node)) is not None:
            yield border
        case Call(function, arguments, ()) if function in _OF_ROWS or function in aggregates:
            for argument in arguments:
                yield from borders(argument, zone, aggregates)
        case And(parts) | Or(parts):
            for part in parts:
                yield from borders(part, zone, aggregates)
        case Cast(operand):
            yield from borders(operand, zone, aggregates)
        case _:
            raise LooksCloser


def span_of(where: And) -> tuple[datetime | None, datetime | None]:
    """Where the events for which ``where`` holds begin, and the first moment after them; None where nothing says."""
    bounds = [(part.function, border_of(part)) for part in where.parts if isinstance(part, Call)]
    firsts = [border for function, border in bounds if border is not None and function in AFTER]
    ends = [border for function, border in bounds if border is not None and function in _BEFORE]
    return max(firsts, default=None), min(ends, default=None)


def border_of(compared: Expression) -> datetime | None:
    """The first moment on the later side of a comparison of a timestamp with a constant; None for anything else."""
    match compared:
        case Call(function, (Column("timestamp", None), Value(datetime() as moment))) if function in AFTER | _BEFORE:
            return moment + timedelta(microseconds=1) if function in _BEYOND else moment
        case _:
            return None
