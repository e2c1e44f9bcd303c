"""How often one may guess a password."""

from collections.abc import Callable
from time import monotonic

from hedgerow.base.errors import Throttled
from hedgerow.services.attempt_window import AttemptWindow

ATTEMPTS = 10
WINDOW_SECONDS = 15 * 60


class LoginThrottle:
    """Counts log-in attempts per address and email. Safe to share between threads."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._attempts = AttemptWindow(most=ATTEMPTS, seconds=WINDOW_SECONDS, now=now)

    def attempt(self, address: str, email: str) -> None:
        """Count one attempt before the password is looked at; raises Throttled when there were too many."""
        wait = self._attempts.take((address, email.casefold()))
        if wait:
            raise Throttled("Too many log-in attempts. Try again later.", retry_after=wait)

    def succeeded(self, address: str, email: str) -> None:
        """Forget the attempts of somebody who came in."""
        self._attempts.forget((address, email.casefold()))
