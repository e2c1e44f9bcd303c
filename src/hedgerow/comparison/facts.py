"""What a comparison finds. Numbers are as measured; ``percent`` is None when there was nothing to take a share of."""

from dataclasses import dataclass

from hedgerow.comparison.series import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A number before and after."""

    before: float
    after: float

    @property
    def difference(self) -> float:
        """By how much it moved."""
        return self.after - self.before

    @property
    def percent(self) -> float | None:
        """The difference in percent of what it was; None when that was zero and there is a difference."""
        if self.difference == 0:
            return 0.0
        return None if self.before == 0 else 100 * self.difference / abs(self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketChange:
    """One bucket whose number moved.

    ``unfinished``: it had not ended when the first number was computed, so that growth was to be expected.
    """

    bucket: str
    move: Move
    unfinished: bool
    outside_noise: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """A breakdown value's part in a change; ``share`` is its percentage of the whole difference, if there is one."""

    value: str
    move: Move
    share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The buckets of two results that do not cover the same time: first and last of each, and how many are in both."""

    before: tuple[str, str]
    after: tuple[str, str]
    common_buckets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesChange:
    """One series that moved, measured over the buckets of both results.

    ``relative`` is all movement in its buckets and breakdown values as a share of what was there, so that ups and
    downs do not cancel out; 1.0 where nothing was there. ``noise`` is the usual change between neighbouring buckets.
    ``unit`` is written behind each number.
    """

    name: str
    breakdown: str | None
    measure: Measure
    unit: str
    move: Move
    relative: float
    last_bucket: str | None
    last: Move | None
    last_unfinished: bool
    bucket_count: int
    changed_buckets: int
    buckets: tuple[BucketChange, ...]
    only_unfinished: bool
    noise: float | None
    outside_noise: bool | None
    drivers: tuple[Driver, ...]
    new_values: tuple[str, ...]
    gone_values: tuple[str, ...]
    window: Window | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsChange:
    """Results that are no series: how many rows there were, and how many are not found in the other result."""

    move: Move
    differing: int
    relative: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TileChange:
    """What changed in one tile. ``noteworthy`` is False when all its differences are below the least worth telling.

    ``series`` are those that moved, the largest first, ``series_count`` of them in all; there may be none when only the
    ``window`` moved. ``rows`` is there where a result is a table: ``series`` are its numbers then, by the other cells
    of their rows, as far as those tell rows apart.
    """

    tile_id: int
    insight_name: str
    relative: float
    noteworthy: bool
    only_unfinished: bool
    outside_noise: bool | None
    series: tuple[SeriesChange, ...]
    series_count: int
    new_series: tuple[str, ...]
    gone_series: tuple[str, ...]
    window: Window | None
    rows: RowsChange | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All tiles compared, and those that changed, the most important first (SNAP-24, SNAP-28)."""

    compared: int
    changes: tuple[TileChange, ...]

    @property
    def noteworthy(self) -> tuple[TileChange, ...]:
        """The changes worth telling."""
        return tuple(change for change in self.changes if change.noteworthy)
