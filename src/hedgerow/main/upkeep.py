"""What a running house does by itself, in a thread of its own: now and then, and for the last time at the end."""

from collections.abc import Callable
from threading import Event, Thread
from time import monotonic

from hedgerow.base.logging import logger
from hedgerow.services.activity_log import prune_activity
from hedgerow.services.event_queries import drop_old_event_queries, write_event_queries
from hedgerow.services.event_rejections import drop_old_event_rejections, write_event_rejections
from hedgerow.services.house import House
from hedgerow.services.ingestion_warnings import drop_old_ingestion_warnings, write_ingestion_warnings
from hedgerow.services.share_views import drop_old_share_views

Work = Callable[[House], object]

WRITING: dict[Work, float] = {
    write_ingestion_warnings: 5.0,
    write_event_queries: 60.0,
    write_event_rejections: 60.0,
}
"""What is written after how many seconds, and at the end: so much of it a crash can lose."""

DROPPING: tuple[Work, ...] = (
    prune_activity,
    drop_old_event_queries,
    drop_old_event_rejections,
    drop_old_ingestion_warnings,
    drop_old_share_views,
)
"""What drops what is too old, at the start and then daily."""

_DAY = 24 * 3600.0
_log = logger("main")


class Upkeep:
    """Writes what was counted and drops what is too old (EVDEF-55, LOG-1) until it is closed."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._ending = Event()
        self._thread = Thread(target=self._work, name="upkeep", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End, with everything written that was counted. Returns when all is done."""
        self._ending.set()
        self._thread.join()
        for work in WRITING:
            self._done(work)

    def _work(self) -> None:
        every = {**WRITING, **dict.fromkeys(DROPPING, _DAY)}
        due = {work: monotonic() + (0.0 if work in DROPPING else seconds) for work, seconds in every.items()}
        while not self._ending.wait(max(min(due.values()) - monotonic(), 0.0)):
            for work in [work for work, moment in due.items() if moment <= monotonic()]:
                self._done(work)
                due[work] = monotonic() + every[work]

    def _done(self, work: Work) -> None:
        try:
            work(self._house)
        except Exception as error:
            _log.error("upkeep failed", work=work.__name__, exc_info=error)
