"""Which part of the actors who enter in a period convert, over time (FN-18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hedgerow.query.buckets import Buckets
from hedgerow.query.cohort_breakdown import CohortValue
from hedgerow.query.kinds.funnels.attribution import Attributed
from hedgerow.query.kinds.funnels.funnel import Funnel
from hedgerow.query.kinds.funnels.record import element, small
from hedgerow.query.kinds.funnels.walks import entrances
from hedgerow.query.sql.tree import Column, Expression, Lambda, Named, Order, Place, Select, Value, call
from hedgerow.query.wire.dates import Interval
from hedgerow.vocab.statement import Answer


def conversion_trends(funnel: Funnel) -> Select:
    """Without a breakdown a row for each period: ``period`` (a bucket's key as a number), ``entered``, ``converted``.

    With one a row for each value, those with more conversions first: ``shown``, the rank from 1, limit + 1 for all the
    values past the limit together, ``label``, a value, and arrays of the three.
    """
    by_period = _by_period(funnel)
    if funnel.attributed is None:
        return by_period
    rank = (
        *(Order(call("sum", Column(name)), descending=True) for name in ("converted", "entered")),
        Order(Column("value")),
    )
    placed = Select(
        columns=(
            *funnel.value,
            Named("periods", call("groupArray", Column("period"))),
            *(Named(f"{name}_by", call("groupArray", Column(name))) for name in ("entered", "converted")),
            Named("place", Place(rank)),
        ),
        source=by_period,
        group_by=(Column("value"),),
    )
    sums = call("sumMap", Column("periods"), Column("entered_by"), Column("converted_by"))
    return Select(
        columns=(
            Named("shown", call("least", Column("place"), Value(funnel.attributed.limit + 1, "UInt64"))),
            Named("label", call("any", Column("value"))),
            *(Named(f"sums{place}", element(sums, place)) for place in (1, 2, 3)),
        ),
        source=placed,
        group_by=(Column("shown"),),
        order_by=(Order(Column("shown")),),
    )


def _by_period(funnel: Funnel) -> Select:
    period = Column("period")

    def told(name: str, number: int) -> Expression:
        return call("arrayMap", Lambda(("period",), call("tuple", period, small(number))), Column(name))

    entrance = Column("entrance")
    each = call("arrayJoin", call("arrayConcat", told("entered", 0), told("converted", 1)))
    keys = (*funnel.value, Named("period", element(entrance, 1)))
    converts = element(entrance, 2)
    return Select(
        columns=(
            *keys,
            Named("entered", call("countIf", call("not", converts))),
            Named("converted", call("countIf", converts)),
        ),
        source=Select(columns=(*funnel.value, Named("entrance", each)), source=entrances(funnel)),
        group_by=tuple(Column(key.name) for key in keys),
    )


@dataclass(frozen=True, slots=True)
class Rates:
    """What is known before the answers arrive: of values, or of one for each of ``cohorts``."""

    buckets: Buckets
    attributed: Attributed | None
    cohorts: tuple[CohortValue, ...]

    def results(self, answers: Sequence[Answer]) -> list[dict[str, Any]]:
        """A row, or with a breakdown one for each value that somebody entered with, in the order of values."""
        if self.cohorts:
            told = zip(self.cohorts, answers, strict=True)
            return [self._row(answer.rows, cohort.id) for cohort, answer in told if answer.rows]
        (answer,) = answers
        if self.attributed is None:
            return [self._row(answer.rows)]
        return self._of_values(answer, self.attributed)

    def _of_values(self, answer: Answer, attributed: Attributed) -> list[dict[str, Any]]:
        kept = sorted(
            (row for row in answer.rows if row[0] <= attributed.limit), key=lambda row: str.encode(str(row[1]))
        )
        other = [row for row in answer.rows if row[0] > attributed.limit and not attributed.hides_other]
        return [
            self._row(list(zip(*sums, strict=True)), attributed.shown(label, other=place > attributed.limit))
            for place, label, *sums in (*kept, *other)
        ]

    def _row(self, rows: Sequence[Sequence[Any]], value: object = None) -> dict[str, Any]:
        rates = [0.0] * len(self.buckets.starts)
        for period, entered, converted in rows:
            rates[self.buckets.positions[period]] = round(100 * converted / entered, 2)
        days = self.buckets.days
        if self.buckets.span.interval is Interval.MINUTE:
            days = [day[: len("2024-03-01")] for day in days]
        row = {"count": len(rates), "data": rates, "days": days, "labels": self.buckets.labels}
        return row if value is None else row | {"breakdown_value": value}
