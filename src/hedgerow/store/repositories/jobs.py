"""Work the server does in the background (see `hedgerow.vocab.jobs`)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from hedgerow.store.reading import slice_and_count
from hedgerow.store.repositories.authors import authors
from hedgerow.store.tables.jobs import jobs
from hedgerow.vocab.jobs import OPEN_STATES, Job, JobKind, JobState
from hedgerow.vocab.pages import Page, PageRequest

_TABLE = jobs.c


class Jobs:
    """Queues jobs of one project, and finds the next one of all projects."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(
        self, team_id: int, kind: JobKind, payload: Mapping[str, Any], *, created_by: int | None, now: datetime
    ) -> Job:
        """A new job at the end of the queue."""
        own = {
            "team_id": team_id,
            "kind": kind,
            "state": JobState.QUEUED,
            "done": 0,
            "total": 0,
            "message": "",
            "payload": dict(payload),
            "created_by": created_by,
            "created_at": now,
        }
        return self._records([self._connection.execute(insert(jobs).values(own).returning(*_TABLE)).one()])[0]

    def get(self, team_id: int, job_id: int) -> Job | None:
        """The project's job with this id."""
        query = select(jobs).where(_TABLE.team_id == team_id, _TABLE.id == job_id)
        return next(iter(self._records(self._connection.execute(query).all())), None)

    def page(self, team_id: int, page: PageRequest) -> Page[Job]:
        """A slice of the project's jobs, latest first."""
        query = select(jobs).where(_TABLE.team_id == team_id)
        rows, count = slice_and_count(self._connection, query, [_TABLE.id.desc()], page)
        return Page(self._records(rows), count)

    def unfinished(self, team_id: int, kind: JobKind) -> list[Job]:
        """The project's jobs of this kind with work left, in the order of the queue."""
        query = select(jobs).where(_TABLE.team_id == team_id, _TABLE.kind == kind, _TABLE.state.in_(OPEN_STATES))
        return self._records(self._connection.execute(query.order_by(_TABLE.id)).all())

    def finished(self, team_id: int, kind: JobKind) -> int:
        """How many jobs of this kind the project has without work left."""
        ended = (_TABLE.team_id == team_id, _TABLE.kind == kind, _TABLE.state.not_in(OPEN_STATES))
        return self._connection.execute(select(func.count()).where(*ended)).scalar_one()

    def next(self, after: int) -> Job | None:
        """The first job of all projects with work left that comes after this one; 0 asks for the very first."""
        query = select(jobs).where(_TABLE.state.in_(OPEN_STATES), _TABLE.id > after).order_by(_TABLE.id).limit(1)
        return next(iter(self._records(self._connection.execute(query).all())), None)

    def note(self, job_id: int, *, done: int, total: int, message: str) -> None:
        """Say how far a job is; it is running then."""
        self._change(job_id, state=JobState.RUNNING, done=done, total=total, message=message)

    def finish(self, job_id: int, state: JobState, message: str, *, now: datetime) -> None:
        """Say that nothing is left to do, as ``state`` tells."""
        done = {"done": _TABLE.total} if state is JobState.DONE else {}
        self._change(job_id, state=state, message=message, finished_at=now, **done)

    def _change(self, job_id: int, **values: Any) -> None:
        self._connection.execute(update(jobs).where(_TABLE.id == job_id).values(values))

    def _records(self, rows: Sequence[Row[Any]]) -> list[Job]:
        people = authors(self._connection, (row.created_by for row in rows))
        return [
            Job(
                id=row.id,
                team_id=row.team_id,
                kind=JobKind(row.kind),
                state=JobState(row.state),
                done=row.done,
                total=row.total,
                message=row.message,
                payload=row.payload,
                created_by=people.get(row.created_by),
                created_at=row.created_at,
                finished_at=row.finished_at,
            )
            for row in rows
        ]
