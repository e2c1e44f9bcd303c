"""The thread that seals days that are over, and rolls them up, in every project of a running house (ADR 13, 15)."""

from collections.abc import Callable
from functools import partial
from threading import Event, Thread
from time import monotonic

from hedgerow.base.logging import logger
from hedgerow.services.house import House
from hedgerow.services.rolling_up import forget_rollups, roll_up
from hedgerow.services.sealing import drop_idle_seals, seal_days

ROUND_SECONDS = 60.0
"""How often is looked for days to seal."""

MOST_ROUNDS = 10
"""After so many rounds a project has its turn, though nothing late came or an import of old events goes on."""

DROPPING_SECONDS = 3600.0
"""How often rows that count no more are looked for; the second time they are dropped."""

_log = logger("sealing")


class DaySealer:
    """Seals days until it is closed."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._rested: dict[int, int] = {}
        self._late: set[int] = set()
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
            self._tried(self._seal)
            if monotonic() >= dropping_at:
                self._tried(self._drop)
                dropping_at = monotonic() + DROPPING_SECONDS

    def _seal(self) -> None:
        with self._house.store.read() as tx:
            projects = [project.id for project in tx.projects.all() if project.ingested_event]
        for project_id in projects:
            if self._is_due(project_id):
                self._tried(partial(seal_days, self._house, project_id, stopping=self._ending.is_set))
            self._tried(partial(roll_up, self._house, project_id, stopping=self._ending.is_set))

    def _drop(self) -> None:
        forget_rollups(self._house)
        self._idle = drop_idle_seals(self._house, self._idle)

    def _tried(self, act: Callable[[], object]) -> None:
        """Do it; what fails is told and tried again another time."""
        try:
            act()
        except Exception as error:
            _log.error("sealing failed", exc_info=error)

    def _is_due(self, project_id: int) -> bool:
        """Whether late events came and come no more, or MOST_ROUNDS went by."""
        rested, was_late = self._rested.get(project_id, MOST_ROUNDS), project_id in self._late
        is_late = self._house.committer.takes_late_events(project_id, ROUND_SECONDS)
        due = rested >= MOST_ROUNDS or (was_late and not is_late)
        self._rested[project_id] = 0 if due else rested + 1
        if is_late:
            self._late.add(project_id)
        elif due:
            self._late.discard(project_id)
        return due
