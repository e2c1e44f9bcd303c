"""Retention as a text table: a line per period, the share that came back in each column (RUN-26)."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from hedgerow.query.number_text import number_text, percent_text
from hedgerow.vocab.results import CachedResult

Row = Mapping[str, Any]


def retention_text(result: CachedResult) -> str:
    """The rows of a retention ``result`` as a table; with a breakdown one for each value, below its name."""
    rows: Sequence[Row] = result.body["results"]
    asked: Mapping[str, str] = result.body["resolved_date_range"]
    lines = [
        f"Date range: {_moment(asked['date_from'], result)} to {_moment(asked['date_to'], result)} ({result.timezone})",
        f"Time interval: {result.interval.capitalize()}",
    ]
    for value, of_value in groupby(rows, key=lambda row: row.get("breakdown_value")):
        if value is not None:
            lines.append(f"---{' '.join(str(value).splitlines())}")
        lines += _table(list(of_value), result)
    return "\n".join(lines)


def _table(rows: Sequence[Row], result: CachedResult) -> list[str]:
    labels = [value["label"] for value in rows[0]["values"]]
    lines = [["Date", "Number of persons on date", *labels]]
    for row in rows:
        started, *returned = (value["count"] for value in row["values"])
        shares = [percent_text(number / started if started else 0) for number in returned]
        lines.append([_moment(row["date"], result), number_text(started), "100%", *shares])
    return ["|".join(line) for line in lines]


def _moment(told: str, result: CachedResult) -> str:
    """The day of a moment as the result tells it, with the time where periods are hours."""
    return told[: len("2025-01-31T23:59")].replace("T", " ") if result.interval == "hour" else told[:10]
