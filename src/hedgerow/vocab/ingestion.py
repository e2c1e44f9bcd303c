"""What becomes of data on its way in, as people read it: events that just came, and warnings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class WarningKind(StrEnum):
    """Why an event was not kept, or not as it was sent. The API shows these words."""

    UNKNOWN_TOKEN = "unknown_token"  # noqa: S105 - a word, no secret
    INVALID_REQUEST = "invalid_request"
    PAYLOAD_TOO_LARGE = "payload_too_large"
    RATE_LIMITED = "rate_limited"
    ORIGIN_REFUSED = "origin_refused"
    EVENT_REJECTED = "event_rejected"
    EVENT_TOO_LARGE = "event_too_large"
    TOO_MANY_PROPERTIES = "too_many_properties"
    NAME_TOO_LONG = "name_too_long"
    BAD_TIMESTAMP = "bad_timestamp"
    CLOCK_SKEW = "clock_skew"
    MERGE_REFUSED = "merge_refused"

    @property
    def outcome(self) -> "Outcome | None":
        """What became of the events it is about; None when they were stored, though not as sent."""
        if self in _STORED:
            return None
        return Outcome.REFUSED if self is WarningKind.RATE_LIMITED else Outcome.REJECTED


_STORED = frozenset(
    {
        WarningKind.EVENT_TOO_LARGE,
        WarningKind.TOO_MANY_PROPERTIES,
        WarningKind.NAME_TOO_LONG,
        WarningKind.BAD_TIMESTAMP,
        WarningKind.CLOCK_SKEW,
        WarningKind.MERGE_REFUSED,
    }
)


class Outcome(StrEnum):
    """What became of an event that was sent: stored, stored before, lost for what it is, or asked to come again."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestionWarning:
    """One thing that went wrong. ``team_id`` is None when no project can be told, as with an unknown token.

    ``details`` are small JSON values that help a developer find the place: the field, what was sent, what was kept.
    """

    kind: WarningKind
    team_id: int | None
    at: datetime
    event: str | None
    distinct_id: str | None
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningDay:
    """How often one thing went wrong in a project on a UTC day, and the newest samples of it, newest first.

    ``team_id`` is None for what belongs to no project.
    """

    team_id: int | None
    kind: WarningKind
    day: date
    count: int
    first_seen_at: datetime
    last_seen_at: datetime
    samples: tuple[IngestionWarning, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveEvent:
    """An event that was stored a moment ago, at ``at``; it happened at ``timestamp``.

    ``properties`` are its JSON text, None when that is too long to be kept in memory.
    """

    uuid: UUID
    event: str
    distinct_id: str
    timestamp: datetime
    at: datetime
    properties: bytes | None
