"""The thread that seals days that are over, in every project of a running house (ADR 13)."""

from threading import Event, Thread
from time import monotonic

from hedgerow.base.logging import logger
from hedgerow.services.house import House
from hedgerow.services.sealing import drop_idle_seals, seal_days

ROUND_SECONDS = 60.0
"""How often is looked for days to seal."""

MOST_ROUNDS = 10
"""So many rounds a project waits for the end of an import of old events; then what has come is sealed."""

DROPPING_SECONDS = 3600.0
"""How often rows that count no more are looked for; the second time they are dropped."""

_log = logger("sealing")


class DaySealer:
    """Seals days until it is closed."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._waited: dict[int, int] = {}
        self._idle: frozenset[int] = frozenset()
        self._ending = Event()
        self._thread = Thread(target=self._work, name="day-sealer", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End after the day that is being counted. Returns when the thread has ended."""
        self._ending.set()
        self._thread.join()

    def _work(self) -> None:
        dropping_at = monotonic()
        while not self._ending.wait(ROUND_SECONDS):
            try:
                self._round()
                if monotonic() >= dropping_at:
                    self._idle = drop_idle_seals(self._house, self._idle)
                    dropping_at = monotonic() + DROPPING_SECONDS
            except Exception as error:
                _log.error("sealing failed", exc_info=error)

    def _round(self) -> None:
        with self._house.store.read() as tx:
            projects = [project.id for project in tx.projects.all() if project.ingested_event]
        for project_id in projects:
            waited = self._waited.get(project_id, 0)
            if self._house.committer.takes_late_events(project_id, ROUND_SECONDS) and waited < MOST_ROUNDS:
                self._waited[project_id] = waited + 1
                continue
            self._waited[project_id] = 0
            seal_days(self._house, project_id, stopping=self._ending.is_set)
