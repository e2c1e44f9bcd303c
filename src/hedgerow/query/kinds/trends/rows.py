"""One row of a trends result (TR-13, TR-14)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hedgerow.query.breakdown import NONE, OTHER
from hedgerow.query.kinds.trends.model import TrendsQuery
from hedgerow.query.periods import Period
from hedgerow.query.series import series_echo, series_label
from hedgerow.query.timestamps import iso

Number = int | float


@dataclass(frozen=True, slots=True)
class Value:
    """A breakdown value: ``parts`` tell it from others, ``label`` and ``shown`` are what clients get (EN-25, EN-28)."""

    parts: tuple[str, ...]
    label: str
    shown: str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The numbers of one series in one period under one breakdown value: by bucket, or a single one."""

    period: Period
    series: int
    value: Value | None
    numbers: tuple[Number, ...]

    @property
    def rank(self) -> int:
        """Where its value stands among others (EN-26): ordinary ones, then those with a missing part, then the rest."""
        if self.value is None:
            return 0
        return 2 if OTHER in self.value.parts else int(NONE in self.value.parts)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one answer. What all rows of a series and period say alike is made once, for there may be many."""

    query: TrendsQuery
    _alike: dict[tuple[str | None, int], dict[str, Any]] = field(default_factory=dict)

    def row(self, line: Line) -> dict[str, Any]:
        """The row of ``line``."""
        query = self.query
        name = series_label(query.series[line.series])
        numbers = numbers_of(line.period, line.numbers, one_number=query.one_number, cumulative=query.cumulative)
        row = {**numbers, "label": name, **self._told_alike(line)}
        if line.value is not None:
            row["label"] = line.value.label if len(query.series) == 1 else f"{name} - {line.value.label}"
            row["breakdown_value"] = list(line.value.shown) if isinstance(line.value.shown, tuple) else line.value.shown
        return row

    def _told_alike(self, line: Line) -> dict[str, Any]:
        key = (line.period.label, line.series)
        if key not in self._alike:
            compared = {} if line.period.label is None else {"compare": True, "compare_label": line.period.label}
            self._alike[key] = {
                "action": {
                    "days": [iso(start) for start in line.period.buckets.starts],
                    **series_echo(self.query.series[line.series], line.series),
                },
                "filter": _filter_echo(line.period, self.query),
                "order": line.series,
                **compared,
            }
        return self._alike[key]


def numbers_of(
    period: Period, numbers: Sequence[Number], *, one_number: bool, cumulative: bool = False
) -> dict[str, Any]:
    """The part of a row that holds its numbers."""
    if one_number:
        return {"data": [], "days": [], "count": 0, "aggregated_value": numbers[0]}
    count = (numbers[-1] if numbers else 0) if cumulative else sum(numbers)
    return {
        "data": list(numbers),
        "labels": period.buckets.labels,
        "days": period.buckets.days,
        "count": float(count),
    }


def _filter_echo(period: Period, query: TrendsQuery) -> dict[str, Any]:
    """The question in an older vocabulary that some clients still read."""
    span = period.buckets.span
    echo = {
        "insight": "TRENDS",
        "properties": query.properties.model_dump(mode="json", exclude_defaults=True) or None,
        "filter_test_accounts": query.filterTestAccounts,
        "date_from": iso(span.start),
        "date_to": iso(span.end),
        "interval": str(query.interval),
        "entity_type": "events",
        **query.trendsFilter.model_dump(mode="json", exclude_defaults=True),
        **query.breakdownFilter.model_dump(mode="json", exclude_defaults=True),
    }
    return {key: value for key, value in echo.items() if value is not None}
