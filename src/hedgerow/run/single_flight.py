"""One computation per key at a time; whoever asks meanwhile waits for it and shares its result."""

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from threading import Lock
from typing import Any, Generic, TypeVar

from hedgerow.run.presence import NobodyWaits, Presence

Result = TypeVar("Result")


class TooOld(Exception):
    """What ran had begun before it was asked for. It is over now: begin anew."""


class _Flight(Generic[Result]):
    """A computation that runs since ``began``; its presence lasts as long as anybody waits for it."""

    def __init__(self, began: float) -> None:
        self.began = began
        self.done: Future[Result] = Future()
        self.presence = Presence()
        self.waiting = 0


class SingleFlight(Generic[Result]):
    """Looks for a running computation and registers a new one under the same lock, so there is never a second.

    One that nobody waits for any more is stopped; who asks after that begins anew.
    """

    def __init__(self) -> None:
        self._running: dict[str, _Flight[Result]] = {}
        self._lock = Lock()

    def result(
        self,
        key: str,
        compute: Callable[[Presence], Result],
        presence: Presence,
        *,
        began: float = 0.0,
        since: float = 0.0,
    ) -> Result:
        """What ``compute`` returns or raises, computed here or by the caller that came first.

        ``began`` is when what ``compute`` knows was looked up, in seconds on the monotonic clock; raises TooOld where
        that of the caller that came first was before ``since``. ``compute`` gets the presence of all who wait for it.
        A computation begun here goes on while others wait for it; who waits for another's gets NobodyWaits as soon as
        their own ``presence`` ends.
        """
        presence.check()
        with self._lock:
            flight = self._running.get(key)
            leads = flight is None
            if flight is None:
                flight = self._running[key] = _Flight(began)
            boards = flight.began >= since
            flight.waiting += boards
        left: Future[None] = Future()
        with presence.until(lambda: self._leave(key, flight, left) if boards else left.set_result(None)):
            if leads:
                return self._computed(key, flight, compute)
            either: list[Future[Any]] = [flight.done, left]
            wait(either, return_when=FIRST_COMPLETED)
        if not flight.done.done():
            raise NobodyWaits("Whoever asked has left.")
        if not boards:
            raise TooOld
        return flight.done.result()

    def _computed(self, key: str, flight: _Flight[Result], compute: Callable[[Presence], Result]) -> Result:
        try:
            result = compute(flight.presence)
        except BaseException as error:
            self._land(key, flight)
            flight.done.set_exception(error)
            raise
        self._land(key, flight)
        flight.done.set_result(result)
        return result

    def _land(self, key: str, flight: _Flight[Result]) -> None:
        """Nobody boards it any more."""
        with self._lock:
            self._remove(key, flight)

    def _leave(self, key: str, flight: _Flight[Result], left: "Future[None]") -> None:
        left.set_result(None)
        with self._lock:
            flight.waiting -= 1
            if flight.waiting:
                return
            self._remove(key, flight)
        flight.presence.end()

    def _remove(self, key: str, flight: _Flight[Result]) -> None:
        if self._running.get(key) is flight:
            del self._running[key]
