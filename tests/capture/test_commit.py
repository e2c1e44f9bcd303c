"""Acknowledged is stored; a resent uuid is stored once; overload and failures are a 503 (design §5)."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from uuid import UUID

import pytest

from hedgerow.base.errors import EngineUnavailable, InvalidRequest, QueryFailed, Unavailable
from hedgerow.base.settings import Settings
from hedgerow.capture import commit
from hedgerow.capture.commit import GroupCommitter
from hedgerow.engine.port import Engine
from hedgerow.store import database
from hedgerow.store.place import store_url
from hedgerow.store.store import Store, open_store
from hedgerow.vocab.events import Event
from tests.capture.parts import GuardedEngine, Parts
from tests.capture.samples import NOW, event


def uuids_of(events: list[Event]) -> list[UUID]:
    return sorted(event.uuid for event in events)


def test_what_was_acknowledged_can_be_read(parts: Parts) -> None:
    events = [event(distinct_id=f"d{number}") for number in range(50)]
    parts.committer.submit_and_wait(events)
    assert parts.uuids() == uuids_of(events)
    assert (parts.committer.counts.accepted, parts.committer.counts.stored) == (50, 50)


def test_tasks_wait_for_their_own_events_and_share_commits(parts: Parts) -> None:
    requests = [[event(team_id=1 + number % 2) for _ in range(5)] for number in range(40)]

    async def send() -> None:
        await asyncio.gather(*(parts.committer.submit(events) for events in requests))

    asyncio.run(send())
    assert parts.uuids() == uuids_of([event for events in requests for event in events])
    assert parts.committer.counts.commits < len(requests)


def test_requests_that_come_soon_after_each_other_share_a_commit_while_several_clients_send(
    store: Store, engine: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commit, "_NEXT_REQUEST_SECONDS", 0.4)
    with Parts.opened(store, engine, settings) as parts, ThreadPoolExecutor(2) as pool:
        with parts.committer.paused():
            together = [pool.submit(parts.committer.submit_and_wait, [event()]) for _ in range(2)]
            while parts.committer.queue_length < len(together):
                assert not any(one.done() for one in together)
        for one in together:
            one.result()
        first = pool.submit(parts.committer.submit_and_wait, [event()])
        while parts.committer.queue_length == 0:
            assert not first.done()
        parts.committer.submit_and_wait([event()])
        first.result()
        assert (parts.committer.counts.commits, len(parts.uuids())) == (2, 4)


def test_events_of_a_caller_who_went_away_are_stored_all_the_same(parts: Parts) -> None:
    events = [event()]

    async def leave() -> None:
        task = asyncio.ensure_future(parts.committer.submit(events))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(leave())
    parts.committer.close()
    assert parts.uuids() == uuids_of(events)


def test_a_request_without_events_is_acknowledged_at_once(parts: Parts) -> None:
    parts.committer.submit_and_wait([])
    asyncio.run(parts.committer.submit([]))
    assert parts.committer.counts.commits == 0


@pytest.mark.contract("CAP-41")
def test_events_of_many_years_are_stored_in_one_request(parts: Parts) -> None:
    events = [event(at=NOW - timedelta(days=31 * months)) for months in range(200)]
    parts.committer.submit_and_wait(events)
    parts.committer.submit_and_wait(events)
    assert parts.uuids() == uuids_of(events)


@pytest.mark.contract("CAP-23")
def test_more_waiting_events_than_the_limit_are_refused_at_once_and_those_waiting_arrive(
    store: Store, engine: Engine, settings: Settings
) -> None:
    guarded = GuardedEngine(engine)
    narrow = settings.model_copy(update={"capture_queue_events": 10})
    with Parts.opened(store, guarded, narrow) as parts, ThreadPoolExecutor(3) as pool:
        guarded.open.clear()
        first = pool.submit(parts.committer.submit_and_wait, [event()])
        assert guarded.knocked.wait(30)
        large = pool.submit(parts.committer.submit_and_wait, [event() for _ in range(25)])
        while parts.committer.queue_length == 0:
            assert not large.done()
        with pytest.raises(Unavailable) as caught:
            parts.committer.submit_and_wait([event()])
        guarded.open.set()
        first.result()
        large.result()
        assert caught.value.headers["Retry-After"]
        assert len(parts.uuids()) == 26
        assert parts.committer.counts.refused == 1


@pytest.mark.contract("CAP-23")
def test_more_waiting_bytes_than_the_limit_are_refused_however_few_the_events(
    store: Store, engine: Engine, settings: Settings
) -> None:
    guarded = GuardedEngine(engine)
    narrow = settings.model_copy(update={"capture_queue_bytes": 1000})

    async def send(committer: GroupCommitter) -> None:
        guarded.open.clear()
        first = asyncio.ensure_future(committer.submit([event()], text_bytes=10))
        assert await asyncio.to_thread(guarded.knocked.wait, 30)
        waiting = [asyncio.ensure_future(committer.submit([event()], text_bytes=size)) for size in (900, 100)]
        while committer.queue_length < 2:
            await asyncio.sleep(0)
        with pytest.raises(Unavailable):
            await committer.submit([event()], text_bytes=1)
        guarded.open.set()
        await asyncio.gather(first, *waiting)
        await committer.submit([event()], text_bytes=5000)

    with Parts.opened(store, guarded, narrow) as parts:
        asyncio.run(send(parts.committer))
        assert len(parts.uuids()) == 4


@pytest.mark.contract("CAP-27")
def test_while_the_engine_fails_everyone_gets_a_503_and_later_everything_arrives(
    store: Store, engine: Engine, settings: Settings
) -> None:
    guarded = GuardedEngine(engine)
    requests = [[event(f"e{number}", f"d{number}")] for number in range(6)]
    with Parts.opened(store, guarded, settings) as parts, ThreadPoolExecutor(6) as pool:
        guarded.failure = EngineUnavailable("away")
        for outcome in [pool.submit(parts.committer.submit_and_wait, events) for events in requests]:
            with pytest.raises(Unavailable):
                outcome.result()
        assert parts.uuids() == []
        guarded.failure = None
        list(pool.map(parts.committer.submit_and_wait, requests))
        assert parts.uuids() == uuids_of([events[0] for events in requests])
        assert sorted(parts.persons().values()) == [1, 2, 3, 4, 5, 6]


@pytest.mark.contract("CAP-27")
def test_an_engine_that_cannot_read_its_own_files_is_a_503_and_no_fault_of_the_events(
    store: Store, engine: Engine, settings: Settings
) -> None:
    guarded = GuardedEngine(engine)
    with Parts.opened(store, guarded, settings) as parts:
        guarded.failing_reads = QueryFailed("Cannot read all data", code=33)
        with pytest.raises(Unavailable):
            parts.committer.submit_and_wait([event()])
        guarded.failing_reads = None
        parts.committer.submit_and_wait([event()])
        assert len(parts.uuids()) == 1


@pytest.mark.usefixtures("store")
def test_a_store_that_fails_is_a_503_and_nothing_is_remembered_of_it(
    engine: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.5)
    sent = event("rare", properties={"size": 1})
    with closing(open_store(store_url(settings))) as store, Parts.opened(store, engine, settings) as parts:
        with store.write() as tx:  # whoever else holds the store; the committer waits until it gives up
            del tx
            with pytest.raises(Unavailable):
                parts.committer.submit_and_wait([sent])
        assert parts.uuids() == []
        parts.committer.submit_and_wait([sent])
        assert parts.uuids() == [sent.uuid]
        with store.read() as tx:
            assert tx.event_definitions.by_name(1, "rare")
            assert tx.property_definitions.by_name(1, "size")


def test_a_row_the_engine_refuses_is_found_and_all_others_are_stored(
    store: Store, engine: Engine, settings: Settings
) -> None:
    guarded = GuardedEngine(engine)
    guarded.poison, guarded.failure = b"poison", QueryFailed("Cannot parse", code=117)
    good = [[event(distinct_id=f"d{number}")] for number in range(9)]
    with Parts.opened(store, guarded, settings) as parts, ThreadPoolExecutor(11) as pool:
        guarded.open.clear()
        first = pool.submit(parts.committer.submit_and_wait, [event()])
        assert guarded.knocked.wait(30)
        waiting = [pool.submit(parts.committer.submit_and_wait, events) for events in good]
        bad = pool.submit(parts.committer.submit_and_wait, [event("poison")])
        while parts.committer.queue_length < 10:
            assert not bad.done()
        guarded.open.set()
        first.result()
        with pytest.raises(InvalidRequest):
            bad.result()
        for outcome in waiting:
            outcome.result()
        assert len(parts.uuids()) == 10


def test_an_event_that_cannot_be_written_is_refused_and_the_committer_lives_on(parts: Parts) -> None:
    with pytest.raises(InvalidRequest):
        parts.committer.submit_and_wait([event(properties={"odd": object()})])
    with pytest.raises(Unavailable):
        parts.committer.submit_and_wait([event(team_id=99)])
    parts.committer.submit_and_wait([event()])
    assert len(parts.uuids()) == 1


def test_closing_commits_what_waits_and_takes_nothing_more(store: Store, engine: Engine, settings: Settings) -> None:
    guarded = GuardedEngine(engine)
    requests = [[event() for _ in range(3)] for _ in range(8)]
    with Parts.opened(store, guarded, settings) as parts, ThreadPoolExecutor(9) as pool:
        guarded.open.clear()
        first = pool.submit(parts.committer.submit_and_wait, [event()])
        assert guarded.knocked.wait(30)
        waiting = [pool.submit(parts.committer.submit_and_wait, events) for events in requests]
        while parts.committer.queue_length < 24:
            assert not first.done()
        closing = pool.submit(parts.committer.close)
        guarded.open.set()
        closing.result()
        for outcome in waiting:
            outcome.result()
        assert len(parts.uuids()) == 25
        with pytest.raises(Unavailable):
            parts.committer.submit_and_wait([event()])
        parts.committer.close()


def test_nothing_is_committed_in_a_pause_and_what_came_meanwhile_is_committed_after_it(parts: Parts) -> None:
    parts.committer.submit_and_wait([event()])
    with ThreadPoolExecutor(1) as pool:
        with parts.committer.paused():
            waiting = pool.submit(parts.committer.submit_and_wait, [event()])
            while parts.committer.queue_length == 0:
                assert not waiting.done()
            assert len(parts.uuids()) == 1
        waiting.result()
    assert len(parts.uuids()) == 2
