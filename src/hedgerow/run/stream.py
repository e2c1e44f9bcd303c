"""Answers one after the other, computed side by side ahead of their turn."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from itertools import islice
from typing import TypeVar

from hedgerow.run.presence import Presence

Thing = TypeVar("Thing")
Answer = TypeVar("Answer")


async def in_turn(
    act: Callable[[Thing], Awaitable[Answer]], things: Iterable[Thing], *, ahead: int, presence: Presence
) -> AsyncGenerator[Answer]:
    """``act`` on each of ``things``, at most ``ahead`` begun and not yet handed out; answers in the order of things.

    A reader who is slow or stops stops the beginning of more. Closing this before its end ends ``presence``, so that
    what runs is stopped too; that happens in a thread and is not waited for.
    """

    async def answered(thing: Thing) -> Answer:
        return await act(thing)

    coming = iter(things)
    begun = deque(asyncio.create_task(answered(thing)) for thing in islice(coming, ahead))
    try:
        while begun:
            answer = await begun[0]
            begun.popleft()
            begun.extend(asyncio.create_task(answered(thing)) for thing in islice(coming, 1))
            yield answer
    finally:
        if begun:
            for task in begun:
                task.cancel()
            asyncio.get_running_loop().run_in_executor(None, presence.end)
            await asyncio.gather(*begun, return_exceptions=True)
