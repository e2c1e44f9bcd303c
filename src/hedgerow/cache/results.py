"""Results by key, the least recently used given up first, bounded by bytes."""

from collections import OrderedDict
from threading import Lock

from hedgerow.vocab.results import CachedResult


class ResultCache:
    """Keeps results up to ``max_bytes``. Safe to share between threads."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
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
        """Keep ``result``; one larger than the whole cache is not kept."""
        with self._lock:
            replaced = self._results.pop(key, None)
            self._bytes -= replaced.size if replaced else 0
            if result.size > self._max_bytes:
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
