"""A funnel as a text table: a column per step (RUN-25)."""

from collections.abc import Mapping, Sequence
from typing import Any

from hedgerow.query.kinds.funnels.model import StepReference
from hedgerow.query.number_text import number_text
from hedgerow.vocab.results import CachedResult

Step = Mapping[str, Any]


def funnels_text(result: CachedResult) -> str:
    """The steps with counts, rates and times in seconds; times to convert and trends as tables of their own."""
    results = result.body["results"]
    if isinstance(results, Mapping):
        return "\n".join([_range(result), *_bins(results)])
    if results and isinstance(results[0], Mapping) and "data" in results[0]:
        return "\n".join([_range(result), *_rates(results)])
    previous = result.body.get("funnelStepReference") == StepReference.PREVIOUS
    funnels = results if results and isinstance(results[0], list) else [results]
    lines = [line for steps in funnels for line in _block(steps, previous=previous)]
    basis = "the step before" if previous else "the first step"
    return "\n".join([_range(result), *lines, f"Conversion and dropoff rates are shares of {basis}."])


def _range(result: CachedResult) -> str:
    if result.date_range is None:
        return f"All time ({result.timezone})"
    first, last = result.body["resolved_date_range"].values()
    return f"{first[:19].replace('T', ' ')} to {last[:19].replace('T', ' ')} ({result.timezone})"


def _block(steps: Sequence[Step], *, previous: bool) -> list[str]:
    lines = [f"---{_shown(steps[0]['breakdown'])}"] if steps and "breakdown" in steps[0] else []
    rates = [_rate(steps, place, previous=previous) for place in range(len(steps))]
    rows = [
        ["Metric", *(_one_line(step["custom_name"] or step["name"]) for step in steps)],
        ["Total person count", *(number_text(step["count"]) for step in steps)],
        ["Conversion rate", *(_percent(rate) for rate in rates)],
        ["Dropoff rate", *(_percent(100 - rate) for rate in rates)],
        ["Average conversion time", *(_time(step["average_conversion_time"]) for step in steps)],
        ["Median conversion time", *(_time(step["median_conversion_time"]) for step in steps)],
    ]
    return lines + ["|".join(row) for row in rows]


def _rate(steps: Sequence[Step], place: int, *, previous: bool) -> float:
    """Which share of the first step, or of the one before, came to the step at ``place``."""
    if place == 0:
        return 100
    base: float = steps[place - 1 if previous else 0]["count"]
    return 100 * float(steps[place]["count"]) / base if base else 0


def _bins(results: Mapping[str, Any]) -> list[str]:
    lines = [f"{number_text(start)}s|{number_text(count)}" for start, count in results["bins"]]
    return ["From|Person count", *lines, f"Average conversion time|{_time(results['average_conversion_time'])}"]


def _rates(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    names = [
        f"Conversion rate {_shown(row['breakdown_value'])}" if "breakdown_value" in row else "Conversion rate"
        for row in rows
    ]
    days = [
        f"{day}|{'|'.join(_percent(row['data'][place]) for row in rows)}" for place, day in enumerate(rows[0]["days"])
    ]
    return ["|".join(["Date", *names]), *days]


def _percent(rate: float) -> str:
    return f"{number_text(round(rate, 2))}%"


def _time(seconds: float | None) -> str:
    return "-" if seconds is None else f"{number_text(seconds)}s"


def _shown(value: Any) -> str:
    return _one_line(", ".join(map(str, value)) if isinstance(value, list) else str(value))


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())
