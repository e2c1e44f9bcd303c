"""A comparison in words: plain text, a line with the counts and a line for each of the largest changes (SNAP-28)."""

import re
from collections.abc import Iterator, Sequence
from math import isfinite

from hedgerow.comparison.facts import Comparison, Driver, Move, RowsChange, SeriesChange, TileChange
from hedgerow.comparison.series import Measure

NO_CHANGES = "No significant changes since the snapshot."
"""The one sentence when there is nothing to tell (SNAP-26)."""

MOST_TOLD = 5
MOST_NAMED = 3
LONGEST_NAME = 100
UNTITLED = "Untitled insight"

_MOMENT = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)T(?P<time>\d\d:\d\d):00(?:Z|[+-]\d\d:\d\d)")


def comparison_text(found: Comparison) -> str:
    """``found`` for people to read."""
    told = found.noteworthy
    if not told:
        return NO_CHANGES
    count = f"{len(told)} of {found.compared} compared insights changed"
    first = f"{count}; the {MOST_TOLD} largest changes:" if len(told) > MOST_TOLD else f"{count}:"
    return "\n".join(
        [first, *(f"- {_short(change.insight_name) or UNTITLED}: {sentence(change)}" for change in told[:MOST_TOLD])]
    )


def sentence(change: TileChange) -> str:
    """What changed in one tile, without its name."""
    return "; ".join(_parts(change))


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


def _parts(change: TileChange) -> Iterator[str]:
    if change.rows is not None:
        yield _rows(change.rows)
    if change.series:
        main, *others = change.series
        named = change.series_count > 1 or change.rows is not None or main.breakdown is not None
        yield from _series(main, named=named)
        for other in others[: MOST_NAMED - 1]:
            yield _named_move(other)
        if (more := change.series_count - MOST_NAMED) > 0:
            yield f"{more} more series moved"
    what = "series" if change.rows is None else "rows"
    if change.new_series:
        yield f"new {what}: {_list(change.new_series)}"
    if change.gone_series:
        yield f"{what} gone: {_list(change.gone_series)}"
    if change.series and (window := change.series[0].window) is not None:
        compared = {0: "which have no bucket in common", 1: "compared over the one bucket of both"}.get(
            window.common_buckets, f"compared over the {window.common_buckets} buckets of both"
        )
        was, now = ("–".join(map(_bucket, bounds)) for bounds in (window.before, window.after))
        yield f"the window moved from {was} to {now}, {compared}"


def _series(change: SeriesChange, *, named: bool) -> Iterator[str]:
    head = _named_move(change) if named or change.unit else _move(change.measure, change.move)
    if change.last is not None:
        head += f", last value {_move('', change.last, change.unit)}"
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
        return f"only the unfinished bucket {_bucket(largest.bucket)} moved"
    if change.changed_buckets == 1:
        return f"only {_bucket(largest.bucket)} moved"
    moved = f"{change.changed_buckets} of {change.bucket_count} buckets moved"
    return f"{moved}, {_bucket(largest.bucket)} most: {_move('', largest.move, change.unit)}"


def _bucket(label: str) -> str:
    """The label of a bucket, which retention writes as a whole moment, as short as the others: by local clocks."""
    found = _MOMENT.fullmatch(label)
    if found is None:
        return label
    return found["day"] if found["time"] == "00:00" else f"{found['day']} {found['time']}"


def _rows(rows: RowsChange) -> str:
    differing = "1 row differs" if rows.differing == 1 else f"{rows.differing} rows differ"
    return f"{_move('rows', rows.move)}; {differing}"


def _driver(driver: Driver) -> str:
    difference = driver.move.difference
    share = "" if driver.share is None else f", {driver.share:.0f}% of it"
    return f"{_short(driver.value)} ({'+' if difference > 0 else ''}{number_text(difference)}{share})"


def _named_move(change: SeriesChange) -> str:
    """The move behind its name; a number of no sum is what the name says."""
    name = _name(change)
    word = "" if name and change.measure is Measure.VALUE else change.measure
    return f"{name} {_move(word, change.move, change.unit)}".strip()


def _move(word: str, move: Move, unit: str = "") -> str:
    before, after = number_text(move.before), number_text(move.after)
    shown = f"{before}{unit} → {after}{unit} ({percent_text(move.percent)})"
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
