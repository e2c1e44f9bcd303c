"""Events that tell no more than their neighbours do: a fold is as slow as its longest array, for everybody."""

from hedgerow.query.kinds.funnels.record import Record, bits, small
from hedgerow.query.sql.tree import Column, Expression, Lambda, Or, any_of, call


def without_repeats(events: Expression, fields: tuple[str, ...]) -> Expression:
    """``events`` of a strict funnel, settled tuples of ``fields``, without those that change no attempt.

    In a run of events that differ in their time only, the first takes the waiting attempt on, or spoils it. After
    that none is left for the others, and one that was too late for the first is so for them. Only of the first step
    also the last counts: with it the latest attempt begins. Events of several steps at once all stay.
    """
    one = Record(Column("one"), fields)
    begins = call("equals", one["steps"], bits(1))
    several = call("greater", call("bitCount", one["steps"]), small(1))
    ends = call("and", begins, _differs(one, Record(Column("following"), fields)))
    return call(
        "arrayFilter",
        Lambda(("one", "before", "following"), Or((several, _differs(one, Record(Column("before"), fields)), ends))),
        events,
        # Beside the ends stands a tuple of zeros: an event that is of no step and excludes nothing.
        call("arrayShiftRight", events, small(1)),
        call("arrayShiftLeft", events, small(1)),
    )


def _differs(one: Record, other: Record) -> Expression:
    """Whether two events differ in more than their time."""
    return any_of(call("notEquals", one[field], other[field]) for field in one.fields if field != "time")
