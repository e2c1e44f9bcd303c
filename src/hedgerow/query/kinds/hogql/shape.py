"""The engine's rows become the response's (SQ-8)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import JsonValue

from hedgerow.query.timestamps import iso
from hedgerow.vocab.statement import Answer

_MOMENT = re.compile(r"DateTime(?:64\(\d+)?(?:[(,]\s*'(?P<zone>[^']+)')?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What is known before the answer arrives. ``rows`` is the page's size; None when the text limits itself."""

    names: tuple[str, ...]
    timezone: str
    rows: int | None
    query: dict[str, JsonValue]
    clickhouse: str

    def response(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """The response keys of SQL."""
        (answer,) = answers
        readers = [reader(kind, self.timezone) for kind in answer.types]
        rows = [
            [value if read is None else read(value) for read, value in zip(readers, row, strict=True)]
            for row in answer.rows[: self.rows]
        ]
        body: dict[str, Any] = {
            "results": rows,
            "columns": list(self.names),
            "types": [list(pair) for pair in zip(self.names, answer.types, strict=True)],
            "query": self.query,
            "clickhouse": self.clickhouse,
            "timings": None,
            "metadata": None,
            "explain": None,
            "error": None,
        }
        if self.rows is not None:
            body |= {"hasMore": len(answer.rows) > self.rows, "limit": self.rows, "offset": 0}
        return body


def reader(kind: str, timezone: str) -> Callable[[Any], Any] | None:
    """How a value of the engine's type ``kind`` is shown; None for one that is shown as it came."""
    found = _MOMENT.search(kind)
    if found is None:
        return None
    stored, shown = ZoneInfo(found["zone"] or "UTC"), ZoneInfo(timezone)

    def moments(value: Any) -> Any:
        if isinstance(value, list):
            return [moments(item) for item in value]
        if isinstance(value, dict):
            return {key: moments(item) for key, item in value.items()}
        if not isinstance(value, str):
            return value
        try:
            return iso(datetime.fromisoformat(value).replace(tzinfo=stored).astimezone(shown))
        except (ValueError, OverflowError):  # a text beside the moments of a tuple, or a day that Python has not
            return value

    return moments
