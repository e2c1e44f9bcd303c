"""How often one may guess a password."""

from collections.abc import Callable
from threading import Lock
from time import monotonic

from hedgerow.base.errors import Throttled

ATTEMPTS = 10
WINDOW_SECONDS = 15 * 60
_MOST_KEPT = 10_000


class LoginThrottle:
    """Counts log-in attempts per address and email. Safe to share between threads.

    It goes by the machine's own time, never by the pinned clock: guessing happens in real time.
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._lock = Lock()
        self._attempts: dict[tuple[str, str], list[float]] = {}

    def attempt(self, address: str, email: str) -> None:
        """Count one attempt before the password is looked at; raises Throttled when there were too many."""
        now = self._now()
        with self._lock:
            if len(self._attempts) > _MOST_KEPT:
                self._attempts = {who: times for who, times in self._attempts.items() if _recent(times, now)}
            times = _recent(self._attempts.get((address, email.casefold()), []), now)
            if len(times) >= ATTEMPTS:
                wait = int(times[0] + WINDOW_SECONDS - now) + 1
                raise Throttled("Too many log-in attempts. Try again later.", retry_after=wait)
            self._attempts[address, email.casefold()] = [*times, now]

    def succeeded(self, address: str, email: str) -> None:
        """Forget the attempts of somebody who came in."""
        with self._lock:
            self._attempts.pop((address, email.casefold()), None)


def _recent(times: list[float], now: float) -> list[float]:
    return [time for time in times if time > now - WINDOW_SECONDS]
