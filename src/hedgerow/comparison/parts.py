"""The breakdown values of one question, before and after, and which of them drove a change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isclose

from hedgerow.comparison.facts import Driver, Move
from hedgerow.comparison.series import Series

MOST_DRIVERS = 5
MOST_NAMES = 25

Points = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Parts:
    """Points before and after by breakdown value; a value missing on a side was counted there as nothing."""

    by_value: Mapping[str, tuple[Points, Points]]

    def differ_at(self, bucket: str) -> bool:
        """Whether any number of ``bucket`` moved, by more than the order in which an engine adds up."""
        pairs = ((was.get(bucket, 0.0), now.get(bucket, 0.0)) for was, now in self.by_value.values())
        return any(not isclose(was, now, rel_tol=1e-9) for was, now in pairs)

    def movement_at(self, bucket: str) -> float:
        """How much moved in ``bucket``, ups and downs alike."""
        pairs = ((was.get(bucket, 0.0), now.get(bucket, 0.0)) for was, now in self.by_value.values())
        return sum(sorted(abs(now - was) for was, now in pairs))

    def relative(self, buckets: Sequence[str]) -> float:
        """All movement in ``buckets`` as a share of what was there; 1.0 where nothing was there."""
        moved = sum(self.movement_at(bucket) for bucket in buckets)
        base = sum(abs(was.get(bucket, 0.0)) for was, _ in self.by_value.values() for bucket in buckets)
        if base == 0:
            return 1.0 if moved else 0.0
        return min(moved / base, 1e9)

    def drivers(self, buckets: Sequence[str], whole: Move) -> tuple[Driver, ...]:
        """The values that moved most over ``buckets``, with their shares of the ``whole``; none without a breakdown."""
        if len(self.by_value) < 2:
            return ()
        found = []
        for value, (was, now) in self.by_value.items():
            move = Move(before=sum(was.get(b, 0.0) for b in buckets), after=sum(now.get(b, 0.0) for b in buckets))
            share = 100 * move.difference / whole.difference if whole.difference else None
            if move.difference:
                found.append(Driver(value=value, move=move, share=share))
        return tuple(sorted(found, key=lambda driver: (-abs(driver.move.difference), driver.value))[:MOST_DRIVERS])


def parts_of(before: Iterable[Series], after: Iterable[Series]) -> Parts:
    """The series of one question, by breakdown value."""
    was = {series.breakdown or "": series.points for series in before}
    now = {series.breakdown or "": series.points for series in after}
    return Parts({value: (was.get(value, {}), now.get(value, {})) for value in sorted(was.keys() | now.keys())})


def values_only_in(side: Iterable[Series], other: Iterable[Series]) -> tuple[str, ...]:
    """The breakdown values that ``side`` has numbers for and ``other`` does not know."""
    known = {series.breakdown for series in other}
    names = (series.breakdown for series in side if series.breakdown not in known and any(series.points.values()))
    return tuple(sorted(name for name in names if name is not None))[:MOST_NAMES]
