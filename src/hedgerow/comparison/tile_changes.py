"""Two results of one tile become facts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hedgerow.base.canonical_json import Json, canonical
from hedgerow.comparison.facts import Comparison, Move, RowsChange, SeriesChange, TileChange
from hedgerow.comparison.parts import MOST_NAMES
from hedgerow.comparison.sameness import is_same, kept_data
from hedgerow.comparison.series import Series
from hedgerow.comparison.series_changes import Conditions, series_change
from hedgerow.comparison.shapes import bare_result, rows_of, series_of, table_of
from hedgerow.comparison.windows import Side, moved_window

LEAST_RELATIVE = 0.005
"""Differences below half a percent are not worth telling (SNAP-28)."""

MOST_SERIES = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class TilePair:
    """A tile's result before, as `kept_data` left it, and after."""

    tile_id: int
    insight_name: str
    before: Json
    after: Json
    under: Conditions


def comparison(pairs: Sequence[TilePair]) -> Comparison:
    """What changed in ``pairs``, the largest relative change first."""
    changes = [change for pair in pairs if (change := tile_change(pair)) is not None]
    return Comparison(compared=len(pairs), changes=tuple(sorted(changes, key=_rank)))


def tile_change(pair: TilePair) -> TileChange | None:
    """What changed in one tile; None when its data is equal, or differs in nothing that is measured (SNAP-25)."""
    before, after = bare_result(pair.before), bare_result(pair.after)
    if is_same(kept_data(before), kept_data(after)):
        return None
    was, now = series_of(before), series_of(after)
    if was is None or now is None:
        return _of_rows(pair, before, after)
    return _of_series(pair, _by_question(was, now), _by_question(now, was))


Questions = Mapping[tuple[Any, ...], list[Series]]


def _by_question(side: Iterable[Series], other: Iterable[Series]) -> Questions:
    """The series of ``side`` that are measured together: by group, and by value where values do not add up.

    What adds up is known of the later result only, for the earlier one has no actions (SNAP-3); both sides are asked.
    """
    side = list(side)
    apart = {series.group for series in (*side, *other) if not series.measure.adds_up}
    found: dict[tuple[Any, ...], list[Series]] = {}
    for series in side:
        found.setdefault(series.key if series.group in apart else (series.group,), []).append(series)
    return found


def _of_series(pair: TilePair, was: Questions, now: Questions) -> TileChange | None:
    both = [key for key in now if key in was]
    moved = [change for key in both if (change := series_change(was[key], now[key], pair.under)) is not None]
    moved.sort(key=_series_rank)
    new, gone = _names(now, was), _names(was, now)
    windows = (moved_window(Side(was[key]), Side(now[key])) for key in sorted(both, key=str))
    window = next((window for window in windows if window is not None), None)
    if not (moved or new or gone or window):
        return None  # rows in another order, or an echo of the question
    verdicts = {change.outside_noise for change in moved} - {None}
    return TileChange(
        tile_id=pair.tile_id,
        insight_name=pair.insight_name,
        relative=max([change.relative for change in moved] + [1.0] * bool(new or gone), default=0.0),
        noteworthy=bool(new or gone) or any(map(_is_noteworthy, moved)),
        only_unfinished=bool(moved) and not (new or gone) and all(change.only_unfinished for change in moved),
        outside_noise=any(verdicts) if verdicts else None,
        series=tuple(moved[:MOST_SERIES]),
        series_count=len(moved),
        new_series=new,
        gone_series=gone,
        window=window,
        rows=None,
    )


def _of_rows(pair: TilePair, before: Json, after: Json) -> TileChange:
    earlier, later = rows_of(kept_data(before)), rows_of(kept_data(after))
    was, now = Counter(map(canonical, earlier)), Counter(map(canonical, later))
    differing = max((was - now).total(), (now - was).total())
    rows = RowsChange(
        move=Move(before=len(earlier), after=len(later)),
        differing=differing,
        relative=differing / max(len(earlier), len(later), 1),
    )
    numbers = _of_numbers(pair, before, after)
    if numbers is not None:
        return replace(numbers, rows=rows)
    return TileChange(
        tile_id=pair.tile_id,
        insight_name=pair.insight_name,
        relative=rows.relative,
        noteworthy=rows.relative >= LEAST_RELATIVE,
        only_unfinished=False,
        outside_noise=None,
        series=(),
        series_count=0,
        new_series=(),
        gone_series=(),
        window=None,
        rows=rows,
    )


def _of_numbers(pair: TilePair, before: Json, after: Json) -> TileChange | None:
    """What changed in the numbers of two tables, if rows of both have names."""
    was, now = table_of(before), table_of(after)
    return None if was is None or now is None else _of_series(pair, _by_question(was, now), _by_question(now, was))


def _is_noteworthy(change: SeriesChange) -> bool:
    """Whether its last value or the movement in all of it is large enough, whatever its noise (SNAP-28)."""
    last = None if change.last is None else change.last.percent
    last_moved = change.last is not None and (last is None or abs(last) >= 100 * LEAST_RELATIVE)
    return change.relative >= LEAST_RELATIVE or last_moved


def _names(side: Questions, other: Questions) -> tuple[str, ...]:
    missing = [series for key, found in side.items() if key not in other for series in found]
    names = sorted({" ".join(filter(None, (series.name, series.breakdown))) or "(unnamed)" for series in missing})
    return tuple(names[:MOST_NAMES])


def _series_rank(change: SeriesChange) -> tuple[Any, ...]:
    return (-change.relative, -abs(change.move.difference), change.name, change.breakdown or "")


def _rank(change: TileChange) -> tuple[Any, ...]:
    largest = abs(change.series[0].move.difference) if change.series else 0.0
    return (-change.relative, -largest, change.insight_name, change.tile_id)
