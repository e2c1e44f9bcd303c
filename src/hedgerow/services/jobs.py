"""Work the server does in the background: seen by people, and done one job after the other."""

from collections.abc import Callable, Mapping

from hedgerow.base.errors import EngineError, HedgerowError, NotFound, Unavailable
from hedgerow.base.logging import logger
from hedgerow.services.house import House, Visit
from hedgerow.store.errors import StoreError
from hedgerow.vocab.jobs import Job, JobKind, JobState
from hedgerow.vocab.pages import Page, PageRequest

_log = logger("jobs")


class JobStopped(HedgerowError):
    """The server ends; the job goes on when it starts again."""


class Progress:
    """How a job tells how far it is, and learns that it has to stop."""

    def __init__(self, house: House, job: Job, stopping: Callable[[], bool]) -> None:
        self._house = house
        self._job = job
        self._stopping = stopping
        self._told = (job.done, job.total, job.message)

    def tell(self, done: int, total: int, message: str) -> None:
        """Note that ``done`` of ``total`` steps are behind the job; raises JobStopped when the server ends."""
        self._note(done, total, message)
        if self._stopping():
            raise JobStopped

    def wait(self, reason: str) -> None:
        """Note why the job cannot go on for now."""
        done, total, _ = self._told
        self._note(done, total, f"Waiting to go on: {reason}")

    def _note(self, done: int, total: int, message: str) -> None:
        if (done, total, message) != self._told:
            with self._house.store.write() as tx:
                tx.jobs.note(self._job.id, done=done, total=total, message=message)
            self._told = (done, total, message)


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


def run_jobs(house: House, works: Mapping[JobKind, Work], stopping: Callable[[], bool]) -> None:
    """Do every job with work left, in the order of the queue, until ``stopping`` says to stop.

    One that a database fails keeps its place for the next time. Raises StoreError when that cannot even be noted.
    """
    after = 0
    while not stopping():
        with house.store.read() as tx:
            found = tx.jobs.next(after)
        if found is None:
            return
        after = found.id
        _run(house, found, works[found.kind], Progress(house, found, stopping))


def _run(house: House, found: Job, work: Work, progress: Progress) -> None:
    state = JobState.DONE
    try:
        message = work(house, found, progress)
    except JobStopped:
        return
    except (EngineError, StoreError, Unavailable) as error:
        _log.warning("job interrupted", job=found.id, kind=found.kind, error=str(error))
        progress.wait(str(error))
        return
    except Exception as error:
        _log.error("job failed", job=found.id, kind=found.kind, exc_info=error)
        state, message = JobState.FAILED, str(error) or type(error).__name__
    with house.store.write() as tx:
        tx.jobs.finish(found.id, state, message, now=house.clock())
