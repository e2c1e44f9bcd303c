"""One question of a result before and after: the same series, or the same series broken down by values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hedgerow.comparison.buckets import was_open
from hedgerow.comparison.facts import BucketChange, Move, SeriesChange
from hedgerow.comparison.noise import Noise, noise_of
from hedgerow.comparison.parts import Parts, parts_of, values_only_in
from hedgerow.comparison.series import WHOLE, Measure, Series
from hedgerow.comparison.windows import Side, common_buckets, moved_window

MOST_BUCKETS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """When and how the results were computed: what tells finished buckets from unfinished ones."""

    before_at: datetime
    interval: str
    timezone: str

    def leave_open(self, bucket: str, series: Series) -> bool:
        """Whether ``bucket`` of ``series`` had not ended when the first result was computed."""
        return series.timed and was_open(bucket, self.interval, self.timezone, self.before_at, lag=series.lag)


def series_change(before: Sequence[Series], after: Sequence[Series], under: Conditions) -> SeriesChange | None:
    """How the series of one group moved over the buckets both results have; None when no number there moved.

    More than one series on a side are the breakdown values of a measure that adds up. Where the windows share no
    bucket, or buckets that are no moments are cut otherwise, the numbers for the wholes are compared.
    """
    was, now, shown = Side(before), Side(after), after[0]
    window, noise = moved_window(was, now), _noise(was, shown, under)
    common = common_buckets(was, now)
    if not common or (not shown.timed and was.buckets != now.buckets):
        was, now, common = was.collapsed(shown.measure), now.collapsed(shown.measure), [WHOLE]
    parts = parts_of(was.series, now.series)
    changes = _bucket_changes(was, now, [b for b in common if parts.differ_at(b)], noise, under)
    if not changes:
        return None
    verdicts = {change.outside_noise for change in changes} - {None}
    told = common[-1:] if shown.measure is Measure.CUMULATIVE else common
    move = Move(before=was.measured(common, shown.measure), after=now.measured(common, shown.measure))
    by_bucket = WHOLE not in common
    last = common[-1] if shown.timed and by_bucket else None
    return SeriesChange(
        name=shown.name,
        breakdown=shown.breakdown if len(parts.by_value) == 1 else None,
        measure=shown.measure,
        unit=shown.unit,
        move=move,
        relative=parts.relative(told),
        last_bucket=last,
        last=None if last is None else Move(before=was.sums[last], after=now.sums[last]),
        last_unfinished=last is not None and under.leave_open(last, shown),
        bucket_count=len(common),
        changed_buckets=len(changes) if by_bucket else 0,
        buckets=_largest(changes, parts) if by_bucket else (),
        only_unfinished=all(change.unfinished for change in changes),
        noise=None if noise is None else noise.spread,
        outside_noise=any(verdicts) if verdicts else None,
        drivers=parts.drivers(told, move),
        new_values=values_only_in(now.series, was.series),
        gone_values=values_only_in(was.series, now.series),
        window=window,
    )


def _noise(was: Side, shown: Series, under: Conditions) -> Noise | None:
    """The noise of the finished buckets of the earlier result."""
    if not shown.timed:
        return None
    return noise_of([was.sums[bucket] for bucket in was.buckets if not under.leave_open(bucket, shown)])


def _bucket_changes(
    was: Side, now: Side, buckets: Sequence[str], noise: Noise | None, under: Conditions
) -> list[BucketChange]:
    changes = []
    for bucket in buckets:
        move = Move(before=was.sums[bucket], after=now.sums[bucket])
        unfinished = under.leave_open(bucket, now.shown)
        outside = None
        if noise is not None and bucket != WHOLE:
            previous = now.previous.get(bucket)
            if not unfinished:
                outside = noise.is_exceeded_by(move.difference)
            elif previous is not None:
                outside = noise.is_outgrown_by(now.sums[previous], move.after)
        changes.append(BucketChange(bucket=bucket, move=move, unfinished=unfinished, outside_noise=outside))
    return changes


def _largest(changes: Sequence[BucketChange], parts: Parts) -> tuple[BucketChange, ...]:
    """The changes with most movement first."""
    ranked = sorted(changes, key=lambda change: (-parts.movement_at(change.bucket), change.bucket))
    return tuple(ranked[:MOST_BUCKETS])
