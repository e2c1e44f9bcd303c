"""A comparison in words: plain text, a line with the counts and a line for each of the largest changes (SNAP-28)."""

from collections.abc import Iterator, Sequence
from math import isfinite

from hedgerow.comparison.facts import Comparison, Driver, Move, RowsChange, SeriesChange, TileChange

NO_CHANGES = "No significant changes since the snapshot."
"""The one sentence when there is nothing to tell (SNAP-26)."""

MOST_TOLD = 5
MOST_NAMED = 3
LONGEST_NAME = 100


def comparison_text(found: Comparison) -> str:
    """``found`` for people to read."""
    told = found.noteworthy
    if not told:
        return NO_CHANGES
    count = f"{len(told)} of {found.compared} compared insights changed"
    first = f"{count}; the {MOST_TOLD} largest changes:" if len(told) > MOST_TOLD else f"{count}:"
    return "\n".join([first, *(f"- {_bullet(change)}" for change in told[:MOST_TOLD])])


def number_text(value: float) -> str:
    """Whole numbers without a fraction, others with up to two decimals, small ones with three digits."""
    if value == int(value):
        return str(int(value)) if abs(value) < 1e15 else f"{value:.3g}"
    return f"{value:.3g}" if abs(value) < 0.01 else f"{value:.2f}".rstrip("0").rstrip(".")


def percent_text(percent: float | None) -> str:
    """A signed percentage with one decimal: ``+15.0%``; ``from zero`` when there is nothing to take a share of."""
    if percent is None or not isfinite(percent):
        return "from zero"
    return f"{percent:+.1f}%".replace("+0.0%", "0.0%").replace("-0.0%", "0.0%")


def _bullet(change: TileChange) -> str:
    name = _short(change.insight_name) or "Untitled insight"
    return f"{name}: {'; '.join(_parts(change))}"


def _parts(change: TileChange) -> Iterator[str]:
    if change.rows is not None:
        yield _rows(change.rows)
    if change.series:
        main, *others = change.series
        yield from _series(main, named=change.series_count > 1)
        for other in others[: MOST_NAMED - 1]:
            yield f"{_name(other)} {_move(other.measure, other.move)}"
        if (more := change.series_count - MOST_NAMED) > 0:
            yield f"{more} more series moved"
    if change.new_series:
        yield f"new series: {_list(change.new_series)}"
    if change.gone_series:
        yield f"series gone: {_list(change.gone_series)}"
    if change.series and (window := change.series[0].window) is not None:
        compared = f"compared over the {window.common_buckets} buckets of both"
        if not window.common_buckets:
            compared = "which have no bucket in common"
        yield f"the window moved from {'–'.join(window.before)} to {'–'.join(window.after)}, {compared}"


def _series(change: SeriesChange, *, named: bool) -> Iterator[str]:
    head = _move(change.measure, change.move)
    if named and (name := _name(change)):
        head = f"{name} {head}"
    if change.last is not None:
        head += f", last value {_move('', change.last)}"
    yield head
    if change.changed_buckets:
        yield _where(change)
    if change.outside_noise is not None:
        yield "outside its usual swings" if change.outside_noise else "within its usual swings"
    if change.drivers:
        yield f"driven by {', '.join(map(_driver, change.drivers[:MOST_NAMED]))}"
    if change.new_values:
        yield f"new: {_list(change.new_values)}"
    if change.gone_values:
        yield f"gone: {_list(change.gone_values)}"


def _where(change: SeriesChange) -> str:
    """Over which buckets it moved."""
    largest = change.buckets[0]
    if change.only_unfinished and change.changed_buckets == 1:
        return f"only the unfinished bucket {largest.bucket} moved"
    if change.changed_buckets == 1:
        return f"only {largest.bucket} moved"
    moved = f"{change.changed_buckets} of {change.bucket_count} buckets moved"
    return f"{moved}, {largest.bucket} most: {_move('', largest.move)}"


def _rows(rows: RowsChange) -> str:
    differing = "1 row differs" if rows.differing == 1 else f"{rows.differing} rows differ"
    return f"{_move('rows', rows.move)}; {differing}"


def _driver(driver: Driver) -> str:
    difference = driver.move.difference
    share = "" if driver.share is None else f", {driver.share:.0f}% of it"
    return f"{_short(driver.value)} ({'+' if difference > 0 else ''}{number_text(difference)}{share})"


def _move(word: str, move: Move) -> str:
    shown = f"{number_text(move.before)} → {number_text(move.after)} ({percent_text(move.percent)})"
    return f"{word} {shown}" if word else shown


def _name(change: SeriesChange) -> str:
    return " ".join(_short(part) for part in (change.name, change.breakdown) if part)


def _list(names: Sequence[str]) -> str:
    shown = ", ".join(map(_short, names[:MOST_NAMED]))
    more = len(names) - MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown


def _short(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= LONGEST_NAME else f"{line[: LONGEST_NAME - 1]}…"
