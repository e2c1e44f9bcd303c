"""Captures without end into the folder of its argument, telling every acknowledged uuid; waits to be killed."""

import sys
import threading
from pathlib import Path

from hedgerow.base.settings import Settings
from hedgerow.capture.commit import GroupCommitter
from hedgerow.engine.opening import open_engine
from hedgerow.store.place import store_url
from hedgerow.store.store import open_store
from tests.capture.samples import NOW, event

SENDERS = 4


def send(committer: GroupCommitter, sender: int) -> None:
    """Submit batches and print the uuids of each, after its acknowledgement and in one write."""
    number = 0
    while True:
        events = [event(distinct_id=f"{sender}-{number % 50}", properties={"n": number}) for _ in range(20)]
        committer.submit_and_wait(events)
        sys.stdout.write("".join(f"{event.uuid}\n" for event in events))
        sys.stdout.flush()
        number += 1


if __name__ == "__main__":
    settings = Settings(data=Path(sys.argv[1]), engine_connections=2)
    committer = GroupCommitter(open_store(store_url(settings)), open_engine(settings), lambda: NOW, settings)
    for sender in range(SENDERS):
        threading.Thread(target=send, args=(committer, sender)).start()
