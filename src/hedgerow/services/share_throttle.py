"""How often one may guess the password of a share (SHARE-49).

Three budgets, because each alone can be turned against us. Posts per link bound the cost of hashing. Wrong guesses
per link bound what the log holds and are told with a 429; but a right password still opens the share, so that
somebody who keeps guessing cannot lock others out. Wrong guesses per link *and address* end the guessing: such an
address is sent away before its password is looked at, and others come in as before.
"""

from collections.abc import Callable
from time import monotonic

from hedgerow.base.errors import Throttled
from hedgerow.services.attempt_window import AttemptWindow

POSTS_PER_MINUTE = 120
WRONG_PER_MINUTE = 10
WRONG_PER_ADDRESS = 30
ADDRESS_SECONDS = 15 * 60
_MINUTE = 60


class ShareThrottle:
    """Counts posts and wrong guesses by access token. Safe to share between threads."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._posts = AttemptWindow(most=POSTS_PER_MINUTE, seconds=_MINUTE, now=now)
        self._wrong = AttemptWindow(most=WRONG_PER_MINUTE, seconds=_MINUTE, now=now)
        self._wrong_from = AttemptWindow(most=WRONG_PER_ADDRESS, seconds=ADDRESS_SECONDS, now=now)

    def attempt(self, token: str, address: str) -> None:
        """Count one post before its password is looked at; raises Throttled when there were too many."""
        if wait := self._wrong_from.wait((token, address)):
            raise _too_many(wait)
        if self._posts.take(token):
            raise _too_many(_MINUTE)

    def wrong(self, token: str, address: str) -> None:
        """Count one wrong guess; raises Throttled when there were too many, and then nothing is to be logged."""
        self._wrong_from.take((token, address))
        if self._wrong.take(token):
            raise _too_many(_MINUTE)


def _too_many(wait: int) -> Throttled:
    return Throttled("Too many attempts. Try again later.", retry_after=wait)
