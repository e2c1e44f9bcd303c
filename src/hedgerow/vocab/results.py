"""What answers a question, once computed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from hedgerow.vocab.statement import Cost

NO_COST = Cost()

_BESIDES = 700
"""Bytes that a kept result takes besides its text: its key, its moments, its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedResult:
    """An answer and what tells how long it stays true.

    ``json`` is an object with the response keys of its kind, free of NaN (FMT-5): kept as text, which takes a tenth of
    the memory; ``interval`` is the bucket width that rules its freshness; ``date_range`` bounds the data it was
    computed from; ``cost`` is what computing it took, from the question to its answer.
    """

    json: bytes
    computed_at: datetime
    timezone: str
    interval: str
    date_range: tuple[datetime, datetime] | None
    cost: Cost = NO_COST

    @property
    def body(self) -> Mapping[str, Any]:
        """The answer's keys and values, read anew from ``json`` each time."""
        body: Mapping[str, Any] = orjson.loads(self.json)
        return body

    @property
    def size(self) -> int:
        """The bytes of memory it takes when it is kept."""
        return len(self.json) + _BESIDES
