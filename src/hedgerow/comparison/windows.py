"""Which buckets two results cover, and which of them both do: a refresh may move the window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from hedgerow.comparison.facts import Window
from hedgerow.comparison.series import WHOLE, Measure, Series


@dataclass(frozen=True)
class Side:
    """The series of one question in one result: one, or its breakdown values."""

    series: Sequence[Series]

    @property
    def shown(self) -> Series:
        """The series that stands for all of them."""
        return self.series[0]

    @cached_property
    def buckets(self) -> list[str]:
        """Every bucket any of the series has, in their order."""
        found = dict.fromkeys(bucket for series in self.series for bucket in series.points)
        return sorted(found) if self.shown.timed else list(found)

    @cached_property
    def sums(self) -> Mapping[str, float]:
        """The sum of the series in each bucket; added up in the order of size, whatever order they came in."""
        return {b: sum(sorted(series.points.get(b, 0.0) for series in self.series)) for b in self.buckets}

    @cached_property
    def previous(self) -> Mapping[str, str]:
        """The bucket before each bucket but the first."""
        return dict(zip(self.buckets[1:], self.buckets, strict=False))

    def measured(self, buckets: Sequence[str], measure: Measure) -> float:
        """The one number for ``buckets``."""
        numbers = [self.sums.get(bucket, 0.0) for bucket in buckets]
        if measure is Measure.CUMULATIVE:
            return numbers[-1] if numbers else 0.0
        return sum(numbers) / max(len(numbers), 1) if measure is Measure.AVERAGE else sum(numbers)

    def collapsed(self, measure: Measure) -> "Side":
        """The same with one number for its whole window."""
        return Side([replace(s, points={WHOLE: Side([s]).measured(self.buckets, measure)}) for s in self.series])


def common_buckets(before: Side, after: Side) -> list[str]:
    """The buckets both have, in the order of the later."""
    known = set(before.buckets)
    return [bucket for bucket in after.buckets if bucket in known]


def moved_window(before: Side, after: Side) -> Window | None:
    """What the two cover, when they do not cover the same time; None when they do."""
    if not after.shown.timed or before.buckets == after.buckets or not before.buckets or not after.buckets:
        return None
    return Window(
        before=(before.buckets[0], before.buckets[-1]),
        after=(after.buckets[0], after.buckets[-1]),
        common_buckets=len(common_buckets(before, after)),
    )
