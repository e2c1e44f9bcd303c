"""What exclusions do to the attempts of `fills` (FN-8): arrays beside the events, as all there.

An attempt that waits at a step is spoiled when an excluding event came after it. One that had gone on before is spoiled
for nothing: it cannot go on twice. So whether an event takes an attempt on depends on the steps before alone; only who
counts as excluded has to tell the two apart. An event that excludes and matches a step does the first before the other.
"""

from hedgerow.query.kinds.funnels.funnel import Funnel
from hedgerow.query.kinds.funnels.layers import (
    BEGAN,
    BLOCKED,
    MATCHED,
    STEPS,
    TIME,
    TIMES,
    after,
    before,
    in_time,
    is_there,
    with_columns,
)
from hedgerow.query.kinds.funnels.record import bits, first_of, has_bit, moment, small
from hedgerow.query.sql.tree import And, Column, Expression, Lambda, Or, Select, call

_BLOCKS, _FURTHER, _IS_SPOILED = Column("blocks"), Column("further"), Column("is_spoiled")
_CLEAN, _SPOILED, _UNCHANGED = small(0), small(1), small(2)
_NEVER = moment(1 << 62)


def with_ties_settled(select: Select) -> Select:
    """``select`` of sorted events with nothing ``blocked`` inside ties: see `ties` (FN-7)."""
    told = call("arrayMap", Lambda(("matched", "blocks"), call("tuple", MATCHED, _BLOCKS)), STEPS, BLOCKED)
    differs = Lambda(("time", "other"), call("notEquals", TIME, Column("other")))
    begins = call("arrayMap", differs, TIMES, call("arrayShiftRight", TIMES, small(1), _NEVER))
    ends = call("arrayMap", differs, TIMES, call("arrayShiftLeft", TIMES, small(1), _NEVER))
    is_end = Lambda(("one", "ends"), Column("ends"))
    first, last = Column("first"), Column("last")
    matches = call("notEquals", call("tupleElement", last, small(1)), bits(0))
    tie = And((call("notEquals", first, last), matches))
    settled = Lambda(("blocks", "first", "last"), call("if", tie, bits(0), _BLOCKS))
    firsts, lasts = call("arrayFill", is_end, told, begins), call("arrayReverseFill", is_end, told, ends)
    return with_columns(select, {"blocked": call("arrayMap", settled, BLOCKED, firsts, lasts)})


def spoiled(step: int) -> Column:
    """Whether the attempt is spoiled that waits at ``step``, unless it went on: before each event, and after all."""
    return Column(f"spoiled{step}")


def spoiling(step: int) -> Expression:
    """What `spoiled` is for ``step``."""
    arrives = (
        has_bit(MATCHED, 0)
        if step == 1
        else And((call("notEquals", Column("arrived"), BEGAN), is_there(Column("arrived"))))
    )
    change = first_of([(arrives, _CLEAN), (has_bit(_BLOCKS, step), _SPOILED)], _UNCHANGED)
    changes = call(
        "arrayMap",
        Lambda(("matched", "blocks", "began", "arrived"), change),
        STEPS, BLOCKED, before(step), after(step),
    )  # fmt: skip
    changed = Lambda(("is_spoiled",), call("notEquals", _IS_SPOILED, _UNCHANGED))
    return call("arrayFill", changed, call("arrayPushFront", changes, _CLEAN))


def is_spoiled(step: int) -> Expression:
    """Whether an event with the columns `spoiled_columns` finds the attempt spoiled that waits at ``step``."""
    return Or((_IS_SPOILED, has_bit(_BLOCKS, step)))


def spoiled_columns(step: int) -> dict[str, Expression]:
    """What `is_spoiled` reads of each event, by the parameter's name."""
    return {"is_spoiled": call("arrayPopBack", spoiled(step)), "blocks": BLOCKED}


def touches(step: int, funnel: Funnel) -> Expression:
    """Whether some event would take an attempt to ``step``, spoiled or not."""
    matches = And((has_bit(MATCHED, step - 1), in_time(funnel.query.funnelsFilter.window)))
    return call("arrayExists", Lambda(("time", "matched", "began"), matches), TIMES, STEPS, before(step - 1))


def first_kept(step: int, funnel: Funnel) -> Expression:
    """Where in its array the first attempt stands that came to ``step`` and was not excluded there; 0 without one.

    It is, when the next event that excludes those who wait at ``step`` comes within the window.
    """
    excludes = Lambda(("time", "blocks"), has_bit(_BLOCKS, step))
    ends = call(
        "arrayPopFront",
        call(
            "arrayReverseFill",
            excludes,
            call("arrayPushBack", TIMES, _NEVER),
            call("arrayPushBack", BLOCKED, bits(1 << step)),
        ),
    )
    window = moment(funnel.query.funnelsFilter.window)
    start = TIME if step == 1 else BEGAN
    is_kept = call("greater", call("minus", Column("end"), start), window)
    if step == 1:
        place = call(
            "arrayFirstIndex",
            Lambda(("time", "matched", "end"), And((has_bit(MATCHED, 0), is_kept))),
            TIMES, STEPS, ends,
        )  # fmt: skip
    else:
        arrives = And((call("notEquals", Column("earlier"), BEGAN), is_there(), is_kept))
        place = call("arrayFirstIndex", Lambda(("began", "earlier", "end"), arrives), after(step), before(step), ends)
    return call("if", call("greater", place, small(0)), call("plus", place, small(1)), small(0))


def spoiled_attempts(step: int, funnel: Funnel) -> Expression:
    """When the attempts began that were spoiled while they waited at ``step``."""
    waits = call("notEquals", _FURTHER, BEGAN)
    spoils = And((has_bit(_BLOCKS, step), in_time(funnel.query.funnelsFilter.window), waits))
    return call(
        "arrayFilter",
        Lambda(("began", "further", "time", "blocks"), spoils),
        before(step), before(step + 1), TIMES, BLOCKED,
    )  # fmt: skip


def is_lost(last: int, funnel: Funnel) -> Expression:
    """Whether some event would have taken a spoiled attempt to the ``last`` step."""
    step = last - 1
    waits = call("notEquals", _FURTHER, BEGAN)
    in_window = in_time(funnel.query.funnelsFilter.window)
    loses = And((has_bit(MATCHED, step), in_window, waits, is_spoiled(step)))
    columns = {"time": TIMES, "matched": STEPS, "began": before(step), "further": before(last), **spoiled_columns(step)}
    return call("arrayExists", Lambda(tuple(columns), loses), *columns.values())
