"""Trends as a text table: a line per bucket, a column per series (RUN-20..24)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hedgerow.query.number_text import number_text
from hedgerow.query.series_text import Row, by_period, series_name
from hedgerow.vocab.results import CachedResult

_PARTIAL = " (partial)"


def trends_text(result: CachedResult) -> str:
    """The rows of a trends ``result`` as a table, or as two when periods are compared (RUN-22).

    Buckets that had not ended when the result was computed are marked as partial (RUN-24).
    """
    text = by_period(result.body["results"], lambda rows: _table(rows, result))
    if _PARTIAL in text:
        text += f"\n{_PARTIAL.strip()}: this bucket was not over when the result was computed; {result.timezone} time."
    return text


def _table(rows: Sequence[Row], result: CachedResult) -> str:
    if any(row.get("aggregated_value") is not None for row in rows):
        return _totals(rows)
    days: Sequence[str] = rows[0]["days"] if rows else ()
    now = result.computed_at.astimezone(ZoneInfo(result.timezone)).replace(tzinfo=None)
    lines = [["Date", *map(series_name, rows)]]
    for index, day in enumerate(days):
        start = datetime.fromisoformat(day)
        bucket = day[: len("2025-01-31 23:59")] + (_PARTIAL if _end(start, result.interval) > now else "")
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


def _end(start: datetime, interval: str) -> datetime:
    """When the bucket that begins at ``start`` ends, on the project's clocks."""
    match interval:
        case "minute":
            return start + timedelta(minutes=1)
        case "hour":
            return start + timedelta(hours=1)
        case "week":
            return start + timedelta(weeks=1)
        case "month":
            return (start.replace(day=1) + timedelta(days=31)).replace(day=1)
        case _:
            return start + timedelta(days=1)
