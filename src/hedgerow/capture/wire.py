"""The shapes a capture body may have: a batch, a list of events, one event (contract 85 §4)."""

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from hedgerow.base.errors import ClientError, InvalidRequest, MalformedRequest
from hedgerow.capture.limits import refuse_too_many_events, refuse_too_many_values
from hedgerow.capture.token import shared_token, valid_token

_EVENT_NAMES = {
    "set": "$set",
    "set_once": "$set_once",
    "unset": "$unset",
    "dollar_distinct_id": "$distinct_id",
    "dollar_token": "$token",
    "sent_at_camel": "sentAt",
}
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_PLACE = re.compile(r"(?: - at `\$(.*)`)?$")


class WireEvent(msgspec.Struct, rename=_EVENT_NAMES, gc=False):
    """One event as sent; nothing of it is checked yet. What it does not name is ignored (contract 85 §5)."""

    event: Any = None
    distinct_id: Any = None
    dollar_distinct_id: Any = None
    properties: Any = None
    timestamp: Any = None
    uuid: Any = None
    offset: Any = None
    set: Any = None
    set_once: Any = None
    unset: Any = None
    token: Any = None
    dollar_token: Any = None
    api_key: Any = None
    sent_at: Any = None
    sent_at_camel: Any = None


class WireBody(WireEvent, rename=_EVENT_NAMES):
    """A JSON object as sent: a batch when it has ``batch``, else one event."""

    batch: list[WireEvent] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One capture request, parsed: whose it is, when it was sent (as written), and its events.

    ``place`` is how errors name an event (ERR-4): ``batch__`` before its number, only the number, or nothing.
    """

    token: str
    events: list[WireEvent]
    sent_at: Any
    place: str | None

    def attr(self, index: int, field: str) -> str:
        """The name of one field of the event at ``index``, for an error."""
        return field if self.place is None else f"{self.place}{index}__{field}"


_BODY = msgspec.json.Decoder(WireBody)
_EVENTS = msgspec.json.Decoder(list[WireEvent])


def delivery(text: bytes) -> Delivery:
    """``text`` as a Delivery with its token found and checked (CAP-1..4, CAP-39).

    Raises MalformedRequest (no JSON), InvalidRequest (no shape we know, no events), PayloadTooLarge (too many
    events or values), NotAuthenticated or AuthenticationFailed (token missing, malformed, or not the same throughout
    a list).
    """
    refuse_too_many_values(text)
    if text.lstrip()[:1] == b"[":
        events: list[WireEvent] = parsed(text, _EVENTS)
        refuse_number(events, None)
        return Delivery(token=shared_token(_tokens(events)), events=events, sent_at=None, place="")
    body: WireBody = parsed(text, _BODY)
    sent_at = body.sent_at or body.sent_at_camel
    if body.batch is None:
        return Delivery(token=shared_token(_tokens([body])), events=[body], sent_at=sent_at, place=None)
    refuse_number(body.batch, "batch")
    own = body.api_key or body.token
    token = valid_token(own) if own is not None else shared_token(_tokens(body.batch))
    return Delivery(token=token, events=body.batch, sent_at=sent_at, place="batch__")


def refuse_number(events: Sequence[object], attr: str | None) -> None:
    """Raise InvalidRequest when there are no ``events``, PayloadTooLarge when there are too many for one request."""
    if not events:
        raise InvalidRequest("There are no events in the request.", code="empty", attr=attr)
    refuse_too_many_events(events)


def _tokens(events: list[WireEvent]) -> list[Any]:
    """Every token the events name; one event names at most one, the first found of CAP-39."""
    found = []
    for event in events:
        properties = event.properties
        inner = properties.get("token") if type(properties) is dict else None
        token = event.token or event.dollar_token or event.api_key or inner
        if token is not None:
            found.append(token)
    return found


def parsed(text: bytes, decoder: "msgspec.json.Decoder[Any]") -> Any:
    """What ``text`` holds by ``decoder``; raises MalformedRequest or InvalidRequest."""
    try:
        return decoder.decode(text)
    except RecursionError:
        raise MalformedRequest("The body nests too deeply.") from None
    except UnicodeDecodeError as error:
        raise MalformedRequest(f"The body is not UTF-8: {error.reason}.") from None
    except msgspec.DecodeError as error:
        if "out of range" in str(error) or _SURROGATE.search(text):
            return _parsed_with_care(text, decoder)
        raise _refusal(error) from None


def _parsed_with_care(text: bytes, decoder: "msgspec.json.Decoder[Any]") -> Any:
    """JSON that is valid but beyond the fast parser: half surrogate pairs, numbers too large for a float.

    Browsers send the first when they cut a text inside an emoji. A half pair becomes U+FFFD; a number no
    float can hold stays as its text. Property values never refuse an event (CAP-24).
    """
    try:
        value = json.loads(
            text.decode("utf-8"), parse_float=_finite, parse_int=_integer, parse_constant=_refuse_constant
        )
        return msgspec.convert(_mended(value), decoder.type)
    except msgspec.ValidationError as error:
        raise _refusal(error) from None
    except RecursionError:
        raise MalformedRequest("The body nests too deeply.") from None
    except ValueError as error:
        raise MalformedRequest(f"The body is not JSON: {error}.") from None


def _finite(text: str) -> float | str:
    return number if math.isfinite(number := float(text)) else text


def _integer(text: str) -> int | str:
    return int(text) if len(text) < 1000 else text


def _refuse_constant(text: str) -> None:
    raise ValueError(f"{text} is no JSON value")


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_mended(item) for item in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    return value


def _refusal(error: msgspec.DecodeError) -> ClientError:
    """What a parser's complaint says to the client; a shape that is not ours names its place."""
    if not isinstance(error, msgspec.ValidationError):
        return MalformedRequest(f"The body is not JSON: {error}.")
    found = _PLACE.search(str(error))
    place = found[1] if found and found[1] else ""
    attr = "__".join(re.findall(r"[^.\[\]]+", place)) or None
    return InvalidRequest(f"Not a capture body: {error}.", code="invalid_input", attr=attr)
