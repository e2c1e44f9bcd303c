"""Many who ask at once for the numbers of events share what is counted, and none gets less for it (ADR 16)."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Event
from time import sleep
from typing import Any, cast

import pytest

from hedgerow.base.errors import QueryCancelled
from hedgerow.engine.port import Engine
from hedgerow.run import in_time
from hedgerow.run.event_counting import EventCounting
from hedgerow.vocab.sealed_days import SealedDay
from hedgerow.vocab.statement import Answer, Statement

TEAM = 1
START = datetime(2026, 3, 1, tzinfo=UTC)
NOW = START + timedelta(days=2, hours=12)
AT_ONCE = 4


def day(back: int, seal: int) -> SealedDay:
    """A day with two events, so many days before the second of March ended."""
    start = START + timedelta(days=1 - back)
    return SealedDay(
        day=date(2026, 3, start.day), timezone="UTC", start=start, end=start + timedelta(days=1), seal=seal, events=2
    )


class CountedDays:
    """An engine that has two events of each sealed day and no others, and does something while it is asked."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        self.meanwhile = meanwhile
        self.recent_asked = 0
        self.called_off = Event()

    def cancel(self, _: str) -> None:
        self.called_off.set()

    def query(self, statement: Statement, **_: object) -> Answer:
        sealed: Any = next((one.value for one in statement.parameters if one.name == "seals"), None)
        self.recent_asked += "slot" in statement.sql
        self.meanwhile()
        if self.called_off.is_set():
            raise QueryCancelled("The query was cancelled before it began.")
        return Answer(columns=(), types=(), rows=[[seal, "view", 2, 0] for seal in sealed or ()])


def counting_by(engine: CountedDays) -> EventCounting:
    return EventCounting(cast("Engine", engine))


def test_capture_waits_for_one_counting_however_many_tiles_ask_first() -> None:
    engine = CountedDays(meanwhile=lambda: sleep(0.02))
    counting, sealed, together = counting_by(engine), (day(0, 10),), Barrier(AT_ONCE)

    def asked(_: int) -> object:
        together.wait(10)
        return counting.of(TEAM, sealed, NOW)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert all(pool.map(asked, range(AT_ONCE)))
    assert engine.recent_asked == 1


def test_a_day_stays_known_while_another_question_asks_with_other_days() -> None:
    before: Sequence[SealedDay] = (day(0, 10),)
    longer, anew = (day(1, 11), *before), (day(0, 12),)
    engine = CountedDays(meanwhile=lambda: None)
    counting = counting_by(engine)
    assert counting.of(TEAM, before, NOW)

    def another() -> None:
        engine.meanwhile = lambda: None
        assert counting.of(TEAM, anew, NOW)

    engine.meanwhile = another
    known = counting.of(TEAM, longer, NOW)
    assert known
    assert known.days == {11: {"view": 2}, 10: {"view": 2}}


def test_a_counting_that_waits_too_long_for_its_turn_is_called_off_and_tried_again_an_hour_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(in_time, "SECONDS", 0.01)
    engine = CountedDays(meanwhile=lambda: engine.called_off.wait(10))
    counting, sealed = counting_by(engine), (day(0, 10),)
    for _ in range(2):
        assert counting.of(TEAM, sealed, NOW) is None
    assert engine.recent_asked == 1
    monkeypatch.setattr(in_time, "SECONDS", 60.0)
    engine.meanwhile = engine.called_off.clear
    assert counting.of(TEAM, sealed, NOW + timedelta(hours=1, seconds=1))
