"""What a refresh changed, as facts and as text (SNAP-20..28)."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from hedgerow.comparison.facts import BucketChange, Driver, Move, RowsChange, SeriesChange, Window
from hedgerow.services.refresh_analysis import ChangedTile, RefreshAnalysis


class MoveAnswer(BaseModel):
    """A number before and after."""

    before: float
    after: float
    difference: float
    percent: float | None = Field(description="Difference in percent of `before`; null from zero.")


class BucketChangeAnswer(MoveAnswer):
    """A bucket whose number moved."""

    bucket: str = Field(description="Its label, as in `days`.")
    unfinished: bool = Field(description="It had not ended at the time of the snapshot's result.")
    outside_noise: bool | None


class DriverAnswer(MoveAnswer):
    """A breakdown value's part in the change."""

    value: str
    share: float | None = Field(description="Its difference in percent of the whole difference; null without one.")


class WindowAnswer(BaseModel):
    """The two results do not cover the same time; numbers are compared over the buckets of both."""

    before: list[str] = Field(description="First and last bucket of the snapshot.")
    after: list[str] = Field(description="First and last bucket now.")
    common_buckets: int = Field(description="0: no bucket is in both, and whole windows are compared.")


class SeriesChangeAnswer(MoveAnswer):
    """A series that moved; `before` and `after` are what `measure` says, over the buckets of both results."""

    name: str
    breakdown: str | None
    measure: Literal["total", "average", "cumulative", "value"]
    unit: str = Field(description="Written behind each number: `%`, ` s` or nothing.")
    relative: float = Field(description="All movement as a share of what was there; ups and downs do not cancel out.")
    last_bucket: str | None
    last: MoveAnswer | None
    last_unfinished: bool
    bucket_count: int
    changed_buckets: int
    buckets: list[BucketChangeAnswer] = Field(description="Those that moved, the largest movement first; at most 20.")
    only_unfinished: bool = Field(description="Nothing moved but buckets that had not ended.")
    noise: float | None = Field(
        description="Usual change between neighbouring finished buckets: scaled median absolute deviation; null when "
        "there are too few buckets to tell."
    )
    outside_noise: bool | None = Field(description="Whether some bucket moved by over three times the noise.")
    drivers: list[DriverAnswer] = Field(description="Breakdown values that moved most; at most 5.")
    new_values: list[str]
    gone_values: list[str]
    window: WindowAnswer | None


class RowsChangeAnswer(MoveAnswer):
    """A result that is no series: its number of rows."""

    differing: int = Field(description="Rows that are not found in the other result.")


class TileChangeAnswer(BaseModel):
    """What changed in one tile."""

    tile_id: int
    insight_id: int
    insight_name: str
    sentence: str = Field(description="The facts below in words, as in `result`.")
    kind: Literal["series", "rows"] = Field(
        description="`rows`: the result is a table. `series` are its numbers by row then, where rows can be told apart."
    )
    relative: float = Field(description="The largest relative change in it; tiles are ranked by this.")
    noteworthy: bool = Field(description="False: every difference is below 0.5 %, and the text does not tell of it.")
    only_unfinished: bool
    outside_noise: bool | None
    series: list[SeriesChangeAnswer] = Field(description="Those that moved, the largest first; at most 25.")
    series_count: int = Field(description="How many moved in all.")
    new_series: list[str]
    gone_series: list[str]
    window: WindowAnswer | None = Field(description="Set when the two results do not cover the same time.")
    rows: RowsChangeAnswer | None
    before: Any = Field(description="The result that the snapshot kept.")


class AnalysisAnswer(BaseModel):
    """What changed since the snapshot."""

    taken_at: datetime = Field(description="When the snapshot was taken.")
    compared: int = Field(description="How many tiles had a result then and have one now.")
    result: str = Field(description="Plain text for people.")
    changes: list[TileChangeAnswer] = Field(description="The facts, a tile each, the largest relative change first.")


def analysis_answer(analysis: RefreshAnalysis) -> AnalysisAnswer:
    """``analysis`` as the answer shows it."""
    return AnalysisAnswer(
        taken_at=analysis.taken_at,
        compared=analysis.compared,
        result=analysis.text,
        changes=[_tile(changed) for changed in analysis.changed],
    )


def _tile(changed: ChangedTile) -> TileChangeAnswer:
    change = changed.change
    return TileChangeAnswer(
        tile_id=change.tile_id,
        insight_id=changed.insight_id,
        insight_name=change.insight_name,
        sentence=changed.sentence,
        kind="series" if change.rows is None else "rows",
        relative=change.relative,
        noteworthy=change.noteworthy,
        only_unfinished=change.only_unfinished,
        outside_noise=change.outside_noise,
        series=[_series(series) for series in change.series],
        series_count=change.series_count,
        new_series=list(change.new_series),
        gone_series=list(change.gone_series),
        window=None if change.window is None else _window(change.window),
        rows=None if change.rows is None else _rows(change.rows),
        before=changed.before,
    )


def _series(change: SeriesChange) -> SeriesChangeAnswer:
    return SeriesChangeAnswer(
        **_numbers(change.move),
        name=change.name,
        breakdown=change.breakdown,
        measure=change.measure.value,
        unit=change.unit,
        relative=change.relative,
        last_bucket=change.last_bucket,
        last=None if change.last is None else MoveAnswer(**_numbers(change.last)),
        last_unfinished=change.last_unfinished,
        bucket_count=change.bucket_count,
        changed_buckets=change.changed_buckets,
        buckets=[_bucket(bucket) for bucket in change.buckets],
        only_unfinished=change.only_unfinished,
        noise=change.noise,
        outside_noise=change.outside_noise,
        drivers=[_driver(driver) for driver in change.drivers],
        new_values=list(change.new_values),
        gone_values=list(change.gone_values),
        window=None if change.window is None else _window(change.window),
    )


def _bucket(change: BucketChange) -> BucketChangeAnswer:
    return BucketChangeAnswer(
        **_numbers(change.move),
        bucket=change.bucket,
        unfinished=change.unfinished,
        outside_noise=change.outside_noise,
    )


def _driver(driver: Driver) -> DriverAnswer:
    return DriverAnswer(**_numbers(driver.move), value=driver.value, share=driver.share)


def _rows(rows: RowsChange) -> RowsChangeAnswer:
    return RowsChangeAnswer(**_numbers(rows.move), differing=rows.differing)


def _window(window: Window) -> WindowAnswer:
    return WindowAnswer(before=list(window.before), after=list(window.after), common_buckets=window.common_buckets)


def _numbers(move: Move) -> dict[str, float | None]:
    return {"before": move.before, "after": move.after, "difference": move.difference, "percent": move.percent}
