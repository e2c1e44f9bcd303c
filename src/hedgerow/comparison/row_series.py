"""Trends, lifecycle, stickiness and conversion trends as series, one for each row (TR-13, TR-14, LC-5, ST-6, FN-18)."""

from collections.abc import Mapping, Sequence
from typing import Any

from hedgerow.comparison.series import WHOLE, Measure, Series, number, points_of, words

Row = Mapping[str, Any]

_NAMES = {"$$_posthog_breakdown_null_$$": "(none)", "$$_posthog_breakdown_other_$$": "(other)"}
_ADDITIVE = (None, "total", "sum")
_CUMULATIVE = "ActionsLineGraphCumulative"
_OR_MORE = " or more"

CONVERSION = "conversion"
PERCENT = "%"


def row_series(rows: Sequence[Row]) -> list[Series] | None:
    """``rows`` as series; None unless every one holds ``data`` by ``days`` or an ``aggregated_value``.

    A row is told from others by its place among the series, its period and its breakdown value. The ``action`` is
    not asked: what was kept of an earlier result has none (SNAP-3).
    """
    found = [_series(row) for row in rows]
    return [series for series in found if series is not None] if all(found) else None


def _series(row: Row) -> Series | None:
    if "label" not in row and "days" in row:
        return _conversion(row)
    if not _are_moments(row.get("days")) and _are_texts(row.get("labels")):
        row = _by_exact_number(row)
    value = number(row.get("aggregated_value"))
    buckets = row.get("days") or row.get("labels")
    points = {WHOLE: value} if value is not None else points_of(buckets, row.get("data"))
    if points is None or (value is None and not buckets):
        return None
    broken_down = row.get("breakdown_value") is not None
    period = str(row.get("compare_label") or "")
    name = _name(row, broken_down=broken_down)
    shown = f"{name} (previous period)" if period == "previous" else name
    identity = "" if broken_down else words(row.get("label") or "")
    return Series(
        group=(period, words(row.get("order", "")), identity),
        name=shown,
        points=points,
        measure=_measure(row, value),
        breakdown=breakdown_name(row["breakdown_value"]) if broken_down else None,
        timed=value is None and _are_moments(row.get("days")),
    )


def _conversion(row: Row) -> Series | None:
    """The rates of a funnel by the period people entered in: these rows alone name nothing (FN-18)."""
    points = points_of(row["days"], row.get("data"))
    value = row.get("breakdown_value")
    if not points:
        return None
    return Series(
        group=(CONVERSION,), name=CONVERSION, points=points, measure=Measure.AVERAGE, unit=PERCENT,
        breakdown=None if value is None else breakdown_name(value),
    )  # fmt: skip


def _are_moments(days: Any) -> bool:
    """Whether buckets are stretches of time; those of stickiness are numbers of intervals."""
    return _are_texts(days)


def _by_exact_number(row: Row) -> Row:
    """A row of stickiness with who was active in exactly as many intervals, by the labels of these (ST-4, ST-6)."""
    labels, data = row["labels"], row.get("data")
    if not labels or not labels[-1].endswith(_OR_MORE) or not isinstance(data, list):
        return {**row, "days": None}
    numbers = [number(value) or 0 for value in data]
    exact = [now - later for now, later in zip(numbers, [*numbers[1:], 0], strict=True)]
    return {**row, "days": None, "labels": [label.removesuffix(_OR_MORE) for label in labels], "data": exact}


def _are_texts(items: Any) -> bool:
    return isinstance(items, list) and all(isinstance(item, str) for item in items)


def breakdown_name(value: Any) -> str:
    """A breakdown value as texts show it."""
    if isinstance(value, list):
        return ", ".join(map(breakdown_name, value))
    return _NAMES.get(str(value), words(value)) or "(none)"


def _name(row: Row, *, broken_down: bool) -> str:
    """What the row counts; the label of a row with a breakdown may hold the value alone."""
    action = row.get("action")
    known = (action.get("custom_name") or action.get("name")) if isinstance(action, Mapping) else None
    if row.get("status"):
        return words(row.get("label") or row["status"])
    return words(known or ("" if broken_down else row.get("label") or ""))


def _measure(row: Row, value: float | None) -> Measure:
    """What the row's numbers add up to. Averages, formulas and unique users have no total over buckets or values."""
    echo, action = row.get("filter"), row.get("action", {})
    additive = isinstance(action, Mapping) and action.get("math") in _ADDITIVE
    if value is not None:
        return Measure.TOTAL if additive else Measure.VALUE
    if isinstance(echo, Mapping) and echo.get("display") == _CUMULATIVE:
        return Measure.CUMULATIVE
    return Measure.TOTAL if additive else Measure.AVERAGE
