"""Stickiness: the engine's answers become result rows (ST-4 to ST-7).

The columns read here are those that this kind's plan writes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from hedgerow.query.dates import Span
from hedgerow.query.kinds.stickiness.axis import Axis
from hedgerow.query.kinds.stickiness.model import StickinessQuery
from hedgerow.query.periods import Period
from hedgerow.query.series import series_echo, series_label
from hedgerow.query.timestamps import iso
from hedgerow.vocab.statement import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """What one statement of the plan computes: one series in one period."""

    period: Period
    axis: Axis
    series: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stickiness:
    """What is known before the answers arrive. ``computed`` is in the order of the statements.

    ``span`` is the current period. A series of an unknown action is not computed and has no row (EN-5).
    """

    query: StickinessQuery
    span: Span
    computed: tuple[Computed, ...]

    def response(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """The response keys of stickiness: ``results`` and ``resolved_date_range``."""
        told = zip(self.computed, answers, strict=True)
        return {
            "results": [self._row(what, answer.rows) for what, answer in told],
            "resolved_date_range": {"date_from": iso(self.span.start), "date_to": iso(self.span.end)},
        }

    def _row(self, what: Computed, rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
        numbers = [0] * what.axis.length
        for blocks, actors in rows:
            numbers[blocks - 1] = actors
        series = self.query.series[what.series]
        row: dict[str, Any] = {
            "count": sum(numbers),
            "data": list(accumulate(reversed(numbers)))[::-1] if self.query.cumulative else numbers,
            "days": list(range(1, len(numbers) + 1)),
            "label": series_label(series),
            "labels": [self._label(place) for place in range(1, len(numbers) + 1)],
            "action": series_echo(series, what.series),
        }
        if what.period.label is not None:
            row |= {"compare": True, "compare_label": what.period.label}
        return row

    def _label(self, blocks: int) -> str:
        unit = self.query.interval if blocks == 1 else f"{self.query.interval}s"
        return f"{blocks} {unit} or more" if self.query.cumulative else f"{blocks} {unit}"
