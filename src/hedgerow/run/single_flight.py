"""One computation per key at a time; whoever asks meanwhile waits for it and shares its result."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

Result = TypeVar("Result")


class SingleFlight(Generic[Result]):
    """Looks for a running computation and registers a new one under the same lock, so there is never a second."""

    def __init__(self) -> None:
        self._running: dict[str, Future[Result]] = {}
        self._lock = Lock()

    def result(self, key: str, compute: Callable[[], Result]) -> Result:
        """What ``compute`` returns or raises, computed here or by the caller that came first."""
        with self._lock:
            flight = self._running.get(key)
            leads = flight is None
            if flight is None:
                flight = self._running[key] = Future()
        if not leads:
            return flight.result()
        try:
            flight.set_result(compute())
        except BaseException as error:
            flight.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._running[key]
        return flight.result()
