"""Server-sent events: one answer in many parts, each sent as soon as it is there (30 §6).

An event is one line ``data: <compact JSON>`` and an empty line, never ``event:``, ``id:`` or ``retry:``. While nothing
is ready, a comment goes out every `HEARTBEAT_SECONDS`: readers of the format skip it, and proxies that cut silent
connections leave this one alone. Compression would hold events back; the compressing layer leaves this type out.
"""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from hedgerow.api.formats import EVENT_STREAM
from hedgerow.base.canonical_json import wire
from hedgerow.base.logging import logger

HEARTBEAT_SECONDS = 15.0

_HEARTBEAT = b": still here\n\n"
_HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}

log = logger("api")


def event(payload: dict[str, Any]) -> bytes:
    """``payload`` as one event."""
    return b"data: " + wire(payload) + b"\n\n"


class EventStream(StreamingResponse):
    """Sends ``events`` one by one. Closes them as soon as the client is gone, also while none is ready.

    When they break, a last event ``{"type": "error"}`` says so, without a word of the inside (STREAM-11).
    """

    media_type = EVENT_STREAM

    def __init__(self, events: AsyncGenerator[bytes], *, heartbeat_seconds: float = HEARTBEAT_SECONDS) -> None:
        self._events = _beating(events, heartbeat_seconds)
        super().__init__(self._events, headers=_HEADERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send until the events or the client end."""
        sending = asyncio.create_task(self.stream_response(send))
        leaving = asyncio.create_task(self.listen_for_disconnect(receive))
        try:
            await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()
        except OSError:
            log.debug("client left", path=scope["path"])
        finally:
            leaving.cancel()
            sending.cancel()
            await asyncio.gather(sending, leaving, return_exceptions=True)
            await self._events.aclose()


async def _beating(events: AsyncGenerator[bytes], seconds: float) -> AsyncGenerator[bytes]:
    """``events`` with a comment wherever nothing came for ``seconds``, and an error at the end when they break."""

    async def following() -> bytes | None:
        return await anext(events, None)

    awaited: asyncio.Task[bytes | None] | None = None
    try:
        while True:
            awaited = awaited or asyncio.create_task(following())
            await asyncio.wait({awaited}, timeout=seconds)
            if not awaited.done():
                yield _HEARTBEAT
                continue
            found = awaited.result()
            awaited = None
            if found is None:
                return
            yield found
    except Exception:
        log.exception("stream broke")
        yield event({"type": "error", "error": "The stream broke. Ask again."})
    finally:
        if awaited is not None:
            awaited.cancel()
            await asyncio.gather(awaited, return_exceptions=True)
        await events.aclose()
