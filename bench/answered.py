"""Responses as plain rows, so that they can be compared with what a statement answers."""

from collections.abc import Callable, Iterable, Sequence
from math import isclose
from typing import Any

Cells = tuple[Any, ...]
Reading = Callable[[Any], Iterable[Cells]]
"""From the ``results`` of a response to rows."""


def lines(results: Any) -> Iterable[Cells]:
    """Trends: the day and its number, behind the breakdown value where there is one."""
    for row in results:
        value = (row["breakdown_value"],) if "breakdown_value" in row else ()
        yield from ((*value, day, number) for day, number in zip(row["days"], row["data"], strict=True))


def funnels(results: Any) -> Iterable[Cells]:
    """Funnels: the counts of all steps, then average and median times, behind the value where there is a breakdown."""
    for steps in results if isinstance(results[0], list) else [results]:
        times = (step[f"{of}_conversion_time"] for of in ("average", "median") for step in steps[1:])
        yield (*steps[0].get("breakdown_value", ()), *(step["count"] for step in steps), *times)


def matrix(results: Any) -> Iterable[Cells]:
    """Retention: the row, the distance and the count."""
    for place, row in enumerate(results):
        yield from ((place, distance, cell["count"]) for distance, cell in enumerate(row["values"]))


def statuses(results: Any) -> Iterable[Cells]:
    """Lifecycle: the status, the day and the number."""
    for row in results:
        yield from ((row["status"], day, number) for day, number in zip(row["days"], row["data"], strict=True))


def active_days(results: Any) -> Iterable[Cells]:
    """Stickiness: on how many days, and how many people."""
    yield from zip(results[0]["days"], results[0]["data"], strict=True)


def edges(results: Any) -> Iterable[Cells]:
    """Paths: source, target, how often and the mean milliseconds."""
    for edge in results:
        yield edge["source"], edge["target"], edge["value"], edge["average_conversion_time"]


def rows(results: Any) -> Iterable[Cells]:
    """SQL and lists of events: as they are."""
    yield from map(tuple, results)


def folded(rows: Iterable[Sequence[Any]]) -> Iterable[Cells]:
    """The reference's rows, which end in a list of days and a list of their numbers: a row for each day."""
    for *head, days, found in rows:
        yield from ((*head, day[: len("2026-03-02")], number) for day, number in zip(days, found, strict=True))


def same_numbers(some: Iterable[Cells], others: Iterable[Cells]) -> bool:
    """Whether both say the same: in any order, rows of zeros left out, but for what floats lose in adding up."""
    told, again = _telling(some), _telling(others)
    return len(told) == len(again) and all(map(_same_row, told, again))


def _telling(rows: Iterable[Cells]) -> list[Cells]:
    return sorted((tuple(row) for row in rows if row[-1] != 0), key=str)


def _same_row(some: Cells, others: Cells) -> bool:
    return len(some) == len(others) and all(map(_same_cell, some, others))


def _same_cell(one: Any, other: Any) -> bool:
    return isclose(one, other, rel_tol=1e-6) if isinstance(one, float) and isinstance(other, float) else one == other
