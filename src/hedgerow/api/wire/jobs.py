"""Jobs as answers show them."""

from datetime import datetime

from pydantic import BaseModel, Field

from hedgerow.api.wire.users import UserAnswer, embedded_user
from hedgerow.vocab.jobs import Job, JobKind, JobState


class JobAnswer(BaseModel):
    """Work the server does in the background."""

    id: int
    kind: JobKind
    state: JobState
    progress: float = Field(ge=0, le=1)
    done: int
    total: int
    message: str
    created_by: UserAnswer | None
    created_at: datetime
    finished_at: datetime | None


def job_answer(found: Job) -> JobAnswer:
    """``found`` as the API shows it."""
    return JobAnswer(
        id=found.id,
        kind=found.kind,
        state=found.state,
        progress=found.progress,
        done=found.done,
        total=found.total,
        message=found.message,
        created_by=embedded_user(found.created_by),
        created_at=found.created_at,
        finished_at=found.finished_at,
    )
