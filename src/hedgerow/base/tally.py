"""Counting now, writing later."""

from collections import Counter
from collections.abc import Mapping
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key")


class Tally(Generic[Key]):
    """Counts that wait to be written. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: Counter[Key] = Counter()

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, counts: Mapping[Key, int]) -> None:
        """Count so many more."""
        with self._lock:
            for key, more in counts.items():
                self._waiting[key] += more

    def taken(self) -> Mapping[Key, int]:
        """Everything that waits; nothing waits afterwards."""
        with self._lock:
            taken, self._waiting = self._waiting, Counter()
        return taken
