"""Trends: the engine's answers become result rows (TR-8, TR-11, TR-15, TR-16).

The columns read here are those that `counting` and `Breakdown.ranked` write.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from math import isfinite
from typing import Any

from hedgerow.query.breakdown import OTHER, Breakdown
from hedgerow.query.cohort_breakdown import EVERYBODY, CohortValue
from hedgerow.query.dates import Span
from hedgerow.query.formula import Formula
from hedgerow.query.kinds.trends.formula_rows import formula_rows
from hedgerow.query.kinds.trends.model import Display, FormulaNode, TrendsQuery
from hedgerow.query.kinds.trends.rolling import rolled
from hedgerow.query.kinds.trends.rows import Line, Number, Rows, Value
from hedgerow.query.maths import grows_with_events
from hedgerow.query.periods import Period
from hedgerow.query.timestamps import iso
from hedgerow.vocab.statement import Answer

_SMOOTHED = (Display.LINE, Display.CUMULATIVE)


@dataclass(frozen=True, slots=True)
class Computed:
    """What one statement of the plan computes: one series in one period, of one cohort when broken down by those.

    ``changes`` is that of `counting.Counted`.
    """

    period: Period
    series: int
    cohort: CohortValue | None
    changes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """What is known before the answers arrive. ``computed`` is in the order of the statements.

    ``span`` is the current period. A series of an unknown action is not computed and has no row (EN-5).
    """

    query: TrendsQuery
    span: Span
    computed: tuple[Computed, ...]
    breakdown: Breakdown | None
    cohorts: tuple[CohortValue, ...]
    formulas: tuple[tuple[FormulaNode, Formula], ...]

    def response(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """The response keys of trends: ``results``, ``hasMore``, ``resolved_date_range``."""
        told = zip(self.computed, answers, strict=True)
        lines: list[Line] = []
        for _, same in groupby(told, key=lambda one: (one[0].period.label, one[0].series)):
            lines += self._in_order([line for what, answer in same for line in self._lines(what, answer)])
        has_more = any(self._is_other(line) for line in lines)
        if self.breakdown is not None and self.breakdown.hide_other:
            lines = [line for line in lines if not self._is_other(line)]
        rows = Rows(self.query)
        return {
            "results": self._formula_rows(lines, rows) if self.formulas else [rows.row(line) for line in lines],
            "hasMore": has_more,
            "resolved_date_range": {"date_from": iso(self.span.start), "date_to": iso(self.span.end)},
        }

    def _formula_rows(self, lines: list[Line], rows: Rows) -> list[dict[str, Any]]:
        """The rows of all formulas; of cohorts in their order those of one after those of another (EN-28)."""
        if not self.cohorts or self._by_total:
            return formula_rows(lines, self.formulas, rows)
        return [
            row
            for cohort in self.cohorts
            for row in formula_rows([line for line in lines if line.value == _of(cohort)], self.formulas, rows)
        ]

    @property
    def _by_total(self) -> bool:
        """Whether cohorts stand in order of their totals; else in the order they were asked for (EN-28)."""
        return len(self.cohorts) > 1 and all(cohort.id != EVERYBODY for cohort in self.cohorts)

    def _in_order(self, lines: list[Line]) -> list[Line]:
        if self._by_total:
            lines.sort(key=lambda line: -self._total(line))
        return sorted(lines, key=lambda line: line.rank)

    def _total(self, line: Line) -> Number:
        if self.query.cumulative:
            return line.numbers[-1] if line.numbers else 0
        return sum(line.numbers)

    def _lines(self, what: Computed, answer: Answer) -> list[Line]:
        if what.cohort is not None:
            values = [_of(what.cohort) for _ in answer.rows]
        elif self.breakdown is not None:
            values = [_shown(place, label, self.breakdown) for place, label, *_ in answer.rows]
        else:
            return [self._line(what, None, answer.rows)]
        return [
            self._line(what, value, [sums] if self.query.one_number else zip(*sums, strict=True))
            for value, (_, _, *sums) in zip(values, answer.rows, strict=True)
        ]

    def _line(self, what: Computed, value: Value | None, rows: Iterable[Sequence[Any]]) -> Line:
        numbers = self._by_bucket(what, rows)
        if self.query.samplingFactor is not None and grows_with_events(self.query.series[what.series]):
            numbers = tuple(_scaled(number, self.query.samplingFactor) for number in numbers)
        if self.query.cumulative:
            numbers = tuple(accumulate(numbers))
        window = self.query.trendsFilter.smoothingIntervals
        if window > 1 and value is None and self.query.trendsFilter.display in _SMOOTHED:
            numbers = _smoothed(numbers, window)
        return Line(period=what.period, series=what.series, value=value, numbers=numbers)

    def _by_bucket(self, what: Computed, rows: Iterable[Sequence[Any]]) -> tuple[Number, ...]:
        """``rows`` of bucket and number, or of one number, with zeros for the buckets that have none."""
        if self.query.one_number:
            return tuple(number for (number,) in rows) or (0,)
        if what.changes:
            return rolled(rows, what.period.buckets)
        numbers: list[Number] = [0] * len(what.period.buckets.starts)
        for key, number in rows:
            numbers[what.period.buckets.positions[key]] = number
        return tuple(numbers)

    def _is_other(self, line: Line) -> bool:
        return line.value is not None and OTHER in line.value.parts


def _of(cohort: CohortValue) -> Value:
    return Value((str(cohort.id),), cohort.name, cohort.id)


def _shown(place: int, label: str | list[str], breakdown: Breakdown) -> Value:
    """What `Breakdown.ranked` put at ``place``; past the limit stands the sum of the rest."""
    parts = (label,) if isinstance(label, str) else tuple(label)
    if place > breakdown.limit:
        parts = (OTHER,) * len(parts)
    return Value(parts, "::".join(parts), parts if breakdown.multiple else parts[0])


def _scaled(number: Number, factor: float) -> Number:
    """What ``number`` of a sample stands for (EN-29)."""
    whole = number / factor
    return round(whole) if isfinite(whole) else whole


def _smoothed(numbers: tuple[Number, ...], window: int) -> tuple[Number, ...]:
    """The mean of each number and those before it, rounded down (TR-8)."""
    behind = (numbers[max(0, index - window + 1) : index + 1] for index in range(len(numbers)))
    return tuple(int(sum(some) // len(some)) for some in behind)
