"""What was kept otherwise than sent within one request: told once of each kind, however many events it is about.

So a request full of garbage costs hardly more than a clean one, and fills no list.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from hedgerow.capture.ingestion_warnings import IngestionWarnings
from hedgerow.capture.moment import is_readable
from hedgerow.capture.wire import WireEvent
from hedgerow.vocab.events import Event
from hedgerow.vocab.ingestion import WarningKind

SKEW_TOLERATED = timedelta(minutes=5)
"""How far a client's clock may be off without a word: slow networks and retries look like a little of it."""


class RequestWarnings:
    """The warnings of one request that arrived at ``arrival``; `tell` when its events are good to be stored."""

    __slots__ = ("_arrival", "_first", "_numbers", "_team_id")

    def __init__(self, team_id: int, arrival: datetime) -> None:
        self._team_id = team_id
        self._arrival = arrival
        self._numbers: dict[WarningKind, int] = {}
        self._first: dict[WarningKind, tuple[Event, Mapping[str, Any]]] = {}

    def bad_timestamp(self, wire: WireEvent, event: Event) -> None:
        """``event`` got the time of its arrival; a warning unless it was sent without any."""
        sent = wire.offset if wire.timestamp is None else wire.timestamp
        if sent is not None and sent != "" and self._is_first(WarningKind.BAD_TIMESTAMP):
            reason = "out of range" if is_readable(wire.timestamp, wire.offset) else "unreadable"
            kept = event.timestamp.isoformat()
            self._first[WarningKind.BAD_TIMESTAMP] = event, {"sent": sent, "kept": kept, "reason": reason}

    def skew(self, event: Event, behind: timedelta) -> None:
        """The client's clock is ``behind`` ours, or ahead when that is negative; told once, for the whole request."""
        if abs(behind) > SKEW_TOLERATED and WarningKind.CLOCK_SKEW not in self._numbers:
            self._numbers[WarningKind.CLOCK_SKEW] = 1
            seconds = round(behind.total_seconds())
            sent_at = (self._arrival - behind).isoformat()
            details = {"clock_behind_seconds": seconds, "sent_at": sent_at, "arrived_at": self._arrival.isoformat()}
            self._first[WarningKind.CLOCK_SKEW] = event, details

    def cut(self, event: Event, field: str, length: int, kept: int) -> None:
        """``field``, of ``length`` characters, was cut to the first ``kept``."""
        if self._is_first(WarningKind.NAME_TOO_LONG):
            self._first[WarningKind.NAME_TOO_LONG] = event, {"field": field, "length": length, "kept": kept}

    def tell(self, warnings: IngestionWarnings) -> None:
        """Note each kind with the number of events it is about and the first of them."""
        for kind, (event, details) in self._first.items():
            warnings.note(
                kind,
                team_id=self._team_id,
                at=self._arrival,
                event=event.event,
                distinct_id=event.distinct_id,
                details=details,
                count=self._numbers[kind],
            )

    def _is_first(self, kind: WarningKind) -> bool:
        """Count one more event of this kind, and answer whether it is the first."""
        self._numbers[kind] = self._numbers.get(kind, 0) + 1
        return self._numbers[kind] == 1
