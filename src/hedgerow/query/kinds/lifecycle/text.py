"""Lifecycle as a text table: a line per bucket, a column per status (RUN-20, RUN-23, RUN-24, RUN-28)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hedgerow.query.moments import later, minute_start
from hedgerow.query.number_text import number_text
from hedgerow.query.unfinished import bucket_text, with_note
from hedgerow.vocab.results import CachedResult


def lifecycle_text(result: CachedResult) -> str:
    """The four rows of a lifecycle ``result`` as a table; buckets that had not ended are marked as partial."""
    rows: Sequence[Mapping[str, Any]] = result.body["results"]
    lines = [["Date", *(" ".join(row["label"].splitlines()) for row in rows)]]
    for index, start in enumerate(_starts(rows[0]["days"], result)):
        lines.append([bucket_text(start, result), *(number_text(row["data"][index]) for row in rows)])
    return with_note("\n".join("|".join(line) for line in lines), result)


def _starts(days: Sequence[str], result: CachedResult) -> Iterator[datetime]:
    """When each bucket begins on the project's clocks. Results tell no time of minutes, so they are counted anew."""
    if result.interval != "minute" or result.date_range is None:
        yield from map(datetime.fromisoformat, days)
        return
    first = minute_start(result.date_range[0].astimezone(ZoneInfo(result.timezone)))
    for index in range(len(days)):
        yield later(first, timedelta(minutes=index)).replace(tzinfo=None)
