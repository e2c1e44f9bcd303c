"""One MCP message over HTTP: answered by calling the API inside this process."""

import httpx2
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

from hedgerow.mcp.api_client import ApiClient
from hedgerow.mcp.asgi import App, Receive, Scope, Send, sent_header
from hedgerow.mcp.server import mcp_server


async def answer_message(
    api: App, project: str, base_url: str | None, scope: Scope, receive: Receive, send: Send
) -> None:
    """Answer the POST in ``scope``, whose key was checked, as JSON.

    The manager lives for this message alone: without sessions it keeps nothing, and so needs no place in the
    lifespan of the server.
    """
    host = (sent_header(scope, b"host") or b"localhost").decode("latin-1")
    key = sent_header(scope, b"authorization") or b""
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=api, raise_app_exceptions=False),
        base_url=f"{scope['scheme']}://hedgerow",
        headers={b"Host": host.encode("latin-1"), b"Accept-Encoding": b"identity", b"Authorization": key},
        timeout=None,  # the API limits its queries itself
    ) as http:
        client = ApiClient(http=http, project=project, web=base_url or f"{scope['scheme']}://{host}")
        manager = StreamableHTTPSessionManager(mcp_server(client), json_response=True, stateless=True)
        async with manager.run():
            await manager.handle_request(scope, receive, send)
