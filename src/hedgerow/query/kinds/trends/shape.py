"""Trends: the engine's answers become result rows (TR-8, TR-11, TR-15, TR-16).

The columns read here are those that this kind's plan and `Breakdown.ranked` write.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from hedgerow.query.breakdown import OTHER, Breakdown
from hedgerow.query.dates import Span
from hedgerow.query.formula import Formula
from hedgerow.query.kinds.trends.formula_rows import formula_rows
from hedgerow.query.kinds.trends.model import Display, FormulaNode, TrendsQuery
from hedgerow.query.kinds.trends.rows import Line, Number, series_row
from hedgerow.query.periods import Period
from hedgerow.query.timestamps import iso
from hedgerow.vocab.statement import Answer

_SMOOTHED = (Display.LINE, Display.CUMULATIVE)


@dataclass(frozen=True, slots=True)
class Computed:
    """What one statement of the plan computes: one series in one period."""

    period: Period
    series: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """What is known before the answers arrive. ``computed`` is in the order of the statements.

    ``span`` is the current period. A series of an unknown action is not computed and has no row (EN-5).
    """

    query: TrendsQuery
    span: Span
    computed: tuple[Computed, ...]
    breakdown: Breakdown | None
    formulas: tuple[tuple[FormulaNode, Formula], ...]

    def response(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """The response keys of trends: ``results``, ``hasMore``, ``resolved_date_range``."""
        told = zip(self.computed, answers, strict=True)
        lines = [line for what, answer in told for line in self._lines(what, answer)]
        has_more = any(self._is_other(line) for line in lines)
        if self.breakdown is not None and self.breakdown.hide_other:
            lines = [line for line in lines if not self._is_other(line)]
        multiple = self.breakdown is not None and self.breakdown.multiple
        if self.formulas:
            rows = formula_rows(lines, self.formulas, self.query, multiple=multiple)
        else:
            rows = [series_row(line, self.query, multiple=multiple) for line in lines]
        return {
            "results": rows,
            "hasMore": has_more,
            "resolved_date_range": {"date_from": iso(self.span.start), "date_to": iso(self.span.end)},
        }

    def _lines(self, what: Computed, answer: Answer) -> list[Line]:
        if self.breakdown is None:
            return [self._line(what, None, self._by_bucket(what, answer.rows))]
        lines = [self._broken_down(what, row, self.breakdown) for row in answer.rows]
        return sorted(lines, key=lambda line: line.rank)

    def _by_bucket(self, what: Computed, rows: Sequence[Sequence[Any]]) -> tuple[Number, ...]:
        """``rows`` of bucket and number, or of one number, with zeros for the buckets that have none."""
        if self.query.one_number:
            return (rows[0][0] if rows else 0,)
        numbers: list[Number] = [0] * len(what.period.buckets.starts)
        for key, number in rows:
            numbers[what.period.buckets.positions[key]] = number
        return tuple(numbers)

    def _broken_down(self, what: Computed, row: Sequence[Any], breakdown: Breakdown) -> Line:
        place, label, *sums = row
        value = (label,) if len(breakdown.parts) == 1 else tuple(label)
        if place > breakdown.limit:
            value = (OTHER,) * len(value)
        numbers = [sums] if self.query.one_number else list(zip(*sums, strict=True))
        return self._line(what, value, self._by_bucket(what, numbers))

    def _line(self, what: Computed, value: tuple[str, ...] | None, numbers: tuple[Number, ...]) -> Line:
        if self.query.cumulative:
            numbers = tuple(accumulate(numbers))
        window = self.query.trendsFilter.smoothingIntervals
        if window > 1 and value is None and self.query.trendsFilter.display in _SMOOTHED:
            numbers = _smoothed(numbers, window)
        return Line(period=what.period, series=what.series, value=value, numbers=numbers)

    def _is_other(self, line: Line) -> bool:
        return line.value is not None and OTHER in line.value


def _smoothed(numbers: tuple[Number, ...], window: int) -> tuple[Number, ...]:
    """The mean of each number and those before it, rounded down (TR-8)."""
    behind = (numbers[max(0, index - window + 1) : index + 1] for index in range(len(numbers)))
    return tuple(int(sum(some) // len(some)) for some in behind)
