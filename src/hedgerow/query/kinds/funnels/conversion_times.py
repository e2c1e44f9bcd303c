"""How long actors take from one step to another, as a histogram (FN-17)."""

from collections.abc import Sequence
from typing import Any

from hedgerow.query.kinds.funnels.funnel import Funnel
from hedgerow.query.kinds.funnels.model import FunnelsQuery
from hedgerow.query.kinds.funnels.record import moment, small
from hedgerow.query.kinds.funnels.shape import scaled
from hedgerow.query.kinds.funnels.walks import furthest
from hedgerow.query.sql.tree import And, Column, Expression, Named, Over, Select, Value, call
from hedgerow.vocab.statement import Answer

MOST_BINS = 90
MOST_BINS_BY_ITSELF = 60
EMPTY_WIDTH = 60
"""How wide bins are, in seconds, when all times are the same whole second."""

_SECOND = moment(1_000_000)


def conversion_times(funnel: Funnel) -> Select:
    """A row for each bin that has somebody in it: ``bin`` from 0, ``people``, their ``total`` in microseconds.

    ``low`` is where the first bin begins and ``width`` that of all, in seconds; ``bins`` is how many there are, one
    less than are shown.
    """
    return Select(
        columns=(
            Named("bin", call("intDiv", call("minus", _whole_seconds(Column("took")), Column("low")), Column("width"))),
            Named("people", call("count")),
            Named("total", call("sum", call("toFloat64", Column("took")))),
            *(Named(f"the_{name}", call("any", Column(name))) for name in ("low", "width", "bins")),
        ),
        source=_with_bins(funnel),
        group_by=(Column("bin"),),
    )


def _with_bins(funnel: Funnel) -> Select:
    length = call("minus", Column("high"), Column("low"))
    width = call("if", call("equals", length, small(0)), moment(EMPTY_WIDTH), _rounded_up(length, Column("bins")))
    return Select(
        columns=(
            Named("took", Column("took")),
            Named("low", Column("low")),
            Named("bins", Column("bins")),
            Named("width", width),
        ),
        source=Select(
            columns=(
                Named("took", Column("took")),
                Named("low", _whole_seconds(_of_all("min"))),
                Named("high", _rounded_up(_of_all("max"), _SECOND)),
                Named("bins", _bins(funnel.query, Over(function=call("count")))),
            ),
            source=_by_actor(funnel),
        ),
    )


def _by_actor(funnel: Funnel) -> Select:
    first, last = funnel.query.first + 1, funnel.query.last + 1
    return Select(
        columns=(Named("took", call("minus", Column(f"time{last}"), Column(f"time{first}"))),),
        source=furthest(funnel),
        where=And((call("greaterOrEquals", Column("reached"), small(last)),)),
    )


def _bins(query: FunnelsQuery, times: Expression) -> Expression:
    asked = _asked_bins(query)
    if asked is not None:
        return moment(asked)
    return call("toInt64", call("least", call("ceil", call("cbrt", times)), Value(MOST_BINS_BY_ITSELF, "Float64")))


def _asked_bins(query: FunnelsQuery) -> int | None:
    asked = query.funnelsFilter.binCount
    return None if asked is None else min(max(asked, 1), MOST_BINS)


def _of_all(aggregate: str) -> Expression:
    return Over(function=call(aggregate, Column("took")))


def _whole_seconds(micros: Expression) -> Expression:
    return call("intDiv", micros, _SECOND)


def _rounded_up(number: Expression, by: Expression) -> Expression:
    return call("intDiv", call("minus", call("plus", number, by), moment(1)), by)


def time_results(query: FunnelsQuery, answers: Sequence[Answer]) -> dict[str, Any]:
    """The bins as pairs of where they begin, in seconds, and how many are in them; and the average in seconds."""
    (answer,) = answers
    people = {row[0]: row[1] for row in answer.rows}
    _, _, _, low, width, bins = answer.rows[0] if answer.rows else (0, 0, 0, 0, EMPTY_WIDTH, _asked_bins(query) or 1)
    total = sum(row[2] for row in answer.rows)
    return {
        "bins": [
            [low + place * width, scaled(people.get(place, 0), query.samplingFactor)] for place in range(bins + 1)
        ],
        "average_conversion_time": total / sum(people.values()) / 1_000_000 if people else None,
    }
