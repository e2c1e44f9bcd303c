"""Results by key, the least recently used given up first, bounded by bytes."""

from collections import OrderedDict
from threading import Lock

from hedgerow.vocab.results import CachedResult

LARGEST_SHARE = 64
"""A result that takes more than this part of the cache is not kept: a long list of events pushes out no dashboard."""


class ResultCache:
    """Keeps results up to ``max_bytes`` of memory, none larger than ``largest``. Safe to share between threads."""

    def __init__(self, max_bytes: int, *, largest: int | None = None) -> None:
        self._max_bytes = max_bytes
        self._largest = max_bytes // LARGEST_SHARE if largest is None else min(largest, max_bytes)
        self._bytes = 0
        self._results: OrderedDict[str, CachedResult] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> CachedResult | None:
        """The result kept under ``key``, or None."""
        with self._lock:
            result = self._results.get(key)
            if result is not None:
                self._results.move_to_end(key)
            return result

    def put(self, key: str, result: CachedResult) -> None:
        """Keep ``result`` unless it is too large; an older one under the same key is given up in any case."""
        with self._lock:
            replaced = self._results.pop(key, None)
            self._bytes -= replaced.size if replaced else 0
            if result.size > self._largest:
                return
            self._results[key] = result
            self._bytes += result.size
            while self._bytes > self._max_bytes:
                _, dropped = self._results.popitem(last=False)
                self._bytes -= dropped.size

    @property
    def bytes_used(self) -> int:
        """The weight of what is kept, in bytes."""
        return self._bytes
