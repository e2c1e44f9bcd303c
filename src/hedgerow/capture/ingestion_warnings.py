"""Ingestion warnings on their way from where something went wrong to where people read of it."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any

from hedgerow.vocab.ingestion import IngestionWarning, WarningKind

SAMPLES_KEPT = 5
"""Of each kind and project, between two times that they are taken: the newest."""

_Key = tuple[int | None, WarningKind]


@dataclass(slots=True)
class Warned:
    """How often something went wrong, and the newest samples of it."""

    count: int = 0
    samples: deque[IngestionWarning] = field(default_factory=lambda: deque(maxlen=SAMPLES_KEPT))


class IngestionWarnings:
    """Counts what goes wrong until somebody takes it. Safe to share between threads; a call costs a microsecond."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._warned: dict[_Key, Warned] = {}

    def note(
        self,
        kind: WarningKind,
        *,
        team_id: int | None,
        at: datetime,
        event: str | None = None,
        distinct_id: str | None = None,
        details: Mapping[str, Any] | None = None,
        count: int = 1,
    ) -> None:
        """Count one thing that went wrong, or ``count`` of the same kind."""
        sample = IngestionWarning(
            kind=kind, team_id=team_id, at=at, event=event, distinct_id=distinct_id, details=details or {}
        )
        with self._lock:
            warned = self._warned.setdefault((team_id, kind), Warned())
            warned.count += count
            warned.samples.append(sample)

    def taken(self) -> Mapping[_Key, Warned]:
        """All since it was last asked; the next answer begins anew."""
        with self._lock:
            taken, self._warned = self._warned, {}
        return taken
