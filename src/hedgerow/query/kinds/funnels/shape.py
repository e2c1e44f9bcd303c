"""The results of a funnel's steps (FN-11, FN-12, FN-14)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hedgerow.query.cohort_breakdown import CohortValue
from hedgerow.query.kinds.funnels.attribution import Attributed
from hedgerow.query.kinds.funnels.model import FunnelsQuery, OrderType
from hedgerow.query.kinds.funnels.step_counts import Counted, counted
from hedgerow.query.series import series_label
from hedgerow.query.wire.series import ActionsNode
from hedgerow.vocab.statement import Answer

Step = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Steps:
    """What is known before the answers arrive: of values, or of one for each of ``cohorts``."""

    query: FunnelsQuery
    attributed: Attributed | None
    cohorts: tuple[CohortValue, ...]

    def results(self, answers: Sequence[Answer]) -> list[Any]:
        """A list of steps, or with a breakdown such a list for each value; empty when there is no actor."""
        if self.cohorts:
            return self._of_cohorts(answers)
        (answer,) = answers
        if self.attributed is None:
            found = [self._steps(counted(row, self._length)) for row in answer.rows if row[0]]
            return found[0] if found else []
        return [self._of_value(row, self.attributed) for row in answer.rows if self._is_shown(row[0], self.attributed)]

    def _of_value(self, row: Sequence[Any], attributed: Attributed) -> list[Step]:
        place, label, *numbers = row
        value = attributed.shown(label, other=place > attributed.limit)
        return self._steps(counted(numbers, self._length), {"breakdown": value, "breakdown_value": value})

    def _is_shown(self, place: int, attributed: Attributed) -> bool:
        return place <= attributed.limit or not attributed.hides_other

    def _of_cohorts(self, answers: Sequence[Answer]) -> list[list[Step]]:
        """Cohorts that reach the later steps more often come first; those that are as good stay as asked."""
        told = [
            (counted(row, self._length), cohort)
            for cohort, answer in zip(self.cohorts, answers, strict=True)
            for row in answer.rows
            if row[0]
        ]
        told.sort(key=lambda pair: tuple(reversed(pair[0].counts)), reverse=True)
        return [self._steps(of, {"breakdown": cohort.name, "breakdown_value": cohort.id}) for of, cohort in told]

    def _steps(self, numbers: Counted, more: Step | None = None) -> list[Step]:
        return [self._step(place, numbers) | (more or {}) for place in range(self._length)]

    def _step(self, place: int, numbers: Counted) -> Step:
        series = self.query.series[place]
        of_action = isinstance(series, ActionsNode)
        step: Step = {
            "action_id": series.id if isinstance(series, ActionsNode) else series.event,
            "name": series_label(series),
            "custom_name": series.custom_name,
            "order": place,
            "people": [],
            "count": scaled(numbers.counts[place], self.query.samplingFactor),
            "type": "actions" if of_action else "events",
            "average_conversion_time": numbers.averages[place - 1] if place else None,
            "median_conversion_time": numbers.medians[place - 1] if place else None,
        }
        if self.query.funnelsFilter.funnelOrderType is OrderType.UNORDERED:
            step |= {"action_id": None, "custom_name": None, "name": _nth(place + 1)}
        return step

    @property
    def _length(self) -> int:
        return len(self.query.series)


def scaled(count: int, factor: float | None) -> int:
    """How many there are in all when ``count`` are in a sample of ``factor`` (EN-29)."""
    return count if factor is None else round(count / factor)


def _nth(steps: int) -> str:
    return f"Completed {steps} step{'' if steps == 1 else 's'}"
