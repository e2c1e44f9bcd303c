"""Fault: `kill -9` at random moments under load."""

import random
import signal
from pathlib import Path
from time import sleep

from bench.faults.clients import BATCH, Crowd
from bench.faults.outcome import Outcome
from bench.faults.site import Step, new_site


def killed(data: Path, *, rounds: int, step: Step) -> Outcome:
    """Kill the server ``rounds`` times at random moments; clients go on with what they had on their way."""
    site = new_site(data)
    crowd = Crowd(site.sender)
    for _ in range(rounds):
        with site.serving() as server:
            crowd.await_acknowledged(random.randrange(1, 20) * BATCH)
            sleep(random.uniform(0, 0.2))
            server.process.send_signal(signal.SIGKILL)
        step()
    with site.serving() as server:
        crowd.finished()
        return site.outcome(f"kill -9, {rounds} times", server)
