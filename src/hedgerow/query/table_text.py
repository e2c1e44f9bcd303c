"""Rows of an SQL result or of events as a text table (RUN-27)."""

from collections.abc import Sequence
from typing import Any

import orjson

from hedgerow.vocab.results import CachedResult

_LONGEST = 500
_CUT = "… (cut)"


def table_text(result: CachedResult) -> str:
    """A line of column names, then a line for each row; what is null reads ``(null)``."""
    columns: Sequence[str] = result.body["columns"]
    lines = ["|".join(map(_one_line, columns))]
    lines += ["|".join(map(_cell, row)) for row in result.body["results"]]
    if result.body.get("hasMore"):
        first = result.body["offset"] + 1
        lines.append(f"(more rows follow; these are rows {first} to {first + len(result.body['results']) - 1})")
    return "\n".join(lines)


def _cell(value: Any) -> str:
    if value is None:
        return "(null)"
    shown = value if isinstance(value, str) else orjson.dumps(value).decode()
    looks_like_json = shown[:1] in {"{", "["}
    if looks_like_json and len(shown) > _LONGEST:
        shown = shown[:_LONGEST] + _CUT
    return _one_line(shown)


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())
