"""What was read of the store, remembered until people change anything."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

MOST = 500
"""Things that are remembered; beyond, the one that was not asked for the longest is forgotten."""

Read = TypeVar("Read")


class Memory:
    """Remembers what was read of the newest revision that anybody saw. Safe to share between threads.

    Whoever sees an older one has begun before a change and is finished soon: it reads for itself.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._revision = -1
        self._known: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def known(self, revision: int, key: Hashable) -> Any:
        """What was found at ``revision`` under ``key``; None when nothing was."""
        with self._lock:
            if revision > self._revision:
                self._known.clear()
                self._revision = revision
            if revision != self._revision or key not in self._known:
                return None
            self._known.move_to_end(key)
            return self._known[key]

    def recall(self, revision: int, key: Hashable, read: Callable[[], Read]) -> Read:
        """What ``read`` finds at ``revision``, or found there before under the same ``key``; None is not kept."""
        known: Read | None = self.known(revision, key)
        if known is not None:
            return known
        found = read()
        if found is not None:
            with self._lock:
                if revision == self._revision:
                    self._known[key] = found
                    if len(self._known) > self._most:
                        self._known.popitem(last=False)
        return found
