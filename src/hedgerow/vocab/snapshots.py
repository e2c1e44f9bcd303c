"""Results of a dashboard's tiles kept for a while, to be compared with later ones (contract 40)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptResult:
    """One tile's result. ``computed_at`` is None when a client sent the result and nobody knows."""

    insight_name: str
    data: Any
    computed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The results of a dashboard by tile id, as they were at ``created_at``."""

    results: Mapping[int, KeptResult]
    created_at: datetime
