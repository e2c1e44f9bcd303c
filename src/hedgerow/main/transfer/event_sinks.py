"""Where imported events go: the committer of this process, or the capture endpoint of a running server."""

import time
from collections.abc import Callable, Sequence
from typing import Protocol

import httpx2
import msgspec

from hedgerow.base.errors import InvalidRequest, PayloadTooLarge, Unavailable
from hedgerow.capture.commit import GroupCommitter
from hedgerow.capture.wire import WireEvent
from hedgerow.main.transfer.api import ApiFailure, refusal_of
from hedgerow.vocab.events import Event

TRIES = 8
"""How often a batch is sent when the server is busy or does not answer; the waits between add up to minutes."""

BODY_BYTES = 8 * 2**20
"""Most of one request: well within what servers take (contract 85 §2)."""

_ENCODER = msgspec.json.Encoder()


class EventSink(Protocol):
    """Takes batches of events; each is stored once, whatever is sent again."""

    def store(self, events: Sequence[Event], sent: Sequence[WireEvent]) -> int | None:
        """Return when the batch is durable: how many of it had been stored before, None when that is not told.

        ``events`` are ``sent`` after cleaning. Raises InvalidRequest or PayloadTooLarge when one of them cannot be
        stored (others of the batch may be), and what ends the import: ApiFailure, or another error of the house.
        """
        ...


class HouseSink:
    """The committer of this process."""

    def __init__(self, committer: GroupCommitter) -> None:
        self._committer = committer

    def store(self, events: Sequence[Event], sent: Sequence[WireEvent]) -> int | None:  # noqa: ARG002
        """See `EventSink.store`."""
        before = self._committer.counts.duplicates
        _tried(lambda: self._committer.submit_and_wait(events))
        return self._committer.counts.duplicates - before


class ServerSink:
    """``/batch`` of the server that ``http`` talks to, with the token of a project."""

    def __init__(self, http: httpx2.Client, token: str) -> None:
        self._http = http
        self._token = token

    def store(self, events: Sequence[Event], sent: Sequence[WireEvent]) -> int | None:  # noqa: ARG002
        """See `EventSink.store`."""
        body: list[bytes] = []
        size = 0
        for event in map(_ENCODER.encode, sent):
            if body and size + len(event) > BODY_BYTES:
                self._send(body)
                body, size = [], 0
            body.append(event)
            size += len(event)
        self._send(body)
        return None

    def _send(self, events: Sequence[bytes]) -> None:
        start = _ENCODER.encode({"api_key": self._token, "historical_migration": True})
        body = start[:-1] + b',"batch":[' + b",".join(events) + b"]}"
        _tried(lambda: self._post(body))

    def _post(self, body: bytes) -> None:
        try:
            answer = self._http.post("/batch/", content=body, headers={"Content-Type": "application/json"})
        except httpx2.TransportError as error:
            raise Unavailable(f"{self._http.base_url} does not answer: {error}.", retry_after=1) from error
        if answer.status_code in {429, 503}:
            raise Unavailable(refusal_of(answer), retry_after=_seconds(answer.headers.get("Retry-After")))
        if answer.status_code == 413:
            raise PayloadTooLarge(refusal_of(answer))
        if answer.status_code == 400:
            raise InvalidRequest(refusal_of(answer))
        if answer.status_code != 200:
            raise ApiFailure(refusal_of(answer))


def _seconds(header: str | None) -> int:
    return min(int(header), 60) if header and header.isdecimal() else 5


def _tried(store: Callable[[], None]) -> None:
    for turn in range(1, TRIES + 1):
        try:
            return store()
        except Unavailable as error:
            if turn == TRIES:
                raise ApiFailure(f"{error.detail} Run the same command again later: what is stored stays.") from error
            time.sleep(int(error.headers["Retry-After"]) * turn)
    return None
