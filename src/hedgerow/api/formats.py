"""The format of an answer: JSON, or the same document as one server-sent event (FMT-1..4)."""

from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hedgerow.api.answers import error_answer
from hedgerow.base.errors import ClientError, InvalidRequest, NotAcceptable, NotFound

EVENT_STREAM = "text/event-stream"
_JSON_RANGES = {"*/*", "application/*", "application/json"}
_STREAM_RANGES = {"text/*", EVENT_STREAM}
_OWN_FORMATS = ("/api/docs", "/api/schema")
"""Paths under ``/api`` that choose their formats themselves."""


class Formats:
    """Chooses the format of every answer under ``/api/`` by ``?format=`` and ``Accept``."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse formats nobody writes, and turn JSON into an event where that was asked for."""
        if scope["type"] != "http" or not scope["path"].startswith("/api/") or scope["path"] in _OWN_FORMATS:
            await self._app(scope, receive, send)
            return
        try:
            as_event = _wants_event(scope)
        except ClientError as error:
            await error_answer(error)(scope, receive, send)
            return
        await self._app(scope, receive, _EventSender(send) if as_event else send)


def _wants_event(scope: Scope) -> bool:
    query: bytes = scope["query_string"]
    if b"%00" in query:
        raise InvalidRequest("Null characters are not allowed.")
    if b"format=" in query and (asked := parse_qs(query.decode("latin-1")).get("format")):
        if asked[-1] not in {"json", "txt"}:
            raise NotFound
        return asked[-1] == "txt"
    accepted = _ranges(Headers(scope=scope).get("accept") or "*/*")
    if accepted & _JSON_RANGES:
        return False
    if accepted & _STREAM_RANGES:
        return True
    raise NotAcceptable("Could not satisfy the request Accept header.")


def _ranges(accept: str) -> set[str]:
    found = set()
    for part in accept.lower().split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        if media and not any(parameter in {"q=0", "q=0.0", "q=0.00", "q=0.000"} for parameter in parameters):
            found.add(media)
    return found


class _EventSender:
    """Sends a JSON answer as ``data: <json>`` and a blank line; other answers pass unchanged."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._prefix = b""
        self._suffix = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            has_body = message["status"] != HTTPStatus.NO_CONTENT
            if has_body and headers.get("content-type", "").startswith("application/json"):
                headers["content-type"] = f"{EVENT_STREAM}; charset=utf-8"
                del headers["content-length"]
                self._prefix, self._suffix = b"data: ", b"\n\n"
        elif message["type"] == "http.response.body" and self._suffix:
            last = not message.get("more_body", False)
            body = self._prefix + message.get("body", b"") + (self._suffix if last else b"")
            message = {**message, "body": body}
            self._prefix = b""
        await self._send(message)
