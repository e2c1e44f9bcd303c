"""A result as series, whatever its kind; or as rows when it is a table, a list or anything else."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hedgerow.base.canonical_json import Json
from hedgerow.comparison.other_series import convert_time_series, funnel_series, path_series, retention_series
from hedgerow.comparison.row_series import row_series
from hedgerow.comparison.series import Series
from hedgerow.comparison.table_series import table_series

_READINGS = (row_series, retention_series, path_series)


def bare_result(data: Json) -> Any:
    """The rows inside a whole response, or ``data`` itself: clients keep either."""
    if isinstance(data, dict):
        for key in ("results", "result"):
            if isinstance(data.get(key), list | dict):
                return data[key]
    return data


def series_of(data: Json) -> tuple[Series, ...] | None:
    """``data`` as series; None when it is something else or nothing at all."""
    if isinstance(data, dict):
        found = convert_time_series(data)
    elif isinstance(data, list) and data:
        found = funnel_series(data)
        if found is None and all(isinstance(row, dict) for row in data):
            found = next((series for reading in _READINGS if (series := reading(data)) is not None), None)
    else:
        found = None
    return None if found is None else _told_apart(found)


def table_of(data: Json) -> tuple[Series, ...] | None:
    """The numbers of ``data`` where it is a table whose rows have names."""
    found = table_series(data) if isinstance(data, list) else None
    return None if found is None else tuple(found)


def rows_of(data: Json) -> list[Any]:
    """``data`` as rows; what is no list is one row."""
    return data if isinstance(data, list) else [data]


def _told_apart(found: Sequence[Series]) -> tuple[Series, ...]:
    """``found`` with a number for those that nothing else tells apart, in their order."""
    seen: Counter[object] = Counter()
    told: list[Series] = []
    for series in found:
        nth = seen[series.key]
        seen[series.key] += 1
        told.append(replace(series, group=(*series.group, str(nth))) if nth else series)
    return tuple(told)
