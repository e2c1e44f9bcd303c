"""The attempts of all actors in a funnel whose steps may come in any order, without a loop over events (FN-10, FN-18).

Each event is of one step at most. What waits once it has happened are the events within the window before it that no
exclusion came after: so of each step it is enough to know the event nearest to it, before or after.
"""

from collections.abc import Mapping, Sequence
from functools import reduce

from hedgerow.query.buckets import bucket
from hedgerow.query.kinds.funnels.funnel import Funnel
from hedgerow.query.kinds.funnels.layers import BLOCKED, MATCHED, STEPS, TIME, TIMES, with_columns
from hedgerow.query.kinds.funnels.packed_events import PackedEvents
from hedgerow.query.kinds.funnels.record import NO_TIME, bits, first_of, has_bit, item, moment, small
from hedgerow.query.sql.tree import And, Column, Expression, Lambda, Named, Or, Select, call

_NEVER = moment(1 << 62)
"""So far ahead that no window reaches it."""

_UNCHANGED = moment(-(1 << 62) - 1)
_CHANGED = Lambda(("time",), call("notEquals", TIME, _UNCHANGED))

_BLOCKS = Column("blocks")
_EXCLUDES = call("notEquals", _BLOCKS, bits(0))
_DONE, _COUNTED, _TAKEN = Column("done"), Column("counted"), Column("taken")
_PLACE, _END, _SINCE, _LATE = Column("place"), Column("end"), Column("since"), Column("late")


def furthest_unordered(funnel: Funnel) -> Select:
    """A row for each actor and breakdown ``value``: how many steps it ``reached``, and ``time1``… of those in order.

    Those are the steps that wait after the first event with the most of them; each counts with its first event there.
    """
    steps, window = range(1, len(funnel.query.series) + 1), funnel.query.funnelsFilter.window
    latest = {f"latest{step}": _latest(step, excludes=funnel.excludes) for step in steps}
    waiting = [call("lessOrEquals", call("minus", TIME, Column(name)), moment(window)) for name in latest]
    until = call("arraySlice", BLOCKED, small(1), _PLACE)
    told = {
        **latest,
        "done": _of_each(_sum(waiting), {"time": TIMES, **{name: Column(name) for name in latest}}),
        "counted": _recorded(funnel) if funnel.excludes else _DONE,
        "place": call("indexOf", _COUNTED, call("arrayMax", _COUNTED)),
        "since": call("arrayLastIndex", Lambda(("blocks",), _EXCLUDES), until) if funnel.excludes else small(0),
        "end": call("arrayElement", TIMES, _PLACE),
    }
    firsts = call("array", *(_first_waiting(step, window) for step in steps))
    found = call("arrayFilter", Lambda(("time",), call("notEquals", TIME, moment(0))), firsts)
    select = with_columns(with_columns(PackedEvents(funnel).sorted, told), {"taken": call("arraySort", found)})
    return Select(
        columns=(
            *funnel.value,
            Named("reached", call("toUInt8", call("length", _TAKEN))),
            *(Named(f"time{step}", item(_TAKEN, step)) for step in steps),
        ),
        source=select,
    )


def entrances_unordered(funnel: Funnel) -> Select:
    """A row for each actor and breakdown ``value``: the periods it ``entered``, and where it ``converted``.

    An attempt begins with every event of a step, and is done with the steps that follow within the window.
    """
    steps, window = range(1, len(funnel.query.series) + 1), moment(funnel.query.funnelsFilter.window)
    first, last = funnel.query.first + 1, funnel.query.last + 1
    nexts = {f"next{step}": _next(step, excludes=funnel.excludes) for step in steps}
    follows = [
        Or((has_bit(MATCHED, step - 1), call("lessOrEquals", call("minus", Column(f"next{step}"), TIME), window)))
        for step in steps
    ]
    done = call("if", call("equals", MATCHED, bits(0)), small(0), _sum(follows))
    arrays = {"time": TIMES, "matched": STEPS, **{name: Column(name) for name in nexts}}
    told = {**nexts, "done": _of_each(done, arrays)}
    converts = call("greaterOrEquals", _DONE, small(last))
    enters: Expression = call("greaterOrEquals", _DONE, small(first))
    if funnel.excludes:
        told["ends"] = _next_exclusion(TIMES)
        ends_later = call("greater", call("minus", Column("ends"), TIME), window)
        enters = Or((converts, And((enters, ends_later))))
    known = {name: Column(name) for name in ("done", "ends") if name in told}
    at = bucket(funnel.query.interval, funnel.context, call("fromUnixTimestamp64Micro", TIME))

    def periods(holds: Expression) -> Expression:
        starts = call("arrayFilter", Lambda(("time", *known), holds), TIMES, *known.values())
        return call("arrayDistinct", call("arrayMap", Lambda(("time",), call("toInt64", at)), starts))

    return Select(
        columns=(*funnel.value, Named("entered", periods(enters)), Named("converted", periods(converts))),
        source=with_columns(PackedEvents(funnel).sorted, told),
    )


