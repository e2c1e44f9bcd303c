"""Lifecycle: the engine's counts become four result rows (LC-4, LC-5).

The columns read here are those that `Statuses.select` writes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hedgerow.query.buckets import Buckets
from hedgerow.query.kinds.lifecycle.model import LifecycleQuery
from hedgerow.query.series import series_label
from hedgerow.query.timestamps import iso
from hedgerow.query.wire.dates import Interval
from hedgerow.query.wire.series import ActionsNode
from hedgerow.vocab.statement import Answer


class Status(StrEnum):
    """What somebody is in a bucket, in the order of the rows."""

    NEW = "new"
    RETURNING = "returning"
    RESURRECTING = "resurrecting"
    DORMANT = "dormant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifecycle:
    """What is known before the answer arrives: ``buckets`` are those shown; without any there is no answer."""

    query: LifecycleQuery
    buckets: Buckets

    def response(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """The response keys of lifecycle: ``results``, ``resolved_date_range``."""
        counts = self._counts(answers)
        asked = self.buckets.span
        return {
            "results": [self._row(status, counts[status]) for status in Status],
            "resolved_date_range": {"date_from": iso(asked.start), "date_to": iso(asked.end)},
        }

    def _counts(self, answers: Sequence[Answer]) -> dict[Status, list[int]]:
        """How many actors have each status, by bucket shown; those who are dormant below zero.

        The engine counts the bucket before as well: whoever was active in one and does not return in the next is
        dormant there.
        """
        size = len(self.buckets.starts) + 1
        active, returning, new = [0] * size, [0] * size, [0] * size
        for bucket, *numbers in (row for answer in answers for row in answer.rows):
            active[bucket], returning[bucket], new[bucket] = numbers
        return {
            Status.NEW: new[1:],
            Status.RETURNING: returning[1:],
            Status.RESURRECTING: [of - some - others for of, some, others in zip(active, returning, new, strict=True)][
                1:
            ],
            Status.DORMANT: [still - before for before, still in zip(active[:-1], returning[1:], strict=True)],
        }

    def _row(self, status: Status, counts: Sequence[int]) -> dict[str, Any]:
        series = self.query.series[0]
        name = series_label(series)
        is_action = isinstance(series, ActionsNode)
        data = [float(round(number / (self.query.samplingFactor or 1))) for number in counts]
        return {
            "status": status.value,
            "label": f"{name} - {status.value}",
            "data": data,
            "count": sum(data),
            "days": self._days,
            "labels": self.buckets.labels,
            "action": {
                "id": str(series.id) if isinstance(series, ActionsNode) else series.event,
                "name": name,
                "custom_name": series.custom_name,
                "type": "actions" if is_action else "events",
                "order": 0,
                "math": series.math,
            },
        }

    @property
    def _days(self) -> list[str]:
        """Minutes are told by their day alone, unlike those of other kinds (EN-17)."""
        days = self.buckets.days
        return [day[:10] for day in days] if self.buckets.span.interval is Interval.MINUTE else days
