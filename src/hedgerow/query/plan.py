"""A plan: what to ask the engine, and how its answers become the response."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hedgerow.query.rollups import Rollup
from hedgerow.vocab.known_people import WantedPeople
from hedgerow.vocab.statement import Answer, Statement


@dataclass(frozen=True, slots=True)
class Path:
    """How a plan gets at its answer: a ``word`` for programs, and the ``reason`` it was chosen, for people.

    ``rollups`` are those that it reads, or would read if they had counted enough; ``people`` those whom it takes from
    memory, or would take.
    """

    word: str
    reason: str
    rollups: tuple[Rollup, ...] = ()
    people: tuple[WantedPeople, ...] = ()


SCAN = Path("scan", "The answer is computed from the events themselves; nothing computed before is used.")
"""The plain path, which every question can take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that is left to do is to run ``statements`` and to hand their answers, in order, to ``shape``.

    ``shape`` gives the response keys of the node itself (EN-37): ``results``, and what the kind adds. ``hogql`` is
    the SQL for people to read. ``date_range`` are the resolved bounds, aware; ``interval`` rules how long an answer
    stays fresh (EN-34). ``path`` tells those who ask for an explanation where the answer comes from.
    """

    kind: str
    statements: tuple[Statement, ...]
    shape: Callable[[Sequence[Answer]], dict[str, Any]]
    hogql: str
    date_range: tuple[datetime, datetime] | None
    interval: str
    path: Path = SCAN
