"""Several senders at once, each with its share of the work."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Body = TypeVar("Body")


def send_all(bodies: Sequence[Body], senders: int, send: Callable[[int, Sequence[Body]], None]) -> None:
    """Let ``senders`` threads send ``bodies``, every one its own number and share; raises what the first failure was.

    Returns when all have ended.
    """
    with ThreadPoolExecutor(max_workers=senders) as threads:
        shares = [threads.submit(send, number, bodies[number::senders]) for number in range(senders)]
    for share in shares:
        share.result()
