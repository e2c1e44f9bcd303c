"""A uuid that was stored before is not stored again, wherever and whenever it comes (CAP-27)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from hedgerow.base.settings import Settings
from hedgerow.capture.duplicates import stored_before
from hedgerow.engine.port import Engine
from hedgerow.store.store import Store
from tests.capture.parts import Parts
from tests.capture.samples import NOW, event


@pytest.mark.contract("CAP-27")
def test_a_resent_uuid_is_stored_once_in_one_request_and_in_a_later_one(parts: Parts) -> None:
    sent = event()
    parts.committer.submit_and_wait([sent, sent])
    parts.committer.submit_and_wait([sent])
    assert parts.uuids() == [sent.uuid]
    assert parts.committer.counts.duplicates == 2


@pytest.mark.contract("CAP-27", "CAP-40")
def test_a_resent_uuid_is_stored_once_after_a_restart_although_its_time_moved(
    store: Store, engine: Engine, settings: Settings
) -> None:
    uuid = uuid4()
    late = NOW.replace(hour=23, minute=59, second=59)
    for moved in (timedelta(), timedelta(seconds=5), -timedelta(hours=1)):
        with Parts.opened(store, engine, settings) as parts:
            parts.committer.submit_and_wait([event(uuid=uuid, at=late + moved), event(uuid=UUID(int=1), at=NOW)])
    assert parts.uuids() == [UUID(int=1), uuid]


@pytest.mark.contract("CAP-27")
@pytest.mark.parametrize("year", [1900, 1969, 1970, 2149, 2150, 2299])
def test_a_resent_uuid_is_stored_once_after_a_restart_at_the_ends_of_the_calendar(
    store: Store, engine: Engine, settings: Settings, year: int
) -> None:
    far = [event(at=NOW.replace(year=year, month=month, day=day)) for month, day in ((1, 1), (6, 6), (12, 30))]
    events = [*far, event()]
    for _ in range(2):
        with Parts.opened(store, engine, settings) as parts:
            parts.committer.submit_and_wait(events)
    assert parts.uuids() == sorted(event.uuid for event in events)


@pytest.mark.contract("CAP-27")
def test_a_resent_uuid_is_stored_once_after_a_restart_although_its_event_has_another_name(
    store: Store, engine: Engine, settings: Settings
) -> None:
    for name in ("paid", "bought"):
        with Parts.opened(store, engine, settings) as parts:
            parts.committer.submit_and_wait([event(name, uuid=UUID(int=1))])
    assert parts.uuids() == [UUID(int=1)]


@pytest.mark.contract("CAP-27", "CAP-41")
def test_only_the_days_around_its_events_are_searched_for_those_of_a_batch(
    store: Store, engine: Engine, settings: Settings
) -> None:
    months = [event(at=NOW - timedelta(days=31 * month)) for month in range(24)]
    with Parts.opened(store, engine, settings) as parts:
        parts.committer.submit_and_wait(months)
    (read,) = engine.table_reads(stored_before(1, [months[0], months[-1]]))
    assert read.parts_read == 2


@pytest.mark.contract("CAP-27")
def test_a_uuid_resent_by_many_at_once_is_stored_once(parts: Parts) -> None:
    events = [event() for _ in range(20)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(parts.committer.submit_and_wait, [events] * 24))
    assert parts.uuids() == sorted(event.uuid for event in events)


@pytest.mark.contract("CAP-27")
def test_the_same_uuid_in_two_projects_is_two_events(parts: Parts) -> None:
    uuid = uuid4()
    parts.committer.submit_and_wait([event(uuid=uuid), event(uuid=uuid, team_id=2)])
    assert parts.uuids() == [uuid, uuid]
