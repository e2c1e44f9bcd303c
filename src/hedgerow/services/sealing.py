"""Days that are over are counted by the engine and sealed, so that questions need not read their events (ADR 13).

Whatever changes a sealed day opens it first, in the store: capture, the erasing of people, a new time zone. So at any
moment, after any crash, a day is either sealed and its count is right, or it is read from the events.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hedgerow.base.ids import random_number
from hedgerow.engine.sealing import counted, drop_seals, is_changing_events, seals
from hedgerow.query.moments import midnight
from hedgerow.services.house import House
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.events import ACTIVITY, SEALED_TABLES
from hedgerow.vocab.jobs import JobKind
from hedgerow.vocab.projects import Project
from hedgerow.vocab.sealed_days import SEALED_AFTER, SealedDay

MOST_AGE = timedelta(days=1100)
"""How far back from now days are sealed: three years. What is older is read from the events."""

_FIRST = datetime(1970, 1, 3, tzinfo=UTC)
"""The engine knows no day before 1970, in whatever zone."""

AT_ONCE = 31
"""Days of one sealing: capture pauses twice for each, for the time of a store transaction."""


def seal_days(house: House, project_id: int, *, stopping: Callable[[], bool] = lambda: False) -> int:
    """Seal the project's days that are over and not sealed yet; how many. Ends early when ``stopping`` says so.

    Does nothing while events of the project are being erased. Raises EngineError or StoreError.
    """
    earliest, now = house.runner.earliest_event(project_id), house.clock()
    if earliest is None:
        return 0
    first = max(earliest, now - MOST_AGE, _FIRST)
    sealed, end = 0, now - SEALED_AFTER
    while not stopping():
        days = _begun(house, project_id, first, end)
        if not days or is_changing_events(house.engine):
            break
        end = days[0].start  # what is opened meanwhile waits for the next time
        done = counted(house.engine, project_id, days)
        with house.committer.paused(), house.store.write() as tx:
            tx.projects.lock(project_id)
            sealed += tx.sealed_days.finish(project_id, done)
        house.runner.forget_definitions(project_id)
    return sealed


def open_days(tx: Transaction, project_id: int) -> None:
    """Take all seals of the project away: questions read its events until `seal_days` has counted them anew.

    Call `Runner.forget_definitions` after the transaction.
    """
    tx.projects.lock(project_id)
    tx.sealed_days.open_all(project_id)


def drop_idle_seals(house: House, idle_before: frozenset[int]) -> frozenset[int]:
    """Drop the rows of seals that count no more and were among ``idle_before``; those that may be dropped next.

    Call it again no sooner than a query can take: one that began before a day was opened still reads its rows.
    """
    left: frozenset[int] = frozenset()
    for table in SEALED_TABLES:
        there = seals(house.engine, table)
        with house.store.read() as tx:
            idle = there - (tx.sealed_days.seals() if table == ACTIVITY else tx.rollups.seals())
        if dropped := idle & idle_before:
            drop_seals(house.engine, table, dropped)
        left |= idle - dropped
    return left


def _begun(house: House, project_id: int, first: datetime, end: datetime) -> Sequence[SealedDay]:
    """The last unsealed days from that of ``first`` to ``end``, noted in the store; none while people are being erased.

    Capture stands still meanwhile: events that came before are in the engine, all others find the days noted and open
    them.
    """
    with house.committer.paused(), house.store.write() as tx:
        tx.projects.lock(project_id)
        project = tx.projects.get(project_id)
        if project is None or tx.jobs.unfinished(project_id, JobKind.DELETE_PERSONS):
            return ()
        sealed = {day.day for day in tx.sealed_days.all(project_id)}
        unsealed = [day for day in _days(project, first, end) if day.day not in sealed]
        tx.sealed_days.begin(project_id, unsealed[-AT_ONCE:])
        return unsealed[-AT_ONCE:]


def _days(project: Project, first: datetime, end: datetime) -> Iterator[SealedDay]:
    """The project's days, under new seals, from that of ``first`` to the last that is over at ``end``."""
    zone = ZoneInfo(project.timezone)
    for ordinal in range(first.astimezone(zone).toordinal(), end.astimezone(zone).toordinal() + 1):
        day = date.fromordinal(ordinal)
        start, over = _start(day, zone), _start(day + timedelta(days=1), zone)
        if start < over <= end:  # a zone may have skipped a whole day
            yield SealedDay(day=day, timezone=project.timezone, start=start, end=over, seal=random_number())


def _start(day: date, zone: ZoneInfo) -> datetime:
    return midnight(datetime(day.year, day.month, day.day, tzinfo=zone))
