"""What answers a question, once computed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hedgerow.vocab.statement import Cost

NO_COST = Cost()


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedResult:
    """An answer and what tells how long it stays true.

    ``body`` holds the response keys of its kind, free of NaN (FMT-5); ``interval`` is the bucket width that rules its
    freshness; ``date_range`` bounds the data it was computed from; ``size`` is its weight in bytes; ``cost`` is what
    computing it took, from the question to its answer.
    """

    body: Mapping[str, Any]
    computed_at: datetime
    timezone: str
    interval: str
    date_range: tuple[datetime, datetime] | None
    size: int
    cost: Cost = NO_COST
