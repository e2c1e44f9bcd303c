"""Equal questions asked at once are computed once."""

import threading
from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from hedgerow.run.presence import NobodyWaits, Presence
from hedgerow.run.single_flight import SingleFlight, TooOld

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


def test_who_asks_for_what_is_newer_waits_and_then_shares_what_begins_after() -> None:
    flights: SingleFlight[str] = SingleFlight()
    began, held, computed = threading.Event(), threading.Event(), []

    def first(_: Presence) -> str:
        began.set()
        held.wait(timeout=10)
        return "old"

    def second(_: Presence) -> str:
        computed.append(1)
        return "new"

    def newest() -> str:
        try:
            return flights.result("key", second, Presence(), began=2, since=2)
        except TooOld:
            return flights.result("key", second, Presence(), began=3, since=2)

    with ThreadPoolExecutor(CALLERS + 2) as pool:
        old = pool.submit(flights.result, "key", first, Presence(), began=1)
        assert began.wait(timeout=10)
        asked = [pool.submit(newest) for _ in range(CALLERS)]
        also_old = pool.submit(flights.result, "key", second, Presence(), began=2)
        assert not wait(asked, timeout=0.05).done
        held.set()
        assert {found.result(timeout=10) for found in asked} == {"new"}
        assert old.result(timeout=10) == also_old.result(timeout=10) == "old"
    assert computed


def test_who_waits_for_what_is_newer_and_leaves_is_let_go_at_once() -> None:
    flights: SingleFlight[bool] = SingleFlight()
    began, held, presence = threading.Event(), threading.Event(), Presence()

    def compute(_: Presence) -> bool:
        began.set()
        return held.wait(timeout=10)

    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(flights.result, "key", compute, Presence(), began=1)
        assert began.wait(timeout=10)
        asked = pool.submit(flights.result, "key", compute, presence, began=2, since=2)
        presence.end()
        with pytest.raises(NobodyWaits):
            asked.result(timeout=10)
        held.set()
        assert slow.result(timeout=10)
