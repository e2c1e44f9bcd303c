"""The engine's rows become the response's (SQ-8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from hedgerow.query.answered_values import reader
from hedgerow.vocab.statement import Answer


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
