"""Whose turn it is: so many queries run at once, the others wait, and each can be called off by its name.

SQL that people wrote never has all the turns: a quarter is kept for other questions, which dashboards are made of.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Condition

from hedgerow.base.errors import EngineUnavailable, QueryCancelled

_AGAIN_SECONDS = 0.02
"""A query may have its turn and not yet be known to the engine: how long to wait before looking for it again."""


class Turns:
    """Lets ``most`` queries run at once. Safe to share between threads."""

    def __init__(self, most: int) -> None:
        self._state = Condition()
        self._free = most
        self._kept = -(-most // 4) if most > 1 else 0
        self._closed = False
        self._named: set[str] = set()
        self._called_off: set[str] = set()

    @contextmanager
    def turn(self, query_id: str | None, *, written: bool) -> Generator[None]:
        """Wait for a turn and have it; ``written`` tells that the query is SQL that somebody wrote.

        Raises QueryCancelled when called off before, EngineUnavailable when closed.
        """
        name = query_id or ""
        with self._state:
            self._named.add(name)
        try:
            self._take(name, beyond=self._kept if written else 0)
            try:
                yield
            finally:
                with self._state:
                    self._free += 1
        finally:
            with self._state:
                self._named.discard(name)
                self._called_off.discard(name)
                self._state.notify_all()

    def call_off(self, query_id: str, kill: Callable[[], bool]) -> None:
        """End the waiting of the query called ``query_id``, or its run by ``kill``, which says whether it found it.

        Returns once the query is told to stop or has ended; at once when there is none. Raises EngineUnavailable
        when closed.
        """
        with self._state:
            if self._closed:
                raise EngineUnavailable("The engine is closed.")
            if query_id in self._named:
                self._called_off.add(query_id)
                self._state.notify_all()
        while self._is_there(query_id) and not kill():
            with self._state:
                self._state.wait_for(lambda: query_id not in self._named, timeout=_AGAIN_SECONDS)

    def close(self) -> None:
        """Give out no more turns; those who wait get EngineUnavailable."""
        with self._state:
            self._closed = True
            self._state.notify_all()

    def _take(self, name: str, *, beyond: int) -> None:
        with self._state:
            self._state.wait_for(lambda: self._closed or name in self._called_off or self._free > beyond)
            if self._closed:
                raise EngineUnavailable("The engine is closed.")
            if name in self._called_off:
                raise QueryCancelled("The query was cancelled before it began.")
            self._free -= 1

    def _is_there(self, query_id: str) -> bool:
        with self._state:
            return query_id in self._named
