"""A plan: what to ask the engine, and how its answers become the response."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hedgerow.vocab.statement import Answer, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that is left to do is to run ``statements`` and to hand their answers, in order, to ``shape``.

    ``shape`` gives the response keys of the node itself (EN-37): ``results``, and what the kind adds. ``hogql`` is
    the SQL for people to read. ``date_range`` are the resolved bounds, aware; ``interval`` rules how long an answer
    stays fresh (EN-34).
    """

    kind: str
    statements: tuple[Statement, ...]
    shape: Callable[[Sequence[Answer]], dict[str, Any]]
    hogql: str
    date_range: tuple[datetime, datetime] | None
    interval: str
