"""Fault: clients that do not wait for the answer and send again, at once, mixed anew, and after a restart."""

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.faults.clients import JsonObject
from bench.faults.outcome import Outcome
from bench.faults.site import Site, Step, new_site

CLIENTS = 16
SIZES = (1, 7, 20, 100)


def timed_out(data: Path, *, events: int, step: Step) -> Outcome:
    """Send ``events`` in four mixtures whose answers nobody reads, then once more until each is acknowledged.

    Then the server starts anew, and all of it is done again with the same events.
    """
    site = new_site(data)
    ledger = site.sender.ledger
    sent = [*ledger.made(events // 2), *ledger.made(events - events // 2, timestamp=None)]
    for _ in range(2):
        with site.serving() as server:
            _sent_again_and_again(site, sent)
            step()
            found = site.outcome("answers never read, all sent 10 times", server)
    return found


def _sent_again_and_again(site: Site, sent: Sequence[JsonObject]) -> None:
    with ThreadPoolExecutor(CLIENTS) as clients:
        abandoned = [batch for _ in range(4) for batch in _mixed(sent)]
        random.shuffle(abandoned)
        for batch in abandoned:
            clients.submit(site.sender.abandon, batch, random.choice((0, 0.01, 0.1)))
        delivered = [clients.submit(site.sender.deliver, batch) for batch in _mixed(sent)]
    for each in delivered:
        each.result()


def _mixed(sent: Sequence[JsonObject]) -> list[list[JsonObject]]:
    """``sent`` in another order and in batches of other sizes."""
    rest = random.sample(list(sent), len(sent))
    batches = []
    while rest:
        size = random.choice(SIZES)
        batches.append(rest[:size])
        rest = rest[size:]
    return batches
