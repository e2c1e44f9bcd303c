"""Work the server does in the background: seen by people, and done one job after the other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hedgerow.base.errors import EngineUnavailable, HedgerowError, NotFound
from hedgerow.base.logging import logger
from hedgerow.services.house import House, Visit
from hedgerow.store.errors import StoreUnavailable
from hedgerow.vocab.jobs import Job, JobKind, JobState
from hedgerow.vocab.pages import Page, PageRequest

_log = logger("jobs")


class JobStopped(HedgerowError):
    """The server ends; the job goes on when it starts again."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How a job tells how far it is, and learns that it has to stop."""

    house: House
    job: Job
    stopping: Callable[[], bool]

    def tell(self, done: int, total: int, message: str) -> None:
        """Note that ``done`` of ``total`` steps are behind the job; raises JobStopped when the server ends."""
        with self.house.store.write() as tx:
            tx.jobs.note(self.job.id, done=done, total=total, message=message)
        if self.stopping():
            raise JobStopped


Work = Callable[[House, Job, Progress], str]
"""Does a job and answers a sentence about it. It begins anew after a crash, so doing it twice does no harm."""


def jobs_page(house: House, visit: Visit, page: PageRequest) -> Page[Job]:
    """A slice of the project's jobs, latest first."""
    with house.store.read() as tx:
        return tx.jobs.page(visit.project.id, page)


def job(house: House, visit: Visit, job_id: int) -> Job:
    """The project's job with this id; raises NotFound."""
    with house.store.read() as tx:
        found = tx.jobs.get(visit.project.id, job_id)
    if found is None:
        raise NotFound
    return found


def run_next_job(house: House, works: Mapping[JobKind, Work], stopping: Callable[[], bool]) -> bool:
    """Do the job that is next; whether there was one.

    When a database is away the error is raised, and the job stays the next one. Raises JobStopped too.
    """
    with house.store.read() as tx:
        found = tx.jobs.next()
    if found is None:
        return False
    state = JobState.DONE
    try:
        message = works[found.kind](house, found, Progress(house, found, stopping))
    except (JobStopped, EngineUnavailable, StoreUnavailable):
        raise
    except Exception as error:
        _log.error("job failed", job=found.id, kind=found.kind, exc_info=error)
        state, message = JobState.FAILED, str(error) or type(error).__name__
    with house.store.write() as tx:
        tx.jobs.finish(found.id, state, message, now=house.clock())
    return True
