"""Captures without end into the folder of its argument, telling every acknowledged batch; waits to be killed.

It opens the folder when a line on its standard input says with which batch each sender begins. A second argument is how
many batches each sender sends before it ends by itself.
"""

import sys
import threading
from itertools import count, islice
from pathlib import Path
from uuid import UUID

from hedgerow.base.settings import Settings
from hedgerow.capture.commit import GroupCommitter
from hedgerow.engine.opening import open_engine
from hedgerow.store.place import store_url
from hedgerow.store.store import open_store
from hedgerow.vocab.events import Event
from tests.capture.samples import NOW, event

SENDERS = 4
BATCH = 20


def batch(sender: int, number: int) -> list[Event]:
    """The events of one batch; the same ones whenever it is sent."""
    first = (sender * 1_000_000 + number) * BATCH + 1
    return [
        event(distinct_id=f"{sender}-{number % 50}", uuid=UUID(int=first + place), properties={"n": number})
        for place in range(BATCH)
    ]


def send(committer: GroupCommitter, sender: int, first: int, most: int | None) -> None:
    """Submit batches and print the number of each, after its acknowledgement and in one write."""
    for number in islice(count(first), most):
        committer.submit_and_wait(batch(sender, number))
        sys.stdout.write(f"{sender} {number}\n")
        sys.stdout.flush()


def main() -> None:
    """Begin when told to."""
    begins = map(int, sys.stdin.readline().split())
    most = int(sys.argv[2]) if len(sys.argv) > 2 else None
    settings = Settings(data=Path(sys.argv[1]), engine_connections=2)
    engine = open_engine(settings)
    committer = GroupCommitter(open_store(store_url(settings)), engine, lambda: NOW, settings)
    senders = [
        threading.Thread(target=send, args=(committer, sender, first, most)) for sender, first in enumerate(begins)
    ]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    committer.close()
    engine.close()


if __name__ == "__main__":
    main()
