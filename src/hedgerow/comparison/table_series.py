"""Tables, such as SQL answers, as series: each number by the other cells of its row (SQ-8, EV-7)."""

from collections.abc import Sequence
from typing import Any

from hedgerow.comparison.series import WHOLE, Measure, Series, number, words

MOST_ROWS = 1000
"""Longer tables are compared by their rows only."""


def table_series(rows: Sequence[Any]) -> list[Series] | None:
    """The columns of numbers in ``rows``, a series for each row; None where the other cells do not tell rows apart.

    A column is one of numbers when each of its cells is a number or null. What its numbers add up to is unknown.
    """
    if not rows or len(rows) > MOST_ROWS or not _is_table(rows):
        return None
    width = len(rows[0])
    counted = [
        place for place in range(width) if all(row[place] is None or number(row[place]) is not None for row in rows)
    ]
    keys = [", ".join(words(cell) for place, cell in enumerate(row) if place not in counted) for row in rows]
    if not counted or len(set(keys)) < len(keys):
        return None
    return [
        Series(
            group=(str(place), key), name=key if len(counted) == 1 else f"{key} column {place + 1}".strip(),
            points={WHOLE: row[place]}, measure=Measure.VALUE, timed=False,
        )
        for row, key in zip(rows, keys, strict=True) for place in counted if row[place] is not None
    ]  # fmt: skip


def _is_table(rows: Sequence[Any]) -> bool:
    """Whether ``rows`` are lists of one length whose cells are plain."""
    return all(
        isinstance(row, list) and len(row) == len(rows[0]) and not any(isinstance(cell, list | dict) for cell in row)
        for row in rows
    )
