"""How much one request and one event may hold; all of it far above what any SDK sends.

A request that holds too much is refused as a whole (413, on which SDKs halve their batch). An event never is: what is
too much of its properties is dropped (CAP-24), `TRACE` counts that in the event, and a warning names it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from hedgerow.base.errors import PayloadTooLarge
from hedgerow.capture.ingestion_warnings import IngestionWarnings
from hedgerow.vocab.events import Event
from hedgerow.vocab.ingestion import WarningKind

MOST_EVENTS = 50_000
"""Events in one request."""

MOST_CONTAINERS, MOST_VALUES = 300_000, 1_000_000
"""Objects and lists, and values, in one request: three bytes of JSON may take a hundred bytes of memory."""

COUNTED_FROM_BYTES = 2**20
"""A shorter text cannot hold enough to matter and is not counted."""

MOST_PROPERTIES = 1_000
"""Properties of one event, or of one `$set`."""

LARGEST_PROPERTIES = 2**20
"""Bytes of JSON that the properties of one event, or of one `$set`, may take."""

TRACE = "hedgerow_dropped_properties"
"""The property that says how many others were dropped from an event."""

_NAMES_SHOWN, _LETTERS_SHOWN = 10, 100
_ENCODER = msgspec.json.Encoder()

_Dropped = dict[WarningKind, list[str]]


def refuse_too_many_values(text: bytes) -> None:
    """Raise PayloadTooLarge when JSON ``text`` would become too many values, before it is parsed.

    It only counts signs, those inside of texts too: the limits leave room for that.
    """
    if len(text) >= COUNTED_FROM_BYTES and (
        text.count(b"{") + text.count(b"[") > MOST_CONTAINERS or text.count(b",") > MOST_VALUES
    ):
        raise PayloadTooLarge("The body holds too many values. Send it in smaller parts.")


def refuse_too_many_events(events: Sequence[object]) -> None:
    """Raise PayloadTooLarge when one request brings more than `MOST_EVENTS`."""
    if len(events) > MOST_EVENTS:
        raise PayloadTooLarge(f"The request brings more than {MOST_EVENTS} events. Send them in smaller parts.")


def without_excess(
    events: Sequence[Event], *, text_bytes: int, at: datetime, warnings: IngestionWarnings
) -> list[Event]:
    """``events`` of one request without what is too much of them; a warning tells of each that was changed.

    ``text_bytes`` is the size of the request: no event of it is larger. Of too many properties those of the SDKs
    (``$…``) are kept before others and earlier before later ones; of too many bytes the largest properties go first.
    """
    small = text_bytes <= LARGEST_PROPERTIES
    return [
        event
        if small
        and len(event.properties) <= MOST_PROPERTIES
        and len(event.person_set) <= MOST_PROPERTIES
        and len(event.person_set_once) <= MOST_PROPERTIES
        else _cut(event, at, warnings)
        for event in events
    ]


def _cut(event: Event, at: datetime, warnings: IngestionWarnings) -> Event:
    dropped: _Dropped = defaultdict(list)
    properties = _kept(event.properties, dropped)
    person_set = _kept(event.person_set, dropped)
    person_set_once = _kept(event.person_set_once, dropped)
    if not dropped:
        return event
    for kind, names in dropped.items():
        shown = [name[:_LETTERS_SHOWN] for name in names[:_NAMES_SHOWN]]
        warnings.note(
            kind,
            team_id=event.team_id,
            at=at,
            event=event.event,
            distinct_id=event.distinct_id,
            details={"dropped": len(names), "names": shown},
        )
    trace = {TRACE: sum(map(len, dropped.values()))}
    return replace(event, properties={**properties, **trace}, person_set=person_set, person_set_once=person_set_once)


def _kept(sent: Mapping[str, Any], dropped: _Dropped) -> Mapping[str, Any]:
    """What stays of ``sent``; the names of what does not are added to ``dropped``."""
    kept = sent
    if len(kept) > MOST_PROPERTIES:
        names = sorted(kept, key=lambda name: not name.startswith("$"))
        dropped[WarningKind.TOO_MANY_PROPERTIES] += names[MOST_PROPERTIES:]
        kept = {name: kept[name] for name in names[:MOST_PROPERTIES]}
    if len(_ENCODER.encode(kept)) > LARGEST_PROPERTIES:
        sizes = {name: len(_ENCODER.encode({name: value})) for name, value in kept.items()}
        excess = sum(sizes.values()) - LARGEST_PROPERTIES
        largest_first = iter(sorted(sizes, key=sizes.__getitem__, reverse=True))
        while excess > 0:
            dropped[WarningKind.EVENT_TOO_LARGE].append(name := next(largest_first))
            excess -= sizes.pop(name)
        kept = {name: kept[name] for name in sizes}
    return kept
