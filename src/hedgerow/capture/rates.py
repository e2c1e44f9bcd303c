"""How fast each project may send: a token bucket that may run into debt."""

import time
from collections.abc import Callable
from threading import Lock


class EventRates:
    """Lets every project send ``per_second`` events on average and ``burst`` at once; no limit when that is 0.

    A request passes whole while anything is left, and what it takes too much is owed: no batch is too large for
    ever. Safe to share between threads.
    """

    def __init__(self, per_second: int, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_second = per_second
        self._burst = burst
        self._clock = clock
        self._lock = Lock()
        self._left: dict[int, tuple[float, float]] = {}
        """What each project had left, and when."""

    def spend(self, team_id: int, events: int) -> float:
        """Seconds until the project may send again; 0 when it may now, and then ``events`` count as sent."""
        if not self._per_second:
            return 0.0
        now = self._clock()
        with self._lock:
            left, since = self._left.get(team_id, (float(self._burst), now))
            left = min(left + (now - since) * self._per_second, float(self._burst))
            spent = events if left > 0 else 0
            self._left[team_id] = (left - spent, now)
        return 0.0 if spent else max(-left, 1.0) / self._per_second
