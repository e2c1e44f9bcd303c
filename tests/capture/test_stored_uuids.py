"""The engine is asked only about events that may have been stored, and always about those (CAP-27)."""

from datetime import timedelta

import psutil  # type: ignore[import-untyped]  # brings no types
import pytest

from hedgerow.base.errors import EngineUnavailable, Unavailable
from hedgerow.base.settings import Settings
from hedgerow.capture import stored_uuids
from hedgerow.engine.port import Engine
from hedgerow.store.store import Store
from tests.capture.parts import GuardedEngine, Parts, SharedEngine
from tests.capture.samples import NOW, event


def test_the_engine_is_not_asked_about_new_events_of_days_it_told_of(
    store: Store, engine: Engine, settings: Settings
) -> None:
    guarded = GuardedEngine(engine)
    sent = [event(at=NOW + timedelta(hours=hour)) for hour in range(10)]
    with Parts.opened(store, guarded, settings) as parts:
        parts.committer.submit_and_wait(sent[:5])
        guarded.failing_reads = EngineUnavailable("gone")
        parts.committer.submit_and_wait(sent[5:])
        with pytest.raises(Unavailable):
            parts.committer.submit_and_wait([event(at=NOW - timedelta(days=9))])
    guarded.failing_reads = None
    assert parts.uuids() == sorted(each.uuid for each in sent)


@pytest.mark.parametrize(("held", "read"), [(0, 1000), (1000, 0), (1000, 1000)])
def test_a_uuid_is_stored_once_however_few_fit_into_memory(
    store: Store, engine: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch, held: int, read: int
) -> None:
    monkeypatch.setattr(stored_uuids, "MOST_HELD", held)
    monkeypatch.setattr(stored_uuids, "MOST_READ", read)
    sent = [event(at=NOW + timedelta(days=day)) for day in range(-20, 20)]
    for _ in range(2):
        with Parts.opened(store, engine, settings) as parts:
            for start in (0, 20, 10):
                parts.committer.submit_and_wait(sent[start : start + 20])
    assert parts.uuids() == sorted(each.uuid for each in sent)


def test_what_another_server_stored_is_not_stored_again(store: Store, engine: Engine, settings: Settings) -> None:
    sent = [event() for _ in range(30)]
    with (
        Parts.opened(store, SharedEngine(engine), settings) as one,
        Parts.opened(store, SharedEngine(engine), settings) as other,
    ):
        one.committer.submit_and_wait(sent[:10])
        other.committer.submit_and_wait(sent[10:])
        one.committer.submit_and_wait(sent)
    assert one.uuids() == sorted(each.uuid for each in sent)


def test_a_uuid_whose_commit_failed_is_stored_when_it_is_sent_again(
    store: Store, engine: Engine, settings: Settings
) -> None:
    guarded = GuardedEngine(engine)
    sent = [event() for _ in range(30)]
    with Parts.opened(store, guarded, settings) as parts:
        guarded.failure = EngineUnavailable("gone")
        with pytest.raises(Unavailable):
            parts.committer.submit_and_wait(sent)
        guarded.failure = None
        parts.committer.submit_and_wait(sent)
    assert parts.uuids() == sorted(each.uuid for each in sent)


def test_hardly_any_new_uuid_is_taken_for_a_stored_one(engine: Engine) -> None:
    filled = stored_uuids.StoredUuids(engine)
    filled.note(event() for _ in range(20_000))
    assert len(filled.possible(1, [event() for _ in range(20_000)])) < 20


def test_a_filter_that_holds_nothing_takes_hardly_any_memory(engine: Engine) -> None:
    process = psutil.Process()
    before = process.memory_info().rss
    empty = stored_uuids.StoredUuids(engine)
    assert process.memory_info().rss - before < 2**24, f"{empty} was written whole"
