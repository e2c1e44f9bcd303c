"""Whether whoever asked still waits for the answer."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Lock

from hedgerow.base.errors import HedgerowError


class NobodyWaits(HedgerowError):
    """An answer was not computed, because whoever asked for it has left."""


class Presence:
    """Lasts until `end`; what was begun for it is stopped then. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._over = False
        self._acts: dict[object, Callable[[], None]] = {}

    def check(self) -> None:
        """Raise NobodyWaits when it is over: nothing more is begun for it."""
        if self._over:
            raise NobodyWaits("Whoever asked has left.")

    def end(self) -> None:
        """It is over, for good. Runs in this thread what `until` was given; that may wait for the engine."""
        with self._lock:
            self._over = True
            acts, self._acts = list(self._acts.values()), {}
        for act in acts:
            act()

    @contextmanager
    def until(self, act: Callable[[], None]) -> Generator[None]:
        """Run ``act`` when it ends inside the block, and at once when it has ended already; once at most."""
        key = object()
        with self._lock:
            over = self._over
            if not over:
                self._acts[key] = act
        if over:
            act()
        try:
            yield
        finally:
            with self._lock:
                self._acts.pop(key, None)
