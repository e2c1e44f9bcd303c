"""Funnels, retention, paths and times to convert as series (FN-12, FN-13, FN-17, RT-6, PA-8)."""

from collections.abc import Mapping, Sequence
from typing import Any

from hedgerow.comparison.row_series import CONVERSION, PERCENT, breakdown_name
from hedgerow.comparison.series import WHOLE, Measure, Series, number, words

Row = Mapping[str, Any]

SECONDS = " s"


def funnel_series(rows: Sequence[Any]) -> list[Series] | None:
    """The steps, times and conversion of a funnel, or of one for each breakdown value; None for another shape."""
    funnels = rows if all(isinstance(row, list) for row in rows) else [rows]
    found: list[Series] = []
    for steps in funnels:
        if not steps or not all(_is_step(step) for step in steps):
            return None
        found += _funnel(sorted(steps, key=lambda step: float(step["order"])))
    return found


def retention_series(rows: Sequence[Row]) -> list[Series] | None:
    """One series for each distance from the start: who came back, by the period they started in.

    Periods for which so long a distance ends beyond the range are left out: they hold zeros whatever happens.
    """
    if not all(isinstance(row.get("values"), list) and isinstance(row.get("date"), str) for row in rows):
        return None
    dates = sorted({row["date"] for row in rows})
    places = {date: place for place, date in enumerate(dates)}
    points: dict[tuple[str | None, int, str], dict[str, float]] = {}
    measure = Measure.TOTAL
    for row in sorted(rows, key=lambda row: str(row["date"])):
        breakdown = breakdown_name(row["breakdown_value"]) if "breakdown_value" in row else None
        for offset, cell in enumerate(row["values"]):
            count = number(cell.get("count")) if isinstance(cell, Mapping) else None
            if count is None:
                return None
            if (added := number(cell.get("aggregation_value"))) is not None:
                count, measure = added, Measure.AVERAGE
            label = words(cell.get("label") or offset)
            by_date = points.setdefault((breakdown, offset, label), {})
            # A bracket of several periods is not as far away as its place says.
            if count or places[row["date"]] + offset < len(dates) or not label.endswith(f" {offset}"):
                by_date[row["date"]] = count
    return [
        Series(
            group=("", str(offset), label), name=f"{label} {'returns' if offset else 'starts'}", points=by_date,
            measure=measure, breakdown=breakdown, lag=offset,
        )
        for (breakdown, offset, label), by_date in points.items()
    ]  # fmt: skip


def path_series(rows: Sequence[Row]) -> list[Series] | None:
    """The edges of a paths result as the parts of all steps taken, and the time a step takes."""
    if not all({"source", "target", "value"} <= row.keys() and number(row["value"]) is not None for row in rows):
        return None
    found = [
        Series(
            group=("paths",), name="steps", points={WHOLE: float(row["value"])}, measure=Measure.TOTAL,
            breakdown=f"{words(row['source'])} → {words(row['target'])}", timed=False,
        )
        for row in rows
    ]  # fmt: skip
    timed = [(row["value"], time) for row in rows if (time := number(row.get("average_conversion_time"))) is not None]
    if (steps := sum(count for count, _ in timed)) > 0:
        seconds = sum(count * time for count, time in timed) / steps / 1000
        found.append(_single(("time",), "average time of a step", seconds, None, Measure.VALUE, SECONDS))
    return found


def convert_time_series(result: Row) -> list[Series] | None:
    """How many took how long, and how long they took on average."""
    bins = result.get("bins")
    if not isinstance(bins, list) or not all(isinstance(item, list) and len(item) == 2 for item in bins):
        return None
    counts = {f"{words(start)}{SECONDS}": value for start, count in bins if (value := number(count)) is not None}
    found = [
        Series(group=("bins",), name="conversions", points=counts, measure=Measure.TOTAL, timed=False),
    ]
    if (average := number(result.get("average_conversion_time"))) is not None:
        found.append(_single(("average",), "average time to convert", average, None, Measure.VALUE, SECONDS))
    return found


def _is_step(step: Any) -> bool:
    return (
        isinstance(step, Mapping)
        and {"name", "action_id", "count", "order"} <= step.keys()
        and None not in (number(step["count"]), number(step["order"]))
    )


def _funnel(steps: Sequence[Row]) -> list[Series]:
    """The counts of the steps, and of a funnel of several the conversion and, without a breakdown, the times."""
    value = steps[0].get("breakdown") or steps[0].get("breakdown_value")
    breakdown = None if value is None else breakdown_name(value)
    found: list[Series] = []
    for place, step in enumerate(steps):
        group = (words(step["order"]), words(step.get("custom_name") or step["name"]))
        name = f"step {place + 1} ({group[1]})"
        found.append(_single(("step", *group), name, float(step["count"]), breakdown, Measure.TOTAL))
        time = number(step.get("average_conversion_time"))
        if time is not None and breakdown is None:
            found.append(_single(("time", *group), f"average time to {name}", time, None, Measure.VALUE, SECONDS))
    if len(steps) > 1:
        entered, converted = float(steps[0]["count"]), float(steps[-1]["count"])
        rate = 100 * converted / entered if entered > 0 else 0.0
        found.append(_single((CONVERSION,), CONVERSION, rate, breakdown, Measure.VALUE, PERCENT))
    return found


def _single(
    group: tuple[str, ...], name: str, value: float, breakdown: str | None, measure: Measure, unit: str = ""
) -> Series:
    return Series(
        group=group, name=name, points={WHOLE: value}, measure=measure, breakdown=breakdown, timed=False, unit=unit
    )
