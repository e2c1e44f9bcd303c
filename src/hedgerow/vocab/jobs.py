"""Work that takes longer than a request: done by the server in the background, with progress."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from hedgerow.vocab.people import User


class JobKind(StrEnum):
    """What a job does."""

    DELETE_PERSONS = "delete_persons"


class JobState(StrEnum):
    """How far a job is. Only done and failed are final."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


OPEN_STATES = (JobState.QUEUED, JobState.RUNNING)
"""The states of jobs with work left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One job of a project. ``done`` of ``total`` steps are behind it; ``total`` is 0 before that is known.

    ``payload`` is what it works on, in the words of its kind. ``message`` tells people what it is at, or why it failed.
    """

    id: int
    team_id: int
    kind: JobKind
    state: JobState
    done: int
    total: int
    message: str
    payload: Mapping[str, Any]
    created_by: User | None
    created_at: datetime
    finished_at: datetime | None

    @property
    def progress(self) -> float:
        """The share that is behind it, 0 to 1."""
        if self.state is JobState.DONE:
            return 1.0
        return min(self.done / self.total, 1.0) if self.total else 0.0
