"""Headers that keep browsers from being turned against the people who use them."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
}
HTML_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"
)
"""What our pages may load; who may frame them is said apart."""

_POLICY = "content-security-policy"
_FRAMES = "x-frame-options"


class SecurityHeaders:
    """Adds the headers to every answer; one that an answer brings itself is left alone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers on the way back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
                if headers.get("content-type", "").startswith("text/html"):
                    # A page that names who may frame it must not be contradicted by the older header.
                    if "frame-ancestors" not in headers.get(_POLICY, ""):
                        headers[_FRAMES] = "DENY"
                    headers.setdefault(_POLICY, f"{HTML_POLICY}; frame-ancestors 'none'")
            await send(message)

        await self._app(scope, receive, guarded)
