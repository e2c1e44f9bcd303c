"""Figures worth printing: medians of runs that took turns, and the tails of many."""

import gc
import math
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter, process_time
from typing import TypeVar

Figure = TypeVar("Figure")


def alternating(
    subjects: Mapping[str, Callable[[], Figure]], *, rounds: int, done: Callable[[], None]
) -> dict[str, list[Figure]]:
    """What each subject gives in each of ``rounds`` rounds; ``done`` is told after every run.

    The subjects take turns, and every other round in the opposite order, so that a machine that is busy for a while
    is busy for all of them. One more round comes first and is thrown away: it fills the caches of disk and engine.
    """
    figures: dict[str, list[Figure]] = {name: [] for name in subjects}
    for number in range(rounds + 1):
        for name in list(subjects)[:: 1 if number % 2 else -1]:
            gc.collect()
            figure = subjects[name]()
            if number:
                figures[name].append(figure)
            done()
    return figures


def seconds_of(act: Callable[[], object]) -> Callable[[], float]:
    """``act``, made to give how long it took in seconds."""

    def timed() -> float:
        started = perf_counter()
        act()
        return perf_counter() - started

    return timed


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock, and seconds of all cores in this process: what others do moves only the first."""

    clock: float
    cores: float


def spent_on(act: Callable[[], object]) -> Callable[[], Spent]:
    """``act``, made to give what it took."""

    def timed() -> Spent:
        clock, cores = perf_counter(), process_time()
        act()
        return Spent(perf_counter() - clock, process_time() - cores)

    return timed


def median(figures: Sequence[float]) -> float:
    """The middle one; half the runs did better."""
    return statistics.median(figures)


def geometric_mean(ratios: Iterable[float]) -> float:
    """The mean of ratios: twice as fast here and half as fast there is the same speed."""
    return statistics.geometric_mean(ratios)


def percentile(figures: Sequence[float], percent: float) -> float:
    """The least figure that ``percent`` percent of ``figures`` do not exceed."""
    ordered = sorted(figures)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]
