"""How often events are asked about, counted in memory until it is written (EVDEF-55)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from threading import Lock

from hedgerow.store.repositories.event_queries import DayOfEvent


class EventQueryCounts:
    """What was counted and not yet written. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: Counter[DayOfEvent] = Counter()

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, counts: Mapping[DayOfEvent, int]) -> None:
        """Count so many more."""
        with self._lock:
            self._waiting.update(counts)

    def taken(self) -> Mapping[DayOfEvent, int]:
        """Everything that waits; nothing waits afterwards."""
        with self._lock:
            taken, self._waiting = self._waiting, Counter()
        return taken


def named_events(query: object) -> set[str]:
    """The events that a question of any kind names.

    They stand in its series nodes as ``event``, or in entities as the ``id`` of the type ``events``.
    """
    return set(_names(query))


def _names(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        event, entity = node.get("event"), node.get("id")
        if node.get("kind") in {"EventsNode", "EventsQuery"} and isinstance(event, str):
            yield event
        if node.get("type") == "events" and isinstance(entity, str):
            yield entity
        for inner in node.values():
            yield from _names(inner)
    elif isinstance(node, list | tuple):
        for inner in node:
            yield from _names(inner)
