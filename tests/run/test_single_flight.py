"""Equal questions asked at once are computed once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from hedgerow.run.presence import Presence
from hedgerow.run.single_flight import SingleFlight

CALLERS = 16


def test_many_callers_share_one_computation() -> None:
    flights: SingleFlight[int] = SingleFlight()
    go = threading.Event()
    computed: list[int] = []

    def compute() -> int:
        go.wait(timeout=10)
        computed.append(1)
        return 42

    with ThreadPoolExecutor(CALLERS) as pool:
        asked = [pool.submit(flights.result, "key", lambda _: compute(), Presence()) for _ in range(CALLERS)]
        go.set()
        assert [found.result(timeout=10) for found in asked] == [42] * CALLERS
    # Whoever came after the first computation ended began one of its own; there are never two at a time.
    assert len(computed) <= CALLERS
    assert flights.result("key", lambda _: 7, Presence()) == 7


def test_there_is_never_a_second_computation_while_one_runs() -> None:
    flights: SingleFlight[None] = SingleFlight()
    running = threading.Semaphore(1)
    overlaps: list[int] = []

    def compute() -> None:
        if not running.acquire(blocking=False):
            overlaps.append(1)
            return
        threading.Event().wait(0.001)
        running.release()

    with ThreadPoolExecutor(CALLERS) as pool:
        for asked in [pool.submit(flights.result, "key", lambda _: compute(), Presence()) for _ in range(500)]:
            asked.result(timeout=30)
    assert overlaps == []


def test_a_failure_reaches_every_caller_and_is_not_kept() -> None:
    flights: SingleFlight[int] = SingleFlight()

    def fail() -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        flights.result("key", lambda _: fail(), Presence())
    assert flights.result("key", lambda _: 1, Presence()) == 1


def test_different_keys_do_not_wait_for_each_other() -> None:
    flights: SingleFlight[str] = SingleFlight()
    held = threading.Event()
    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(flights.result, "slow", lambda _: str(held.wait(timeout=10)), Presence())
        assert flights.result("fast", lambda _: "done", Presence()) == "done"
        held.set()
        assert slow.result(timeout=10) == "True"
