"""What an import of events did, told at its end."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hedgerow.vocab.events import Event

PLACES_KEPT = 5
"""Places shown of each reason to refuse rows; the file of rejected rows has them all."""

_SHAPES_KEPT = 10_000
_TYPES = {
    str: "text", int: "number", float: "number", bool: "true or false", dict: "object", list: "list",
    type(None): "nothing",
}  # fmt: skip

_Shape = tuple[tuple[str, ...], tuple[type, ...]]


@dataclass(slots=True)
class ImportReport:
    """Counts of rows and of what was in them. ``duplicates`` is None where the server does not tell."""

    read: int = 0
    stored: int = 0
    duplicates: int | None = None
    left_out: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    events: Counter[str] = field(default_factory=Counter)
    _shapes: Counter[_Shape] = field(default_factory=Counter)
    _types: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def refuse(self, reason: str, place: str) -> None:
        """Count a row that cannot be stored."""
        self.refused[reason] += 1
        if len(self.places[reason]) < PLACES_KEPT:
            self.places[reason].append(place)

    def note(self, events: Iterable[Event]) -> None:
        """Count what ``events`` are and the types of their properties."""
        for event in events:
            self.events[event.event] += 1
            properties = event.properties
            self._shapes[tuple(properties), tuple(map(type, properties.values()))] += 1
        if len(self._shapes) > _SHAPES_KEPT:
            self._fold()

    @property
    def properties(self) -> Mapping[str, Counter[str]]:
        """How many values of each type every property has."""
        self._fold()
        return self._types

    def described(self) -> dict[str, Any]:
        """The report as one JSON object."""
        return {
            "rows_read": self.read,
            "events_stored": self.stored,
            "events_stored_before": self.duplicates,
            "events_left_out": self.left_out,
            "rows_refused": self.refused.total(),
            "reasons": [
                {"reason": reason, "rows": count, "places": self.places[reason]}
                for reason, count in self.refused.most_common()
            ],
            "events": dict(self.events.most_common()),
            "properties": {name: dict(types) for name, types in sorted(self.properties.items())},
        }

    def _fold(self) -> None:
        for (names, types), count in self._shapes.items():
            for name, kind in zip(names, types, strict=True):
                self._types[name][_TYPES.get(kind, kind.__name__)] += count
        self._shapes.clear()
