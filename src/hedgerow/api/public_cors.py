"""Cross-origin answers for what a web page may call with a project token (CAP-70..75, CAP-110)."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hedgerow.api.paths import one_path

_EXACT = frozenset(
    {
        "/batch", "/capture", "/e", "/track", "/engage", "/s", "/decide", "/flags", "/api/surveys",
        "/api/early_access_features", "/api/web_experiments", "/api/product_tours",
    }
)  # fmt: skip
_UNDER = ("/i/", "/array/", "/static/", "/flags/")


def is_public(path: str) -> bool:
    """Whether pages of any origin may call ``path``; the private API never (CAP-75)."""
    return path in _EXACT or path.startswith(_UNDER)


class PublicCors:
    """Opens the public paths to pages of every origin, failures included (CAP-72)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer preflights, and add the headers to every other answer of a public path."""
        if scope["type"] != "http" or not is_public(one_path(scope["path"])):
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        if scope["method"] == "OPTIONS":
            answer = Response(status_code=204, headers=_preflight(asked))
            await answer(scope, receive, _opened(send, asked))
            return
        await self._app(scope, receive, _opened(send, asked))


def _preflight(asked: Headers) -> dict[str, str]:
    headers = {"Access-Control-Allow-Methods": "GET, POST, OPTIONS", "Access-Control-Max-Age": "86400"}
    if wanted := asked.get("access-control-request-headers"):
        headers["Access-Control-Allow-Headers"] = wanted
    return headers


def _opened(send: Send, asked: Headers) -> Send:
    origin = asked.get("origin")

    async def opened(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.add_vary_header("Origin")
            if origin:
                headers["Access-Control-Allow-Origin"] = origin
                headers["Access-Control-Allow-Credentials"] = "true"
                headers["Access-Control-Expose-Headers"] = "Retry-After"
        await send(message)

    return opened
