"""The little of ASGI this room speaks itself; the framework lives in `hedgerow.api`."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from hedgerow.base.canonical_json import wire
from hedgerow.base.errors import ClientError

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


def sent_header(scope: Scope, name: bytes) -> bytes | None:
    """The value of the header ``name`` (lower case) of a request; None when it was not sent."""
    return next((value for key, value in scope["headers"] if key == name), None)


async def send_refusal(send: Send, error: ClientError) -> None:
    """Answer a request with ``error``: its status, its headers and the envelope of ERR-1."""
    body = wire({"type": error.type, "code": error.code, "detail": error.detail, "attr": error.attr})
    headers = {"Content-Type": "application/json", "Content-Length": str(len(body)), **error.headers}
    named = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": error.status, "headers": named})
    await send({"type": "http.response.body", "body": body})
