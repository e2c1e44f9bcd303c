"""Funnels, retention, paths and times to convert as series (FN-12, FN-17, RT-6, PA-8)."""

from collections.abc import Mapping, Sequence
from typing import Any

from hedgerow.comparison.row_series import breakdown_name
from hedgerow.comparison.series import WHOLE, Measure, Series, number, words

Row = Mapping[str, Any]

CONVERSION = "conversion (%)"


def funnel_series(rows: Sequence[Any]) -> list[Series] | None:
    """The steps and the conversion of a funnel, or of one for each breakdown value; None for another shape."""
    funnels = rows if all(isinstance(row, list) for row in rows) else [rows]
    found: list[Series] = []
    for steps in funnels:
        if not steps or not all(_is_step(step) for step in steps):
            return None
        found += _funnel(sorted(steps, key=lambda step: float(step["order"])))
    return found


def retention_series(rows: Sequence[Row]) -> list[Series] | None:
    """One series for each distance from the start: who came back, by the period they started in."""
    points: dict[tuple[str | None, int, str], dict[str, float]] = {}
    for row in rows:
        values = row.get("values")
        if not isinstance(values, list) or not isinstance(row.get("date"), str):
            return None
        breakdown = breakdown_name(row["breakdown_value"]) if "breakdown_value" in row else None
        for offset, cell in enumerate(values):
            count = number(cell.get("count")) if isinstance(cell, Mapping) else None
            if count is None:
                return None
            key = (breakdown, offset, words(cell.get("label") or offset))
            points.setdefault(key, {})[row["date"]] = count
    return [
        Series(
            group=("", str(offset), label), name=label, points=dict(sorted(of_dates.items())),
            measure=Measure.TOTAL, breakdown=breakdown, lag=offset,
        )
        for (breakdown, offset, label), of_dates in points.items()
    ]  # fmt: skip


def path_series(rows: Sequence[Row]) -> list[Series] | None:
    """The edges of a paths result, as the parts of all steps taken."""
    if not all({"source", "target", "value"} <= row.keys() and number(row["value"]) is not None for row in rows):
        return None
    return [
        Series(
            group=("paths",), name="steps", points={WHOLE: float(row["value"])}, measure=Measure.TOTAL,
            breakdown=f"{words(row['source'])} → {words(row['target'])}", timed=False,
        )
        for row in rows
    ]  # fmt: skip


def convert_time_series(result: Row) -> list[Series] | None:
    """How many took how long, and how long they took on average."""
    bins = result.get("bins")
    if not isinstance(bins, list) or not all(isinstance(item, list) and len(item) == 2 for item in bins):
        return None
    counts = {words(start): value for start, count in bins if (value := number(count)) is not None}
    found = [
        Series(group=("bins",), name="conversions", points=counts, measure=Measure.TOTAL, timed=False),
    ]
    if (average := number(result.get("average_conversion_time"))) is not None:
        found.append(_single(("average",), "average seconds to convert", average, None, Measure.VALUE))
    return found


def _is_step(step: Any) -> bool:
    return (
        isinstance(step, Mapping)
        and {"name", "action_id", "count", "order"} <= step.keys()
        and None not in (number(step["count"]), number(step["order"]))
    )


def _funnel(steps: Sequence[Row]) -> list[Series]:
    value = steps[0].get("breakdown") or steps[0].get("breakdown_value")
    breakdown = None if value is None else breakdown_name(value)
    names = [words(step.get("custom_name") or step["name"]) for step in steps]
    found = [
        _single(("step", words(step["order"]), name), name, float(step["count"]), breakdown, Measure.TOTAL)
        for step, name in zip(steps, names, strict=True)
    ]
    entered = float(steps[0]["count"])
    if len(steps) > 1 and entered > 0:
        rate = 100 * float(steps[-1]["count"]) / entered
        found.append(_single(("conversion",), CONVERSION, rate, breakdown, Measure.VALUE))
    return found


def _single(group: tuple[str, ...], name: str, value: float, breakdown: str | None, measure: Measure) -> Series:
    return Series(group=group, name=name, points={WHOLE: value}, measure=measure, breakdown=breakdown, timed=False)
