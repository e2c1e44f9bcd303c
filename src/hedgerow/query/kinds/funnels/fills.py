"""The attempts of all actors in an ordered or strict funnel that excludes nothing, without a loop (FN-6, FN-9).

Every step is one function over the whole array of an actor's events: an event learns from the array of the step
before when the attempt began that it may take on. So an event costs the same in a long array as in a short one, where
a fold goes on as long as the longest array does, for everybody. An attempt is known by when it began. All that is
asked of an event is asked of the state before it, so that it takes an attempt on by one step only.
"""

from collections.abc import Mapping

from hedgerow.query.buckets import bucket
from hedgerow.query.kinds.funnels.funnel import Funnel
from hedgerow.query.kinds.funnels.packed_events import PackedEvents
from hedgerow.query.kinds.funnels.record import NO_TIME, first_of, has_bit, moment, small
from hedgerow.query.sql.tree import And, Column, Expression, Lambda, Named, Select, call

_UNCHANGED = moment(-(1 << 62) - 1)
"""Stands for an event that leaves the latest attempt at a step as it was."""

_TIME, _MATCHED, _BEGAN = Column("time"), Column("matched"), Column("began")
_TIMES, _STEPS, _START = Column("times"), Column("steps"), Column("start")


def furthest_filled(funnel: Funnel) -> Select:
    """A row for each actor and breakdown ``value``: the step ``reached``, and if past the first ``time1``… up to it."""
    last = len(funnel.query.series)
    later = range(last, 1, -1)
    select = _with(_attempted(funnel, last), {f"first{step}": _first_place(step) for step in later})
    is_reached = {step: call("greater", Column(f"first{step}"), small(0)) for step in later}
    starts = {step: call("arrayElement", _attempts(step), Column(f"first{step}")) for step in later}
    select = _with(
        select,
        {
            "reached": first_of([(is_reached[step], small(step)) for step in later], small(1)),
            "start": first_of([(is_reached[step], starts[step]) for step in later], NO_TIME),
        },
    )
    last_place = {f"place{last}": Column(f"first{last}")}
    select = _with(select, last_place | {f"place{step}": _place(step) for step in later[1:]})
    times = {step: call("arrayElement", _TIMES, call("minus", Column(f"place{step}"), small(1))) for step in later}
    return Select(
        columns=(
            *funnel.value,
            Named("reached", Column("reached")),
            *(Named(f"time{step}", times.get(step, _START)) for step in range(1, last + 1)),
        ),
        source=select,
    )


def entrances_filled(funnel: Funnel) -> Select:
    """A row for each actor and breakdown ``value``: the periods it ``entered``, and where it ``converted``."""
    first, last = funnel.query.first + 1, funnel.query.last + 1
    at = bucket(funnel.query.interval, funnel.context, call("fromUnixTimestamp64Micro", _BEGAN))

    def periods(step: int) -> Expression:
        began = call("arrayFilter", Lambda(("began",), _is_there()), call("arrayCompact", _attempts(step)))
        return call("arrayDistinct", call("arrayMap", Lambda(("began",), call("toInt64", at)), began))

    return Select(
        columns=(*funnel.value, Named("entered", periods(first)), Named("converted", periods(last))),
        source=_attempted(funnel, last),
    )


def _attempted(funnel: Funnel, last: int) -> Select:
    """With ``attempts1``… to step ``last``: when the latest attempt began that had come to that step.

    That is known before each of the events, and at the end after all of them. One select names all, each of which is
    made of the one before: the engine takes longer over more selects.
    """
    select = PackedEvents(funnel).sorted
    if funnel.strict:
        following = call("arrayShiftLeft", _TIMES, small(1), NO_TIME)
        ends = Lambda(("time", "following"), call("notEquals", _TIME, Column("following")))
        select = _with(select, {"ends": call("arrayMap", ends, _TIMES, following)})
    changed = Lambda(("began",), call("notEquals", _BEGAN, _UNCHANGED))
    changes = {step: call("arrayPushFront", _changes(step, funnel), NO_TIME) for step in range(1, last + 1)}
    return _with(select, {f"attempts{step}": call("arrayFill", changed, changes[step]) for step in changes})


def _changes(step: int, funnel: Funnel) -> Expression:
    """When the attempt began that each event takes to ``step``; one that is there already is left as it was.

    In a strict funnel the attempts at a step are over with the last event of an instant that has none of that step.
    """
    matches = has_bit(_MATCHED, step - 1)
    in_time = call("lessOrEquals", call("minus", _TIME, _BEGAN), moment(funnel.query.funnelsFilter.window))
    cases: list[tuple[Expression, Expression]] = [(And((matches, in_time)), _BEGAN)]
    arrays = {
        "time": _TIMES,
        "matched": _STEPS,
        "began": _TIMES if step == 1 else call("arrayPopBack", _attempts(step - 1)),
    }
    if funnel.strict:
        # The first time is there whether it matches or not, which does no harm: there is no attempt yet to be over.
        arrays["ends"] = Column("ends")
        arrays["latest"] = call("arrayFill", Lambda(("time", "matched"), matches), _TIMES, _STEPS)
        cases.append((And((Column("ends"), call("notEquals", Column("latest"), _TIME))), NO_TIME))
    return call("arrayMap", Lambda(tuple(arrays), first_of(cases, _UNCHANGED)), *arrays.values())


def _first_place(step: int) -> Expression:
    """Where in its array the first attempt stands that came to ``step``, from 1; 0 when none did."""
    return call("arrayFirstIndex", Lambda(("began",), _is_there()), _attempts(step))


def _place(step: int) -> Expression:
    """Where the furthest attempt came to ``step``: it stands there from then on until it is taken to the next step."""
    until = call("arraySlice", _attempts(step), small(1), call("minus", Column(f"place{step + 1}"), small(1)))
    before = call("arrayLastIndex", Lambda(("began",), call("notEquals", _BEGAN, _START)), until)
    went_on = call("greater", Column("reached"), small(step))
    return call("if", went_on, call("plus", before, small(1)), Column(f"first{step}"))


def _is_there() -> Expression:
    return call("notEquals", _BEGAN, NO_TIME)


def _attempts(step: int) -> Column:
    return Column(f"attempts{step}")


def _with(select: Select, columns: Mapping[str, Expression]) -> Select:
    """The columns of ``select`` and those made of them."""
    kept = (Named(one.name, Column(one.name)) for one in select.columns)
    return Select(columns=(*kept, *(Named(name, made) for name, made in columns.items())), source=select)
