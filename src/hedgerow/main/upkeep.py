"""What a running house does by itself, in a thread of its own: now and then, and for the last time at the end."""

from collections.abc import Callable
from threading import Event, Thread
from time import monotonic

from hedgerow.base.logging import logger
from hedgerow.services.activity_log import prune_activity
from hedgerow.services.event_queries import drop_old_event_queries, write_event_queries
from hedgerow.services.event_rejections import drop_old_event_rejections, write_event_rejections
from hedgerow.services.house import House

ROUND_SECONDS = 60.0
"""How often counts are written: what a crash can lose of them."""

PRUNE_SECONDS = 24 * 3600.0
"""How often what is too old is dropped, besides at the start."""

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
        self._done(write_event_queries)
        self._done(write_event_rejections)

    def _work(self) -> None:
        pruned_at: float | None = None
        while True:
            if pruned_at is None or monotonic() - pruned_at >= PRUNE_SECONDS:
                pruned_at = monotonic()
                self._done(prune_activity)
                self._done(drop_old_event_queries)
                self._done(drop_old_event_rejections)
            if self._ending.wait(ROUND_SECONDS):
                return
            self._done(write_event_queries)
            self._done(write_event_rejections)

    def _done(self, work: Callable[[House], object]) -> None:
        try:
            work(self._house)
        except Exception as error:
            _log.error("upkeep failed", work=work.__name__, exc_info=error)
