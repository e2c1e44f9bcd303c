"""Retention: the engine's cells become result rows (RT-5, RT-6, RT-7).

The columns read here are those that `Cells.select` and `Breakdown.ranked` write.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from hedgerow.query.breakdown import OTHER, Breakdown
from hedgerow.query.cohort_breakdown import CohortValue
from hedgerow.query.kinds.retention.cells import Measure
from hedgerow.query.kinds.retention.grid import Grid
from hedgerow.query.kinds.retention.model import RetentionFilter
from hedgerow.query.timestamps import iso
from hedgerow.vocab.statement import Answer

Row = list[float]
"""The numbers of one row of the grid, by column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """What is known before the answers arrive: one for each of ``cohorts``, else a single one, or none without rows.

    ``sampled`` is the share of distinct ids that was read (EN-29).
    """

    options: RetentionFilter
    grid: Grid
    breakdown: Breakdown | None
    cohorts: tuple[CohortValue, ...]
    sampled: float

    def response(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """The response keys of retention: ``results``, ``hasMore``, ``resolved_date_range``."""
        has_more = False
        if self.breakdown is not None:
            rows, has_more = self._by_value(self.breakdown, answers)
        elif self.cohorts:
            rows = self._by_cohort(answers)
        else:
            rows = [row for answer in answers for row in self._rows(answer.rows)]
        return {
            "results": rows,
            "hasMore": has_more,
            "resolved_date_range": {"date_from": iso(self.grid.first), "date_to": iso(self.grid.last)},
        }

    def _by_value(self, breakdown: Breakdown, answers: Sequence[Answer]) -> tuple[list[dict[str, Any]], bool]:
        rows: list[dict[str, Any]] = []
        has_more = False
        for place, label, cells, numbers in (row for answer in answers for row in answer.rows):
            other = place > breakdown.limit
            has_more |= other
            if other and breakdown.hide_other:
                continue
            value = OTHER if other else label if len(breakdown.parts) == 1 else "::".join(label)
            rows += self._rows(zip(cells, numbers, strict=True), value)
        return rows, has_more

    def _by_cohort(self, answers: Sequence[Answer]) -> list[dict[str, Any]]:
        """The cohort in which most started first."""
        told = [self._rows(answer.rows, one.id) for one, answer in zip(self.cohorts, answers, strict=True)]
        told.sort(key=lambda rows: -sum(row["values"][0]["count"] for row in rows))
        return [row for rows in told for row in rows]

    def _rows(self, cells: Iterable[Sequence[Any]], value: str | int | None = None) -> list[dict[str, Any]]:
        """The rows of one value: every period, with zeros where nobody was."""
        size = self.grid.rows * self.grid.columns
        numbers: dict[Measure, Row] = {measure: [0] * size for measure in Measure}
        for cell, number in cells:
            numbers[Measure(cell // size)][cell % size] = number
        broken_down = {} if value is None else {"breakdown_value": value}
        return [
            {
                "date": iso(start),
                "label": f"{self.grid.period} {place}",
                "values": self._values(
                    {measure: self._row(all_of_it, place) for measure, all_of_it in numbers.items()}
                ),
                **broken_down,
            }
            for place, start in enumerate(self.grid.buckets.starts)
        ]

    def _row(self, numbers: Row, place: int) -> Row:
        """One row of ``numbers``; a cumulative one counts in each column all that came then or later (RT-5)."""
        row = numbers[place * self.grid.columns : (place + 1) * self.grid.columns]
        return list(accumulate(reversed(row)))[::-1] if self.options.cumulative else row

    def _values(self, numbers: dict[Measure, Row]) -> list[dict[str, Any]]:
        values: list[dict[str, Any]] = []
        for label, actors, added, known in zip(
            self.grid.labels, *(numbers[measure] for measure in Measure), strict=True
        ):
            value: dict[str, Any] = {"count": round(actors / self.sampled), "label": label}
            if self.options.aggregationType == "avg":
                value["aggregation_value"] = added / known if known else 0.0
            elif self.options.aggregationType == "sum":
                value["aggregation_value"] = added if self.sampled == 1 else round(added / self.sampled)
            values.append(value)
        return values
