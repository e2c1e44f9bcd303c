"""Doing several things at once, answers in the order of the questions."""

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Thing = TypeVar("Thing")
Answer = TypeVar("Answer")


def side_by_side(act: Callable[[Thing], Answer], things: Sequence[Thing], *, at_once: int) -> Generator[Answer]:
    """``act`` on each of ``things``, at most ``at_once`` at a time; a caller who stops early starts no more."""
    if len(things) < 2 or at_once < 2:
        yield from map(act, things)
        return
    with ThreadPoolExecutor(min(at_once, len(things)), thread_name_prefix="tiles") as pool:
        running: list[Future[Answer]] = []
        try:
            for index in range(len(things)):
                running += [pool.submit(act, thing) for thing in things[len(running) : index + at_once]]
                yield running[index].result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
