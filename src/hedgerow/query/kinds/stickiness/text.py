"""Stickiness as a text table: a line per number of intervals, a column per series (RUN-28)."""

from collections.abc import Sequence

from hedgerow.query.number_text import number_text
from hedgerow.query.series_text import Row, by_period, series_name
from hedgerow.vocab.results import CachedResult


def stickiness_text(result: CachedResult) -> str:
    """The rows of a stickiness ``result`` as a table, or as two when periods are compared."""
    return by_period(result.body["results"], _table)


def _table(rows: Sequence[Row]) -> str:
    lines = [["Number of intervals", *map(series_name, rows)]]
    labels: Sequence[str] = rows[0]["labels"] if rows else ()
    for index, label in enumerate(labels):
        lines.append([label, *(number_text(row["data"][index]) for row in rows)])
    return "\n".join("|".join(line) for line in lines)
