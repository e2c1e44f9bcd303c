"""Answers travel compressed, in the way the client understands best (RFC 9110, content coding)."""

from collections.abc import Sequence
from functools import partial
from typing import Literal

import anyio.to_thread
from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipResponder, IdentityResponder
from starlette.types import ASGIApp, Receive, Scope, Send

from hedgerow.base.zstandard import zstd

FROM_BYTES = 2048
"""Smaller answers fit into a packet or two as they are."""

_OFFERED = ("zstd", "gzip")
_GZIP_LEVEL = 4
_LARGE = 128 * 1024
"""Bytes that are compressed in a thread, so that other requests need not wait for it."""


class Compression:
    """Compresses answers of some size; streams of events pass as they are, for each event must leave at once."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and compress what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await self._responder(accepted_coding(Headers(scope=scope), _OFFERED))(scope, receive, send)

    def _responder(self, coding: str | None) -> ASGIApp:
        if coding == "zstd":
            return _ZstdResponder(self._app, FROM_BYTES)
        if coding == "gzip":
            return GZipResponder(self._app, FROM_BYTES, compresslevel=_GZIP_LEVEL, thread_minimum_size=_LARGE)
        return IdentityResponder(self._app, FROM_BYTES)


def accepted_coding(headers: Headers, offered: Sequence[str]) -> str | None:
    """The one of ``offered`` that ``Accept-Encoding`` likes best, the first of equals; None when it takes none."""
    weights: dict[str, float] = {}
    for part in headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = part.replace(" ", "").partition(";q=")
        weights[name] = _number(weight)
    best = max(offered, key=lambda coding: weights.get(coding, weights.get("*", 0)))
    return best if weights.get(best, weights.get("*", 0)) > 0 else None


def _number(weight: str) -> float:
    try:
        return float(weight) if weight else 1
    except ValueError:
        return 0


class _ZstdResponder(IdentityResponder):
    """As Starlette's responder for gzip."""

    content_encoding = "zstd"
    _compressor: zstd.ZstdCompressor | None = None

    async def apply_compression(self, body: bytes, *, more_body: bool) -> bytes:
        """The next piece of the answer; a reader can decode all that was sent so far."""
        self._compressor = self._compressor or zstd.ZstdCompressor()
        mode: Literal[1, 2] = self._compressor.FLUSH_BLOCK if more_body else self._compressor.FLUSH_FRAME
        compressed = partial(self._compressor.compress, body, mode)
        return await anyio.to_thread.run_sync(compressed) if len(body) >= _LARGE else compressed()