def _latest(step: int, *, excludes: bool) -> Expression:
    """After each event, when the last of ``step`` was that still waits if it is in the window."""
    cases: list[tuple[Expression, Expression]] = [(has_bit(MATCHED, step - 1), TIME)]
    if excludes:
        cases.append((_EXCLUDES, NO_TIME))
    changes = _of_each(first_of(cases, _UNCHANGED), _events(excludes=excludes))
    return call("arrayPopFront", call("arrayFill", _CHANGED, call("arrayPushFront", changes, NO_TIME)))


def _next(step: int, *, excludes: bool) -> Expression:
    """Of each event, when the next of ``step`` is after it and before an exclusion."""
    cases: list[tuple[Expression, Expression]] = [(_EXCLUDES, _NEVER)] if excludes else []
    cases.append((has_bit(MATCHED, step - 1), TIME))
    changes = _of_each(first_of(cases, _UNCHANGED), _events(excludes=excludes))
    return call("arrayPopFront", call("arrayReverseFill", _CHANGED, call("arrayPushBack", changes, _NEVER)))


def _next_exclusion(told: Expression) -> Expression:
    """Of each event, what is ``told`` of the next exclusion after it."""
    ahead = call("arrayPushBack", told, _NEVER), call("arrayPushBack", BLOCKED, bits(1))
    return call("arrayPopFront", call("arrayReverseFill", Lambda(("time", "blocks"), _EXCLUDES), *ahead))


def _recorded(funnel: Funnel) -> Expression:
    """How many steps are ``done`` after each event, 0 where an exclusion ends all that waits before it is recorded.

    It is recorded as soon as the first of what waits has waited for longer than the window, and when no step is left.
    """
    window = funnel.query.funnelsFilter.window
    # An event of a step that waits and that the next exclusion comes too late for.
    waited = And((_reaches_back(_LATE, TIME, window), call("greaterOrEquals", _LATE, _SINCE)))
    all_done = call("equals", _DONE, small(len(funnel.query.series)))
    ahead = (call("arrayPushFront", array, one) for array, one in ((TIMES, NO_TIME), (BLOCKED, bits(1))))
    arrays: dict[str, Expression] = {
        "time": TIMES,
        "done": _DONE,
        "since": call("arrayPopFront", call("arrayFill", Lambda(("time", "blocks"), _EXCLUDES), *ahead)),
        "late": _next_exclusion(_last_outlived(window)),
    }
    return _of_each(call("if", Or((waited, all_done)), _DONE, small(0)), arrays)


def _last_outlived(window: int) -> Expression:
    """Of each event, when the last event of a step was that no longer waits then.

    All moments stand in one sorted array, doubled: when events of steps were are odd, when they would have to be later
    than to wait still are even. Where there was none before, an odd one stands in front, which halved is NO_TIME.
    """
    one = Column("one")
    is_odd = call("notEquals", call("bitAnd", one, moment(1)), moment(0))
    doubled = call("multiply", TIME, moment(2))
    of_steps = call("arrayFilter", Lambda(("time", "matched"), call("notEquals", MATCHED, bits(0))), TIMES, STEPS)
    odd = call("arrayMap", Lambda(("time",), call("plus", doubled, moment(1))), of_steps)
    even = call("arrayMap", Lambda(("time",), call("minus", doubled, moment(2 * window))), TIMES)
    merged = call("arrayPushFront", call("arraySort", call("arrayConcat", odd, even)), moment(-(1 << 63) + 1))
    filled = call("arrayFill", Lambda(("one",), is_odd), merged)
    outlived = call("arrayFilter", Lambda(("time", "one"), call("not", is_odd)), filled, merged)
    return call("arrayMap", Lambda(("time",), call("intDiv", call("minus", TIME, moment(1)), moment(2))), outlived)


def _first_waiting(step: int, window: int) -> Expression:
    """When the first event of ``step`` was that waits after the one at ``place``; 0 where none does."""
    at = Column("at")
    waits = And(
        (
            has_bit(MATCHED, step - 1),
            _reaches_back(TIME, _END, window),
            call("greaterOrEquals", at, _SINCE),
            call("lessOrEquals", at, _PLACE),
        )
    )
    arrays = TIMES, STEPS, call("arrayEnumerate", TIMES)
    return call("arrayFirst", Lambda(("time", "matched", "at"), waits), *arrays)


def _reaches_back(time: Expression, end: Expression, window: int) -> Expression:
    """Whether the window before ``end`` reaches back to ``time``."""
    return call("greaterOrEquals", time, call("minus", end, moment(window)))


def _events(*, excludes: bool) -> dict[str, Expression]:
    return {"time": TIMES, "matched": STEPS, **({"blocks": BLOCKED} if excludes else {})}


def _of_each(value: Expression, arrays: Mapping[str, Expression]) -> Expression:
    return call("arrayMap", Lambda(tuple(arrays), value), *arrays.values())


def _sum(flags: Sequence[Expression]) -> Expression:
    return reduce(lambda some, more: call("plus", some, more), flags)
