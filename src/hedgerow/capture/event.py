"""From what a client sent to a clean `Event` (contract 85 §5)."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from hedgerow.base.errors import InvalidRequest
from hedgerow.base.ids import new_uuid
from hedgerow.capture.distinct_ids import LONGEST_NAME, kept_name, whole_text
from hedgerow.capture.elements import ELEMENTS, write_chain
from hedgerow.capture.ingestion_warnings import IngestionWarnings
from hedgerow.capture.moment import event_time, sending_time, skew
from hedgerow.capture.request_warnings import RequestWarnings
from hedgerow.capture.rows import without_deep
from hedgerow.capture.wire import Delivery, WireEvent
from hedgerow.vocab.events import Event

NOT_ANALYTICS = frozenset({"$snapshot", "$$heatmap", "$$client_ingestion_warning"})
"""Accepted and not kept (last row of CAP-44)."""

_NOTHING: Mapping[str, Any] = {}


def clean_events(
    delivery: Delivery,
    *,
    team_id: int,
    now: datetime,
    sent_at: str = "",
    nameless: str | None = None,
    warnings: IngestionWarnings | None = None,
) -> list[Event]:
    """The events of one request, in order, for the project whose token it carries.

    ``now`` is the arrival, ``sent_at`` the query's sending time in ms (CAP-40), ``nameless`` the name of events
    without one (``$identify`` on ``/engage``, CAP-10). One bad event refuses them all (CAP-24): raises
    InvalidRequest naming the field, as ``batch__3__distinct_id``. Events that are not analytics are left out.
    ``warnings`` are told of what is not kept as it was sent.
    """
    cleaner = _Cleaner(delivery, team_id, now, sent_at, nameless)
    events = [cleaner.event(index, wire) for index, wire in enumerate(delivery.events)]
    if warnings is not None:
        cleaner.warned.tell(warnings)
    return [event for event in events if event.event not in NOT_ANALYTICS]


class _Cleaner:
    """What all events of one request share."""

    __slots__ = ("_behind", "_delivery", "_nameless", "_now", "_query_sent_at", "_team_id", "warned")

    def __init__(
        self, delivery: Delivery, team_id: int, now: datetime, query_sent_at: str, nameless: str | None
    ) -> None:
        self._delivery = delivery
        self._team_id = team_id
        self._now = now
        self._query_sent_at = query_sent_at
        self._nameless = nameless
        self._behind = skew(now, sending_time(delivery.sent_at, query_sent_at))
        self.warned = RequestWarnings(team_id, now)

    def event(self, index: int, wire: WireEvent) -> Event:
        name = wire.event if wire.event is not None else self._nameless
        if type(name) is not str or not name:
            raise self._refusal(index, "event", "The event has no name.")
        properties = wire.properties if wire.properties is not None else {}
        if type(properties) is not dict:
            raise self._refusal(index, "properties", "`properties` must be an object.")
        sent_id = _first(wire.distinct_id, wire.dollar_distinct_id, properties.get("distinct_id"))
        if sent_id is None:
            raise self._refusal(index, "distinct_id", "The event has no `distinct_id`.")
        properties.pop("token", None)
        if ELEMENTS in properties:
            write_chain(properties)
        identity = self._uuid(index, wire.uuid)
        whose = whole_text(sent_id)
        behind = self._skew(wire, properties)
        event = Event(
            team_id=self._team_id,
            uuid=identity or new_uuid(),
            uuid_made_here=identity is None,
            event=kept_name(name),
            distinct_id=kept_name(whose),
            timestamp=event_time(wire.timestamp, wire.offset, arrival=self._now, behind=behind),
            properties=properties,
            person_set=without_deep(_merged(wire.set, properties.get("$set"))),
            person_set_once=without_deep(_merged(wire.set_once, properties.get("$set_once"))),
            person_unset=_names(wire.unset, properties.get("$unset")),
            process_person=properties.get("$process_person_profile") is not False,
        )
        if event.timestamp is self._now:
            self.warned.bad_timestamp(wire, event)
        if behind:
            self.warned.skew(event, behind)
        for field, text in (("event", name), ("distinct_id", whose)):
            if len(text) > LONGEST_NAME:
                self.warned.cut(event, field, len(text), LONGEST_NAME)
        return event

    def _uuid(self, index: int, sent: Any) -> UUID | None:
        if sent is None or sent == "":
            return None
        try:
            return _uuid(sent)
        except (ValueError, AttributeError, TypeError):
            raise self._refusal(index, "uuid", "`uuid` is not a UUID.") from None

    def _skew(self, wire: WireEvent, properties: dict[str, Any]) -> timedelta:
        if properties.get("$ignore_sent_at") is True:
            return timedelta()
        if (own := wire.sent_at or wire.sent_at_camel) and self._delivery.place is not None:
            return skew(self._now, sending_time(own, self._query_sent_at))
        return self._behind

    def _refusal(self, index: int, field: str, detail: str) -> InvalidRequest:
        return InvalidRequest(detail, code="invalid_input", attr=self._delivery.attr(index, field))


def _uuid(sent: Any) -> UUID:
    """``sent`` in any form that `UUID` reads; the usual one is read much faster."""
    try:
        return msgspec.convert(sent, UUID)
    except msgspec.ValidationError:
        return UUID(sent)


def _first(*candidates: Any) -> Any:
    """The first that is there; null and the empty text are missing."""
    for candidate in candidates:
        if candidate is not None and candidate != "":
            return candidate
    return None


def _merged(top: Any, inner: Any) -> Mapping[str, Any]:
    """``$set`` of both places; the one at the top wins. Anything but an object counts as absent."""
    if type(top) is not dict:
        return inner if type(inner) is dict else _NOTHING
    return {**inner, **top} if type(inner) is dict else top


def _names(top: Any, inner: Any) -> tuple[str, ...]:
    """``$unset`` of both places: lists of names, or objects whose keys they are. Anything else counts as absent."""
    both = (*_listed(top), *_listed(inner)) if top or inner else ()
    return tuple(name for name in both if type(name) is str)


def _listed(names: Any) -> Iterable[Any]:
    return names if type(names) in {list, dict} else ()
