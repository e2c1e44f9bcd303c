"""The thread that does the jobs of a running house, one after the other."""

from threading import Event, Thread

from hedgerow.base.logging import logger
from hedgerow.services.house import House
from hedgerow.services.jobs import JobStopped, Work, run_next_job
from hedgerow.services.person_deletion import erase_deleted
from hedgerow.vocab.jobs import JobKind

ROUND_SECONDS = 30.0
"""How long after a failure it is tried again, and how soon a job is found that another process queued."""

WORKS: dict[JobKind, Work] = {JobKind.DELETE_PERSONS: erase_deleted}

_log = logger("jobs")


class JobWorker:
    """Does what is queued until it is closed; what it was at then goes on at the next start."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._ending = Event()
        self._thread = Thread(target=self._work, name="jobs", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop, in the middle of a job if need be. Returns when the thread has ended."""
        self._ending.set()
        self._house.job_queued.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._ending.is_set():
            self._house.job_queued.clear()
            try:
                while not self._ending.is_set() and run_next_job(self._house, WORKS, self._ending.is_set):
                    pass
            except JobStopped:
                return
            except Exception as error:
                _log.error("jobs interrupted", exc_info=error)
            if not self._ending.is_set():
                self._house.job_queued.wait(ROUND_SECONDS)
