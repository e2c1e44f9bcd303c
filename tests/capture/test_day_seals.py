"""A sealed day is opened before anything is added to it, whoever seals and whatever fails."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest

from hedgerow.base.errors import EngineUnavailable, Unavailable
from hedgerow.base.settings import Settings
from hedgerow.capture.commit import GroupCommitter
from hedgerow.engine.port import Engine
from hedgerow.store.store import Store
from hedgerow.vocab.sealed_days import SEALED_AFTER, SealedDay
from tests.capture.parts import GuardedEngine, Parts, SharedEngine
from tests.capture.samples import NOW, event

MIDNIGHT = datetime(2026, 3, 10, tzinfo=UTC)


def day(back: int, seal: int) -> SealedDay:
    """The day so many days before the one of `NOW`."""
    start = MIDNIGHT - timedelta(days=back)
    return SealedDay(day=start.date(), timezone="UTC", start=start, end=start + timedelta(days=1), seal=seal)


def seal(store: Store, *days: SealedDay, team_id: int = 1) -> None:
    with store.write() as tx:
        tx.sealed_days.begin(team_id, days)
        tx.sealed_days.finish(team_id, days)


def sealed(store: Store, team_id: int = 1) -> list[date]:
    with store.read() as tx:
        return [one.day for one in tx.sealed_days.all(team_id)]


YESTERDAY, BEFORE = day(1, 101), day(2, 102)


@pytest.mark.parametrize(
    ("moment", "left"),
    [
        (YESTERDAY.start, [BEFORE.day]),
        (YESTERDAY.end - timedelta(microseconds=1), [BEFORE.day]),
        (YESTERDAY.start - timedelta(microseconds=1), [YESTERDAY.day]),
        (YESTERDAY.end, [BEFORE.day, YESTERDAY.day]),
        (NOW, [BEFORE.day, YESTERDAY.day]),
        (BEFORE.start - timedelta(days=400), [BEFORE.day, YESTERDAY.day]),
    ],
)
def test_an_event_opens_the_day_it_falls_into_and_no_other(parts: Parts, moment: datetime, left: list[date]) -> None:
    seal(parts.store, YESTERDAY, BEFORE)
    seal(parts.store, day(1, 201), team_id=2)
    parts.committer.submit_and_wait([event(at=moment)])
    assert sealed(parts.store) == left
    assert sealed(parts.store, team_id=2) == [YESTERDAY.day]


def test_a_day_is_open_before_the_engine_has_the_event_and_stays_so_when_it_fails(
    store: Store, engine: Engine, settings: Settings
) -> None:
    guarded = GuardedEngine(engine)
    told: list[int] = []
    with closing(GroupCommitter(store, guarded, lambda: NOW, settings, changed=told.append)) as committer:
        committer.submit_and_wait([event()])
        seal(store, YESTERDAY)
        guarded.failure = EngineUnavailable("no")
        with pytest.raises(Unavailable):
            committer.submit_and_wait([event(at=YESTERDAY.start)])
    assert sealed(store) == []
    assert told == [1]


def test_a_day_that_another_process_seals_while_an_event_is_on_its_way_is_not_sealed(
    store: Store, engine: Engine, settings: Settings
) -> None:
    guarded = SharedEngine(engine)
    with Parts.opened(store, guarded, settings) as parts:
        parts.committer.submit_and_wait([event()])
        guarded.open.clear()
        guarded.knocked.clear()
        sending = Thread(target=parts.committer.submit_and_wait, args=([event(at=YESTERDAY.start)],))
        sending.start()
        assert guarded.knocked.wait(30)
        seal(store, YESTERDAY)
        guarded.open.set()
        sending.join()
    assert sealed(store) == []


def test_an_event_sent_again_opens_a_day_that_was_sealed_before_whoever_stored_it_came_to_that(
    store: Store, engine: Engine, settings: Settings
) -> None:
    guarded = SharedEngine(engine)
    late = event(at=YESTERDAY.start)
    for _ in range(2):
        with Parts.opened(store, guarded, settings) as parts:
            parts.committer.submit_and_wait([late])
            assert sealed(store) == []
        seal(store, YESTERDAY)


def test_a_day_that_was_sealed_by_a_clock_that_is_ahead_is_opened_all_the_same(parts: Parts) -> None:
    ahead = timedelta(minutes=2)
    over = NOW + ahead - SEALED_AFTER
    seal(parts.store, replace(YESTERDAY, start=over - timedelta(days=1), end=over))
    parts.committer.submit_and_wait([event(at=over - timedelta(seconds=1))])
    assert sealed(parts.store) == []


def test_a_day_opened_while_it_is_counted_is_not_sealed(parts: Parts) -> None:
    with parts.store.write() as tx:
        tx.sealed_days.begin(1, [YESTERDAY, BEFORE])
    parts.committer.submit_and_wait([event(at=YESTERDAY.start)])
    with parts.store.write() as tx:
        assert tx.sealed_days.finish(1, [YESTERDAY, BEFORE]) == 1
    assert sealed(parts.store) == [BEFORE.day]


def test_counting_that_begins_anew_makes_what_was_begun_before_void(parts: Parts) -> None:
    again = day(1, 103)
    with parts.store.write() as tx:
        tx.sealed_days.begin(1, [YESTERDAY])
        tx.sealed_days.begin(1, [again])
        assert tx.sealed_days.finish(1, [YESTERDAY]) == 0
        assert tx.sealed_days.finish(1, [again]) == 1


def test_late_events_are_noticed_for_a_while_and_those_of_now_are_not(parts: Parts) -> None:
    parts.committer.submit_and_wait([event(at=NOW - SEALED_AFTER)])
    assert not parts.committer.takes_late_events(1, 60)
    parts.committer.submit_and_wait([event(at=NOW - SEALED_AFTER - timedelta(microseconds=1))])
    assert parts.committer.takes_late_events(1, 60)
    assert not parts.committer.takes_late_events(1, 0)
    assert not parts.committer.takes_late_events(2, 60)
