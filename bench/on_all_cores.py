"""The same act on many things at once: one INSERT keeps one core busy."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Thing = TypeVar("Thing")


def on_all_cores(act: Callable[[Thing], None], things: Iterable[Thing]) -> None:
    """``act`` on every one of ``things``, as many at once as there are cores; raises what the first failure raised."""
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for _ in pool.map(act, things):
            pass
