"""How many actors reach each step, and how long they take (FN-12 to FN-15): one row for each breakdown value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hedgerow.query.kinds.funnels.funnel import Funnel
from hedgerow.query.kinds.funnels.record import moment, small
from hedgerow.query.kinds.funnels.walks import furthest
from hedgerow.query.sql.tree import And, Call, Column, Expression, Named, Order, Place, Select, Value, call

_MEDIAN = (Value(0.5, "Float64"),)


def step_counts(funnel: Funnel) -> Select:
    """For each value, in the order of rank (FN-14): ``count1``…, and from the second step on averages and medians.

    With a breakdown before them ``shown``, the rank from 1, limit + 1 for all the values past the limit together, and
    ``label``, a value. Times are in microseconds.
    """
    if funnel.attributed is None:
        return Select(columns=(*_counts(funnel), *_times(funnel, "")), source=_by_actor(funnel))
    steps = range(len(funnel.query.series), 0, -1)
    rank = (*(Order(Column(f"count{step}"), descending=True) for step in steps), Order(Column("value")))
    placed = Select(
        columns=(*funnel.value, *_counts(funnel), *_times(funnel, "State"), Named("place", Place(rank))),
        source=_by_actor(funnel),
        group_by=(Column("value"),),
        having=And((call("greater", Column("count1"), small(0)),)),
    )
    last = Value(funnel.attributed.limit + 1, "UInt64")
    return Select(
        columns=(
            Named("shown", call("least", Column("place"), last)),
            Named("label", call("any", Column("value"))),
            *(Named(f"all{one.name}", call("sum", Column(one.name))) for one in _counts(funnel)),
            *_merged_times(funnel),
        ),
        source=placed,
        group_by=(Column("shown"),),
        order_by=(Order(Column("shown")),),
    )


def _by_actor(funnel: Funnel) -> Select:
    """The step that each actor ``reached``, and how long each later step ``took``: 0 of those that it did not reach."""
    took = {step: call("minus", Column(f"time{step}"), Column(f"time{step - 1}")) for step in _later_steps(funnel)}
    # A product, for an `if` would copy the arrays that times are found in.
    return Select(
        columns=(
            *funnel.value,
            Named("reached", Column("reached")),
            *(Named(f"took{step}", call("multiply", took[step], _reached(step))) for step in took),
        ),
        source=furthest(funnel),
    )


def _counts(funnel: Funnel) -> tuple[Named, ...]:
    steps = range(1, len(funnel.query.series) + 1)
    return tuple(Named(f"count{step}", call("countIf", _reached(step))) for step in steps)


def _times(funnel: Funnel, suffix: str) -> Iterator[Named]:
    """For each later step the average and the median of the times that are not 0 (FN-13)."""
    for step in _later_steps(funnel):
        # As floats, which no number of actors overflows and which hold sums below 285 years to the microsecond.
        took = call("toFloat64", Column(f"took{step}"))
        # One comparison, not several: the engine takes long over an AND of columns from so far below.
        counts = call("greater", Column(f"took{step}"), moment(0))
        yield Named(f"average{step}", call(f"avgIf{suffix}", took, counts))
        yield Named(f"median{step}", Call(f"quantileExactInclusiveIf{suffix}", (took, counts), _MEDIAN))


def _merged_times(funnel: Funnel) -> Iterator[Named]:
    for step in _later_steps(funnel):
        yield Named(f"allaverage{step}", call("avgIfMerge", Column(f"average{step}")))
        yield Named(f"allmedian{step}", Call("quantileExactInclusiveIfMerge", (Column(f"median{step}"),), _MEDIAN))


def _reached(step: int) -> Expression:
    return call("greaterOrEquals", Column("reached"), small(step))


def _later_steps(funnel: Funnel) -> range:
    return range(2, len(funnel.query.series) + 1)


@dataclass(frozen=True, slots=True)
class Counted:
    """A row of `step_counts` without rank and value: ``counts`` by step, times in seconds from the second step on."""

    counts: tuple[int, ...]
    averages: tuple[float | None, ...]
    medians: tuple[float | None, ...]


def counted(row: Sequence[Any], steps: int) -> Counted:
    """What ``row`` tells of a funnel of ``steps``."""
    times = row[steps:]
    return Counted(
        counts=tuple(row[:steps]),
        averages=tuple(_seconds(micros) for micros in times[0::2]),
        medians=tuple(_seconds(micros) for micros in times[1::2]),
    )


def _seconds(micros: float | None) -> float | None:
    """An average of nothing is no number to the engine."""
    return None if micros is None or micros != micros else micros / 1_000_000
