"""What questions ask of properties is counted for the days that are sealed (ADR 15).

A rollup's rows count for a day while the day has the seal under which they were counted, so whatever opens the day
opens it in every rollup too.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from hedgerow.base.ids import random_number
from hedgerow.engine.sealing import drop_seals, is_changing_events, rolled_up
from hedgerow.query.rollups import Rollup
from hedgerow.services.house import House
from hedgerow.vocab.events import ROLLUPS
from hedgerow.vocab.rollups import KnownRollup
from hedgerow.vocab.sealed_days import SealedDay

MOST = 64
"""Rollups of one project; a new one takes the place of the one that was not asked for longest, but for today's."""

LEAST_EVENTS_OF_ROW = 4
"""A rollup must have so many times fewer rows than there are events, or reading them would hardly be less work."""

UNUSED_AFTER = timedelta(days=14)
"""A rollup that nobody asked for in that time is dropped."""

AT_ONCE = 31
"""Days of one counting, the last ones first: that bounds the memory it takes."""


def roll_up(house: House, project_id: int, *, stopping: Callable[[], bool] = lambda: False) -> int:
    """Count the project's sealed days in the rollups that are asked for; how many were. Ends early when told to.

    Raises EngineError or StoreError.
    """
    done = 0
    for rollup in house.runner.asked_rollups(project_id):
        while not stopping() and (days := _uncounted(house, project_id, rollup)):
            if is_changing_events(house.engine) or not _counted(house, project_id, rollup, days):
                break
            done += len(days)
    if done:
        house.runner.forget_definitions(project_id)
    return done


def forget_rollups(house: House) -> None:
    """Forget the rollups of any project that are not asked for any more, and what was counted of opened days."""
    with house.store.write() as tx:
        tx.rollups.forget(house.clock().date() - UNUSED_AFTER)


def _uncounted(house: House, project_id: int, rollup: Rollup) -> Sequence[SealedDay]:
    """The last sealed days that ``rollup`` has not counted; none when it is not to be counted."""
    with house.store.read() as tx:
        known = tx.rollups.all(project_id)
        before = {day.start for day in tx.rollups.days(project_id).get(rollup.number, ())}
        sealed = tx.sealed_days.all(project_id)
    one = known.get(rollup.number) or _added(house, project_id, rollup, known)
    if one is None or one.is_too_large:
        return ()
    if one.asked_on != (today := house.clock().date()):
        with house.store.write() as tx:
            tx.rollups.ask(project_id, rollup.number, today)
    return [day for day in sealed if day.start not in before][-AT_ONCE:]


def _added(house: House, project_id: int, rollup: Rollup, known: Mapping[int, KnownRollup]) -> KnownRollup | None:
    """``rollup`` among those that are ``known``; None when there is no room."""
    added = KnownRollup(number=rollup.number, asked_on=house.clock().date(), is_too_large=False)
    with house.store.write() as tx:
        if len(known) >= MOST:
            oldest = min(known.values(), key=lambda one: one.asked_on)
            if oldest.asked_on == added.asked_on:
                return None
            tx.rollups.drop(project_id, oldest.number)
        tx.rollups.ask(project_id, added.number, added.asked_on)
    return added


def _counted(house: House, project_id: int, rollup: Rollup, days: Sequence[SealedDay]) -> bool:
    """Count ``days``; False when the rollup has too many rows or something else came in between."""
    rows = house.engine.query(rollup.measuring(project_id, days)).rows[0][0]
    if rows * LEAST_EVENTS_OF_ROW > sum(day.events for day in days):
        with house.store.write() as tx:
            tx.rollups.refuse(project_id, rollup.number)
        return False
    own = [replace(day, seal=random_number()) for day in days]
    found = rolled_up(house.engine, rollup.counting(project_id, own), project_id, own)
    counted = {day.seal: one for day, one in zip(days, found, strict=True)}
    with house.store.write() as tx:
        tx.projects.lock(project_id)
        kept = tx.rollups.finish(project_id, rollup.number, counted)
    if idle := {day.seal for day in own} - kept:
        drop_seals(house.engine, ROLLUPS, idle)
    return bool(kept)
