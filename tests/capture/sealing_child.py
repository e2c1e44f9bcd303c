"""Captures late events and seals their days, both without end, in the folder of its argument; waits to be killed."""

import random
import sys
import time
from itertools import count
from pathlib import Path
from threading import Thread

from hedgerow.base.settings import Settings
from hedgerow.main.wiring import opened_house
from hedgerow.services.house import House
from hedgerow.services.sealing import seal_days
from tests.capture.samples import NOW, event
from tests.capture.test_day_seals import day

DAYS = 6


def capture(house: House) -> None:
    """A few late events again and again, each time on one of the last days."""
    for number in count():
        time.sleep(random.expovariate(10))
        at = day(random.randint(1, DAYS), 0).start
        house.committer.submit_and_wait([event(f"e{number % 3}", f"p{number % 5}", at=at) for _ in range(3)])


def main() -> None:
    """Begin, and say each time that days were sealed."""
    with opened_house(Settings(data=Path(sys.argv[1]), engine_connections=2, now=NOW)) as house:
        house.committer.submit_and_wait([event(at=day(DAYS, 0).start)])
        Thread(target=capture, args=(house,), daemon=True).start()
        while True:
            if seal_days(house, 1):
                sys.stdout.write("sealed\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
