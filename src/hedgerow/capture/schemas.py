"""Events that break the schema of their definition are refused where its `enforcement_mode` says so (NB-60)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

from hedgerow.base.logging import logger
from hedgerow.capture.property_types import shown_type
from hedgerow.store.errors import StoreError
from hedgerow.store.store import Store
from hedgerow.vocab.definitions import SHOWN_BY, ExpectedProperty
from hedgerow.vocab.events import Event

KEPT_SECONDS = 5.0
"""How long another process may not know of a changed schema."""

_log = logger("capture")


@dataclass(frozen=True, slots=True)
class Rejection:
    """An event that was refused. ``broken`` tells each property that is not as expected, ``sent`` null when absent."""

    event: Event
    broken: Sequence[Mapping[str, str | None]]


class Schemas:
    """The schemas that refuse events, of all projects, read again now and then. Belongs to one thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rejecting: Mapping[tuple[int, str], Sequence[ExpectedProperty]] = {}
        self._read_at: float | None = None

    def forget(self) -> None:
        """Read the schemas before the next events."""
        self._read_at = None

    def sorted_out(self, events: Sequence[Event]) -> tuple[Sequence[Event], list[Rejection]]:
        """The events to keep, in order, and those refused. Raises StoreError when no schema could be read yet."""
        self._refresh()
        if not self._rejecting:
            return events, []
        kept: list[Event] = []
        rejected: list[Rejection] = []
        for event in events:
            schema = self._rejecting.get((event.team_id, event.event), ())
            if broken := list(_broken(schema, event.properties)):
                rejected.append(Rejection(event, broken))
            else:
                kept.append(event)
        return kept, rejected

    def _refresh(self) -> None:
        now = monotonic()
        if self._read_at is not None and now - self._read_at < KEPT_SECONDS:
            return
        try:
            with self._store.read() as tx:
                self._rejecting = tx.event_definitions.rejecting()
        except StoreError as error:
            if self._read_at is None:
                raise
            _log.error("schemas not read", error=str(error))  # known events need no store: what is known goes on
        self._read_at = now


def _broken(schema: Iterable[ExpectedProperty], properties: Mapping[str, Any]) -> Iterable[Mapping[str, str | None]]:
    for expected in schema:
        value = properties.get(expected.name)
        if value is None:
            if expected.required:
                yield {"property": expected.name, "expected": expected.type, "sent": None}
        elif expected.type is not None and shown_type(value) not in SHOWN_BY[expected.type]:
            yield {"property": expected.name, "expected": expected.type, "sent": _shown(value)}


def _shown(value: Any) -> str:
    """What a developer calls the type of ``value``."""
    return shown_type(value) or ("List" if isinstance(value, list) else "Object")
