"""So many attempts in so much time, for each of many keys."""

from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic

_MOST_KEPT = 10_000


class AttemptWindow:
    """Counts attempts by key in a sliding window. Safe to share between threads.

    It goes by the machine's own time, never by the pinned clock: guessing happens in real time.
    """

    def __init__(self, *, most: int, seconds: float, now: Callable[[], float] = monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._now = now
        self._lock = Lock()
        self._attempts: dict[Hashable, list[float]] = {}

    def take(self, key: Hashable) -> int:
        """Count one attempt and answer 0; or, when ``key`` has none left, the seconds until it has, at least 1."""
        with self._lock:
            wait, times = self._state(key)
            if not wait:
                self._attempts[key] = [*times, self._now()]
            return wait

    def wait(self, key: Hashable) -> int:
        """The seconds until ``key`` has an attempt left; 0 when it has one now."""
        with self._lock:
            return self._state(key)[0]

    def forget(self, key: Hashable) -> None:
        """Give ``key`` all its attempts back."""
        with self._lock:
            self._attempts.pop(key, None)

    def _state(self, key: Hashable) -> tuple[int, list[float]]:
        now = self._now()
        if len(self._attempts) > _MOST_KEPT:
            self._attempts = {who: times for who, times in self._attempts.items() if self._recent(times, now)}
        times = self._recent(self._attempts.get(key, []), now)
        return (int(times[0] + self._seconds - now) + 1 if len(times) >= self._most else 0), times

    def _recent(self, times: list[float], now: float) -> list[float]:
        return [time for time in times if time > now - self._seconds]
