"""Texts made of values, kept while what they are made of stays the same."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock

MAX_BYTES = 32 * 2**20


@dataclass(frozen=True, slots=True)
class Rendering:
    """A text, and hex digits that are others for any other text."""

    text: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class _Kept:
    made_of: object
    rendering: Rendering

    @property
    def size(self) -> int:
        """Its bytes: what a text is made of is about as large, and may be kept nowhere else any more."""
        return 2 * len(self.rendering.text)


class Renderings:
    """Keeps one text per place, the least recently used given up first. Safe to share between threads."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._lock = Lock()

    def rendering(self, place: Hashable, made_of: object, render: Callable[[], bytes]) -> Rendering:
        """What ``render`` makes of ``made_of``, or made of an equal value when ``place`` was last asked for."""
        with self._lock:
            kept = self._kept.get(place)
            if kept is not None:
                self._kept.move_to_end(place)
        if kept is not None and kept.made_of == made_of:
            return kept.rendering
        text = render()
        fresh = _Kept(made_of, Rendering(text, blake2b(text, digest_size=16).hexdigest()))
        with self._lock:
            self._forget(place)
            self._kept[place] = fresh
            self._bytes += fresh.size
            while self._bytes > self._max_bytes:
                self._forget(next(iter(self._kept)))
        return fresh.rendering

    def _forget(self, place: Hashable) -> None:
        kept = self._kept.pop(place, None)
        self._bytes -= kept.size if kept else 0
