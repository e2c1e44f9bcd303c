"""`/mcp` in front of the HTTP API: who may come in, and what a call inside is made with."""

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from hedgerow.base.errors import AuthenticationFailed, ClientError, MethodNotAllowed, NotAuthenticated, PermissionDenied
from hedgerow.mcp.asgi import App, Receive, Scope, Send, send_refusal, sent_header
from hedgerow.services.access import CURRENT, Credentials, authenticated
from hedgerow.services.house import House

PATH = "/mcp"
PROJECT_HEADER = "X-Hedgerow-Project"


class McpDoor:
    """Answers ``/mcp`` by calling ``api`` with the visitor's own key; every other request goes on to ``api``.

    Each message is a request of its own: there are no sessions, so clients come and go as they like and a restart
    of the server is no event for them.
    """

    def __init__(self, api: App, house: House) -> None:
        self._api = api
        self._house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request or pass it on."""
        if scope["type"] != "http" or scope["path"].rstrip("/") != PATH:
            await self._api(scope, receive, send)
            return
        try:
            await asyncio.to_thread(authenticated, self._house, _credentials(scope))
            self._require_own_page(scope)
            if scope["method"] != "POST":
                raise MethodNotAllowed("Messages come by POST.", headers={"Allow": "POST"})
        except ClientError as error:
            await send_refusal(send, error)
            return
        answer_message = await asyncio.to_thread(_loaded)
        project = (sent_header(scope, PROJECT_HEADER.lower().encode()) or b"").decode("latin-1").strip()
        await answer_message(self._api, project or CURRENT, self._house.settings.base_url, scope, receive, send)

    def _require_own_page(self, scope: Scope) -> None:
        """Refuse pages of other servers (the protocol asks for it); programs send no ``Origin``.

        The Host is not checked: what a forged name could gain is what browsers attach by themselves, and a key is not.
        """
        origin = sent_header(scope, b"origin")
        if origin is None:
            return
        own = {(sent_header(scope, b"host") or b"").decode("latin-1").lower()}
        if self._house.settings.base_url is not None:
            own.add(urlsplit(self._house.settings.base_url).netloc.lower())
        if origin.decode("latin-1").lower().partition("://")[2] not in own:
            raise PermissionDenied("Pages of other servers may not call this one.")


def _credentials(scope: Scope) -> Credentials:
    scheme, _, rest = (sent_header(scope, b"authorization") or b"").decode("latin-1").strip().partition(" ")
    key = rest.strip()
    if scheme.lower() != "bearer" or not key:
        raise NotAuthenticated
    if key.startswith("pha_"):
        raise AuthenticationFailed("OAuth access tokens are not supported.")
    return Credentials(key=key, key_place="request Authorization header")


Answering = Callable[[App, str, str | None, Scope, Receive, Send], Awaitable[None]]


def _loaded() -> Answering:
    """The protocol's library takes most of a second and 22 MB, so it is loaded when the first agent calls."""
    from hedgerow.mcp.over_http import answer_message

    return answer_message
