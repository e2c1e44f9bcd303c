"""Trends as a text table: a line per bucket, a column per series (RUN-20..24)."""

from collections.abc import Sequence
from datetime import datetime

from hedgerow.query.number_text import number_text
from hedgerow.query.series_text import Row, by_period, series_name
from hedgerow.query.unfinished import bucket_text, with_note
from hedgerow.vocab.results import CachedResult


def trends_text(result: CachedResult) -> str:
    """The rows of a trends ``result`` as a table, or as two when periods are compared (RUN-22).

    Buckets that had not ended when the result was computed are marked as partial (RUN-24).
    """
    return with_note(by_period(result.body["results"], lambda rows: _table(rows, result)), result)


def _table(rows: Sequence[Row], result: CachedResult) -> str:
    if any(row.get("aggregated_value") is not None for row in rows):
        return _totals(rows)
    days: Sequence[str] = rows[0]["days"] if rows else ()
    lines = [["Date", *map(series_name, rows)]]
    for index, day in enumerate(days):
        bucket = bucket_text(datetime.fromisoformat(day), result)
        lines.append([bucket, *(number_text(row["data"][index]) for row in rows)])
    return "\n".join("|".join(line) for line in lines)


def _totals(rows: Sequence[Row]) -> str:
    header = ["Date range", *(f"Aggregated value for {series_name(row)}" for row in rows)]
    line = [_range(rows[0]), *(number_text(row.get("aggregated_value")) for row in rows)]
    return f"{'|'.join(header)}\n{'|'.join(line)}"


def _range(row: Row) -> str:
    """The first and last day of ``row``'s period; its echo of the question has them in the project's time zone."""
    echo: Row = row.get("filter") or {}
    first, last = echo.get("date_from"), echo.get("date_to")
    return f"{first[:10]} to {last[:10]}" if first and last else "All time"
