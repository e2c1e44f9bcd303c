"""Around every request: its id, its line in the log, its measure, and a clean 500 when something broke."""

import re
from time import perf_counter

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hedgerow.api.answers import failure_answer
from hedgerow.api.metrics import Metrics
from hedgerow.base.ids import new_uuid
from hedgerow.base.logging import bind_request, logger

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_INVITATION = re.compile(r"(?<=^/invite/)[^/]+|(?<=^/api/signup/)[^/]+")
"""The secret of an invitation's link: whoever reads the log must not be able to accept it."""
_GONE = 499
"""The status noted for a client that left before its answer."""

log = logger("api")


class RequestLog:
    """Notes each request and turns what nobody foresaw into a 500 without a trace of the inside."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and write down how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = perf_counter()
        request_id = _request_id(scope)
        path = _INVITATION.sub("…", scope["path"])
        bind_request(request_id=request_id)
        status = 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["x-request-id"] = request_id
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except ClientDisconnect:
            status = status or _GONE
        except Exception:
            log.exception("request failed", method=scope["method"], path=path)
            if status:
                raise  # the answer has begun; only breaking the connection tells the client
            await failure_answer()(scope, receive, noted)
        finally:
            seconds = perf_counter() - started
            route = getattr(scope.get("route"), "path", "unmatched")
            self._metrics.request_ended(method=_method(scope), route=route, status=status, seconds=seconds)
            log.info("request", method=scope["method"], path=path, status=status, ms=round(seconds * 1000, 1))


def _request_id(scope: Scope) -> str:
    sent = Headers(scope=scope).get("x-request-id", "")
    return sent if _REQUEST_ID.fullmatch(sent) else str(new_uuid())


def _method(scope: Scope) -> str:
    """The method, or ``OTHER`` so that inventive clients cannot grow the measures without end."""
    known = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
    return scope["method"] if scope["method"] in known else "OTHER"
