"""Aggregates put together from counted days and from events (ADR 13)."""

from dataclasses import dataclass

from hedgerow.query.crowds import size
from hedgerow.query.sql.merges import survivors
from hedgerow.query.sql.tree import ALWAYS, Call, Column, Expression, call
from hedgerow.vocab.events import EVENTS

_IN_EVENT = Column("person", of=EVENTS.name)
"""Who it was, by the number as it came."""

_JOINED_SETS = "groupBitmapMergeState"


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A part of it is made ``of_events``, a part ``of_days`` of the index for which ``holds``; ``joined`` adds them up.

    Sets hold the numbers that events carry until they are whole. Of some only the size is asked.
    """

    of_events: Expression
    of_days: Expression
    joined: str
    holds: Expression = ALWAYS
    size_only: bool = False

    def whole(self, parts: Expression, *, people_merged: bool) -> Expression:
        """The aggregate over its ``parts``."""
        joined = call(self.joined, parts)
        if self.joined != _JOINED_SETS:
            return joined
        people = survivors(joined) if people_merged else joined
        return size(people) if self.size_only else people


def aggregate(expression: Expression, table: str) -> Aggregate | None:
    """``expression`` of events as it is made with rows of ``table``; None when rows do not tell it."""
    in_day = Column("people", of=table)
    joined = call(_JOINED_SETS, in_day)
    match expression:
        case Call("count", ()):
            return Aggregate(expression, call("sum", Column("events", of=table)), "sum")
        case Call("uniqExact", (Column("person", None),)):
            return Aggregate(call("groupBitmapState", _IN_EVENT), joined, _JOINED_SETS, size_only=True)
        case Call("groupBitmapState", (Column("person", None),)):
            return Aggregate(call("groupBitmapState", _IN_EVENT), joined, _JOINED_SETS)
        case Call("groupBitmapStateIf", (Column("person", None), holds)):
            of_events, of_days = call("groupBitmapStateIf", _IN_EVENT, holds), call(f"{_JOINED_SETS}If", in_day, holds)
            return Aggregate(of_events, of_days, _JOINED_SETS, holds)
        case _:
            return None
