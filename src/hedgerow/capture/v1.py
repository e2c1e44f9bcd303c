"""The bodies of Capture V1, which newer SDKs can be told to speak (contract 85 §6)."""

from typing import Any
from uuid import UUID

import msgspec

from hedgerow.capture.limits import refuse_too_many_values
from hedgerow.capture.wire import Delivery, WireEvent, parsed, refuse_number

_OPTIONS = {
    "cookieless_mode": "$cookieless_mode",
    "disable_skew_correction": "$ignore_sent_at",
    "process_person_profile": "$process_person_profile",
    "product_tour_id": "$product_tour_id",
}
"""Which property each option stands for (CAP-61)."""


class _V1Event(msgspec.Struct):
    uuid: UUID
    event: Any = None
    distinct_id: Any = None
    timestamp: Any = None
    session_id: Any = None
    window_id: Any = None
    options: dict[str, Any] = {}
    properties: dict[str, Any] = {}


class _V1Body(msgspec.Struct):
    batch: list[_V1Event]


_BODY = msgspec.json.Decoder(_V1Body)


def v1_deliveries(text: bytes, *, token: str, sdk: str, sent_at: str) -> list[tuple[UUID, Delivery]]:
    """Each event of ``text`` with its uuid, as a delivery of its own: one that is refused refuses no other (CAP-62).

    ``sdk`` is the header ``PostHog-Sdk-Info``, ``sent_at`` the header ``PostHog-Request-Timestamp``. Raises
    MalformedRequest (no JSON), InvalidRequest (not this shape, no events) or PayloadTooLarge (too much of them).
    """
    refuse_too_many_values(text)
    batch: list[_V1Event] = parsed(text, _BODY).batch
    refuse_number(batch, "batch")
    library = _library(sdk)
    return [
        (sent.uuid, Delivery(token=token, events=[_event(sent, library)], sent_at=sent_at, place=None))
        for sent in batch
    ]


def _event(sent: _V1Event, library: dict[str, str]) -> WireEvent:
    """The event as the other paths send it."""
    moved = {
        "$session_id": sent.session_id,
        "$window_id": sent.window_id,
        **{name: sent.options.get(option) for option, name in _OPTIONS.items()},
    }
    told = {name: value for name, value in moved.items() if value is not None}
    return WireEvent(
        event=sent.event,
        distinct_id=sent.distinct_id,
        properties={**library, **sent.properties, **told},
        timestamp=sent.timestamp,
        uuid=str(sent.uuid),
    )


def _library(sdk: str) -> dict[str, str]:
    """``posthog-node/5.70.0`` as the two properties that other paths send."""
    name, _, version = sdk.partition("/")
    return {key: value for key, value in (("$lib", name), ("$lib_version", version)) if value}
