"""Whether the client of a request still waits, for answers that take long to compute."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from hedgerow.run.presence import Presence


async def _presence(request: Request) -> AsyncGenerator[Presence]:
    presence = Presence()

    async def watch() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        await asyncio.get_running_loop().run_in_executor(None, presence.end)

    watching = asyncio.create_task(watch())
    try:
        yield presence
    finally:
        watching.cancel()


Waiting = Annotated[Presence, Depends(_presence)]
"""Ends when the client leaves. It reads what the client still sends, so it stands after what takes a body in."""
