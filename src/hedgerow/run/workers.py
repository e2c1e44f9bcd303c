"""The threads that answer for streams, so that a stream which waits holds none."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from hedgerow.run.runner import MustCompute

Answer = TypeVar("Answer")

_LOOKING = 4
"""Threads that look into the cache. They never wait for the engine, so what is known comes at once."""


class Workers:
    """Threads that wait for the engine, and a few that only look into the cache.

    Streams have three of four of the engine's ``connections``, so that slow ones never keep all others waiting.
    """

    def __init__(self, connections: int = 8) -> None:
        computing = max(1, connections * 3 // 4)
        self._looking = ThreadPoolExecutor(_LOOKING, thread_name_prefix="tiles-known")
        self._computing = ThreadPoolExecutor(computing, thread_name_prefix="tiles")
        self.share = max(1, computing // 2)
        """How many answers one stream may ask for at a time: half, so that one long dashboard leaves room."""

    async def answer(self, act: Callable[[bool], Answer]) -> Answer:
        """What ``act`` answers when told whether it may compute: first without, and if it raises MustCompute, with."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._looking, copy_context().run, act, False)
        except MustCompute:
            return await loop.run_in_executor(self._computing, copy_context().run, act, True)

    def close(self) -> None:
        """Begin nothing more. What runs ends with the engine's answer."""
        self._looking.shutdown(wait=False, cancel_futures=True)
        self._computing.shutdown(wait=False, cancel_futures=True)
