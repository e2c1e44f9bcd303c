"""Too much in one request or one event: refused cheaply, or cut without losing the event (CAP-23, CAP-24)."""

import gzip
import json
import time
import tracemalloc
import zlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from hedgerow.base.errors import MalformedRequest, PayloadTooLarge
from hedgerow.capture.body import Hints, json_text
from hedgerow.capture.ingestion_warnings import IngestionWarnings
from hedgerow.capture.limits import LARGEST_PROPERTIES, MOST_EVENTS, MOST_PROPERTIES, TRACE, without_excess
from hedgerow.capture.wire import delivery
from hedgerow.vocab.events import Event
from hedgerow.vocab.ingestion import WarningKind
from tests.capture.samples import NOW, TOKEN, event

MEGABYTE = 2**20
LIMIT = 20 * MEGABYTE
DEFLATE = Hints(content_encoding="deflate")


def properties_of(inner: bytes) -> bytes:
    return b'{"api_key":"t","event":"e","distinct_id":"d","properties":{"a":' + inner + b"}}"


BOMBS: Mapping[str, tuple[Callable[[], bytes], Hints]] = {
    "gzip": (lambda: gzip.compress(bytes(2 * LIMIT)), Hints()),
    "gzip in base64": (lambda: b64encode(gzip.compress(bytes(2 * LIMIT))), Hints()),
    "deflate": (lambda: zlib.compress(bytes(2 * LIMIT)), DEFLATE),
    "gzip of very many members": (lambda: gzip.compress(b"") * 500_000, Hints()),
    "a form of very many fields": (lambda: b"data=e" + b"&" * 19 * MEGABYTE, Hints()),
    "a long blank in a form's base64": (lambda: b"data=A" + b" " * 19 * MEGABYTE + b"\x01", Hints()),
    "deep lists": (lambda: properties_of(b"[" * 9 * MEGABYTE + b"]" * 9 * MEGABYTE), Hints()),
    "deep objects": (lambda: properties_of(b'{"a":' * 3 * MEGABYTE + b"1" + b"}" * 3 * MEGABYTE), Hints()),
    "deep lists beside half an emoji": (lambda: properties_of(b'["\\ud83d",' + b"[" * MEGABYTE), Hints()),
    "millions of empty events": (lambda: b'{"api_key":"t","batch":[' + b"{}," * 6_000_000 + b"{}]}", Hints()),
    "millions of small objects": (lambda: properties_of(b"[" + b'{"a":1},' * 2_400_000 + b"1]"), Hints()),
    "millions of numbers no float holds": (lambda: properties_of(b"[" + b"1e999," * 3_000_000 + b"1]"), Hints()),
}


@pytest.mark.contract("CAP-23", "CAP-122")
@pytest.mark.parametrize("name", BOMBS)
def test_a_body_made_to_exhaust_the_server_is_refused_in_little_time_and_memory(name: str) -> None:
    make, hints = BOMBS[name]
    body = make()
    tracemalloc.start()
    started = time.process_time()
    with pytest.raises((MalformedRequest, PayloadTooLarge)):
        delivery(json_text(body, hints, limit=LIMIT))
    took = time.process_time() - started
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 1.5
    assert peak < 3.5 * LIMIT


@pytest.mark.contract("CAP-34")
def test_gzip_of_a_few_members_is_read() -> None:
    assert json_text(gzip.compress(b'{"a":') + gzip.compress(b"1}"), Hints(), limit=LIMIT) == b'{"a":1}'


@pytest.mark.contract("CAP-23", "CAP-26")
def test_more_events_than_one_request_may_bring_are_a_413_on_which_clients_halve() -> None:
    sent = {"event": "e", "distinct_id": "d"}
    assert len(delivery(json.dumps({"api_key": TOKEN, "batch": [sent] * MOST_EVENTS}).encode()).events) == MOST_EVENTS
    with pytest.raises(PayloadTooLarge):
        delivery(json.dumps({"api_key": TOKEN, "batch": [sent] * (MOST_EVENTS + 1)}).encode())


@pytest.mark.contract("CAP-46")
def test_the_largest_batch_of_page_views_is_within_the_limits() -> None:
    view = {f"$property_{n}": f"Mozilla/5.0 (X11; Linux x86_64), like Gecko, {n}" for n in range(45)}
    one = {"event": "$pageview", "distinct_id": "d", "properties": {**view, "$set_once": view}}
    text = json.dumps({"api_key": TOKEN, "batch": [one] * (LIMIT // len(json.dumps(one)) - 1)}).encode()
    assert len(text) > 19 * MEGABYTE
    assert delivery(text).events


def limited(sent: Event, *, text_bytes: int = LARGEST_PROPERTIES + 1) -> tuple[Event, IngestionWarnings]:
    warnings = IngestionWarnings()
    (kept,) = without_excess([sent], text_bytes=text_bytes, at=NOW, warnings=warnings)
    return kept, warnings


def test_an_event_within_the_limits_is_left_as_it_is() -> None:
    sent = event(properties={f"p{n}": "x" * 1000 for n in range(MOST_PROPERTIES)})
    kept, warnings = limited(sent)
    assert kept is sent
    assert warnings.taken() == ()


@pytest.mark.contract("CAP-24")
def test_properties_beyond_the_most_are_dropped_the_sdks_own_last_and_counted_in_the_event() -> None:
    names = [f"p{n}" for n in range(MOST_PROPERTIES + 5)]
    sent = event(distinct_id="ada", properties={**dict.fromkeys(names, 1), "$lib": "web"})
    kept, warnings = limited(sent, text_bytes=100)
    assert kept.properties == {"$lib": "web", **dict.fromkeys(names[:-6], 1), TRACE: 6}
    (warned,) = warnings.taken()
    assert (warned.team_id, warned.kind, warned.count) == (1, WarningKind.TOO_MANY_PROPERTIES, 1)
    assert warned.samples[0].distinct_id == "ada"
    assert warned.samples[0].details == {"dropped": 6, "names": names[-6:]}


@pytest.mark.contract("CAP-24")
def test_of_an_event_too_large_the_largest_properties_are_dropped_until_it_fits() -> None:
    sent = event(properties={"small": 1, "large": "x" * 900_000, "larger": "x" * 1_000_000, "page": "/"})
    kept, warnings = limited(sent)
    assert kept.properties == {"small": 1, "large": "x" * 900_000, "page": "/", TRACE: 1}
    (warned,) = warnings.taken()
    assert warned.kind == WarningKind.EVENT_TOO_LARGE
    assert warned.samples[0].details == {"dropped": 1, "names": ["larger"]}


@pytest.mark.contract("CAP-24")
@pytest.mark.parametrize("place", ["person_set", "person_set_once"])
def test_what_is_set_on_a_person_is_limited_alike(place: str) -> None:
    sets: dict[str, Any] = {place: {"plan": "pro", "novel": "x" * MEGABYTE, **{f"p{n}": n for n in range(2000)}}}
    kept, _ = limited(event(**sets))
    assert list(getattr(kept, place))[:2] == ["plan", "p0"]
    assert len(getattr(kept, place)) == MOST_PROPERTIES - 1
    assert kept.properties == {TRACE: 1003}
