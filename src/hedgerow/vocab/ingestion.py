"""What can go wrong with data on its way in, as people read it: ingestion warnings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


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
