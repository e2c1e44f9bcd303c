"""The attempts of all actors in an ordered or strict funnel, without a loop over events (FN-6, FN-9).

Every step is one function over the whole array of an actor's events: an event learns from the array of the step
before when the attempt began that it may take on. So an event costs the same in a long array as in a short one, where
a fold goes on as long as the longest array does, for everybody. An attempt is known by when it began. All that is
asked of an event is asked of the state before it, so that it takes an attempt on by one step only.
"""

from hedgerow.query.buckets import bucket
from hedgerow.query.kinds.funnels.funnel import Funnel
from hedgerow.query.kinds.funnels.layers import (
    BEGAN,
    MATCHED,
    STEPS,
    TIME,
    TIMES,
    attempts,
    before,
    in_time,
    is_there,
    with_columns,
)
from hedgerow.query.kinds.funnels.packed_events import PackedEvents
from hedgerow.query.kinds.funnels.record import NO_TIME, first_of, has_bit, moment, small
from hedgerow.query.kinds.funnels.spoiling import (
    first_kept,
    is_lost,
    is_spoiled,
    spoiled,
    spoiled_attempts,
    spoiled_columns,
    spoiling,
    touches,
)
from hedgerow.query.sql.tree import And, Column, Expression, Lambda, Named, Or, Select, call

_UNCHANGED = moment(-(1 << 62) - 1)
"""Stands for an event that leaves the latest attempt at a step as it was."""

_START, _PERIOD = Column("start"), Column("period")


def furthest_filled(funnel: Funnel) -> Select:
    """A row for each actor and breakdown ``value``: the step ``reached``, and if past the first ``time1``… up to it.

    Who counts as excluded reached 0.
    """
    last = len(funnel.query.series)
    later = range(last, 1, -1)
    firsts = [step for step in range(last, 0, -1) if step > 1 or step in funnel.blocked_steps]
    packed = PackedEvents(funnel)
    events = packed.sorted if funnel.strict or funnel.excludes else packed.without_repeats
    there = {step: call("greater", Column(f"first{step}"), small(0)) for step in firsts}
    came = {step: touches(step, funnel) if funnel.excludes else there[step] for step in later}
    kept = {step: call("if", there[step], small(step), small(0)) for step in firsts}
    starts = call("array", *(call("arrayElement", attempts(step), Column(f"first{step}")) for step in reversed(later)))
    select = with_columns(
        _attempted(events, funnel, last),
        {
            **{f"first{step}": _first_place(step, funnel) for step in firsts},
            "reached": first_of([(came[step], kept[step]) for step in later], kept.get(1, small(1))),
            # The start of who got past the first step. Out of an array, for an `if` would copy those that it reads.
            "start": call("arrayElement", starts, call("minus", Column("reached"), small(1))),
            **{f"place{step}": _place(step, funnel) for step in later},
        },
    )
    times = {step: call("arrayElement", TIMES, call("minus", Column(f"place{step}"), small(1))) for step in later}
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
    at = bucket(funnel.query.interval, funnel.context, call("fromUnixTimestamp64Micro", BEGAN))

    def periods(began: Expression) -> Expression:
        known = call("arrayFilter", Lambda(("began",), is_there()), call("arrayCompact", began))
        return call("arrayDistinct", call("arrayMap", Lambda(("began",), call("toInt64", at)), known))

    told = {"converted": periods(attempts(last)), "entered": periods(attempts(first))}
    spoiled_at = [step for step in range(first, last) if step in funnel.blocked_steps]
    if spoiled_at:
        # A period that an attempt was spoiled in is left out, and all are where a spoiled one would have converted.
        told["lost"] = is_lost(last, funnel) if last - 1 in spoiled_at else small(0)
        told["spoilt"] = call("arrayConcat", *(periods(spoiled_attempts(step, funnel)) for step in spoiled_at))
        left_out = Or((Column("lost"), call("has", Column("spoilt"), _PERIOD)))
        stays = Or((call("has", Column("converted"), _PERIOD), call("not", left_out)))
        told["entered"] = call("arrayFilter", Lambda(("period",), stays), told["entered"])
    return Select(
        columns=(*funnel.value, *(Named(name, made) for name, made in told.items())),
        source=_attempted(PackedEvents(funnel).sorted, funnel, last),
    )


def _attempted(select: Select, funnel: Funnel, last: int) -> Select:
    """``select``, of sorted events, with `attempts` up to ``last``, and `spoiled` where something spoils those waiting.

    One select names all, each of which is made of those before: the engine takes longer over more selects.
    """
    if funnel.strict:
        following = call("arrayShiftLeft", TIMES, small(1), NO_TIME)
        ends = Lambda(("time", "following"), call("notEquals", TIME, Column("following")))
        select = with_columns(select, {"ends": call("arrayMap", ends, TIMES, following)})
    changed = Lambda(("began",), call("notEquals", BEGAN, _UNCHANGED))
    layers: dict[str, Expression] = {}
    for step in range(1, last + 1):
        changes = call("arrayPushFront", _changes(step, funnel), NO_TIME)
        layers[attempts(step).name] = call("arrayFill", changed, changes)
        if step < last and step in funnel.blocked_steps:
            layers[spoiled(step).name] = spoiling(step)
    return with_columns(select, layers)


def _changes(step: int, funnel: Funnel) -> Expression:
    """When the attempt began that each event takes to ``step``; one that is there already is left as it was.

    In a strict funnel the attempts at a step are over with the last event of an instant that has none of that step.
    """
    matches = has_bit(MATCHED, step - 1)
    taken = [matches] if step == 1 else [matches, in_time(funnel.query.funnelsFilter.window)]
    arrays: dict[str, Expression] = {
        "time": TIMES,
        "matched": STEPS,
        "began": TIMES if step == 1 else before(step - 1),
    }
    if step - 1 in funnel.blocked_steps:
        taken.append(call("not", is_spoiled(step - 1)))
        arrays |= spoiled_columns(step - 1)
    cases: list[tuple[Expression, Expression]] = [(And(tuple(taken)), BEGAN)]
    if funnel.strict:
        # The first time is there whether it matches or not, which does no harm: there is no attempt yet to be over.
        arrays["ends"] = Column("ends")
        arrays["latest"] = call("arrayFill", Lambda(("time", "matched"), matches), TIMES, STEPS)
        cases.append((And((Column("ends"), call("notEquals", Column("latest"), TIME))), NO_TIME))
    return call("arrayMap", Lambda(tuple(arrays), first_of(cases, _UNCHANGED)), *arrays.values())


def _first_place(step: int, funnel: Funnel) -> Expression:
    """Where in its array the first attempt stands that came to ``step`` and counts, from 1; 0 when none did."""
    if step in funnel.blocked_steps:
        return first_kept(step, funnel)
    return call("arrayFirstIndex", Lambda(("began",), is_there()), attempts(step))


def _place(step: int, funnel: Funnel) -> Expression:
    """Where the furthest attempt came to ``step``, if it did."""
    if not funnel.strict:
        return call("indexOf", attempts(step), _START)
    # It may have been over and come there once more: it stands there from then on until it is taken to the next step.
    if step == len(funnel.query.series):
        return Column(f"first{step}")
    until = call("arraySlice", attempts(step), small(1), call("minus", Column(f"place{step + 1}"), small(1)))
    earlier = call("arrayLastIndex", Lambda(("began",), call("notEquals", BEGAN, _START)), until)
    went_on = call("greater", Column("reached"), small(step))
    return call("if", went_on, call("plus", earlier, small(1)), Column(f"first{step}"))
